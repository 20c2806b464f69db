import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isClientId } from '../../src/app/configuration';
import type { Settings } from '../build/settings';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import { redirectUris } from './redirectUris';
import { azureCommands, graphOf, portalSteps, registrationFor, withClientId } from './registration';
import { lookFirst, registrationFailure, unknownRegistration } from './registrationFailure';

const file = 'application.json';
const timeoutMs = 60_000;

/**
 * Registers the pane with Microsoft Entra through the Azure CLI and writes the client ID into
 * `.env`. Without the Azure CLI, returns the manual steps.
 *
 * @param dotenv path of `.env`, which may be missing
 * @param dryRun describes the steps only; runs no program and writes nothing
 * @returns text to print
 * @throws ProblemError when the Azure CLI is not signed in, fails, or refuses
 */
export function register(settings: Settings, dotenv: string, dryRun: boolean): string {
  if (settings.clientId !== '') {
    return registeredAlready(settings);
  }
  if (dryRun) return describePlan(settings);
  const folder = mkdtempSync(join(tmpdir(), 'session-keeper-'));
  try {
    writeFileSync(join(folder, file), JSON.stringify(registrationFor(settings)));
    return registerFrom(folder, settings, dotenv);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function registerFrom(folder: string, settings: Settings, dotenv: string): string {
  const { checkSignIn, create } = azureCommands(settings, file);
  const signedIn = runAzureCli(checkSignIn, folder);
  if (signedIn.missing) {
    return `The Azure CLI (az) is not installed; this is how to do it by hand.\n${portalSteps(settings)}`;
  }
  if (!signedIn.ok && signedIn.output.includes('az login')) {
    throw problem('The Azure CLI is not signed in.', 'az login --allow-no-subscriptions');
  }
  if (!signedIn.ok) {
    throw problem(
      `az ${checkSignIn.join(' ')} failed: ${signedIn.output}`,
      `Run it until it succeeds, then npm run register again. By hand:\n${portalSteps(settings)}`,
    );
  }
  const created = runAzureCli(create, folder);
  if (created.unknown) throw new ProblemError([unknownRegistration(created.output)]);
  if (!created.ok) {
    const graph = graphOf(settings);
    throw new ProblemError([registrationFailure(created.output, graph, portalSteps(settings))]);
  }
  if (!isClientId(created.output)) {
    throw problem(`The Azure CLI answered without a client id: ${created.output}`, lookFirst);
  }
  const setting = `CLIENT_ID=${created.output}`;
  try {
    writeFileSync(
      dotenv,
      withClientId(existsSync(dotenv) ? readFileSync(dotenv, 'utf8') : '', created.output),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(
      `The application is registered, but .env cannot be written: ${reason}`,
      `Write ${setting} into .env. Do not register again.`,
    );
  }
  return `Registered. ${setting} stands in .env now.`;
}

/** An earlier registration may have been made for another origin: sign-in needs these addresses. */
const registeredAlready = ({ clientId, addinOrigin }: Settings): string =>
  [
    `CLIENT_ID is ${clientId}: an application is registered already.`,
    `For ${addinOrigin} it needs, under Authentication, Single-page application:`,
    ...redirectUris(addinOrigin).map((uri) => `  ${uri}`),
    'For another application, take CLIENT_ID out of .env and of the environment first.',
  ].join('\n');

const problem = (what: Problem['what'], fix: Problem['fix']): ProblemError =>
  new ProblemError([{ what, fix }]);

/** The commands and the file of a dry run. */
function describePlan(settings: Settings): string {
  const { checkSignIn, create } = azureCommands(settings, file);
  return `az ${checkSignIn.join(' ')}\naz ${create.join(' ')}\n\n${file}:\n${JSON.stringify(registrationFor(settings), null, 2)}`;
}

interface CommandResult {
  readonly ok: boolean;
  /** True when the command was ended before it answered: it may have been carried out. */
  readonly unknown: boolean;
  /** True when the Azure CLI is not installed. */
  readonly missing: boolean;
  readonly output: string;
}

/**
 * Runs the Azure CLI. On Windows it is a script that only a shell can start; the arguments need no
 * quotes. The shell names a missing program in the quotes of its language: "az" in German and
 * Spanish, 'az' in English.
 */
function runAzureCli(args: readonly string[], cwd: string): CommandResult {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync('az', args, {
    cwd,
    shell,
    encoding: 'utf8',
    timeout: timeoutMs,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const notFound = error !== undefined && 'code' in error && error.code === 'ENOENT';
  const missing = notFound || (shell && status === 1 && /["']az["']/.test(stderr));
  const output = status === 0 ? stdout : stderr || `no answer within ${timeoutMs / 1000} seconds`;
  return { ok: status === 0, unknown: status === null, missing, output: output.trim() };
}
