import { parseFault } from '../sandbox/graph/faults';
import type { IdentityFault } from '../sandbox/identity/signInOrders';
import type { SandboxWorld } from '../sandbox/world';
import { collectAnnouncements } from './collectAnnouncements';
import type { ExcelPage } from './excelPage';
import { Faulty, bareFault, error } from './faulty';
import { minuteMs } from '../support/durations';
import { expect, test } from './worldFixture';

// What the pane says of a failure, the next step that it offers, and what it announces.

test('after an attach that failed, Try again attaches the same session', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  faulty.order('refresh', parseFault({ kind: 'cut' }));
  await excelPage.clickAttach('cluster=X&session=a.1');
  await excelPage.pass(130_000);
  await faulty.reads({
    title: 'The session wasn’t attachedNo clear response',
    buttons: ['Try again', 'Dismiss'],
  });
  // A session that is gone is not attached again.
  for (const [code, why] of [
    ['invalidSessionNotFound', 'The session wasn’t found'],
    ['invalidSessionReCreatable', 'The session can’t be continued'],
  ] as const) {
    faulty.calm();
    faulty.order('refresh', error(code));
    const again = faulty.alert.getByRole('button', { name: 'Try again' });
    if (await again.isVisible()) await again.click();
    else await excelPage.clickAttach('cluster=X&session=a.1');
    await faulty.reads({
      title: `The session wasn’t attached${why}`,
      buttons: ['Start session', 'Dismiss'],
    });
    expect([faulty.sent('refresh'), faulty.sent('create')]).toEqual([1, 0]);
  }
});

test('a session that cannot be opened anew says why, and what helps', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  const rows = [
    [bareFault(507), 'A new one didn’t start', ['Try again', 'Dismiss']],
    [error('unsupportedWorkbook'), 'A new one didn’t start', ['Check again', 'Dismiss']],
    [parseFault({ kind: 'truncated' }), 'A session may have been opened', ['Try again', 'Dismiss']],
  ] as const;
  for (const [fault, told, buttons] of rows) {
    await faulty.start();
    faulty.order('refresh', error('invalidSessionReCreatable'), 1);
    world.graph.orders.give({ operation: 'create', fault, when: 'before', times: 1 });
    await faulty.refresh();
    await expect(faulty.status).toHaveText('Ended');
    await faulty.reads({ title: 'The session can’t be continued', buttons });
    await expect(faulty.alert).toContainText(told);
    await faulty.alert.getByRole('button', { name: 'Dismiss' }).click();
  }
});

test('an accepted opening that cannot be followed may have opened a session', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  world.graph.settings.openingMs = 20_000;
  faulty.order('operation', bareFault(403), 1);
  await faulty.clickStart();
  await excelPage.pass(2_000);
  await expect(faulty.alert).toContainText('A session may have been opened');
  await expect(faulty.alert).toContainText('If a session was opened, it ends by itself');
});

test('a start that the user cancelled may have opened a session, and the pane says so once', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  for (const isAccepted of [true, false]) {
    if (isAccepted) world.graph.settings.openingMs = 60_000;
    else faulty.order('create', { kind: 'hang' }, 1);
    world.requests.clear();
    await faulty.clickStart();
    await expect.poll(() => faulty.sent('create')).toBe(1);
    await excelPage.card.getByRole('button', { name: 'Cancel' }).click();
    await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
    await expect(faulty.alert).toBeHidden();
    await excelPage.pass(12_000);
    await expect(faulty.alert).toContainText('A session may have been opened');
    await faulty.alert.getByRole('button', { name: 'Dismiss' }).click();
  }
  await excelPage.pass(60_000);
  await expect(faulty.alert).toBeHidden();
  expect(faulty.sent('create')).toBe(1);
});

test('each click on Refresh is announced once, whatever becomes of it', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  const heard = await collectAnnouncements(excelPage);
  const refreshed = async (fault: ReturnType<typeof error>): Promise<string[]> => {
    faulty.order('refresh', fault, 1);
    await faulty.refresh();
    await expect.poll(() => faulty.sent('refresh')).toBe(1);
    await expect(excelPage.card.getByRole('button', { name: 'Refresh' })).toBeEnabled();
    await excelPage.page.waitForTimeout(200);
    return heard();
  };
  const refused = /^The service refused the request/;
  for (const fault of [bareFault(412), bareFault(412)]) {
    expect(await refreshed(fault)).toEqual([expect.stringMatching(refused)]);
  }
  expect((await refreshed(error('transientFailure'))).join()).toContain('We’ll keep trying');
  expect(await refreshed(error('transientFailure'))).toHaveLength(1);
  await excelPage.pass(3_000);
  expect(await heard()).toEqual([expect.stringMatching(/^Refreshed at/)]);
  // After a refusal the click is over: the next refresh is keep-alive's.
  await refreshed(bareFault(412));
  await excelPage.card.getByRole('switch', { name: 'Keep alive' }).click();
  await excelPage.pass(240_000);
  expect((await heard()).join()).not.toContain('Refreshed at');
});

test('what is announced together is heard together: a refresh, and that there is a network', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.frame.evaluate(() => window.dispatchEvent(new Event('offline')));
  const heard = await collectAnnouncements(excelPage);
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card).toContainText('Refreshed at');
  await excelPage.pass(2_000);
  const all = (await heard()).join();
  expect(all).toContain('Refreshed at');
  expect(all).toContain('Back online');
});

test('signing in to a workbook with a live session, the user hears that there is one', async ({
  excelPage,
}) => {
  await excelPage.openWithSession();
  const other = await excelPage.newTab();
  await other.open();
  await other.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  const heard = await collectAnnouncements(other);
  const opened = other.context.waitForEvent('page');
  await other.pane.getByRole('button', { name: 'Sign in' }).click();
  await (await opened).getByRole('button', { name: 'Adele Vance' }).click();
  await expect(other.card.getByRole('status')).toHaveText('Active');
  await excelPage.pass(1_000);
  expect(await heard()).toContain('Workbook found, with a session: Budget 2026.xlsx');
});

test('a click on “4 more hours” is announced with the new end, and keeps the focus in the pane', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('combobox', { name: 'Stop after' }).selectOption('1 hour');
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  await excelPage.pass(46 * minuteMs);
  const more = excelPage.pane.getByRole('button', { name: '4 more hours' });
  await expect(more).toBeVisible();
  const heard = await collectAnnouncements(excelPage);
  await more.click();
  await expect(more).toHaveCount(0);
  await excelPage.pass(2_000);
  expect(await heard()).toEqual([expect.stringMatching(/^Keep alive stops at/)]);
  const heading = excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' });
  await expect(heading).toBeFocused();
});

test('a start and a close that are tried again are announced, each reason once', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  const heard = await collectAnnouncements(excelPage);
  faulty.order('create', error('transientFailure'), 2);
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  await excelPage.pass(30_000);
  await expect(faulty.status).toHaveText('Active');
  expect(await heard()).toEqual([
    expect.stringMatching(/^Opening a session/),
    expect.stringMatching(/Trying again$/),
    'Session started',
  ]);
  faulty.order('close', error('transientFailure'), 2);
  await excelPage.pane.getByRole('button', { name: 'Close session' }).click();
  await excelPage.pass(30_000);
  await expect(faulty.status).toHaveText('Closed');
  expect(await heard()).toEqual([
    expect.stringMatching(/^Closing the session/),
    expect.stringMatching(/Trying again$/),
    'Session closed',
  ]);
});

test('another attempt is promised only while one follows', async ({ excelPage, world }) => {
  const faulty = await Faulty.withSession(excelPage, world);
  faulty.order('refresh', bareFault(401));
  await faulty.refresh();
  await expect(faulty.alert).toContainText('We’ll keep trying');
  await excelPage.pass(7 * 60_000);
  const sent = faulty.sent('refresh');
  await excelPage.pass(5 * 60_000);
  expect(faulty.sent('refresh')).toBe(sent);
  await expect(faulty.alert).toContainText('Sign in to keep the session alive');
  await expect(faulty.alert).not.toContainText('We’ll keep trying');
});

/** A start that needs a wider permission. */
async function refusedStart(excelPage: ExcelPage, world: SandboxWorld): Promise<void> {
  const faulty = new Faulty(excelPage, world);
  await excelPage.open();
  await excelPage.signIn();
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  faulty.order('create', bareFault(403), 1);
  await faulty.clickStart();
}

test('a permission window that is closed leaves the workbook as it was', async ({
  excelPage,
  world,
}) => {
  await refusedStart(excelPage, world);
  const opened = excelPage.context.waitForEvent('page');
  await excelPage.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
  await (await opened).close();
  const notice = excelPage.pane.getByRole('alert').filter({ hasText: 'Sign-in was canceled' });
  await expect(notice).toContainText('Signed in as Adele Vance');
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  await expect(excelPage.pane.getByText('Workbook not available')).toBeHidden();
});

test('a permission that was not granted does not come first again after a start that failed', async ({
  excelPage,
  world,
}) => {
  await refusedStart(excelPage, world);
  world.identity.orders.give('adminConsent' satisfies IdentityFault, 1);
  const opened = excelPage.context.waitForEvent('page');
  await excelPage.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
  await (await opened).getByRole('link', { name: /Return to the application/ }).click();
  await expect(excelPage.pane.getByRole('link', { name: 'Open the consent page' })).toBeVisible();
  const notice = excelPage.pane
    .getByRole('alert')
    .filter({ hasText: 'This file may need one more permission' });
  const steps = notice.getByRole('button').filter({ hasNotText: /details|copy/i });
  await expect(steps).toHaveText([
    'Use another account',
    'Ask for access to shared files',
    'Dismiss',
  ]);
  await expect(excelPage.pane.getByRole('button', { name: 'Use another account' })).toHaveCount(1);
});
