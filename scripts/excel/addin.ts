import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { requireNode } from '../nodeVersion';
import { root } from '../paths';
import { isPortInUse, devServerPort, devServerProcess } from '../ports';
import { ProblemError } from '../problems';
import type { Program } from '../programs';
import { stopProgram, run } from '../programs';
import { adviceAfterLoading, loadProblem } from './advice';
import type { App } from './checks';
import { platformProblem, problemsOf, withQuery } from './checks';
import { findFacts } from './facts';
import { officeTool } from './officeTool';
import { endWords, loadedWords, stopWords } from './outcomes';
import type { SideloadResult } from './sideload';
import { runSideload } from './sideload';

const stepTimeoutMs = 120_000;
const portTimeoutMs = 10_000;
const serverFile = `${root}node_modules/.cache/session-keeper/dev-server.pid`;
const manifest = `${root}manifest.xml`;
const unloading = officeTool('stop', manifest);
const webpackServe: Program = {
  command: process.execPath,
  args: [`${root}node_modules/webpack/bin/webpack.js`, 'serve', '--mode', 'development'],
};

/**
 * Advice on the browser's one-time permission prompt; a user who chooses Block gets an empty pane.
 */
export const localNetworkAdvice =
  'Chrome and Edge ask whether the page may reach devices on your local network: choose Allow, because the pane comes from\n' +
  'this machine. After Block the pane stays empty: allow it again under the sign before the address, then reload.';

const problems: Readonly<
  Record<Exclude<SideloadResult, 'stopped'>, { readonly what: string; readonly fix: string }>
> = {
  serverFailed: {
    what: 'The development server ended by itself: its reason stands above.',
    fix: 'npm run dev-server',
  },
  serverSilent: {
    what: 'The development server did not answer in time.',
    fix: 'npm run dev-server',
  },
  unloadFailed: {
    what: 'Excel did not give the add-in back: the reason stands above.',
    fix: 'Close Excel, then run npm stop.',
  },
  loadFailed: { what: 'Excel did not take the add-in: the reason stands above.', fix: 'npm stop' },
};

/**
 * `npm start` and `npm run start:web`: checks the machine, serves the pane, loads the add-in into
 * Excel, and runs until it is stopped.
 *
 * @param document https address of the workbook for Excel on the web
 * @returns text to print at the end
 * @throws ProblemError when a requirement is missing, or a step fails
 */
export async function startAddin(app: App, document?: string): Promise<string> {
  requireNode();
  const missing = problemsOf(await findFacts(app, document));
  if (missing.length > 0) throw new ProblemError(missing);
  if (app === 'web') console.log(localNetworkAdvice);
  const target =
    app === 'web' && document !== undefined
      ? ['web', '--no-debug', '--document', withQuery(document)]
      : ['desktop'];
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => stop.abort());
  }
  let printed = '';
  const outcome = await runSideload(
    {
      server: webpackServe,
      isServing: () => isPortInUse(devServerPort),
      load: {
        ...officeTool('start', manifest, ...target, '--app', 'excel'),
        onOutput: (text) => (printed += text),
      },
      unload: app === 'desktop' ? unloading : undefined,
      onServer: rememberServer,
      onLoaded: () => {
        if (app === 'desktop') console.log(adviceAfterLoading(process.platform));
        console.log(loadedWords(app));
      },
      timeoutMs: stepTimeoutMs,
    },
    stop.signal,
  );
  const read = outcome === 'loadFailed' ? loadProblem(printed) : undefined;
  if (outcome !== 'stopped') throw new ProblemError([read ?? problems[outcome]]);
  return endWords(app);
}

/**
 * `npm stop`: removes the add-in from Excel and stops a development server that is still running.
 *
 * @throws ProblemError when Excel does not remove the add-in
 */
export async function stopAddin(): Promise<string> {
  const remembered = existsSync(serverFile) ? Number(readFileSync(serverFile, 'utf8')) : undefined;
  // The remembered id may belong to another program by now, and the port too: the server itself tells
  // its id.
  const pid = await devServerProcess();
  if (pid !== undefined && pid === remembered) {
    stopProgram({ pid });
    await untilPortIsFree(devServerPort);
  }
  rememberServer(undefined);
  const hasExcel = platformProblem({ app: 'desktop', platform: process.platform }) === undefined;
  if (hasExcel && !(await run(unloading, stepTimeoutMs))) {
    throw new ProblemError([problems.unloadFailed]);
  }
  return stopWords(pid, remembered);
}

/** @throws ProblemError when a program still listens after `portTimeoutMs` */
async function untilPortIsFree(port: number): Promise<void> {
  const endMs = Date.now() + portTimeoutMs;
  while (await isPortInUse(port)) {
    if (Date.now() > endMs) {
      throw new ProblemError([
        { what: `The server has not stopped: port ${port} is still in use.`, fix: 'npm stop' },
      ]);
    }
    await setTimeout(250);
  }
}

function rememberServer(id: number | undefined): void {
  mkdirSync(dirname(serverFile), { recursive: true });
  if (id === undefined) rmSync(serverFile, { force: true });
  else writeFileSync(serverFile, String(id));
}
