import type { Desk } from './desk';
import { expect, test } from './world';

const minuteMs = 60_000;

async function keptAlive(
  desk: Desk,
  opening: Readonly<Record<string, string>> = {},
): Promise<void> {
  await desk.enter(opening);
  await desk.start();
  await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
}

const alive = (desk: Desk): readonly string[] =>
  desk.world.graph.sessions.alive().map(({ id }) => id);

test('a hidden pane keeps the session alive for 40 minutes', async ({ desk }) => {
  await keptAlive(desk);
  const before = alive(desk);
  await desk.page.evaluate(() => window.excel.hide());
  await desk.pass(40 * minuteMs);
  expect(alive(desk)).toEqual(before);
  await desk.page.evaluate(() => window.excel.show());
  await expect(desk.card.getByRole('status')).toHaveText(/Active/);
});

test('with a shared runtime the closed pane keeps the session alive, and the ribbon works without it', async ({
  desk,
  world,
}) => {
  await keptAlive(desk);
  const before = alive(desk);
  await desk.page.evaluate(() => window.excel.dismiss());
  await desk.pass(12 * minuteMs);
  expect(alive(desk)).toEqual(before);
  world.requests.clear();
  expect(await desk.page.evaluate(() => window.excel.runCommand('refreshSession'))).toMatchObject({
    outcome: 'completed',
  });
  expect(desk.sent('refresh')).toBe(1);
});

test('one click on Refresh is announced once, however often keep-alive refreshes afterwards', async ({
  desk,
}) => {
  await keptAlive(desk);
  await desk.frame.evaluate(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    const polite = document.querySelector('[aria-live=polite]');
    if (polite !== null)
      {new MutationObserver(() => announced.push(polite.textContent)).observe(polite, {
        subtree: true,
        childList: true,
        characterData: true,
      });}
  });
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.card).toContainText('Refreshed at');
  const before = desk.sent('refresh');
  await desk.pass(20 * minuteMs);
  expect(desk.sent('refresh')).toBeGreaterThan(before + 3);
  expect(
    await desk.frame.evaluate(
      () => (window as unknown as { readonly announced: readonly string[] }).announced,
    ),
  ).toEqual([expect.stringMatching(/^Refreshed at/)]);
});

test('asleep without any event on waking, the session is refreshed within 30 seconds', async ({
  desk,
  world,
}) => {
  await keptAlive(desk);
  const [session] = alive(desk);
  await desk.page.evaluate(() => window.excel.hide());
  // Timers go on where they stood; only the clocks have gone on.
  world.clock.advance(3.6 * minuteMs);
  await desk.context.clock.setSystemTime(
    (await desk.frame.evaluate(() => Date.now())) + 3.6 * minuteMs,
  );
  world.requests.clear();
  await desk.pass(31_000);
  expect([alive(desk), desk.sent('refresh')]).toEqual([[session], 1]);
});

test('without a shared runtime the pane says that it must stay open', async ({ desk }) => {
  await desk.enter({ sharedRuntime: '0', requirements: '{"RibbonApi":null}' });
  await desk.start();
  await expect(desk.card).toContainText('Keep this pane open');
});

test('the ribbon’s buttons are enabled only when they can do something', async ({ desk }) => {
  const ribbon = (): Promise<Record<string, boolean>> =>
    desk.page.evaluate(() => window.excel.host().ribbon);
  await desk.open();
  await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
  await desk.signIn();
  await desk.start();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': true, 'SessionKeeper.KeepAlive': true });
  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
});

test('asleep for 3 minutes, the session lives on; for 6 minutes, the pane says at once that it has ended', async ({
  desk,
  world,
}) => {
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

test('asleep for 9 hours, the pane tells the truth, and a new session starts', async ({
  desk,
  world,
}) => {
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

test('two panes on the same workbook show the same session: one keeps it alive for both, with one switch', async ({
  desk,
  world,
}) => {
  await keptAlive(desk);
  const [id = ''] = alive(desk);
  const second = await desk.beside();
  await second.enter();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  const keepAlive = second.pane.getByRole('switch', { name: 'Keep alive' });
  await expect(keepAlive).toBeChecked();
  await keepAlive.click();
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).not.toBeChecked();
  await keepAlive.click();
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  world.requests.clear();
  await desk.pass(30 * minuteMs);
  expect(desk.sent('refresh')).toBeLessThanOrEqual(30 / 3);
  expect(alive(desk)).toEqual([id]);
  await expect(desk.card).toContainText(/at least [1-4] min left/);
  await expect(second.card).toContainText(/at least [1-4] min left/);
});

test('when the pane that keeps alive is gone, another one takes over; what is closed in one is closed in both', async ({
  desk,
  world,
}) => {
  await keptAlive(desk);
  const [id = ''] = alive(desk);
  const [second, third] = [await desk.beside(), await desk.beside()];
  for (const pane of [second, third]) {
    await pane.enter();
    await expect(pane.card.getByRole('status')).toHaveText('Active');
  }
  await desk.page.close();
  world.requests.clear();
  await second.pass(12 * minuteMs);
  expect(alive(second)).toEqual([id]);
  expect(second.sent('refresh')).toBeLessThanOrEqual(12 / 3);
  await second.card.getByRole('button', { name: 'Close session' }).click();
  await expect(third.card.getByRole('status')).toHaveText('Closed');
  expect([second.sent('close'), second.sent('create'), alive(second)]).toEqual([1, 0, []]);
});

test('signing out leaves a session that another pane of the user still shows', async ({ desk }) => {
  await desk.enter();
  await desk.start();
  const before = alive(desk);
  const second = await desk.beside();
  await second.enter();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  await desk.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await desk.pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await second.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(second.card).toContainText('Refreshed at');
  expect([alive(desk), desk.sent('close')]).toEqual([before, 0]);
});

test('a scratch copy that is lost while the pane is hidden shows the pane, once', async ({
  desk,
  world,
}) => {
  await desk.enter();
  await desk.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await desk.start();
  await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
  const shown = (): Promise<boolean> => desk.page.locator('iframe').isVisible();
  await desk.page.evaluate(() => window.excel.hide());
  await expect.poll(shown).toBe(false);
  world.graph.sessions.end();
  await desk.pass(6 * minuteMs);
  await expect.poll(shown).toBe(true);
  await expect(desk.pane.getByRole('alert')).toContainText('weren’t saved and are gone');
});
