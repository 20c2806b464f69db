import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { loadSettings } from '../build/settings';
import { findCertificateFault } from '../certificateFaults';
import { isCertificateTrusted } from '../certificates';
import { dotenv, root } from '../paths';
import { findPortFault } from '../portProblems';
import { devServerPort } from '../ports';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import type { App, Facts } from './checks';
import type { InstallationFacts } from './desktopChecks';
import { findInstallationFacts, idOf, thisMachine } from './desktopFacts';

const manifest = `${root}manifest.xml`;

/** Collects the facts about this machine; changes nothing. */
export async function findFacts(app: App, document: string | undefined): Promise<Facts> {
  return {
    app,
    document,
    platform: process.platform,
    ...findSettings(),
    certificateTrusted: await isCertificateTrusted(),
    certificateFault: findCertificateFault(homedir(), Date.now()),
    desktop: app === 'desktop' ? findDesktop() : undefined,
    portFault: await findPortFault(devServerPort),
  };
}

function findDesktop(): InstallationFacts | undefined {
  const id = idOf(readFileSync(manifest, 'utf8'));
  return id === undefined ? undefined : findInstallationFacts(thisMachine(homedir()), manifest, id);
}

function findSettings(): {
  readonly clientId: string;
  readonly settingsProblems: readonly Problem[];
} {
  try {
    return { clientId: loadSettings(dotenv).clientId, settingsProblems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { clientId: '', settingsProblems: error.problems };
  }
}
