import type { Desk } from './desk';
import { error, Faulty } from './faulty';
import { expect, test } from './world';

const hourMs = 3_600_000;
const reload = (desk: Desk): Promise<void> => desk.page.evaluate(() => window.excel.reload());

test('a reload in any state leads back to it', async ({ desk, world }) => {
  const faulty = new Faulty(desk, world);
  const start = desk.pane.getByRole('button', { name: 'Start session' });
  await desk.open();
  await test.step('signed out', async () => {
    await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
    await reload(desk);
    await expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
  await test.step('ready', async () => {
    await desk.signIn();
    await start.waitFor();
    await reload(desk);
    await expect(start).toBeVisible();
  });
  await test.step('active, with keep alive', async () => {
    await desk.start();
    await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
    await reload(desk);
    await expect(faulty.status).toHaveText('Active');
    await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  });
  await test.step('trying again', async () => {
    faulty.order('refresh', error('transientFailure'));
    await faulty.refresh();
    await expect(faulty.status).toHaveText('Trying again');
    await reload(desk);
    await expect(faulty.status).toHaveText('Trying again');
    faulty.calm();
    await faulty.alert.getByRole('button', { name: 'Try now' }).click();
    await expect(faulty.status).toHaveText('Active');
  });
  await test.step('closed', async () => {
    await faulty.close();
    await reload(desk);
    await expect(start).toBeVisible();
    expect(world.graph.sessions.alive()).toEqual([]);
  });
  await test.step('lost', async () => {
    await desk.start();
    world.graph.sessions.end();
    await faulty.refresh();
    await expect(faulty.status).toHaveText('Ended');
    await reload(desk);
    await expect(start).toBeVisible();
  });
});

test('a reload while a session is being opened shows no session that nobody confirmed', async ({ desk, world }) => {
  const faulty = new Faulty(desk, world);
  await faulty.begin();
  faulty.order('create', error('serviceUnavailableUncategorized'));
  await desk.pane.getByRole('button', { name: 'Start session' }).click();
  await expect.poll(() => faulty.sent('create')).toBe(1);
  await reload(desk);
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
  await reload(desk);
  await expect(wanted).toBeChecked();
  await wanted.click();
  await expect(wanted).not.toBeChecked();
  expect(await startup()).toBe('Inactive');
});

/** Bytes that live script objects of the pane take, once the rubbish is gone; and how many nodes and listeners there are. */
async function lives(desk: Desk): Promise<{ bytes: number; nodes: number; listeners: number }> {
  const cdp = await desk.context.newCDPSession(desk.frame);
  // The stepped clock writes down every step: what it holds is not the pane's.
  await desk.frame.evaluate(() => {
    const { __pwClock: clock } = globalThis as unknown as { __pwClock: { controller: { _log: unknown[] } } };
    clock.controller._log.length = 0;
  });
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  return { bytes: usedSize, nodes, listeners: jsEventListeners };
}

/** Eight hours with HOURS=8; else as long as everybody has the patience for. */
const hours = Number(process.env['HOURS'] ?? 1);

test('after hours of keeping alive the pane holds no more than after an eighth of them', async ({ desk, world }) => {
  test.setTimeout(240_000);
  await desk.open();
  await desk.signIn();
  await desk.start();
  const [before] = world.graph.sessions.alive();
  await desk.pane.getByRole('combobox', { name: 'Stop after' }).selectOption('Until closed');
  await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await desk.pass((hours / 8) * hourMs);
  const first = await lives(desk);
  await desk.pass((hours * 7 / 8) * hourMs);
  const last = await lives(desk);
  process.stdout.write(JSON.stringify([first, last]));
  expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([before?.id]);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners);
});
