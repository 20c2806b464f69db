import { setTimeout as after } from 'node:timers/promises';
import type { Program } from '../programs';
import { startProgram, stopProgram, run } from '../programs';

/** The programs and callbacks of a sideloading run. */
export interface SideloadSteps {
  /** Development server; runs until the end. */
  readonly server: Program;
  readonly isServing: () => Promise<boolean>;
  /** Loads the add-in into Excel, then exits. */
  readonly load: Program;
  /** Removes the add-in from Excel, then exits. */
  readonly unload: Program | undefined;
  /** Receives the server's process id after its start, and undefined after its end. */
  readonly onServer: (id: number | undefined) => void;
  /** Called after the add-in has been loaded. */
  readonly onLoaded: () => void;
  /** Limit for each step. */
  readonly timeoutMs: number;
}

/** How the run ended. */
export type SideloadResult =
  'stopped' | 'serverFailed' | 'serverSilent' | 'loadFailed' | 'unloadFailed';

/**
 * Serves the pane, loads it into Excel and waits for `stop`. Always stops the programs that it
 * started.
 */
export async function runSideload(
  steps: SideloadSteps,
  stop: AbortSignal,
): Promise<SideloadResult> {
  const server = startProgram(steps.server);
  const ended = new Promise<'ended'>((resolve) =>
    server.once('close', () => resolve('ended')).once('error', () => resolve('ended')),
  );
  const stopped = new Promise<'stopped'>((resolve) => {
    if (stop.aborted) resolve('stopped');
    stop.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  const unload = async (): Promise<SideloadResult> =>
    steps.unload === undefined || (await run(steps.unload, steps.timeoutMs))
      ? 'stopped'
      : 'unloadFailed';
  steps.onServer(server.pid);
  try {
    const serving = await Promise.race([
      ended,
      stopped,
      waitForServer(steps.isServing, steps.timeoutMs),
    ]);
    if (serving === 'ended') return 'serverFailed';
    if (serving !== 'serving') return serving;
    if (!(await run(steps.load, steps.timeoutMs, stop))) {
      // A program that is stopped may have registered the add-in already.
      return stop.aborted ? await unload() : 'loadFailed';
    }
    steps.onLoaded();
    await Promise.race([ended, stopped]);
    return await unload();
  } finally {
    stopProgram(server);
    await Promise.race([ended, after(5_000, undefined, { ref: false })]);
    steps.onServer(undefined);
  }
}

async function waitForServer(
  isServing: () => Promise<boolean>,
  timeoutMs: number,
): Promise<'serving' | 'serverSilent'> {
  const pollEveryMs = Math.min(500, timeoutMs / 4);
  for (const latest = Date.now() + timeoutMs; Date.now() < latest;) {
    if (await isServing()) return 'serving';
    await after(pollEveryMs, undefined, { ref: false });
  }
  return 'serverSilent';
}
