import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext } from 'playwright';
import type { BenchUser, OpenedPane, PaneStage } from './paneStage';
import { newUser, openMeasuredPane } from './paneStage';

/** Measurements of one pane: times in ms, heap in MB. */
export const measurements = {
  firstPaint: 'first paint',
  signIn: 'sign-in usable',
  readyCold: 'ready, first open',
  readyWarm: 'ready, next open',
  readyAgain: 'ready, same tab',
  start: 'start to card',
  refresh: 'refresh to answer',
  reload: 'reload to card',
  confirmed: 'reload to confirmed',
  heap: 'heap (MB)',
} as const;
export type MeasurementName = keyof typeof measurements;
export type Measured = Readonly<Partial<Record<MeasurementName, number>>>;

/** Time without a click, in which a pane finishes what it does when idle. */
const pauseMs = 1_000;

/**
 * Goes the way of two users: one without an account in Excel, and one who is signed in, opens the
 * pane twice, starts a session, refreshes it and reloads the pane.
 *
 * @param asksService false for the pane that answers its buttons itself
 */
export async function takeJourney(
  stage: PaneStage,
  slowdown: number,
  asksService: boolean,
): Promise<Measured> {
  const guest = await newUser(stage, false);
  const adele = await newUser(stage, true);
  const open = (context: BrowserContext, { isSignedIn }: BenchUser) =>
    openMeasuredPane(stage, context, { isSignedIn, slowdown });
  try {
    const welcome = await guest.inBrowser(async (context) => {
      const pane = await open(context, guest);
      const signIn = await pane.measure('when', 'signIn');
      return { signIn, firstPaint: await pane.measure('firstPaint') };
    });
    const readyCold = await adele.inBrowser(async (context) => {
      const pane = await open(context, adele);
      const ready = await pane.measure('when', 'start');
      await wait(pauseMs);
      // Chromium keeps compiled scripts from the second open on.
      const again = await openMeasuredPane(stage, context, { isSignedIn: true, slowdown: 1 });
      await again.measure('when', 'start');
      await wait(pauseMs);
      return ready;
    });
    const laterDay = await adele.inBrowser(async (context) => {
      const pane = await open(context, adele);
      const readyWarm = await pane.measure('when', 'start');
      await wait(pauseMs);
      await pane.reload();
      const readyAgain = await pane.measure('when', 'start');
      return { readyWarm, readyAgain, ...(await measureSession(pane, asksService)) };
    });
    return { ...welcome, readyCold, ...laterDay };
  } finally {
    await guest.leave();
    await adele.leave();
    stage.world.graph.sessions.end();
  }
}

async function measureSession(pane: OpenedPane, asksService: boolean): Promise<Measured> {
  await wait(pauseMs);
  const start = await pane.measure('start');
  await wait(pauseMs);
  const refresh = asksService ? await pane.measure('refresh') : 0;
  await wait(pauseMs);
  await pane.devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await pane.devtools.send('Runtime.getHeapUsage');
  await pane.reload();
  const reload = await pane.measure('when', 'card');
  const confirmed = await pane.measure('when', 'confirmed');
  return {
    ...(asksService ? { start, refresh, confirmed } : {}),
    reload,
    heap: usedSize / 1e6,
  };
}
