import type { GraphFault } from '../sandbox/graph/faults';
import { bareFault, error, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

const unclear = { title: 'No clear response', buttons: [] };
const pause = 'Too many requests';
const throttled = (retryAfter?: string): GraphFault =>
  bareFault(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

test('a refresh whose response is lost is retried by the pane, however long that takes', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  const faults = [
    { kind: 'noCors' },
    { kind: 'portal' },
    { kind: 'notJson' },
    { kind: 'empty', status: 200 },
    { kind: 'redirect', to: 'https://hotspot.example/' },
  ] as const;
  for (const fault of faults) {
    await test.step(fault.kind, async () => {
      faulty.order('refresh', fault, 1);
      await faulty.refresh();
      await faulty.reads(unclear);
      await expect(faulty.status).toHaveText('Trying again');
      expect(faulty.sent('refresh')).toBe(1);
      await faulty.getsOver();
      expect([faulty.sent('refresh'), faulty.sent('create'), faulty.sent('item')]).toEqual([
        2, 0, 0,
      ]);
    });
  }
  faulty.order('refresh', { kind: 'cut' });
  await faulty.refresh();
  await faulty.reads(unclear);
  await excelPage.pass(20_000);
  await expect(faulty.status).toHaveText('Trying again');
  faulty.calm();
  await faulty.getsOver(30_000);
  expect(faulty.sent('create')).toBe(0);
});

test('a request without a response times out after ten seconds', async ({ excelPage, world }) => {
  const faulty = await Faulty.withSession(excelPage, world);
  faulty.order('refresh', { kind: 'hang' }, 1);
  await faulty.refresh();
  await expect.poll(() => faulty.sent('refresh')).toBe(1);
  await excelPage.context.clock.runFor(8_000);
  await expect(faulty.status).toHaveText('Refreshing');
  await excelPage.context.clock.runFor(2_500);
  await faulty.reads(unclear);
  await faulty.getsOver();
  await faulty.close();

  faulty.order('create', { kind: 'hang' }, 1);
  await faulty.clickStart();
  await expect.poll(() => faulty.sent('create')).toBe(1);
  await excelPage.context.clock.runFor(50_000);
  await expect(faulty.status).toHaveText('Starting');
  await excelPage.context.clock.runFor(11_000);
  await faulty.reads({
    title: 'A session may have been openedNo clear response',
    buttons: ['Try again', 'Dismiss'],
  });
  expect(faulty.sent('create')).toBe(1);
});

test('nothing is sent before Retry-After has passed; an invalid one counts as a short wait', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  // A date is compared with the service's clock, which does not advance in this test; see
  // `retryAfter.test.ts`.
  for (const [retryAfter, untilMs, overMs] of [
    ['20', 19_000, 2_000],
    ['2.5', 1_500, 1_500],
  ] as const) {
    await test.step(retryAfter, async () => {
      faulty.order('refresh', throttled(retryAfter), 1);
      await faulty.refresh();
      // Until then the pane shows the time of the next request, and no button to send one.
      await faulty.reads({ title: pause, buttons: [] });
      await expect(excelPage.card).toContainText(/Requests resume at .*\d+:\d\d:\d\d/);
      await expect(excelPage.card.getByRole('button', { name: 'Refresh' })).toBeDisabled();
      await excelPage.pass(untilMs - 1_000);
      await faulty.reads({ title: pause, buttons: [] });
      expect(faulty.sent('refresh')).toBe(1);
      await faulty.getsOver(overMs + 1_000);
      expect(faulty.sent('refresh')).toBe(2);
    });
  }
  for (const [name, retryAfter] of [
    ['missing', undefined],
    ['unreadable', 'soon'],
    ['hidden', '3600'],
  ] as const) {
    await test.step(name, async () => {
      world.graph.settings.exposeRetryAfter = name !== 'hidden';
      faulty.order('refresh', throttled(retryAfter), 1);
      await faulty.refresh();
      await faulty.reads({ title: pause, buttons: [] });
      await faulty.getsOver();
      expect(faulty.sent('refresh')).toBe(2);
    });
  }
});

test('a Retry-After of a week is limited to an hour: its end is shown, requests are sent then, and each wait can be cancelled', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  faulty.order('refresh', throttled('604800'), 1);
  await faulty.refresh();
  await faulty.reads({ title: pause, buttons: [] });
  await expect(faulty.status).toHaveText('Trying again');
  await expect(excelPage.card).toContainText(/Requests resume at .*\d+:\d\d (AM|PM)/);
  await excelPage.pass(2 * minuteMs);
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect(faulty.status).toHaveText('Closing');
  await expect(excelPage.card).toContainText('Microsoft Graph asked for a pause');
  await excelPage.card.getByRole('button', { name: 'Stop waiting' }).click();
  await expect(faulty.alert).toContainText('Couldn’t confirm that the session closed');
  await expect(faulty.status).toHaveText('May have ended');

  await faulty.clickStart();
  await expect(faulty.status).toHaveText('Starting');
  await expect(excelPage.card).toContainText('Microsoft Graph asked for a pause');
  await excelPage.card.getByRole('button', { name: 'Cancel' }).click();
  await excelPage.pane.getByRole('button', { name: 'Check again' }).click();
  // The workbook's own screen is hidden at first, and keeps its text for a moment.
  await expect(excelPage.pane.getByRole('main')).toContainText('Microsoft Graph asked for a pause');
  await excelPage.reload();
  await expect(excelPage.pane.getByText(/Requests resume at/)).toBeVisible();
  expect([
    faulty.sent('refresh'),
    faulty.sent('close'),
    faulty.sent('create'),
    faulty.sent('item'),
    faulty.sent('shares'),
  ]).toEqual([1, 0, 0, 0, 0]);
});

test('an open request that must wait for an hour shows that, goes by itself then, and can be cancelled before', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  faulty.order('create', throttled('604800'), 1);
  await faulty.clickStart();
  await expect(excelPage.card).toContainText(/Requests resume at .*\d+:\d\d (AM|PM)/);
  await excelPage.pass(minuteMs);
  await excelPage.card.getByRole('button', { name: 'Cancel' }).click();
  await faulty.clickStart();
  await excelPage.pass(58 * minuteMs);
  expect(faulty.sent('create')).toBe(1);
  await excelPage.pass(2 * minuteMs);
  await expect(faulty.status).toHaveText('Active');
  expect(faulty.sent('create')).toBe(2);
});

test('a close that waits for a refresh respects the Retry-After of that refresh', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  world.requests.clear();
  faulty.order('refresh', throttled('40'), 1);
  // The refresh stays pending until the user has clicked.
  let goOn = (): void => undefined;
  const clicked = new Promise<void>((resolve) => (goOn = resolve));
  await excelPage.context.route('**/refreshSession', async (route) => {
    await clicked;
    await route.continue();
  });
  await faulty.refresh();
  await expect(faulty.status).toHaveText('Refreshing');
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  goOn();
  await expect(excelPage.card).toContainText('Microsoft Graph asked for a pause');
  await excelPage.pass(38_000);
  expect(faulty.sent('close')).toBe(0);
  await excelPage.pass(4_000);
  await expect(faulty.status).toHaveText('Closed');
});

test('the Retry-After applies to another pane of the same user', async ({ excelPage, world }) => {
  const faulty = await Faulty.withSession(excelPage, world);
  const second = await excelPage.newTab();
  await second.openSignedIn();
  await expect(second.card.getByRole('status')).toHaveText('Active');
  faulty.order('refresh', throttled('30'), 1);
  await faulty.refresh();
  await second.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(second.card).toContainText('Microsoft Graph asked for a pause');
  await excelPage.pass(28_000);
  expect(faulty.sent('refresh')).toBe(1);
  await excelPage.pass(4_000);
  await expect(second.card.getByRole('status')).toHaveText('Active');
  expect(faulty.sent('refresh')).toBe(3);
});

test('a token that the service rejects is renewed once, with the requested claims', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1"}}}').toString(
    'base64',
  );
  const challenge = {
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"`,
  };
  faulty.order('refresh', error('unauthorizedUncategorized', { headers: challenge }), 1);
  await faulty.refresh();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  expect(faulty.sent('refresh')).toBe(2);
  expect(world.requests.all().filter(({ operation }) => operation === 'token')).toHaveLength(1);

  faulty.order('refresh', error('unauthorizedUncategorized'));
  await faulty.refresh();
  await faulty.reads({ title: 'Sign in to keep the session alive', buttons: ['Sign in'] });
  await expect(faulty.status).toHaveText('Sign-in needed');
  // The pane retries while the prompt is open. Short steps: Excel's sign-in has its own timeout.
  for (let step = 0; step < 3; step += 1) await excelPage.pass(3_000);
  expect(faulty.sent('refresh')).toBeGreaterThan(2);
  await faulty.reads({ title: 'Sign in to keep the session alive', buttons: ['Sign in'] });
  // If a new token is rejected as well, the pane does not offer sign-in again.
  await faulty.alert.getByRole('button', { name: 'Sign in' }).click();
  await faulty.reads({
    title: 'This account can’t open a session on the workbook',
    buttons: ['Use another account'],
  });
  faulty.calm();
  await faulty.refresh();
  await expect(faulty.status).toHaveText('Active');
  await expect(faulty.alert).toBeHidden();
});

test('the next refresh is not said to come within a pause', async ({ excelPage, world }) => {
  const faulty = await Faulty.withSession(excelPage, world);
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  faulty.order('content', bareFault(429, { 'retry-after': '900' }), 1);
  await excelPage.card.getByRole('button', { name: 'Look inside' }).click();
  await expect(excelPage.card).toContainText('Requests resume at', { timeout: 5_000 });
  const now = await excelPage.frame.evaluate(() => Date.now());
  await excelPage.card.getByText('Exact times').click();
  for (const text of await excelPage.card.getByText('Next refresh').all()) {
    const next = text.locator('..').locator('time');
    const at = Date.parse((await next.getAttribute('datetime')) ?? '');
    expect(at - now).toBeGreaterThan(10 * minuteMs);
  }
});
