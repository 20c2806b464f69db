import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../paths';
import { answersAt, devServerPort } from '../ports';
import { ProblemError } from '../problems';
import type { Program } from '../programs';
import { end, run } from '../programs';
import type { App } from './checks';
import { platformProblem, problemsOf, withQuery } from './checks';
import { findFacts } from './facts';
import { officeTool } from './officeTool';
import type { End } from './show';
import { play } from './show';

const stepLimitMs = 120_000;
const serverFile = `${root}node_modules/.cache/session-keeper/dev-server.pid`;
const manifest = `${root}manifest.xml`;
const unloading = officeTool('stop', manifest);
const webpackServe: Program = {
  command: process.execPath,
  args: [`${root}node_modules/webpack/bin/webpack.js`, 'serve', '--mode', 'development'],
};

/** The browser asks this once; a user who does not expect it blocks the pane. */
export const localNetworkWord =
  'Chrome and Edge ask whether the page may reach devices on your local network: choose Allow, because the pane comes from\n' +
  'this machine. After Block the pane stays empty: allow it again under the sign before the address, then reload.';

const problems: Readonly<
  Record<Exclude<End, 'stopped'>, { readonly what: string; readonly fix: string }>
> = {
  serverFailed: {
    what: 'The development server ended by itself: its reason stands above.',
    fix: 'npm run dev-server',
  },
  serverSilent: {
    what: 'The development server did not answer in time.',
    fix: 'npm run dev-server',
  },
  loadFailed: { what: 'Excel did not take the add-in: the reason stands above.', fix: 'npm stop' },
};

/**
 * `npm start` and `npm run start:web`: checks, serves, loads the add-in into Excel, and stays until it is stopped.
 *
 * @param document https address of the workbook for Excel on the web
 * @returns what to print at the end
 * @throws ProblemError when something is missing, or a step fails
 */
export async function startAddin(app: App, document?: string): Promise<string> {
  const missing = problemsOf(await findFacts(app, document));
  if (missing.length > 0) throw new ProblemError(missing);
  if (app === 'web') console.log(localNetworkWord);
  const target =
    app === 'web' && document !== undefined
      ? ['web', '--no-debug', '--document', withQuery(document)]
      : ['desktop'];
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    {process.once(signal, () => stop.abort());}
  const how = await play(
    {
      server: webpackServe,
      isServing: () => answersAt(devServerPort),
      load: officeTool('start', manifest, ...target, '--app', 'excel'),
      unload: app === 'desktop' ? unloading : undefined,
      onServer: rememberServer,
      onLoaded: () =>
        console.log(
          'The add-in is in Excel: Home, Session. Ctrl+C here, or npm stop elsewhere, takes it out and stops the server.',
        ),
      limitMs: stepLimitMs,
    },
    stop.signal,
  );
  if (how !== 'stopped') throw new ProblemError([problems[how]]);
  return 'The add-in is out of Excel, and the server has stopped.';
}

/**
 * `npm stop`: takes the add-in out of Excel and ends a development server that was left running.
 *
 * @throws ProblemError when Excel does not give the add-in back
 */
export async function stopAddin(): Promise<string> {
  const id = existsSync(serverFile) ? Number(readFileSync(serverFile, 'utf8')) : undefined;
  // The number may belong to another program by now: only a server that answers is ended.
  const runs =
    id !== undefined && Number.isInteger(id) && id > 1 && (await answersAt(devServerPort));
  if (runs) end({ pid: id });
  rememberServer(undefined);
  const hasExcel = platformProblem({ app: 'desktop', platform: process.platform }) === undefined;
  if (hasExcel && !(await run(unloading, stepLimitMs))) {
    throw new ProblemError([
      {
        what: 'Excel did not give the add-in back: the reason stands above.',
        fix: 'Close Excel, then run npm stop again.',
      },
    ]);
  }
  return runs ? 'The server has stopped.' : 'No server was running.';
}

function rememberServer(id: number | undefined): void {
  mkdirSync(dirname(serverFile), { recursive: true });
  if (id === undefined) rmSync(serverFile, { force: true });
  else writeFileSync(serverFile, String(id));
}
