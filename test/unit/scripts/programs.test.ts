import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SideloadResult, SideloadSteps } from '../../../scripts/excel/sideload';
import { runSideload } from '../../../scripts/excel/sideload';
import type { Program } from '../../../scripts/programs';
import { run } from '../../../scripts/programs';

const node = (code: string): Program => ({ command: process.execPath, args: ['--eval', code] });
const forEver = node('setInterval(() => undefined, 1000)');
const well = node('');
const badly = node('process.exitCode = 3');

interface Played {
  readonly mode: SideloadResult;
  readonly loaded: boolean;
  readonly server: number | undefined;
  readonly remembered: readonly (number | undefined)[];
}

/** Plays to the end; the user stops it as soon as the add-in is loaded. */
async function played(change: Partial<SideloadSteps>, stopAtOnce = false): Promise<Played> {
  const stop = new AbortController();
  const remembered: (number | undefined)[] = [];
  let loaded = false;
  const show: SideloadSteps = {
    server: forEver,
    isServing: () => Promise.resolve(true),
    load: well,
    unload: well,
    onServer: (id) => remembered.push(id),
    onLoaded: () => {
      loaded = true;
      stop.abort();
    },
    timeoutMs: 10_000,
    ...change,
  };
  if (stopAtOnce) stop.abort();
  const mode = await runSideload(show, stop.signal);
  return { mode, loaded, server: remembered[0], remembered };
}

/** Asks the system whether a process is there. */
function isRunning(id: number | undefined): boolean {
  if (id === undefined) throw new Error('The server was never there.');
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

describe('showing the pane in Excel', () => {
  it.each<[string, SideloadResult, Partial<SideloadSteps>, boolean]>([
    ['a person stops it', 'stopped', {}, true],
    ['Excel does not take the add-in', 'loadFailed', { load: badly }, false],
    ['loading hangs', 'loadFailed', { load: forEver, timeoutMs: 400 }, false],
    [
      'the server never answers',
      'serverSilent',
      { isServing: () => Promise.resolve(false), timeoutMs: 400 },
      false,
    ],
    [
      'the program for loading is not there',
      'loadFailed',
      { load: { command: 'no-such-program', args: [] } },
      false,
    ],
    ['unloading hangs', 'unloadFailed', { unload: forEver, timeoutMs: 2_000 }, true],
    ['unloading fails', 'unloadFailed', { unload: badly }, true],
  ])('leaves nothing running when %s', async (_when, mode, change, loaded) => {
    const outcome = await played(change);
    expect(outcome).toMatchObject({ mode, loaded });
    expect(isRunning(outcome.server)).toBe(false);
    expect(outcome.remembered).toEqual([outcome.server, undefined]);
  });

  it('says so when the server ends by itself', async () => {
    const { mode } = await played({ server: badly, isServing: () => Promise.resolve(false) });
    expect(mode).toBe('serverFailed');
  });

  it('stops before it has started when the user is faster', async () => {
    const { mode, server } = await played({ isServing: () => new Promise(() => undefined) }, true);
    expect(mode).toBe('stopped');
    expect(isRunning(server)).toBe(false);
  });
});

it('takes out what was loaded by half when the user is faster', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-keeper-'));
  try {
    const file = join(folder, 'taken-out');
    const stop = new AbortController();
    const mode = await runSideload(
      {
        server: forEver,
        isServing: () => Promise.resolve(true),
        load: {
          ...node('console.log("registered"); setInterval(() => undefined, 1000)'),
          onOutput: () => stop.abort(),
        },
        unload: node(`require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`),
        onServer: () => undefined,
        onLoaded: () => undefined,
        timeoutMs: 10_000,
      },
      stop.signal,
    );
    expect(mode).toBe('stopped');
    expect(existsSync(file)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('running a program', () => {
  it('tells whether it ended well', async () => {
    expect(await run(well, 10_000)).toBe(true);
    expect(await run(badly, 10_000)).toBe(false);
  });

  it('believes its words where its exit code tells nothing', async () => {
    const program = node('console.error("Unable to.")');
    const hasFailed = (output: string) => output.includes('Unable');
    expect(await run(program, 10_000)).toBe(true);
    expect(await run({ ...program, hasFailed }, 10_000)).toBe(false);
    expect(await run({ ...well, hasFailed }, 10_000)).toBe(true);
  });

  it('ends it when its time is over', async () => {
    expect(await run(forEver, 200)).toBe(false);
  });
});
