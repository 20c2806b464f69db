import { openNested, setPlan } from './nested';
import { expect, test } from './worldFixture';

test.describe('a temporary sign-in fault', () => {
  test('after a reload leaves one message, which a user can read while it is tried again', async ({
    excelPage,
    world,
  }) => {
    const { card, pane } = excelPage;
    await excelPage.openWithSession();
    await pane.getByRole('switch', { name: 'Keep alive' }).click();
    // The access token has expired: a new one is needed.
    await excelPage.frame.evaluate(() => {
      const keys = Object.keys(sessionStorage).filter((key) => key.includes('accesstoken'));
      for (const key of keys) sessionStorage.removeItem(key);
    });
    world.identity.orders.give('offline');
    await excelPage.reload();
    await expect(card.getByRole('status')).toHaveText('Checking');
    await expect(card.getByText('By another pane')).toBeHidden();
    const title = pane.getByText('The sign-in service can’t be reached');
    await expect(async () => {
      await excelPage.pass(2_000);
      await expect(title).toBeVisible({ timeout: 100 });
    }).toPass();
    await expect(pane.getByText('A session may still be open')).toBeVisible();
    const details = pane.getByText('Details', { exact: true });
    await details.click();
    const message = await title.elementHandle();
    await excelPage.pass(60_000);
    expect(await message.evaluate((element) => element.isConnected)).toBe(true);
    await expect(details).toBeFocused();
    await expect(pane.getByRole('button', { name: 'Copy details' })).toBeVisible();
    world.identity.orders.withdraw();
    await expect(async () => {
      await excelPage.pass(8_000);
      await expect(card.getByRole('status')).toHaveText('Active', { timeout: 1_000 });
    }).toPass();
  });

  test('is retried: a brief outage of the sign-in service causes no prompt and no lost session', async ({
    excelPage,
    world,
  }) => {
    await excelPage.openWithSession();
    await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
    const ids = () => world.graph.sessions.alive().map(({ id }) => id);
    const before = ids();
    world.identity.revokeTokens();
    world.identity.orders.give('tokenUnavailable', 1);
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await excelPage.pass(60_000);
      await expect(excelPage.pane.getByText('Sign in to keep the session')).toHaveCount(0);
    }
    expect(
      world.requests
        .all()
        .filter(({ operation, status }) => operation === 'token' && status === 503),
    ).toHaveLength(1);
    await expect(excelPage.card.getByRole('status')).toHaveText('Active');
    expect(ids()).toEqual(before);
  });

  test('with a pause is not asked again before its end, after clicks on Refresh and a reload', async ({
    excelPage,
    world,
  }) => {
    await excelPage.openWithSession();
    world.identity.revokeTokens();
    world.identity.orders.give('tokenThrottled', { times: 1, retryAfterSeconds: 60 });
    world.requests.clear();
    const tokens = (): number =>
      world.requests.all().filter(({ operation, preflight }) => operation === 'token' && !preflight)
        .length;
    const refresh = excelPage.card.getByRole('button', { name: 'Refresh' });
    await refresh.click();
    await expect(excelPage.card.getByRole('status')).toHaveText('Trying again');
    for (let click = 1; click <= 3; click += 1) {
      await excelPage.pass(15_000);
      await refresh.click();
      await expect.poll(() => excelPage.sent('refresh')).toBe(click + 1);
    }
    await excelPage.reload();
    // The check fails as soon as Graph refuses the token: it cannot be renewed yet.
    await expect(excelPage.card.getByRole('status')).toHaveText(/^(?:Checking|Trying again)$/);
    await excelPage.pass(5_000);
    expect(tokens()).toBe(1);
    await expect(async () => {
      await excelPage.pass(8_000);
      await expect(excelPage.card.getByRole('status')).toHaveText('Active', { timeout: 300 });
    }).toPass();
    expect(tokens()).toBe(2);
  });

  const answers = [
    ['an unlisted error', { status: 'HOST_ERROR', description: 'a fault of its own' }],
    ['success with an empty token', 'empty'],
    ['a passing error', { status: 'TRANSIENT_ERROR', code: 'temporarily_unavailable' }],
    ['no network', { status: 'NO_NETWORK' }],
  ] as const;
  for (const [name, answer] of answers) {
    test(`is retried: Excel that answers ${name} for a moment is asked again`, async ({
      excelPage,
      world,
    }) => {
      await openNested(excelPage, { GetToken: 'token', GetTokenPopup: 'token' });
      await excelPage.start();
      world.identity.revokeTokens();
      await setPlan(excelPage, { GetToken: answer, GetTokenPopup: answer });
      await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
      await expect(excelPage.card.getByRole('status')).toHaveText('Trying again');
      await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
      await setPlan(excelPage, { GetToken: 'token', GetTokenPopup: 'token' });
      await expect(async () => {
        await excelPage.pass(8_000);
        await expect(excelPage.card.getByRole('status')).toHaveText('Active', { timeout: 300 });
      }).toPass();
      expect(world.graph.sessions.alive()).toHaveLength(1);
    });
  }
});

test('an account of another tenant than the authority’s is rejected, also through Excel', async ({
  excelPage,
  world,
}) => {
  const authority = 'https://login.microsoftonline.com/99999999-2222-4333-8444-555555555555/';
  await excelPage.context.route(`${world.origins.pane}/taskpane.html*`, async (route) => {
    const page = await (await world.fetch(world.paneUrl)).text();
    const block = JSON.stringify({
      clientId: world.clientId,
      authority,
      graphRoot: 'https://graph.microsoft.com/v1.0',
    });
    await route.fulfill({
      contentType: 'text/html',
      body: page.replace(
        /(<script[^>]*id="?configuration[^>]*>)[^<]*/,
        (_whole, tag: string) => tag + block,
      ),
    });
  });
  await openNested(excelPage, { GetToken: 'token', GetTokenPopup: 'token' });
  await expect(
    excelPage.pane.getByText('That account belongs to another organization'),
  ).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Use another account' })).toBeVisible();
  // Excel returns its own account again, so the dialog opens.
  const opened = excelPage.context.waitForEvent('page');
  await excelPage.pane.getByRole('button', { name: 'Use another account' }).click();
  await opened;
  expect(world.requests.all().filter(({ service }) => service === 'graph')).toEqual([]);
});

test('a dialog that Office cannot open is reported with Office’s code, not as a cancelled sign-in', async ({
  excelPage,
}) => {
  await excelPage.open();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  // office.js freezes its objects: the test replaces them with objects that inherit from them, and
  // overrides the dialog only.
  await excelPage.frame.evaluate(() => {
    const { Office: office } = window as unknown as { Office: { context: { ui: object } } };
    const value = (_url: string, _how: object, answer: (result: object) => void) =>
      answer({ status: 'failed', error: { code: 5001 } });
    const ui: object = Object.create(office.context.ui, {
      displayDialogAsync: { value },
    }) as object;
    const context: object = Object.create(office.context, { ui: { value: ui } }) as object;
    Object.assign(window, {
      Office: Object.create(office, { context: { value: context } }) as object,
    });
  });
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
  const trouble = excelPage.pane.getByRole('alert');
  await expect(trouble).toContainText('The sign-in window couldn’t be opened');
  await trouble.getByText('Details', { exact: true }).click();
  await expect(trouble).toContainText('5001');
});

test('a sign-out does not affect the silent sign-in of another account', async ({ excelPage }) => {
  await openNested(excelPage, { GetToken: 'token', GetTokenPopup: 'token' });
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await excelPage.pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();

  const beside = await excelPage.newTab();
  await openNested(beside, { GetToken: 'token', GetTokenPopup: 'token' });
  await expect(beside.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const other = await excelPage.newTab();
  await openNested(
    other,
    { GetToken: 'token', GetTokenPopup: 'token' },
    {},
    { userName: 'alex@contoso.example' },
  );
  await expect(other.pane.getByRole('button', { name: 'Alex Wilber' })).toBeVisible();
});
