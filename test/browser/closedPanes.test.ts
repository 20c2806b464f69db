import type { ExcelPage } from './excelPage';
import { error, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

const alive = (excelPage: ExcelPage): readonly string[] =>
  excelPage.world.graph.sessions.alive().map(({ id }) => id);

/** Advances the clocks while no pane of the session is open. */
async function later(excelPage: ExcelPage, ms: number): Promise<void> {
  excelPage.world.clock.advance(ms);
  await excelPage.context.clock.fastForward(ms);
}

async function withSession(
  excelPage: ExcelPage,
  { scratch = false, keepAlive = false } = {},
): Promise<void> {
  await excelPage.openSignedIn();
  if (scratch) await excelPage.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await excelPage.start();
  if (keepAlive) await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
}

/** Closes the tab, and opens the pane in a new one after that time. */
async function reopenedAfter(excelPage: ExcelPage, ms: number): Promise<ExcelPage> {
  const second = await excelPage.newTab();
  await excelPage.page.close();
  await later(second, ms);
  await second.openSignedIn();
  return second;
}

/** Crashes the page: it receives no event. */
async function crash(excelPage: ExcelPage): Promise<void> {
  const devTools = await excelPage.context.newCDPSession(excelPage.page);
  const closed = excelPage.page.waitForEvent('crash');
  void devTools.send('Page.crash').catch(() => undefined);
  await closed;
  await excelPage.page.close();
}

test('closing the tab sends nothing, and the session stays open for the script that uses it', async ({
  excelPage,
}) => {
  await withSession(excelPage);
  const before = alive(excelPage);
  const second = await excelPage.newTab();
  excelPage.world.requests.clear();
  await excelPage.page.close();
  await later(second, minuteMs);
  expect([alive(excelPage), excelPage.world.requests.all().length]).toEqual([before, 0]);
});

for (const [name, leave] of [
  ['a closed tab', (excelPage: ExcelPage) => excelPage.page.close()],
  ['a crash', crash],
] as const) {
  test(`after ${name} the next start restores the session with its keep-alive and activity, once the service has confirmed it`, async ({
    excelPage,
  }) => {
    await withSession(excelPage, { keepAlive: true });
    const before = alive(excelPage);
    const second = await excelPage.newTab();
    await leave(excelPage);
    await later(second, 2 * minuteMs);
    excelPage.world.requests.clear();
    await second.openSignedIn();
    await expect(second.card.getByRole('status')).toHaveText('Active');
    await expect(second.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
    await expect(second.pane.getByRole('list', { name: 'Activity' })).toContainText(
      'Session started',
    );
    expect([alive(excelPage), second.sent('refresh'), second.sent('create')]).toEqual([
      before,
      1,
      0,
    ]);
    // Keep-alive continues from here.
    await second.pass(10 * minuteMs);
    expect(alive(excelPage)).toEqual(before);
  });
}

test('a resumed session is shown as being checked until the service responds', async ({
  excelPage,
  world,
}) => {
  await withSession(excelPage);
  const second = await excelPage.newTab();
  await excelPage.page.close();
  world.graph.orders.give({
    operation: 'refresh',
    fault: { kind: 'hang' },
    when: 'before',
    times: 1,
  });
  await second.openSignedIn();
  await expect(second.card.getByRole('status')).toHaveText('Checking');
});

test('a session that ended while the pane was closed is reported, and none is opened automatically', async ({
  excelPage,
}) => {
  await withSession(excelPage, { keepAlive: true });
  const second = await reopenedAfter(excelPage, 10 * minuteMs);
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  await expect(second.pane.getByRole('alert')).toContainText(
    'Changes made in the session should be in the workbook.',
  );
  expect([alive(excelPage), second.sent('create')]).toEqual([[], 1]);
  await second.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(second.card.getByRole('status')).toHaveText('Active');
});

test('a scratch copy that ended while the pane was closed is reported with the loss of its changes', async ({
  excelPage,
}) => {
  await withSession(excelPage, { scratch: true });
  const second = await reopenedAfter(excelPage, 10 * minuteMs);
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  await expect(second.pane.getByRole('alert')).toContainText('weren’t saved and are gone');
});

test('a session that the service dropped within a minute is reopened, as in an open pane; after longer it is not', async ({
  excelPage,
  world,
}) => {
  await withSession(excelPage);
  const drop = (): void => {
    world.graph.sessions.end();
    world.graph.orders.give({
      operation: 'refresh',
      fault: error('invalidSessionReCreatable'),
      when: 'before',
      times: 1,
    });
  };
  drop();
  await excelPage.reload();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText(
    'New session opened',
  );
  expect(excelPage.sent('create')).toBe(2);
  const second = await excelPage.newTab();
  await excelPage.page.close();
  drop();
  await later(second, 2 * minuteMs);
  await second.openSignedIn();
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  expect(second.sent('create')).toBe(2);
});

test('after hours the ended session is not reported', async ({ excelPage }) => {
  await withSession(excelPage);
  const second = await reopenedAfter(excelPage, 66 * minuteMs);
  await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await expect(second.pane.getByRole('alert')).toBeHidden();
  expect(
    await second.frame.evaluate(() =>
      Object.keys(localStorage).filter((name) => name.includes('session-keeper.session')),
    ),
  ).toEqual([]);
});

test('another user does not see the session and sends nothing for it', async ({ excelPage }) => {
  await withSession(excelPage);
  const second = await excelPage.newTab();
  await excelPage.page.close();
  excelPage.world.requests.clear();
  await second.open();
  await second.signIn('Alex Wilber');
  await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
  expect([alive(excelPage).length, second.sent('refresh'), second.sent('close')]).toEqual([
    1, 0, 0,
  ]);
});

test('a reload while a session is being opened reports once that one may have been opened', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  world.graph.orders.give({
    operation: 'create',
    fault: { kind: 'hang' },
    when: 'after',
    times: 1,
  });
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  await expect.poll(() => excelPage.sent('create')).toBe(1);
  await excelPage.reload();
  await expect(excelPage.pane.getByRole('alert')).toContainText('A session may have been opened');
  expect(excelPage.sent('create')).toBe(1);
  await excelPage.reload();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await expect(excelPage.pane.getByRole('alert')).toBeHidden();
});

test('a reload while a session is being closed continues the close', async ({
  excelPage,
  world,
}) => {
  await withSession(excelPage);
  world.graph.orders.give({
    operation: 'close',
    fault: { kind: 'hang' },
    when: 'before',
    times: 1,
  });
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect.poll(() => excelPage.sent('close')).toBe(1);
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
  expect(alive(excelPage)).toEqual([]);
});

test('the service worker of an older build is unregistered', async ({ excelPage, world }) => {
  await excelPage.openSignedIn();
  await excelPage.context.route(`${world.paneUrl.replace(/\/[^/]*$/, '')}/worker.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  const registrations = (): Promise<number> =>
    excelPage.frame.evaluate(() =>
      navigator.serviceWorker.getRegistrations().then(({ length }) => length),
    );
  await excelPage.frame.evaluate(() =>
    navigator.serviceWorker.register('worker.js').then(() => undefined),
  );
  expect(await registrations()).toBe(1);
  await excelPage.reload();
  await expect.poll(registrations).toBe(0);
});

test.describe('a scratch copy', () => {
  test('is closed only after the user confirms the loss of its changes', async ({ excelPage }) => {
    await withSession(excelPage, { scratch: true });
    await excelPage.card.getByRole('button', { name: 'Close session' }).click();
    const dialog = excelPage.pane.getByRole('alertdialog', { name: 'Discard the scratch copy?' });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await excelPage.card.getByRole('button', { name: 'Close session' }).click();
    await excelPage.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect([alive(excelPage).length, excelPage.sent('close')]).toEqual([1, 0]);
    await excelPage.card.getByRole('button', { name: 'Close session' }).click();
    await dialog.getByRole('button', { name: 'Close and discard' }).click();
    await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
    expect(alive(excelPage)).toEqual([]);
  });

  test('is closed by sign-out only after the user confirms the loss of its changes', async ({
    excelPage,
  }) => {
    await withSession(excelPage, { scratch: true });
    const signOut = async (): Promise<void> => {
      await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
      await excelPage.pane.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    await signOut();
    const dialog = excelPage.pane.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(excelPage.card.getByRole('status')).toHaveText('Active');
    await signOut();
    // On a slow computer Fluent restores the page behind the dialog later.
    const devTools = await excelPage.context.newCDPSession(excelPage.page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 10 });
    await dialog.getByRole('button', { name: 'Sign out and discard' }).click();
    await excelPage.pane.getByRole('button', { name: 'Sign in' }).waitFor();
    await expect.poll(() => alive(excelPage)).toEqual([]);
  });
});

test('a start that was cancelled and is not answered before a reload may have opened a session', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  const start = excelPage.pane.getByRole('button', { name: 'Start session' });
  await start.waitFor();
  world.graph.orders.give({
    operation: 'create',
    fault: { kind: 'hang' },
    when: 'after',
    times: 1,
  });
  await start.click();
  await expect.poll(() => alive(excelPage).length).toBe(1);
  await excelPage.card.getByRole('button', { name: 'Cancel' }).click();
  await start.waitFor();
  await excelPage.reload();
  await expect(excelPage.pane.getByText('A session may have been opened')).toBeVisible();
});

test('a dismissed notice of a new session does not return with a reload', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  faulty.order('refresh', error('invalidSessionReCreatable'), 1);
  await faulty.refresh();
  const notice = excelPage.pane.getByText('A new session was opened');
  await expect(notice).toBeVisible();
  await excelPage.card.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  await expect(notice).toHaveCount(0);
});
