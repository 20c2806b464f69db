import type { Page } from 'playwright';
import type { IdentityFault } from '../sandbox/identity/signInOrders';
import { parseFault } from '../sandbox/graph/faults';
import { collectAnnouncements } from './collectAnnouncements';
import type { ExcelPage } from './excelPage';
import { Faulty } from './faulty';
import { openNested } from './nested';
import { startScript } from './script';
import { expect, test } from './worldFixture';

const budget = (excelPage: ExcelPage) =>
  excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' });

/** Refreshes without a valid token: the sign-in service answers with the fault, and the card asks. */
async function refreshAsks(
  { world, card, pane }: ExcelPage,
  fault: IdentityFault,
  times?: number,
): Promise<void> {
  world.identity.revokeTokens();
  world.identity.orders.give(fault, times);
  await card.getByRole('button', { name: 'Refresh' }).click();
  await expect(pane.getByText('Sign in to keep the session')).toBeVisible();
}

/** Clicks, and returns the window that opens. */
async function openWindow(
  { context, pane }: ExcelPage,
  name: string,
  role: 'button' | 'menuitem' = 'button',
): Promise<Page> {
  const opened = context.waitForEvent('page');
  await pane.getByRole(role, { name }).click();
  return opened;
}

test('a required administrator consent is reported with a link to send', async ({
  excelPage,
  world,
}) => {
  world.identity.orders.give('adminConsent');
  await excelPage.open();
  const window = await openWindow(excelPage, 'Sign in');
  await window.getByRole('link', { name: /Return to the application/ }).click();
  await expect(
    excelPage.pane.getByText('Your organization needs to approve this add-in'),
  ).toBeVisible();
  const link = new URL(
    (await excelPage.pane
      .getByRole('link', { name: 'Open the consent page' })
      .getAttribute('href')) ?? '',
  );
  expect(`${link.origin}${link.pathname}`).toBe(
    'https://login.microsoftonline.com/organizations/v2.0/adminconsent',
  );
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: world.clientId,
    scope: 'https://graph.microsoft.com/Files.ReadWrite',
    redirect_uri: `${world.origins.pane}/taskpane.html`,
  });
  await expect(
    excelPage.pane.getByRole('button', { name: 'Copy link for the administrator' }),
  ).toBeVisible();
});

test('a failure to load MSAL is reported as that, and the next click loads it again', async ({
  excelPage,
  world,
}) => {
  let blocked = true;
  await excelPage.context.route(`${world.origins.pane}/*.js`, async (route) => {
    const script = await world.fetch(route.request().url());
    const text = await script.text();
    if (
      blocked &&
      /msal\.js\.(browser|common)/.test(text) &&
      !route.request().url().includes('redirect')
    ) {
      await route.abort();
    } else await route.fulfill({ status: 200, contentType: 'text/javascript', body: text });
  });
  await excelPage.open();
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
  await expect(excelPage.pane.getByText('A part of the add-in couldn’t be loaded')).toBeVisible();
  blocked = false;
  await excelPage.signIn();
  await expect(budget(excelPage)).toBeVisible();
});

test('a policy with more requirements is met by signing in again, and the session continues', async ({
  excelPage,
  world,
}) => {
  await excelPage.openWithSession();
  await refreshAsks(excelPage, 'conditionalAccess');
  // The provider has the user's sign-in: the window opens and closes with the claims that the
  // policy requires.
  await openWindow(excelPage, 'Sign in');
  await expect(excelPage.card.getByText(/Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive().length).toBe(1);
});

test('a close that a policy refuses is carried out once the user has signed in', async ({
  excelPage,
  world,
}) => {
  await excelPage.openWithSession();
  world.identity.revokeTokens();
  world.identity.orders.give('conditionalAccess');
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  const alert = excelPage.pane.getByRole('alert');
  await expect(alert).toContainText('To close it now, sign in.');
  expect(world.graph.sessions.alive()).toHaveLength(1);
  await openWindow(excelPage, 'Sign in');
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
  expect(world.graph.sessions.alive()).toHaveLength(0);
});

test('signing in as somebody else on the card keeps the session, and says which account it needs', async ({
  excelPage,
  world,
}) => {
  await excelPage.openWithSession();
  const before = world.graph.sessions.alive();
  // The provider has no signed-in user any more, so its window shows the accounts.
  await excelPage.context.clearCookies();
  await refreshAsks(excelPage, 'refuseRefresh');
  const window = await openWindow(excelPage, 'Sign in');
  await window.getByRole('button', { name: 'Alex Wilber' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
  await expect(excelPage.pane.getByText('You signed in with another account')).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  const again = await openWindow(excelPage, 'Sign in');
  await again.getByRole('button', { name: 'Adele Vance' }).click();
  await again.getByRole('button', { name: 'Accept' }).click();
  await expect(excelPage.card.getByText(/Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive()).toEqual(before);
});

test('a sign-in that is refused beside an open session offers another account first', async ({
  excelPage,
}) => {
  await excelPage.openWithSession();
  await refreshAsks(excelPage, 'conditionalAccess');
  await excelPage.context.route('**/oauth2/v2.0/authorize*', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const answer = new URLSearchParams({
      error: 'access_denied',
      error_description: 'AADSTS50105: not assigned',
      state: query.get('state') ?? '',
    });
    const location = `${query.get('redirect_uri') ?? ''}#${answer.toString()}`;
    return route.fulfill({ status: 302, headers: { location } });
  });
  const heard = await collectAnnouncements(excelPage);
  await excelPage.card.getByRole('button', { name: 'Sign in' }).click();
  const alert = excelPage.pane.getByRole('alert');
  await expect(alert).toContainText('This account isn’t assigned to the add-in');
  await expect(alert.getByRole('button')).toHaveText(['Use another account', 'Sign in']);
  const told = (await heard()).filter((text) => !text.startsWith('Signing you in'));
  expect(told).toEqual([expect.stringContaining('This account isn’t assigned')]);
});

test('an account that is chosen too late is ignored: the pane keeps the first one', async ({
  excelPage,
  world,
}) => {
  const { page, context } = excelPage;
  await page.goto(world.paneUrl);
  const first = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const window = await first;
  await window.getByRole('button', { name: 'Adele Vance' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Adele Vance' }).click();

  // Simulates a window that the pane cannot close: a COOP policy of its page may separate the two.
  await page.evaluate(() => {
    const open = globalThis.open.bind(globalThis);
    globalThis.open = (...asked) => {
      const shown = open(...asked);
      const location = { assign: (url: string) => shown?.location.assign(url) };
      return Object.assign(Object.create(null), {
        closed: false,
        document: { title: '' },
        location,
        focus: () => undefined,
        close: () => undefined,
      }) as Window;
    };
  });
  const opened = context.waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Use another account' }).click();
  const late = await opened;
  await expect(page.getByText('If you cancel and it stays open, close it.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  const closed = late.waitForEvent('close');
  await late.getByRole('button', { name: 'Alex Wilber' }).click();
  await late.getByRole('button', { name: 'Accept' }).click();
  await closed;

  world.requests.clear();
  await page
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill('https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx');
  await page.getByRole('button', { name: 'Use this link' }).click();
  await expect(page.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
  await expect(page.getByText('Alex')).toHaveCount(0);
  const callers = new Set(world.requests.all().flatMap(({ account }) => account ?? []));
  expect([...callers]).toEqual(['adele@contoso.example']);
});

test('in a plain tab Cancel closes the sign-in window, and signing in works afterwards', async ({
  excelPage,
  world,
}) => {
  const { page, context } = excelPage;
  await page.goto(world.paneUrl);
  const button = page.getByRole('button', { name: 'Sign in' });
  const first = context.waitForEvent('page');
  await button.click();
  const window = await first;
  await window.getByRole('button', { name: 'Adele Vance' }).waitFor();
  const closed = window.waitForEvent('close');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  const second = context.waitForEvent('page');
  await button.click();
  const again = await second;
  await again.getByRole('button', { name: 'Adele Vance' }).click();
  await again.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
});

test('an Excel that shows no sign-in window is skipped, and the next click opens a dialog', async ({
  excelPage,
}) => {
  await openNested(excelPage, {
    GetToken: { status: 'USER_INTERACTION_REQUIRED' },
    GetTokenPopup: 'never',
  });
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
  await expect(excelPage.pane.getByRole('heading', { name: 'Signing you in…' })).toBeVisible();
  await excelPage.pane.getByRole('button', { name: 'Cancel' }).click();
  expect(excelPage.context.pages()).toHaveLength(1);
  await excelPage.signIn();
  await expect(budget(excelPage)).toBeVisible();
});

test('switching accounts closes the open session', async ({ excelPage, world }) => {
  await excelPage.openWithSession();
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  const window = await openWindow(excelPage, 'Use another account', 'menuitem');
  await window.getByRole('button', { name: 'Alex Wilber' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Alex Wilber' })).toBeVisible();
  await expect(budget(excelPage)).toBeVisible();
  await expect.poll(() => world.graph.sessions.alive().length).toBe(0);
});

test('a script’s session is kept alive while the user picks another account, and goes on if the sign-in fails', async ({
  excelPage,
  world,
}) => {
  const script = await startScript(world, 'Budget 2026.xlsx');
  const id = await script.openSession(true);
  await excelPage.open();
  await excelPage.signIn();
  await excelPage.attach(id);
  await excelPage.card.getByRole('switch', { name: 'Keep alive' }).click();
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  const window = await openWindow(excelPage, 'Use another account', 'menuitem');
  await window.getByRole('button', { name: 'Alex Wilber' }).waitFor();
  await expect(excelPage.card.getByRole('alert')).toContainText('Signing you in…');
  const before = excelPage.sent('refresh');
  await excelPage.pass(240_000);
  expect(excelPage.sent('refresh')).toBe(before + 1);
  await window.getByRole('button', { name: 'Alex Wilber' }).click();
  await window.getByRole('button', { name: 'Cancel' }).click();
  await expect(excelPage.pane.getByText('Permission wasn’t granted')).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card.getByText(/^Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive().map((session) => session.id)).toEqual([id]);
});

test('a user who is signed in to Excel with another account sees a notice', async ({
  excelPage,
  world,
}) => {
  await excelPage.context.addInitScript((pane) => {
    if (location.origin === pane && window.top !== window) {
      Object.assign(window, {
        Office: {
          auth: {
            getAuthContext: () => Promise.resolve({ userPrincipalName: 'alex@contoso.example' }),
          },
        },
      });
    }
  }, world.origins.pane);
  await excelPage.open();
  await excelPage.signIn();
  await expect(budget(excelPage)).toBeVisible();
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(
    excelPage.pane.getByText('Excel is signed in as alex@contoso.example, not as this account.'),
  ).toBeVisible();
});

test('the account cannot be changed while a session is opened, and the menu says so', async ({
  excelPage,
  world,
}) => {
  const { pane } = excelPage;
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  faulty.order('create', parseFault({ kind: 'hang' }));
  await pane.getByRole('button', { name: 'Start session' }).click();
  await expect.poll(() => faulty.sent('create')).toBe(1);
  await pane.getByRole('button', { name: 'Adele Vance' }).click();
  const change = pane.getByRole('menuitem', { name: 'Use another account' });
  await expect(change).toHaveAttribute('aria-disabled', 'true');
  await expect(change).toContainText('Available once the session is open or closed');
  await expect(pane.getByRole('menuitem', { name: 'Sign out' })).toBeEnabled();
});
