import type { Desk } from './desk';
import { error, Faulty } from './faulty';
import { expect, test } from './world';

const hourMs = 3_600_000;

test('a reload in any state leads back to it', async ({ desk, world }) => {
  const faulty = new Faulty(desk, world);
  const start = desk.pane.getByRole('button', { name: 'Start session' });
  await desk.open();
  await test.step('signed out', async () => {
    await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
    await desk.reload();
    await expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
  await test.step('ready', async () => {
    await desk.signIn();
    await start.waitFor();
    await desk.reload();
    await expect(start).toBeVisible();
  });
  await test.step('active, with keep alive', async () => {
    await desk.start();
    await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
    await desk.reload();
    await expect(faulty.status).toHaveText('Active');
    await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  });
  await test.step('trying again', async () => {
    faulty.order('refresh', error('transientFailure'));
    await faulty.refresh();
    await expect(faulty.status).toHaveText('Trying again');
    await desk.reload();
    await expect(faulty.status).toHaveText('Trying again');
    faulty.calm();
    await faulty.alert.getByRole('button', { name: 'Try now' }).click();
    await expect(faulty.status).toHaveText('Active');
  });
  await test.step('closed', async () => {
    await faulty.close();
    await desk.reload();
    await expect(start).toBeVisible();
    expect(world.graph.sessions.alive()).toEqual([]);
  });
  await test.step('lost', async () => {
    await desk.start();
    world.graph.sessions.end();
    await faulty.refresh();
    await expect(faulty.status).toHaveText('Ended');
    await desk.reload();
    await expect(start).toBeVisible();
  });
});

test('a reload while a session is being opened shows no session that nobody confirmed', async ({ desk, world }) => {
  const faulty = new Faulty(desk, world);
  await faulty.begin();
  faulty.order('create', error('serviceUnavailableUncategorized'));
  await desk.pane.getByRole('button', { name: 'Start session' }).click();
  await expect.poll(() => faulty.sent('create')).toBe(1);
  await desk.reload();
  faulty.calm();
  await expect(desk.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  expect(faulty.sent('create')).toBe(1);
});

test('the add-in starts with the workbook where the person wants it, and not before', async ({ desk }) => {
  const startup = (): Promise<string> => desk.page.evaluate(() => window.excel.host().startup);
  const wanted = desk.pane.getByRole('switch', { name: 'Start with this workbook' });
  await desk.open();
  await desk.signIn();
  await desk.start();
  await expect(wanted).not.toBeChecked();
  expect(await startup()).toBe('Inactive');
  await wanted.click();
  await expect(wanted).toBeChecked();
  expect(await startup()).toBe('Background');
  await desk.reload();
  await expect(wanted).toBeChecked();
  await wanted.click();
  await expect(wanted).not.toBeChecked();
  expect(await startup()).toBe('Inactive');
});

/** V8's own: code that it compiles as it goes on, and what the inspector keeps of requests. */
const notThePanes = new Set(['code', 'native', 'hidden', 'synthetic']);

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  readonly nodes: readonly number[];
}

/** Bytes that the live objects of the pane take, once the rubbish is gone; and how many listeners there are. */
async function lives(desk: Desk): Promise<{ bytes: number; listeners: number }> {
  // The stepped clock writes down every step.
  await desk.frame.evaluate(() => {
    const { __pwClock: clock } = globalThis as unknown as { __pwClock: { controller: { _log: unknown[] } } };
    clock.controller._log.length = 0;
  });
  const cdp = await desk.context.newCDPSession(desk.frame);
  const chunks: string[] = [];
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const { jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  const { snapshot: { meta }, nodes } = JSON.parse(chunks.join('')) as HeapSnapshot;
  const [types] = meta.node_types;
  const size = meta.node_fields.indexOf('self_size');
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += meta.node_fields.length) {
    if (!notThePanes.has(types[nodes[node] ?? 0] ?? '')) bytes += nodes[node + size] ?? 0;
  }
  return { bytes, listeners: jsEventListeners };
}

/** What a line of activity may take: the entry, a point of the plot, a row of its table. */
const bytesOfLine = 3_000;

/** HOURS=8: half a minute, too long for every day. */
const hours = Number(process.env['HOURS'] ?? 0);

test.describe('in the browser with windows, which gives the pane a heap of its own', () => {
  // Without cookies or with them: this is what asks for that browser.
  test.use({ thirdParties: 'withoutCookies' });
  test('after hours of keeping alive the pane holds no more than after an eighth of them', async ({ desk, world }) => {
    test.skip(hours === 0, 'Say HOURS=8.');
    test.setTimeout(240_000);
    await desk.open();
    await desk.signIn();
    await desk.start();
    const [before] = world.graph.sessions.alive();
    await desk.pane.getByRole('combobox', { name: 'Stop after' }).selectOption('Until closed');
    await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
    await desk.pass((hours / 8) * hourMs);
    const first = await lives(desk);
    world.requests.clear();
    await desk.pass((hours * 7 / 8) * hourMs);
    const refreshes = new Faulty(desk, world).sent('refresh');
    const last = await lives(desk);
    test.info().annotations.push({ type: 'heap', description: JSON.stringify({ first, last }) });
    expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([before?.id]);
    expect(last.listeners).toBeLessThanOrEqual(first.listeners);
    // The list of activity is still filling up to its two hundred lines; nothing else may.
    expect(last.bytes - first.bytes).toBeLessThan(refreshes * bytesOfLine);
  });
});
