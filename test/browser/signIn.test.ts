import type { FrameLocator, Page } from 'playwright';
import type { ExcelPage } from './excelPage';
import type { BrokerPlan } from './nested';
import { openNested, setPlan } from './nested';
import type { ThirdParties } from './worldFixture';
import { expect, test } from './worldFixture';

type Seen = FrameLocator | Page;

/** A host in which the pane runs, with the function that opens it. */
interface Place {
  readonly name: string;
  readonly thirdParties?: ThirdParties;
  readonly open: (excelPage: ExcelPage) => Promise<Seen>;
  /** True if sign-in needs no click and no window. */
  readonly byItself?: true;
}

const link =
  'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx?web=1';
const inExcel = async (excelPage: ExcelPage): Promise<Seen> => {
  await excelPage.open();
  return excelPage.pane;
};
const nestedExcel =
  (plan: BrokerPlan, bridge = true) =>
  async (excelPage: ExcelPage): Promise<Seen> => {
    await openNested(excelPage, plan, {}, { bridge });
    return excelPage.pane;
  };
const plainTab = async ({ page, world }: ExcelPage): Promise<Seen> => {
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

async function signIn(excelPage: ExcelPage, seen: Seen): Promise<void> {
  const opened = excelPage.context.waitForEvent('page');
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
const reload = (excelPage: ExcelPage, seen: Seen): Promise<unknown> =>
  seen === excelPage.page ? excelPage.page.reload() : excelPage.reload();

for (const { name, thirdParties = 'partitioned', open, byItself } of places) {
  test.describe(`in ${name}`, () => {
    test.use({ thirdParties });
    test('a user is signed in, stays signed in after a reload, renews when the service requires it, and signs out completely', async ({
      excelPage,
      world,
    }) => {
      const seen = await open(excelPage);
      if (!byItself) await signIn(excelPage, seen);
      if (seen === excelPage.page) await giveLink(seen);
      await expect(heading(seen)).toBeVisible();
      const windows = excelPage.context.pages().length;

      await reload(excelPage, seen);
      await expect(heading(seen)).toBeVisible();
      await seen.getByRole('button', { name: 'Start session' }).click();
      const card = seen.getByRole('region', { name: 'Workbook session' });
      await expect(card.getByRole('status')).toHaveText('Active');
      world.identity.revokeTokens();
      await card.getByRole('button', { name: 'Refresh' }).click();
      await expect(card.getByText(/^Refreshed at/)).toBeVisible();
      expect(excelPage.asked('refresh').map(({ status }) => status)).toEqual([401, 204]);

      await seen.getByRole('button', { name: 'Adele Vance' }).click();
      await expect(seen.getByText('adele@contoso.example')).toBeVisible();
      await expect(seen.getByText('Organization: contoso.example')).toBeVisible();
      await seen.getByRole('menuitem', { name: 'Sign out' }).click();
      await expect(seen.getByRole('main').getByText(/^You’re signed out/)).toBeVisible();
      await expect.poll(() => world.graph.sessions.alive().length).toBe(0);
      await reload(excelPage, seen);
      await expect(seen.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(excelPage.context.pages().length).toBe(windows);
    });
  });
}

const never = { GetToken: 'never', GetTokenPopup: 'never' } as const;
/** Excel's bridges, and whether the start reports a fault of theirs. */
const brokenBridges: readonly (readonly [string, BrokerPlan | undefined, boolean])[] = [
  ['is not there', undefined, false],
  ['never answers', { GetInitContext: 'never', ...never }, true],
  ['refuses to connect', { GetInitContext: 'refused', ...never }, true],
  ['never gives a token', never, true],
  ['fails', { GetToken: fails, GetTokenPopup: fails }, true],
  ['asks for a person and then fails', { GetToken: asks, GetTokenPopup: fails }, false],
];

for (const [name, plan, isFault] of brokenBridges) {
  test(`a bridge that ${name} is replaced by the dialog on a click`, async ({ excelPage }) => {
    await openNested(excelPage, plan ?? works, {}, { bridge: plan !== undefined });
    await expect(async () => {
      await excelPage.context.clock.runFor(4_000);
      await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible({
        timeout: 300,
      });
    }).toPass();
    await expect(excelPage.pane.getByRole('alert')).toHaveCount(isFault ? 1 : 0);
    const opened = excelPage.context.waitForEvent('page');
    await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
    await expect((await opened).getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  });
}

test('an Excel that briefly returns no token needs no sign-in, and the session continues', async ({
  excelPage,
  world,
}) => {
  await openNested(excelPage, works);
  await excelPage.start();
  world.identity.revokeTokens();
  await setPlan(excelPage, { GetToken: 'never', GetTokenPopup: 'never' });
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => excelPage.sent('refresh')).toBe(1);
  await expect(async () => {
    await excelPage.context.clock.runFor(4_000);
    await expect(excelPage.card.getByRole('status')).toHaveText('Trying again', { timeout: 300 });
  }).toPass();
  await setPlan(excelPage, works);
  await excelPage.pane.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(excelPage.card.getByText(/^Refreshed at/)).toBeVisible();
  expect(world.graph.sessions.alive()).toHaveLength(1);
});

test('an Excel that stops returning tokens requires a sign-in while the session is open', async ({
  excelPage,
  world,
}) => {
  await openNested(excelPage, works);
  await excelPage.start();
  const [session] = world.graph.sessions.alive();
  world.identity.revokeTokens();
  await setPlan(excelPage, { GetToken: 'never', GetTokenPopup: 'never' });
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(async () => {
    await excelPage.pass(8_000);
    await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible({
      timeout: 500,
    });
  }).toPass({ intervals: [100] });
  await excelPage.signIn();
  // A silent request to the bridge, which Excel never answers, may end first.
  await expect(excelPage.card.getByText(/^Refreshed at/)).toBeVisible({ timeout: 20_000 });
  expect(world.graph.sessions.alive()).toEqual([session]);
});

test.describe('in a browser without third-party storage', () => {
  test.use({ thirdParties: 'withoutStorage' });
  test('the pane shows that the sign-in is not remembered, and works', async ({ excelPage }) => {
    await excelPage.open();
    await expect(excelPage.pane.getByText(/Storage is blocked here/)).toBeVisible();
    await excelPage.signIn();
    await excelPage.start();
    await expect(
      excelPage.card.getByText(/couldn’t store this session.*SecurityError/),
    ).toBeVisible();
  });
});

test('a blocked window is reported, and signing in works once it is allowed', async ({
  excelPage,
}) => {
  await excelPage.open();
  const button = excelPage.pane.getByRole('button', { name: 'Sign in' });
  await expect(button).toBeVisible();
  await excelPage.frame.evaluate(() =>
    Object.assign(window, { allowed: window.open.bind(window), open: () => null }),
  );
  await button.click();
  await expect(excelPage.pane.getByText('The sign-in window was blocked')).toBeVisible();
  // Office shows its own prompt over the pane.
  await excelPage.pane.getByRole('button', { name: 'OK' }).click();
  await excelPage.frame.evaluate(() =>
    Object.assign(window, { open: Reflect.get(window, 'allowed') as unknown }),
  );
  await excelPage.signIn();
  await expect(heading(excelPage.pane)).toBeVisible();
});
