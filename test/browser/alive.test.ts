import type { Desk } from './desk';
import { expect, test } from './world';

const minuteMs = 60_000;

async function keptAlive(desk: Desk, opening: Readonly<Record<string, string>> = {}): Promise<void> {
  await desk.enter(opening);
  await desk.start();
  await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
}

const alive = (desk: Desk): readonly string[] => desk.world.graph.sessions.alive().map(({ id }) => id);

test('a hidden pane keeps the session alive for 40 minutes', async ({ desk }) => {
  await keptAlive(desk);
  const before = alive(desk);
  await desk.page.evaluate(() => window.excel.hide());
  await desk.pass(40 * minuteMs);
  expect(alive(desk)).toEqual(before);
  await desk.page.evaluate(() => window.excel.show());
  await expect(desk.card.getByRole('status')).toHaveText(/Active/);
});

test('with a shared runtime the closed pane keeps the session alive, and the ribbon works without it', async ({ desk, world }) => {
  await keptAlive(desk);
  const before = alive(desk);
  await desk.page.evaluate(() => window.excel.dismiss());
  await desk.pass(12 * minuteMs);
  expect(alive(desk)).toEqual(before);
  world.requests.clear();
  expect(await desk.page.evaluate(() => window.excel.runCommand('refreshSession'))).toMatchObject({ outcome: 'completed' });
  expect(desk.sent('refresh')).toBe(1);
});

test('without a shared runtime the pane says that it must stay open', async ({ desk }) => {
  await desk.enter({ sharedRuntime: '0', requirements: '{"RibbonApi":null}' });
  await desk.start();
  await expect(desk.card).toContainText('Keep this pane open');
});

test('the ribbon’s buttons are enabled only when they can do something', async ({ desk }) => {
  const ribbon = (): Promise<Record<string, boolean>> => desk.page.evaluate(() => window.excel.host().ribbon);
  await desk.open();
  await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect.poll(ribbon).toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
  await desk.signIn();
  await desk.start();
  await expect.poll(ribbon).toMatchObject({ 'SessionKeeper.Refresh': true, 'SessionKeeper.KeepAlive': true });
  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await expect.poll(ribbon).toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
});

test('asleep for 3 minutes, the session lives on; for 6 minutes, the pane says at once that it has ended', async ({ desk, world }) => {
  await keptAlive(desk);
  const [session] = alive(desk);
  world.clock.advance(3 * minuteMs);
  await desk.context.clock.fastForward(3 * minuteMs);
  await desk.page.bringToFront();
  await desk.pass(1 * minuteMs);
  expect(alive(desk)).toEqual([session]);
  world.clock.advance(6 * minuteMs);
  await desk.context.clock.fastForward(6 * minuteMs);
  await expect(desk.card.getByRole('status')).toHaveText(/Ended/);
  await expect(desk.pane.getByRole('alert')).toContainText('The session has timed out');
});

test('asleep for 9 hours, the pane tells the truth, and a new session starts', async ({ desk, world }) => {
  await keptAlive(desk);
  world.clock.advance(9 * 60 * minuteMs);
  await desk.context.clock.fastForward(9 * 60 * minuteMs);
  await expect(desk.card.getByRole('status')).toHaveText(/May have ended/);
  await expect(desk.card).toContainText('Keep alive has stopped: the time you chose is up.');
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.card.getByRole('status')).toHaveText(/Ended/);
  await desk.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(desk.card.getByRole('status')).toHaveText(/Active/);
});

test('offline, the pane waits; back online, it refreshes at once', async ({ desk, world }) => {
  await keptAlive(desk);
  await desk.context.setOffline(true);
  await desk.pass(4 * minuteMs);
  await expect(desk.pane.getByText('You’re offline')).toBeVisible();
  world.requests.clear();
  await desk.context.setOffline(false);
  await expect(desk.card.getByRole('status')).toHaveText(/Active/);
  await expect.poll(() => desk.sent('refresh')).toBe(1);
});

test('two panes with the same session do not fight: one keeps alive, both show it', async ({ desk, world }) => {
  await keptAlive(desk);
  const [id = ''] = alive(desk);
  const second = await desk.enteredBeside();
  await second.attach(id);
  await second.pane.getByRole('switch', { name: 'Keep alive' }).click();
  world.requests.clear();
  await desk.pass(30 * minuteMs);
  expect(desk.sent('refresh')).toBeLessThanOrEqual(30 / 3);
  expect(alive(desk)).toEqual([id]);
  await expect(desk.card).toContainText(/at least [1-4] min left/);
  await expect(second.card).toContainText(/at least [1-4] min left/);
});
