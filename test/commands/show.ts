import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { App } from './checks';
import { platformProblem, problemsOf, tell, withQuery } from './checks';
import { answersAt, findFacts, port, root } from './facts';
import type { End, Program } from './programs';
import { end, play, run } from './programs';

/** How a command speaks, and what it exits with. */
export interface Outcome {
  readonly status: 0 | 1;
  readonly words: string;
}

const stepLimitMs = 120_000;
const serverFile = `${root}node_modules/.cache/session-keeper/dev-server.pid`;

/** What must be known about the browser beforehand. */
export const localNetworkWord =
  'Chrome and Edge ask whether the page may reach devices on your local network: choose Allow, because the pane comes from\nthis machine. Whoever chose Block sees an empty pane: allow it again under the sign before the address, then reload.';

const ends: Readonly<Record<End, Outcome>> = {
  stopped: { status: 0, words: 'The add-in is out of Excel, and the server has stopped.' },
  serverFailed: { status: 1, words: 'The development server ended by itself: its reason stands above.\n    npm run serve' },
  serverSilent: { status: 1, words: `The development server did not answer in time.\n    npm run serve` },
  loadFailed: { status: 1, words: 'Excel did not take the add-in: the reason stands above.\n    npm stop' },
};

/** `npm start` and `npm run start:web`: checks, serves, loads into Excel, and stays until it is stopped. */
export async function start(app: App, document: string | undefined, stop: AbortSignal, say: (words: string) => void): Promise<Outcome> {
  const problems = problemsOf(await findFacts(app, document));
  if (problems.length > 0) return { status: 1, words: tell(problems) };
  if (app === 'web') say(localNetworkWord);
  const place = app === 'web' && document !== undefined ? ['web', '--no-debug', '--document', withQuery(document)] : ['desktop'];
  const how = await play(
    {
      server: { command: process.execPath, args: ['--import', import.meta.resolve('tsx'), `${root}test/commands/main.ts`, 'serve'] },
      isServing: () => answersAt(port),
      load: officeTool('start', `${root}manifest.xml`, ...place, '--app', 'excel'),
      unload: app === 'desktop' ? unloading : undefined,
      onServer: rememberServer,
      onLoaded: () => say('The add-in is in Excel: Home, Session. Ctrl+C here, or npm stop elsewhere, takes it out and stops the server.'),
      limitMs: stepLimitMs,
    },
    stop,
  );
  return ends[how];
}

/** `npm stop`: takes the add-in out of Excel and ends a server that was left. */
export async function stopAll(): Promise<Outcome> {
  const id = existsSync(serverFile) ? Number(readFileSync(serverFile, 'utf8')) : undefined;
  // A number that outlived its server may be another program's by now: only a server that answers is ended.
  const runs = id !== undefined && Number.isInteger(id) && id > 1 && (await answersAt(port));
  if (runs) end({ pid: id });
  rememberServer(undefined);
  const hasExcel = platformProblem({ app: 'desktop', platform: process.platform }) === undefined;
  if (hasExcel && !(await run(unloading, stepLimitMs))) return { status: 1, words: 'Excel did not give the add-in back: the reason stands above. Close Excel, then run npm stop again.' };
  return { status: 0, words: runs ? 'The server has stopped.' : 'No server was running.' };
}

/** npm finds Microsoft's tool, installed or not; its arguments pass no shell of ours. */
function officeTool(...args: readonly string[]): Program {
  return { command: process.execPath, args: [process.env['npm_execpath'] ?? 'npm', 'exec', '--yes', '--', 'office-addin-debugging', ...args] };
}

const unloading = officeTool('stop', `${root}manifest.xml`);

function rememberServer(id: number | undefined): void {
  mkdirSync(dirname(serverFile), { recursive: true });
  if (id === undefined) rmSync(serverFile, { force: true });
  else writeFileSync(serverFile, String(id));
}
