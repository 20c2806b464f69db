import type { ExcelPage } from './excelPage';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

const hourMs = 60 * minuteMs;

// Headed Chromium runs the pane in its own process, so that its heap and listeners can be counted.
test.use({ thirdParties: 'withoutCookies' });

/**
 * Excluded from the count: V8's compiled code and hidden classes, and the inspector's record of
 * requests.
 */
const notThePanes = new Set(['code', 'object shape', 'native', 'hidden', 'synthetic']);

interface HeapSnapshot {
  readonly appState: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
}

/** Number of the pane's listeners and timers after garbage collection. */
async function waits(
  excelPage: ExcelPage,
): Promise<{ readonly listeners: number; readonly timers: number }> {
  const timers = await excelPage.frame.evaluate(() => {
    const { __pwClock: clock } = globalThis as unknown as {
      __pwClock: { controller: { _log: unknown[]; _timers: ReadonlyMap<unknown, unknown> } };
    };
    // The fake clock records every step.
    clock.controller._log.length = 0;
    return clock.controller._timers.size;
  });
  const cdp = await excelPage.context.newCDPSession(excelPage.frame);
  // A second collection frees objects held by those that the first one frees.
  for (let round = 0; round < 3; round += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { jsEventListeners: listeners } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  return { listeners, timers };
}

/** Size of the pane's live objects. */
async function bytesOf(excelPage: ExcelPage): Promise<number> {
  const cdp = await excelPage.context.newCDPSession(excelPage.frame);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await cdp.detach();
  const {
    appState: { meta },
    nodes,
  } = JSON.parse(chunks.join('')) as HeapSnapshot;
  const [types] = meta.node_types;
  const size = meta.node_fields.indexOf('self_size');
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    if (!notThePanes.has(types[nodes[node] ?? 0] ?? '')) bytes += nodes[node + size] ?? 0;
  }
  return bytes;
}

test('a closed session leaves no listener behind, and no timer but the one that looks at the wall clock', async ({
  excelPage,
}) => {
  const keepAlive = excelPage.pane.getByRole('switch', { name: 'Keep alive' });
  const after: { listeners: number; timers: number }[] = [];
  await excelPage.open();
  await excelPage.signIn();
  // The first session adds permanent objects, such as the worker's listener; they exist before the
  // second one.
  for (let session = 0; session < 3; session += 1) {
    await excelPage.start();
    await keepAlive.setChecked(true);
    await excelPage.pass(4 * minuteMs);
    expect((await waits(excelPage)).timers).toBeGreaterThan(1);
    await excelPage.card.getByRole('button', { name: 'Close session' }).click();
    await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
    await excelPage.pass(minuteMs);
    after.push(await waits(excelPage));
  }
  const [, second, third] = after;
  expect(after.map(({ timers }) => timers)).toEqual([1, 1, 1]);
  expect(third?.listeners).toBe(second?.listeners);
});

/** Limits: the activity keeps 200 entries, the plot 40 refreshes, MSAL 500 log lines. */
const untilAllIsFull = 200;

/** HOURS=8 takes a minute, too slow for the default run. */
const hours = Number(process.env['HOURS'] ?? 0);

/**
 * Memory samples over twenty minutes, one after each refresh; texts on the card differ in length.
 */
async function course(
  excelPage: ExcelPage,
): Promise<Readonly<Record<'bytes' | 'listeners' | 'timers', readonly number[]>>> {
  const samples = { bytes: [] as number[], listeners: [] as number[], timers: [] as number[] };
  for (let sample = 0; sample < 5; sample += 1) {
    await excelPage.pass(4 * minuteMs);
    const { listeners, timers } = await waits(excelPage);
    samples.listeners.push(listeners);
    samples.timers.push(timers);
    samples.bytes.push(await bytesOf(excelPage));
  }
  return samples;
}

test('after hours of keep-alive the pane uses no more memory than after an eighth of that time', async ({
  excelPage,
  world,
}) => {
  test.skip(hours === 0, 'Say HOURS=8.');
  test.setTimeout(240_000);
  // Times stay within one day: a card that shows the date as well has longer text.
  const morning = new Date().setHours(24 + 8, 0, 0, 0);
  world.clock.advance(morning - world.clock.now());
  await excelPage.context.clock.setSystemTime(morning);
  await excelPage.openWithSession();
  const [before] = world.graph.sessions.alive();
  await excelPage.pane.getByRole('combobox', { name: 'Stop after' }).selectOption('No limit');
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  for (let click = 0; click < untilAllIsFull; click += 1) {
    await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  }
  await excelPage.pass((hours / 8) * hourMs - 20 * minuteMs);
  const first = await course(excelPage);
  await excelPage.pass(((hours * 7) / 8) * hourMs - 20 * minuteMs);
  const last = await course(excelPage);
  test.info().annotations.push({ type: 'heap', description: JSON.stringify({ first, last }) });
  expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([before?.id]);
  for (const what of ['listeners', 'timers'] as const) {
    expect(Math.min(...last[what]), what).toBeLessThanOrEqual(Math.min(...first[what]));
  }
  const [middle = Infinity] = last.bytes.toSorted((one, other) => one - other).slice(2);
  expect(middle).toBeLessThanOrEqual(Math.max(...first.bytes));
});
