import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { localhostCertificate } from './certificate';
import { createFetch } from './client';
import { DoorTaken } from './doors';
import type { World } from './world';

/** `npm run sandbox`: the whole thing on one machine, with no account and no Excel. */

const usage = 'Usage: npm run sandbox -- [--excel-port 8443] [--pane-port 3000] [--identity-port 8444] [--graph-port 8445]';

/** What the person can put right; told in one sentence. */
class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

try {
  const ports = readPorts();
  await mustHaveBuild();
  // Loaded late: oidc-provider warns of old versions of Node as soon as it is loaded, and that would drown the one sentence.
  const { startWorld } = await import('./world');
  const world = await startWorld({ mode: 'localhost', ports }).catch((error: unknown) => explain(error, ports.excel));
  console.log(welcome(world));
  // Ctrl+C goes to every process of the terminal, `kill` to this one.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void world.close().then(() => console.log('\nThe sandbox has stopped.'));
    });
  }
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readPorts() {
  const portOf = (text: string) => {
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new CannotStart(`${text} is no port. ${usage}`);
    return port;
  };
  const values = readOptions();
  return { excel: portOf(values['excel-port']), pane: portOf(values['pane-port']), identity: portOf(values['identity-port']), graph: portOf(values['graph-port']) };
}

function readOptions() {
  const port = (value: string) => ({ type: 'string', default: value }) as const;
  try {
    return parseArgs({ options: { 'excel-port': port('8443'), 'pane-port': port('3000'), 'identity-port': port('8444'), 'graph-port': port('8445') } }).values;
  } catch (error) {
    throw new CannotStart(`${error instanceof Error ? error.message : String(error)}. ${usage}`);
  }
}

async function mustHaveBuild(): Promise<void> {
  try {
    await access(fileURLToPath(new URL('../../dist/taskpane.html', import.meta.url)));
  } catch {
    throw new CannotStart('There is no built pane in dist: run "npm run build" first.');
  }
}

async function explain(error: unknown, excelPort: number): Promise<never> {
  if (!(error instanceof DoorTaken)) throw error;
  if (await isSandbox(excelPort)) throw new CannotStart(`The sandbox is already running: open https://localhost:${excelPort}/, or stop it first.`);
  throw new CannotStart(`Port ${error.port} is taken by another program: stop that program, or choose another port. ${usage}`);
}

async function isSandbox(port: number): Promise<boolean> {
  const origin = `https://localhost:${port}`;
  try {
    const fetch = createFetch(await localhostCertificate(), new Map([[origin, port]]));
    return (await fetch(`${origin}/sandbox/world.json`)).ok;
  } catch {
    return false;
  }
}

function welcome({ openUrl, origins, certificate }: World): string {
  if (certificate.trusted) return `Excel's page is at ${origins.excel}/ (with your developer certificate). Ctrl+C stops the sandbox.`;
  return `Open ${openUrl}

The sandbox made its own certificate, so your browser will warn that the connection is not private: choose
"Advanced", then "Continue to localhost". Chrome and Edge ask once; Firefox asks once for each of four ports
and goes on by itself. Nothing leaves this machine. To have no warning at all, run
"npx office-addin-dev-certs install" and start the sandbox anew.

Ctrl+C stops the sandbox.`;
}
