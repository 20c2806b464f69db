import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../../scripts/build/settings';
import { loadSettings } from '../../scripts/build/settings';
import type { App, Facts } from './checks';

/** The port of the development server; the manifest names it. */
export const port = 3000;
/** The top of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where a person's settings stand. */
export const dotenv = `${root}.env`;

/** The settings as the build will read them. */
export function settings(): Settings {
  return loadSettings(dotenv);
}

/** Looks at the machine, and changes nothing. */
export async function findFacts(app: App, document: string | undefined): Promise<Facts> {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly engines: { readonly node: string } };
  return {
    app,
    document,
    nodeVersion: process.version,
    nodeWanted: engines.node,
    platform: process.platform,
    clientId: settings().clientId,
    certificateTrusted: await isCertificateTrusted(),
    portTaken: await answersAt(port),
  };
}

async function isCertificateTrusted(): Promise<boolean> {
  try {
    const { verifyCertificates } = await import('office-addin-dev-certs');
    return verifyCertificates();
  } catch {
    return false;
  }
}

/** Whether anybody listens at a port of this machine. */
export function answersAt(where: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port: where, host: 'localhost', timeout: 2_000 });
    const answer = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', answer(true)).once('timeout', answer(false)).once('error', answer(false));
  });
}
