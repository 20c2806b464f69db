import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../scripts/build/settings';
import { isClientId } from './checks';
import { azureCommands, portalSteps, registrationFor, withClientId } from './registration';
import type { Outcome } from './show';

const file = 'application.json';
const limitMs = 60_000;

/** `npm run register`: registers the pane with Microsoft Entra by the Azure CLI, or says how to do it by hand. */
export function register(settings: Settings, dotenv: string, dryRun: boolean): Outcome {
  if (dryRun) return { status: 0, words: planned(settings) };
  if (settings.clientId !== '') {
    return { status: 0, words: `CLIENT_ID is ${settings.clientId}: an application is registered already. For another one, take CLIENT_ID out of .env first.` };
  }
  const { look, make } = azureCommands(settings, file);
  const folder = mkdtempSync(join(tmpdir(), 'session-keeper-'));
  try {
    writeFileSync(join(folder, file), JSON.stringify(registrationFor(settings)));
    const looked = az(look, folder);
    if (looked.missing) return { status: 0, words: `The Azure CLI (az) is not here; this is how to do it by hand.\n${portalSteps(settings)}` };
    if (!looked.ok) return { status: 1, words: `The Azure CLI is not signed in.\n    az login --allow-no-subscriptions` };
    const made = az(make, folder);
    if (!made.ok) return { status: 1, words: `The registration was refused: ${made.words}\n${portalSteps(settings)}` };
    if (!isClientId(made.words)) return { status: 1, words: `The Azure CLI answered without a client id: look under App registrations before you try again. It said: ${made.words}` };
    writeFileSync(dotenv, withClientId(existsSync(dotenv) ? readFileSync(dotenv, 'utf8') : '', made.words));
    return { status: 0, words: `Registered. CLIENT_ID=${made.words} stands in .env now.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What would be done, to read or to run by hand. */
function planned(settings: Settings): string {
  const { look, make } = azureCommands(settings, file);
  return `az ${look.join(' ')}\naz ${make.join(' ')}\n\n${file}:\n${JSON.stringify(registrationFor(settings), null, 2)}`;
}

/** On Windows az is a script, which only a shell can start; there is nothing to quote in the arguments. */
function az(args: readonly string[], cwd: string): { readonly ok: boolean; readonly missing: boolean; readonly words: string } {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync('az', args, { cwd, shell, encoding: 'utf8', timeout: limitMs, stdio: ['ignore', 'pipe', 'pipe'] });
  const missing = (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT' || (shell && status === 1 && stderr.includes("'az'"));
  return { ok: status === 0, missing, words: (status === 0 ? stdout : stderr || `no answer within ${limitMs / 1000} seconds`).trim() };
}
