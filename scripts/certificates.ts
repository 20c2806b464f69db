import type { Problem } from './problems';

/**
 * Problem when no trusted certificate is installed: Excel loads task panes over trusted HTTPS only.
 */
export const untrusted: Problem = {
  what: 'There is no certificate for localhost that this machine trusts.',
  fix: 'npx office-addin-dev-certs install',
};

/**
 * Whether this machine trusts the development certificate: the key matches it, and its authority is
 * installed in the system's store and has not expired.
 */
export async function isCertificateTrusted(): Promise<boolean> {
  try {
    // Imported on demand, so that commands without a certificate start faster.
    const { verifyCertificates } = await import('office-addin-dev-certs');
    return verifyCertificates();
  } catch {
    return false;
  }
}
