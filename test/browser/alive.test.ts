import { collectAnnouncements } from './collectAnnouncements';
import type { ExcelPage } from './excelPage';
import { bareFault, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

async function keptAlive(
  excelPage: ExcelPage,
  opening: Readonly<Record<string, string>> = {},
): Promise<void> {
  await excelPage.openSignedIn(opening);
  await excelPage.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await expect(excelPage.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
}

const alive = (excelPage: ExcelPage): readonly string[] =>
  excelPage.world.graph.sessions.alive().map(({ id }) => id);

test('a hidden pane keeps the session alive for 40 minutes', async ({ excelPage }) => {
  await keptAlive(excelPage);
  const before = alive(excelPage);
  await excelPage.page.evaluate(() => window.excel.hide());
  await excelPage.pass(40 * minuteMs);
  expect(alive(excelPage)).toEqual(before);
  await excelPage.page.evaluate(() => window.excel.show());
  await expect(excelPage.card.getByRole('status')).toHaveText(/Active/);
});

test('with a shared runtime the session is kept alive while the pane is closed, and the ribbon works', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  const before = alive(excelPage);
  await excelPage.page.evaluate(() => window.excel.dismiss());
  await excelPage.pass(12 * minuteMs);
  expect(alive(excelPage)).toEqual(before);
  world.requests.clear();
  expect(
    await excelPage.page.evaluate(() => window.excel.runCommand('refreshSession')),
  ).toMatchObject({
    outcome: 'completed',
  });
  expect(excelPage.sent('refresh')).toBe(1);
});

for (const [place, click] of [
  [
    'the card',
    (excelPage: ExcelPage) => excelPage.card.getByRole('button', { name: 'Refresh' }).click(),
  ],
  [
    'the ribbon',
    (excelPage: ExcelPage) =>
      excelPage.page.evaluate(() => window.excel.runCommand('refreshSession')),
  ],
] as const) {
  test(`one click on Refresh on ${place} is announced once, however often keep-alive refreshes afterwards`, async ({
    excelPage,
  }) => {
    await keptAlive(excelPage);
    const heard = await collectAnnouncements(excelPage);
    await click(excelPage);
    await expect(excelPage.card).toContainText('Refreshed at');
    const before = excelPage.sent('refresh');
    await excelPage.pass(20 * minuteMs);
    expect(excelPage.sent('refresh')).toBeGreaterThan(before + 3);
    expect(await heard()).toEqual([expect.stringMatching(/^Refreshed at/)]);
  });
}

test('after sleep without a wake event, the session is refreshed within 30 seconds', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  const [session] = alive(excelPage);
  await excelPage.page.evaluate(() => window.excel.hide());
  // Sleep pauses the timers; only the clocks advance.
  world.clock.advance(3.6 * minuteMs);
  await excelPage.context.clock.setSystemTime(
    (await excelPage.frame.evaluate(() => Date.now())) + 3.6 * minuteMs,
  );
  world.requests.clear();
  await excelPage.pass(31_000);
  // The refresh waits for its lock, so it may be sent after the last step of the clock.
  await expect.poll(() => [alive(excelPage), excelPage.sent('refresh')]).toEqual([[session], 1]);
});

test('without a shared runtime the pane shows that it must stay open', async ({ excelPage }) => {
  await excelPage.openSignedIn({ sharedRuntime: '0', requirements: '{"RibbonApi":null}' });
  await excelPage.start();
  await expect(excelPage.card).toContainText('Keep this pane open');
});

test('the ribbon’s buttons are enabled only while a session is open', async ({ excelPage }) => {
  const ribbon = (): Promise<Record<string, boolean>> =>
    excelPage.page.evaluate(() => window.excel.host().ribbon);
  await excelPage.open();
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
  await excelPage.signIn();
  await excelPage.start();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': true, 'SessionKeeper.KeepAlive': true });
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect
    .poll(ribbon)
    .toMatchObject({ 'SessionKeeper.Refresh': false, 'SessionKeeper.KeepAlive': false });
});

test('after 3 minutes asleep the session is open; after 6 minutes the pane shows at once that it has ended', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  const [session] = alive(excelPage);
  world.clock.advance(3 * minuteMs);
  await excelPage.context.clock.fastForward(3 * minuteMs);
  await excelPage.page.bringToFront();
  await excelPage.pass(1 * minuteMs);
  expect(alive(excelPage)).toEqual([session]);
  world.clock.advance(6 * minuteMs);
  await excelPage.context.clock.fastForward(6 * minuteMs);
  await expect(excelPage.card.getByRole('status')).toHaveText(/Ended/);
  await expect(excelPage.pane.getByRole('alert')).toContainText(
    'The session has probably timed out',
  );
});

test('after 9 hours asleep the pane shows the actual state, and a new session starts', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  world.clock.advance(9 * 60 * minuteMs);
  await excelPage.context.clock.fastForward(9 * 60 * minuteMs);
  await expect(excelPage.card.getByRole('status')).toHaveText(/May have ended/);
  await expect(excelPage.card).toContainText('Keep alive has stopped: the time you chose is up.');
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText(/Ended/);
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText(/Active/);
});

test('offline, the pane waits; back online, it refreshes at once', async ({ excelPage, world }) => {
  await keptAlive(excelPage);
  await excelPage.context.setOffline(true);
  await excelPage.pass(4 * minuteMs);
  await expect(excelPage.pane.getByText('You’re offline')).toBeVisible();
  world.requests.clear();
  await excelPage.context.setOffline(false);
  await expect(excelPage.card.getByRole('status')).toHaveText(/Active/);
  await expect.poll(() => excelPage.sent('refresh')).toBe(1);
});

test('an answer shows that there is a network, whatever the browser reports: the refreshes go on', async ({
  excelPage,
}) => {
  await excelPage.page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
  );
  await keptAlive(excelPage);
  const before = alive(excelPage);
  await excelPage.pass(12 * minuteMs);
  expect(alive(excelPage)).toEqual(before);
});

test('offline, a start waits; back online, it goes on, and one session is opened', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  const start = excelPage.pane.getByRole('button', { name: 'Start session' });
  await expect(start).toBeVisible();
  await excelPage.context.setOffline(true);
  await start.click();
  await expect(excelPage.card).toContainText('You’re offline. Next attempt');
  await excelPage.context.setOffline(false);
  await expect(excelPage.card.getByRole('status')).toHaveText(/Active/);
  expect(alive(excelPage)).toHaveLength(1);
});

test('two panes on the same workbook show the same session: one keeps it alive for both, and they share one switch', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  const [id = ''] = alive(excelPage);
  const second = await excelPage.newTab();
  await second.openSignedIn();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  const keepAlive = second.pane.getByRole('switch', { name: 'Keep alive' });
  await expect(keepAlive).toBeChecked();
  await keepAlive.click();
  await expect(excelPage.pane.getByRole('switch', { name: 'Keep alive' })).not.toBeChecked();
  await keepAlive.click();
  await expect(excelPage.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  world.requests.clear();
  await excelPage.pass(30 * minuteMs);
  expect(excelPage.sent('refresh')).toBeLessThanOrEqual(30 / 3);
  expect(alive(excelPage)).toEqual([id]);
  await expect(excelPage.card).toContainText(/at least [1-4] min left/);
  await expect(second.card).toContainText(/at least [1-4] min left/);
});

test('when the pane that keeps the session alive closes, another one takes over; closing the session in one pane closes it in both', async ({
  excelPage,
  world,
}) => {
  await keptAlive(excelPage);
  const [id = ''] = alive(excelPage);
  const [second, third] = [await excelPage.newTab(), await excelPage.newTab()];
  for (const pane of [second, third]) {
    await pane.openSignedIn();
    await expect(pane.card.getByRole('status')).toHaveText('Active');
  }
  await excelPage.page.close();
  world.requests.clear();
  await second.pass(12 * minuteMs);
  expect(alive(second)).toEqual([id]);
  expect(second.sent('refresh')).toBeLessThanOrEqual(12 / 3);
  await second.card.getByRole('button', { name: 'Close session' }).click();
  await expect(third.card.getByRole('status')).toHaveText('Closed');
  expect([second.sent('create'), alive(second)]).toEqual([0, []]);
  // Each pane may close it, closing twice does no harm: one request does.
  const answers = second.asked('close').map(({ status }) => status);
  expect(answers.length).toBeLessThanOrEqual(2);
  expect(answers.filter((status) => status === 204)).toEqual([204]);
});

test('signing out keeps a session that another pane of the user still shows', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  const before = alive(excelPage);
  const second = await excelPage.newTab();
  await second.openSignedIn();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await excelPage.pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  await second.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(second.card).toContainText('Refreshed at');
  expect([alive(excelPage), excelPage.sent('close')]).toEqual([before, 0]);
});

test('a scratch copy that is lost while the pane is hidden opens the pane, once', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await excelPage.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  const shown = (): Promise<boolean> => excelPage.page.locator('iframe').isVisible();
  await excelPage.page.evaluate(() => window.excel.hide());
  await expect.poll(shown).toBe(false);
  world.graph.sessions.end();
  await excelPage.pass(6 * minuteMs);
  await expect.poll(shown).toBe(true);
  await expect(excelPage.pane.getByRole('alert')).toContainText('weren’t saved and are gone');
});

test('a pane that is still closing shows what the other one has started meanwhile, and leaves it open', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  await excelPage.start();
  const second = await excelPage.newTab();
  await second.openSignedIn();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  faulty.order('close', bareFault(423));
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.card).toContainText('The workbook or its site is locked');
  await second.card.getByRole('button', { name: 'Stop waiting' }).click();
  await second.start();
  faulty.calm();
  await excelPage.pass(10_000);
  await expect(faulty.status).toHaveText('Active');
  const ids = alive(excelPage);
  expect(ids).toHaveLength(1);
  await expect(second.card.getByRole('status')).toHaveText('Active');
  await excelPage.pass(2_000);
  expect(alive(excelPage)).toEqual(ids);
});

test('a start of a scratch copy that another pane’s start overtakes says so until that is dismissed', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  const start = excelPage.pane.getByRole('button', { name: 'Start session' });
  await expect(start).toBeVisible();
  const other = await excelPage.newSignedInTab();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await excelPage.page.route('**/createSession', async (route) => {
    await held;
    await route.continue();
  });
  await start.click();
  await other.pane.getByRole('radio', { name: /Scratch copy/ }).click();
  await other.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(other.card.getByRole('status')).toHaveText('Starting');
  release();
  await expect(other.card.getByRole('status')).toHaveText('Active');
  await expect(other.card).toContainText('Saves to workbook');
  const told = other.card.getByRole('alert');
  await expect(told).toContainText('This isn’t the session you asked for');
  await told.getByRole('button', { name: 'Dismiss' }).click();
  await expect(told).toBeHidden();
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  await expect(excelPage.card.getByRole('alert')).toBeHidden();
});

test('two times that read the same are one, in the list and over the chart', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  const refresh = excelPage.card.getByRole('button', { name: 'Refresh' });
  for (let count = 0; count < 2; count += 1) {
    await refresh.click();
    await expect(excelPage.card.getByRole('status')).toHaveText('Active');
    await excelPage.pass(1_000);
  }
  const line = excelPage.pane
    .getByRole('list', { name: 'Activity' })
    .getByText('Refreshed 2 times');
  await expect(line).toBeVisible();
  const text = await line.locator('..').innerText();
  const times = text.match(/\d+:\d\d\s[AP]M/g) ?? [];
  expect(new Set(times).size, text).toBe(times.length);
  await excelPage.pane.getByText('Chart of refreshes').click();
  const title = await excelPage.pane.getByRole('table', { name: 'Refreshes' }).innerText();
  expect(title).toMatch(/Refreshes (at|from) /);
  expect(title).not.toMatch(/from (\d+:\d\d\s[AP]M) to \1/);
});
