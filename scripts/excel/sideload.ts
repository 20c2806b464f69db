import { setTimeout as after } from 'node:timers/promises';
import type { Program } from '../programs';
import { begin, end, run } from '../programs';

/** What becomes of the pane while the command runs. */
export interface Show {
  /** The development server, which runs until the end. */
  readonly server: Program;
  readonly isServing: () => Promise<boolean>;
  /** Puts the add-in into Excel, and ends. */
  readonly load: Program;
  /** Takes the add-in out of Excel again, and ends. */
  readonly unload: Program | undefined;
  /** Called with the server's process id once it runs, and with undefined once it has ended. */
  readonly onServer: (id: number | undefined) => void;
  /** Called once the add-in is in Excel. */
  readonly onLoaded: () => void;
  /** How long each step may take, ms. */
  readonly limitMs: number;
}

/** How a show ended. */
export type End = 'stopped' | 'serverFailed' | 'serverSilent' | 'loadFailed';

/** Serves the pane, loads it into Excel, waits for `stop`, and leaves nothing running, whatever happens. */
export async function play(show: Show, stop: AbortSignal): Promise<End> {
  const server = begin(show.server);
  const ended = new Promise<'ended'>((resolve) =>
    server.once('close', () => resolve('ended')).once('error', () => resolve('ended')),
  );
  const stopped = new Promise<'stopped'>((resolve) => {
    if (stop.aborted) resolve('stopped');
    stop.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  show.onServer(server.pid);
  try {
    const serving = await Promise.race([ended, stopped, served(show.isServing, show.limitMs)]);
    if (serving === 'ended') return 'serverFailed';
    if (serving !== 'serving') return serving;
    if (!(await run(show.load, show.limitMs, stop))) return stop.aborted ? 'stopped' : 'loadFailed';
    show.onLoaded();
    await Promise.race([ended, stopped]);
    if (show.unload !== undefined) await run(show.unload, show.limitMs);
    return 'stopped';
  } finally {
    end(server);
    await Promise.race([ended, after(5_000, undefined, { ref: false })]);
    show.onServer(undefined);
  }
}

async function served(
  isServing: () => Promise<boolean>,
  limitMs: number,
): Promise<'serving' | 'serverSilent'> {
  const lookEveryMs = Math.min(500, limitMs / 4);
  for (const latest = Date.now() + limitMs; Date.now() < latest;) {
    if (await isServing()) return 'serving';
    await after(lookEveryMs, undefined, { ref: false });
  }
  return 'serverSilent';
}
