import type { Problem } from './problems';

/** Excel shows a pane only over https with a certificate that the machine trusts. */
export const untrusted: Problem = {
  what: 'There is no certificate for localhost that this machine trusts.',
  fix: 'npx office-addin-dev-certs install',
};

/**
 * Whether this machine trusts the developer's certificate: its key belongs to it, and its authority is installed in the
 * system's store and has not expired.
 */
export async function isCertificateTrusted(): Promise<boolean> {
  try {
    // Loaded late: commands that need no certificate start faster.
    const { verifyCertificates } = await import('office-addin-dev-certs');
    return verifyCertificates();
  } catch {
    return false;
  }
}
