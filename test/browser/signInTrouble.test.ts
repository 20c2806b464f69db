import type { Page } from 'playwright';
import type { IdentityFault } from '../sandbox/identity/orders';
import type { Desk } from './desk';
import { openNested } from './nested';
import { expect, test } from './world';

const budget = (desk: Desk) => desk.pane.getByRole('heading', { name: 'Budget 2026.xlsx' });

/** Clicks, and gives the window that opens. */
async function openWindow(
  { context, pane }: Desk,
  name: string,
  role: 'button' | 'menuitem' = 'button',
): Promise<Page> {
  const opened = context.waitForEvent('page');
  await pane.getByRole(role, { name }).click();
  return opened;
}

test('what only an administrator can grant comes with the link to send', async ({
  desk,
  world,
}) => {
  world.identity.orders.give('adminConsent');
  await desk.open();
  const window = await openWindow(desk, 'Sign in');
  await window.getByRole('link', { name: /Return to the application/ }).click();
  await expect(desk.pane.getByText('Your organization needs to approve this add-in')).toBeVisible();
  const link = new URL(
    (await desk.pane.getByRole('link', { name: 'Open the consent page' }).getAttribute('href')) ??
      '',
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
    desk.pane.getByRole('button', { name: 'Copy link for the administrator' }),
  ).toBeVisible();
});

test('MSAL that cannot be loaded is told as no network, and loaded again at the next click', async ({
  desk,
  world,
}) => {
  let blocked = true;
  await desk.context.route(`${world.origins.pane}/*.js`, async (route) => {
    const script = await world.fetch(route.request().url());
    const text = await script.text();
    if (
      blocked &&
      /msal\.js\.(browser|common)/.test(text) &&
      !route.request().url().includes('redirect')
    )
      {await route.abort();}
    else await route.fulfill({ status: 200, contentType: 'text/javascript', body: text });
  });
  await desk.open();
  await desk.pane.getByRole('button', { name: 'Sign in' }).click();
  await expect(desk.pane.getByText('The sign-in service can’t be reached')).toBeVisible();
  blocked = false;
  await desk.signIn();
  await expect(budget(desk)).toBeVisible();
});

test('a policy that asks for more is met by signing in again, and the session goes on', async ({
  desk,
  world,
}) => {
  await desk.open();
  await desk.signIn();
  await desk.start();
  world.identity.revokeTokens();
  world.identity.orders.give('conditionalAccess' satisfies IdentityFault);
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.pane.getByText('Sign in to keep the session')).toBeVisible();
  // The service knows who this is: the window comes and goes with the claims that the policy asked for.
  await openWindow(desk, 'Sign in');
  await expect(desk.card.getByText(/Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive().length).toBe(1);
});

test('an account that is chosen too late is nobody’s: the pane stays with the first one', async ({
  desk,
  world,
}) => {
  const { page, context } = desk;
  await page.goto(world.paneUrl);
  const first = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const window = await first;
  await window.getByRole('button', { name: 'Adele Vance' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('button', { name: 'Adele Vance' }).click();

  // A window that the pane cannot close: a policy of the page in it may keep the two apart (COOP).
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
  desk,
  world,
}) => {
  const { page, context } = desk;
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

test('an Excel that promises a window and shows none is given up, and the next click opens a dialog', async ({
  desk,
}) => {
  await openNested(desk, {
    GetToken: { status: 'USER_INTERACTION_REQUIRED' },
    GetTokenPopup: 'never',
  });
  await desk.pane.getByRole('button', { name: 'Sign in' }).click();
  await expect(desk.pane.getByRole('heading', { name: 'Signing you in…' })).toBeVisible();
  await desk.pane.getByRole('button', { name: 'Cancel' }).click();
  expect(desk.context.pages()).toHaveLength(1);
  await desk.signIn();
  await expect(budget(desk)).toBeVisible();
});

test('another account takes over from an open session, which is closed', async ({
  desk,
  world,
}) => {
  await desk.open();
  await desk.signIn();
  await desk.start();
  await desk.pane.getByRole('button', { name: 'Adele Vance' }).click();
  const window = await openWindow(desk, 'Use another account', 'menuitem');
  await window.getByRole('button', { name: 'Alex Wilber' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
  await expect(desk.pane.getByRole('button', { name: 'Alex Wilber' })).toBeVisible();
  await expect(budget(desk)).toBeVisible();
  await expect.poll(() => world.graph.sessions.alive().length).toBe(0);
});

test('who is signed in to Excel as somebody else is told so', async ({ desk, world }) => {
  await desk.context.addInitScript((pane) => {
    if (location.origin === pane && window.top !== window)
      {Object.assign(window, {
        Office: {
          auth: {
            getAuthContext: () => Promise.resolve({ userPrincipalName: 'alex@contoso.example' }),
          },
        },
      });}
  }, world.origins.pane);
  await desk.open();
  await desk.signIn();
  await expect(budget(desk)).toBeVisible();
  await desk.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(
    desk.pane.getByText('Excel is signed in as alex@contoso.example, not as this account.'),
  ).toBeVisible();
});
