import type { Worker } from 'playwright';
import type { Desk } from './desk';
import { error } from './faulty';
import { expect, test } from './world';

const minuteMs = 60_000;
const comeBackMs = 20_000;
const alive = (desk: Desk): readonly string[] => desk.world.graph.sessions.alive().map(({ id }) => id);

/** The worker's own time, which the page's clock does not reach: its timers wait until they are told to run. */
async function heldTime(desk: Desk): Promise<{ worker: Worker; pass: (ms: number) => Promise<void> }> {
  // Until the worker is active, a page that goes has nobody to leave its word with.
  await desk.frame.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker = await desk.context.waitForEvent('serviceworker')] = desk.context.serviceWorkers();
  await worker.evaluate(() => {
    const held: { at: number; callback: () => void }[] = [];
    let passed = 0;
    const began = Date.now();
    Date.now = () => began + passed;
    performance.now = () => passed;
    Object.assign(globalThis, {
      setTimeout: (callback: () => void, delayMs: number) => held.push({ at: passed + delayMs, callback }),
      clearTimeout: (index: number) => { held[index - 1] = { at: Infinity, callback: () => undefined }; },
      ever: () => held.length,
      waits: () => held.filter(({ at }) => at > passed && at < Infinity).length,
      pass(ms: number) {
        passed += ms;
        for (const one of held.filter(({ at }) => at <= passed)) {
          one.at = -Infinity;
          one.callback();
        }
      },
    });
  });
  return { worker, pass: (ms) => worker.evaluate((ms) => (globalThis as unknown as { pass: (ms: number) => void }).pass(ms), ms) };
}

const ever = (worker: Worker): Promise<number> => worker.evaluate(() => (globalThis as unknown as { ever: () => number }).ever());
const waits = (worker: Worker): Promise<number> => worker.evaluate(() => (globalThis as unknown as { waits: () => number }).waits());

async function withSession(desk: Desk, opening: Readonly<Record<string, string>> = {}) {
  await desk.enter(opening);
  await desk.start();
  return heldTime(desk);
}

test('closing the workbook closes its session a moment later', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  await desk.page.goto('about:blank');
  await expect.poll(() => waits(worker)).toBe(1);
  await pass(comeBackMs - 1);
  expect([alive(desk).length, desk.sent('close')]).toEqual([1, 0]);
  await pass(1);
  await expect.poll(() => alive(desk)).toEqual([]);
  expect(desk.sent('close')).toBe(1);
});

test('a page that is about to go does not answer that it is there, until it is shown again', async ({ desk }) => {
  const { worker } = await withSession(desk);
  await desk.frame.evaluate(() => new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('message', () => setTimeout(resolve), { once: true });
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  }));
  expect(await waits(worker)).toBe(1);
  await desk.frame.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(() => waits(worker)).toBe(0);
});

test('a reload takes the session up again, and nothing is closed', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  const before = alive(desk);
  await desk.reload();
  // The service was asked whether the session still lives; a click meanwhile would ask nothing of its own.
  await expect(desk.card).toContainText('Last refreshed');
  await expect.poll(() => ever(worker)).toBe(1);
  await expect.poll(() => waits(worker)).toBe(0);
  await pass(comeBackMs);
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.card).toContainText('Refreshed');
  expect([alive(desk), desk.sent('close')]).toEqual([before, 0]);
});

test('a pane that waits for Excel after a reload keeps the session that it had', async ({ desk, world }) => {
  const { worker } = await withSession(desk);
  await desk.context.route(`${world.origins.office}/**`, () => undefined);
  await desk.reload();
  await expect.poll(() => ever(worker)).toBe(1);
  await expect.poll(() => waits(worker)).toBe(0);
});

test('a reload cuts no closing short', async ({ desk, world }) => {
  const { worker, pass } = await withSession(desk);
  world.graph.orders.give({ operation: 'close', fault: { kind: 'hang' }, when: 'before', times: 1 });
  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await expect.poll(() => desk.sent('close')).toBe(1);
  await desk.reload();
  await desk.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await expect.poll(() => waits(worker)).toBe(1);
  await pass(comeBackMs);
  await expect.poll(() => alive(desk)).toEqual([]);
});

test('without a shared runtime, closing the pane closes its session', async ({ desk }) => {
  const { worker, pass } = await withSession(desk, { sharedRuntime: '0', requirements: '{"RibbonApi":null}' });
  await desk.page.evaluate(() => window.excel.dismiss());
  await expect.poll(() => waits(worker)).toBe(1);
  await pass(comeBackMs);
  await expect.poll(() => alive(desk)).toEqual([]);
});

test('a session from elsewhere is never closed', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  const [id = ''] = alive(desk);
  const second = await desk.enteredBeside();
  await second.attach(id);
  await second.page.goto('about:blank');
  await pass(comeBackMs);
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.card).toContainText('Refreshed');
  expect([await waits(worker), alive(desk), desk.sent('close')]).toEqual([0, [id], 0]);
});

test('another pane that holds the same session keeps it', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  const [id] = alive(desk);
  const memory = await desk.frame.evaluate(() => sessionStorage.getItem('session-keeper.memory') ?? '');
  const twin = await desk.enteredBeside();
  await twin.frame.evaluate((kept) => sessionStorage.setItem('session-keeper.memory', kept), memory);
  await twin.reload();
  await expect(twin.card.getByRole('status')).toHaveText(/Active/);
  await desk.page.goto('about:blank');
  await expect.poll(() => ever(worker)).toBe(1);
  await expect.poll(() => waits(worker)).toBe(0);
  await pass(comeBackMs);
  await twin.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(twin.card).toContainText('Refreshed');
  expect([alive(desk), desk.sent('close')]).toEqual([[id], 0]);
});

test('another pane that was given the session’s id keeps it', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  const [id = ''] = alive(desk);
  const second = await desk.enteredBeside();
  await second.attach(id);
  await desk.page.goto('about:blank');
  await expect.poll(() => ever(worker)).toBe(1);
  await expect.poll(() => waits(worker)).toBe(0);
  await pass(comeBackMs);
  expect([alive(desk), desk.sent('close')]).toEqual([[id], 0]);
});

test('a pane that comes back after its session was closed says so', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  await desk.page.goto('about:blank');
  await expect.poll(() => waits(worker)).toBe(1);
  await pass(comeBackMs);
  await expect.poll(() => alive(desk)).toEqual([]);
  desk.world.clock.advance(minuteMs);
  await desk.context.clock.fastForward(minuteMs);
  await desk.enter();
  await expect(desk.pane.getByRole('alert')).toContainText('The session ended while the pane was closed');
});

test.describe('where the worker did not come to it', () => {
  /** The window is gone, the worker's time stands still, and a minute later another window is there. */
  async function laterElsewhere(desk: Desk): Promise<Desk> {
    const { worker } = await withSession(desk);
    const second = await desk.beside();
    await desk.page.goto('about:blank');
    await expect.poll(() => waits(worker)).toBe(1);
    desk.world.clock.advance(minuteMs);
    await desk.context.clock.fastForward(minuteMs);
    return second;
  }

  test('the next window closes the session', async ({ desk }) => {
    const second = await laterElsewhere(desk);
    await second.enter();
    await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
    await expect.poll(() => alive(desk)).toEqual([]);
    await expect(second.pane.getByRole('alert')).toBeHidden();
  });

  test('and the next window cannot close it either, it says so', async ({ desk, world }) => {
    const second = await laterElsewhere(desk);
    world.graph.orders.give({ operation: 'close', fault: error('serviceUnavailableUncategorized'), when: 'before', times: 1 });
    await second.enter();
    await expect(second.pane.getByRole('alert')).toContainText('An earlier session couldn’t be closed');
    await second.pane.getByRole('button', { name: 'Dismiss' }).click();
    await expect(second.pane.getByRole('alert')).toBeHidden();
    expect(alive(desk)).toHaveLength(1);
  });

  test('another person never hears of it', async ({ desk }) => {
    const second = await laterElsewhere(desk);
    await second.open();
    await second.signIn('Alex Wilber');
    await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
    expect([alive(desk).length, desk.sent('close')]).toEqual([1, 0]);
  });
});
