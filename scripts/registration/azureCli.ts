import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../build/settings';
import { isClientId } from '../build/settings';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import { azureCommands, portalSteps, registrationFor, withClientId } from './registration';

const file = 'application.json';
const limitMs = 60_000;

/**
 * Registers the pane with Microsoft Entra by the Azure CLI and writes the client ID into `.env`; where there is no Azure
 * CLI, explains how to do it by hand.
 *
 * @param dotenv path of `.env`, which may be missing
 * @param dryRun shows what would be done; runs no program and writes nothing
 * @returns what to print
 * @throws ProblemError when the Azure CLI is not signed in, or refuses
 */
export function register(settings: Settings, dotenv: string, dryRun: boolean): string {
  if (dryRun) return planned(settings);
  if (settings.clientId !== '') {
    return `CLIENT_ID is ${settings.clientId}: an application is registered already. For another one, take CLIENT_ID out of .env first.`;
  }
  const folder = mkdtempSync(join(tmpdir(), 'session-keeper-'));
  try {
    writeFileSync(join(folder, file), JSON.stringify(registrationFor(settings)));
    return registerFrom(folder, settings, dotenv);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function registerFrom(folder: string, settings: Settings, dotenv: string): string {
  const { look, make } = azureCommands(settings, file);
  const looked = az(look, folder);
  if (looked.missing)
    {return `The Azure CLI (az) is not installed; this is how to do it by hand.\n${portalSteps(settings)}`;}
  if (!looked.ok)
    {throw problem('The Azure CLI is not signed in.', 'az login --allow-no-subscriptions');}
  const made = az(make, folder);
  if (!made.ok)
    {throw problem(`The registration was refused: ${made.output}`, portalSteps(settings));}
  if (!isClientId(made.output)) {
    throw problem(
      `The Azure CLI answered without a client id: ${made.output}`,
      'Look under App registrations before you try again.',
    );
  }
  writeFileSync(
    dotenv,
    withClientId(existsSync(dotenv) ? readFileSync(dotenv, 'utf8') : '', made.output),
  );
  return `Registered. CLIENT_ID=${made.output} stands in .env now.`;
}

const problem = (what: Problem['what'], fix: Problem['fix']): ProblemError =>
  new ProblemError([{ what, fix }]);

/** What would be done, to read or to run by hand. */
function planned(settings: Settings): string {
  const { look, make } = azureCommands(settings, file);
  return `az ${look.join(' ')}\naz ${make.join(' ')}\n\n${file}:\n${JSON.stringify(registrationFor(settings), null, 2)}`;
}

interface Answer {
  readonly ok: boolean;
  /** There is no Azure CLI on this machine. */
  readonly missing: boolean;
  readonly output: string;
}

/** On Windows az is a script, which only a shell can start; there is nothing to quote in the arguments. */
function az(args: readonly string[], cwd: string): Answer {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync('az', args, {
    cwd,
    shell,
    encoding: 'utf8',
    timeout: limitMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const notFound = error !== undefined && 'code' in error && error.code === 'ENOENT';
  const missing = notFound || (shell && status === 1 && stderr.includes("'az'"));
  const output = status === 0 ? stdout : stderr || `no answer within ${limitMs / 1000} seconds`;
  return { ok: status === 0, missing, output: output.trim() };
}
