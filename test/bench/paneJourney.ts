import { setTimeout as wait } from 'node:timers/promises';
import type { OpenedPane, PaneStage } from './paneStage';
import { newUser, openMeasuredPane } from './paneStage';

/** Measurements of one pane: times in ms, heap in MB. */
export const measurements = {
  firstPaint: 'first paint',
  signIn: 'sign-in usable',
  readyCold: 'ready, first open',
  readyWarm: 'ready, next open',
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
  const signedOut = await newUser(stage, false);
  const welcome = await openMeasuredPane(stage, signedOut, { isSignedIn: false, slowdown });
  const signIn = await welcome.measure('when', 'signIn');
  const firstPaint = await welcome.measure('firstPaint');
  await signedOut.close();

  const signedIn = await newUser(stage, true);
  const first = await openMeasuredPane(stage, signedIn, { isSignedIn: true, slowdown });
  const readyCold = await first.measure('when', 'start');
  // The pane loads what it will need later, into the cache.
  await wait(pauseMs);
  await first.excelPage.page.close();
  const pane = await openMeasuredPane(stage, signedIn, { isSignedIn: true, slowdown });
  const readyWarm = await pane.measure('when', 'start');
  const inSession = await measureSession(pane, asksService);
  await signedIn.close();
  stage.world.graph.sessions.end();
  return { firstPaint, signIn, readyCold, readyWarm, ...inSession };
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
