import type { FrameLocator, Page } from 'playwright';
import type { Desk } from './desk';
import type { BrokerPlan } from './nested';
import { openNested, setPlan } from './nested';
import type { ThirdParties } from './world';
import { expect, test } from './world';

type Seen = FrameLocator | Page;

/** Opens the pane in one of the places where people use it; gives what they see of it. */
interface Place {
  readonly name: string;
  readonly thirdParties?: ThirdParties;
  readonly open: (desk: Desk) => Promise<Seen>;
  /** Nobody clicks and no window opens. */
  readonly byItself?: true;
}

const link =
  'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx?web=1';
const inExcel = async (desk: Desk): Promise<Seen> => {
  await desk.open();
  return desk.pane;
};
const nestedExcel =
  (plan: BrokerPlan, bridge = true) =>
  async (desk: Desk): Promise<Seen> => {
    await openNested(desk, plan, {}, { bridge });
    return desk.pane;
  };
const plainTab = async ({ page, world }: Desk): Promise<Seen> => {
  await page.goto(world.paneUrl);
  return page;
};
const fails = { status: 'PERSISTENT_ERROR', code: 'host_exception' } as const;
const asks = { status: 'USER_INTERACTION_REQUIRED' } as const;
const works: BrokerPlan = { GetToken: 'token', GetTokenPopup: 'token' };

const places: readonly Place[] = [
  { name: 'Excel with nested authentication', open: nestedExcel(works), byItself: true },
  { name: 'Excel without nested authentication', open: inExcel },
  {
    name: 'Excel in a browser without third-party cookies',
    thirdParties: 'withoutCookies',
    open: inExcel,
  },
  { name: 'a plain tab', open: plainTab },
];

async function signIn(desk: Desk, seen: Seen): Promise<void> {
  const opened = desk.context.waitForEvent('page');
  await seen.getByRole('button', { name: 'Sign in' }).click();
  const window = await opened;
  await window.getByRole('button', { name: 'Adele Vance' }).click();
  await window.getByRole('button', { name: 'Accept' }).click();
}

async function giveLink(seen: Seen): Promise<void> {
  await seen.getByRole('textbox', { name: 'Link to the workbook' }).fill(link);
  await seen.getByRole('button', { name: 'Use this link' }).click();
}

const heading = (seen: Seen) => seen.getByRole('heading', { name: 'Budget 2026.xlsx' });
const reload = (desk: Desk, seen: Seen): Promise<unknown> =>
  seen === desk.page ? desk.page.reload() : desk.reload();

for (const { name, thirdParties = 'partitioned', open, byItself } of places) {
  test.describe(`in ${name}`, () => {
    test.use({ thirdParties });
    test('a person is signed in, known after a reload, renewed when the service asks, and signed out for good', async ({
      desk,
      world,
    }) => {
      const seen = await open(desk);
      if (!byItself) await signIn(desk, seen);
      if (seen === desk.page) await giveLink(seen);
      await expect(heading(seen)).toBeVisible();
      const windows = desk.context.pages().length;

      await reload(desk, seen);
      await expect(heading(seen)).toBeVisible();
      await seen.getByRole('button', { name: 'Start session' }).click();
      const card = seen.getByRole('region', { name: 'Workbook session' });
      await expect(card.getByRole('status')).toHaveText('Active');
      world.identity.revokeTokens();
      await card.getByRole('button', { name: 'Refresh' }).click();
      await expect(card.getByText(/^Refreshed at/)).toBeVisible();
      expect(desk.asked('refresh').map(({ status }) => status)).toEqual([401, 204]);

      await seen.getByRole('button', { name: 'Adele Vance' }).click();
      await expect(seen.getByText('adele@contoso.example')).toBeVisible();
      await expect(seen.getByText('Organization: contoso.example')).toBeVisible();
      await seen.getByRole('menuitem', { name: 'Sign out' }).click();
      await expect(seen.getByRole('main').getByText(/^You’re signed out/)).toBeVisible();
      await expect.poll(() => world.graph.sessions.alive().length).toBe(0);
      await reload(desk, seen);
      await expect(seen.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(desk.context.pages().length).toBe(windows);
    });
  });
}

const brokenBridges: readonly (readonly [string, BrokerPlan, boolean])[] = [
  ['is not there', works, false],
  ['never answers', { GetInitContext: 'never', GetToken: 'never', GetTokenPopup: 'never' }, true],
  ['never gives a token', { GetToken: 'never', GetTokenPopup: 'never' }, true],
  ['fails', { GetToken: fails, GetTokenPopup: fails }, true],
  ['asks for a person and then fails', { GetToken: asks, GetTokenPopup: fails }, true],
];

for (const [name, plan, bridge] of brokenBridges) {
  test(`a bridge that ${name} is passed over for the dialog`, async ({ desk }) => {
    await openNested(desk, plan, {}, { bridge });
    await expect(async () => {
      await desk.context.clock.runFor(4_000);
      await expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible({
        timeout: 300,
      });
    }).toPass();
    await expect(desk.pane.getByRole('alert')).toHaveCount(0);
    const opened = desk.context.waitForEvent('page');
    await desk.pane.getByRole('button', { name: 'Sign in' }).click();
    await expect((await opened).getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  });
}

test('an Excel that gives no token for a moment costs no sign-in, and the session goes on', async ({
  desk,
  world,
}) => {
  await openNested(desk, works);
  await desk.start();
  world.identity.revokeTokens();
  await setPlan(desk, { GetToken: 'never', GetTokenPopup: 'never' });
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => desk.sent('refresh')).toBe(1);
  await expect(async () => {
    await desk.context.clock.runFor(4_000);
    await expect(desk.card.getByRole('status')).toHaveText('Trying again', { timeout: 300 });
  }).toPass();
  await setPlan(desk, works);
  await desk.pane.getByRole('button', { name: 'Try now' }).click();
  await expect(desk.card.getByText(/^Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive()).toHaveLength(1);
});

test('an Excel that gives no token any more leads to a sign-in while the session lives', async ({
  desk,
  world,
}) => {
  await openNested(desk, works);
  await desk.start();
  const [session] = world.graph.sessions.alive();
  world.identity.revokeTokens();
  await setPlan(desk, { GetToken: 'never', GetTokenPopup: 'never' });
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(async () => {
    await desk.pass(8_000);
    await expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [100] });
  await desk.signIn();
  await expect(desk.card.getByText(/^Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive()).toEqual([session]);
});

test.describe('in a browser without third-party storage', () => {
  test.use({ thirdParties: 'withoutStorage' });
  test('the pane says that it will forget, and works', async ({ desk }) => {
    await desk.open();
    await expect(desk.pane.getByText(/Storage is blocked here/)).toBeVisible();
    await desk.signIn();
    await desk.start();
  });
});

test('a blocked window is told, and signing in works once it is allowed', async ({ desk }) => {
  await desk.open();
  const button = desk.pane.getByRole('button', { name: 'Sign in' });
  await expect(button).toBeVisible();
  await desk.frame.evaluate(() =>
    Object.assign(window, { allowed: window.open.bind(window), open: () => null }),
  );
  await button.click();
  await expect(desk.pane.getByText('The sign-in window was blocked')).toBeVisible();
  // Office puts a notice of its own over the pane.
  await desk.pane.getByRole('button', { name: 'OK' }).click();
  await desk.frame.evaluate(() =>
    Object.assign(window, { open: Reflect.get(window, 'allowed') as unknown }),
  );
  await desk.signIn();
  await expect(heading(desk.pane)).toBeVisible();
});
