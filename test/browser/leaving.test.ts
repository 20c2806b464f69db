import type { Worker } from 'playwright';
import type { Desk } from './desk';
import { expect, test } from './world';

const minuteMs = 60_000;
const comeBackMs = 20_000;
const alive = (desk: Desk): readonly string[] => desk.world.graph.sessions.alive().map(({ id }) => id);
const closings = (desk: Desk): number => desk.world.requests.all().filter(({ operation, preflight }) => operation === 'close' && !preflight).length;

/** The worker's own time, which the page's clock does not reach: its timers wait until they are told to run. */
async function heldTime(desk: Desk): Promise<{ worker: Worker; pass: (ms: number) => Promise<void> }> {
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

const waits = (worker: Worker): Promise<number> => worker.evaluate(() => (globalThis as unknown as { waits: () => number }).waits());

async function withSession(desk: Desk, opening: Readonly<Record<string, string>> = {}) {
  await desk.open(opening);
  await desk.signIn();
  await desk.start();
  return heldTime(desk);
}

test('closing the workbook closes its session a moment later', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  await desk.page.goto('about:blank');
  await expect.poll(() => waits(worker)).toBe(1);
  await pass(comeBackMs - 1);
  expect([alive(desk).length, closings(desk)]).toEqual([1, 0]);
  await pass(1);
  await expect.poll(() => alive(desk)).toEqual([]);
  expect(closings(desk)).toBe(1);
});

test('a reload takes the session up again, and nothing is closed', async ({ desk }) => {
  const { worker, pass } = await withSession(desk);
  const before = alive(desk);
  await desk.page.evaluate(() => window.excel.reload());
  await expect(desk.card.getByRole('status')).toHaveText(/Active/);
  await expect.poll(() => waits(worker)).toBe(0);
  await pass(comeBackMs);
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.card).toContainText('Refreshed');
  expect([alive(desk), closings(desk)]).toEqual([before, 0]);
});
