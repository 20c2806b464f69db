import { setTimeout as wait } from 'node:timers/promises';
import type { OpenedPane } from './paneStage';
import { newUser, openMeasuredPane, openPaneStage } from './paneStage';

const idleMs = Number(process.env['IDLE_MS'] ?? '60000');

/** Processor share of the idle pane with an open session: 1 is one processor. */
export async function measureIdleShare(dist: string): Promise<number> {
  const stage = await openPaneStage(dist, 0);
  const user = await newUser(stage, true);
  try {
    return await user.inBrowser(async (context) => {
      const pane = await openMeasuredPane(stage, context, { isSignedIn: true, slowdown: 1 });
      await pane.measure('when', 'start');
      await pane.measure('start');
      return idleShareOf(pane);
    });
  } finally {
    await user.leave();
    await stage.close();
  }
}

async function idleShareOf({ devtools }: OpenedPane): Promise<number> {
  await devtools.send('Performance.enable');
  const takenSeconds = async (): Promise<number> =>
    (await devtools.send('Performance.getMetrics')).metrics.find(
      ({ name }) => name === 'TaskDuration',
    )?.value ?? 0;
  // Half a minute after the last click V8 collects garbage for 30 ms; that belongs to the click.
  await wait(Math.min(idleMs, 40_000));
  const before = await takenSeconds();
  await wait(idleMs);
  return ((await takenSeconds()) - before) / (idleMs / 1000);
}
