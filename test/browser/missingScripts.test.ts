import type { Route } from 'playwright';
import type { ExcelPage } from './excelPage';
import { expect, test } from './worldFixture';

/** A route that fails until the function is called. */
function failing(): {
  readonly handle: (route: Route) => Promise<void>;
  readonly mend: () => void;
} {
  let isMended = false;
  return {
    handle: (route) => (isMended ? route.continue() : route.abort()),
    mend: () => (isMended = true),
  };
}

const missing = 'A part of the add-in couldn’t be loaded';
const menus = /\/popups\.\w+\.js/;
const signedInViews = /\/workspace\.\w+\.js/;

/** An open scratch copy without the script of the menus and dialogs. */
async function scratchCopyWithoutMenus(excelPage: ExcelPage): Promise<ReturnType<typeof failing>> {
  const script = failing();
  await excelPage.context.route(menus, script.handle);
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await excelPage.start();
  return script;
}

for (const { name, script, remedy } of [
  { name: 'of "Look inside"', script: /\/inside\.\w+\.js/, remedy: 'Try again' },
  { name: 'that reads cells', script: /\/insideReader\.\w+\.js/, remedy: 'Read again' },
]) {
  test(`without the script ${name} the session goes on, and ${remedy} loads it`, async ({
    excelPage,
  }) => {
    const { handle, mend } = failing();
    await excelPage.context.route(script, handle);
    await excelPage.openSignedIn();
    await excelPage.start();
    await excelPage.pane.getByRole('button', { name: 'Look inside' }).click();
    await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
    await expect(excelPage.card.getByRole('status')).toHaveText('Active');
    mend();
    await excelPage.pane.getByRole('button', { name: remedy }).click();
    await expect(excelPage.pane.getByRole('table').first()).toBeVisible();
  });
}

test('without the script of the menus all else works; a click says what is missing, and the network’s return loads it', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(menus, script.handle);
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  script.mend();
  await excelPage.frame.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(excelPage.pane.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
});

test('a reload whose page would not come is not begun, says so, and is done once the page is there', async ({
  excelPage,
}) => {
  await scratchCopyWithoutMenus(excelPage);
  const { frame } = excelPage;
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  await excelPage.context.setOffline(true);
  const reload = excelPage.pane.getByRole('button', { name: 'Reload' });
  await reload.click();
  await expect(excelPage.pane.getByRole('alert')).toContainText('can’t be loaded right now');
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  await excelPage.context.setOffline(false);
  const loaded = excelPage.page.waitForEvent('framenavigated', (navigated) => navigated === frame);
  await reload.click();
  await loaded;
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
});

test('without the script of the menus a scratch copy can be closed once the script has come, or stay', async ({
  excelPage,
}) => {
  const script = await scratchCopyWithoutMenus(excelPage);
  const close = excelPage.pane.getByRole('button', { name: 'Close session' });
  await close.click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  await excelPage.pane.getByRole('button', { name: 'Cancel' }).click();
  await expect(excelPage.pane.getByRole('alert')).toBeHidden();
  await expect(excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeFocused();
  await close.click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  script.mend();
  await excelPage.pane.getByRole('button', { name: 'Try again' }).click();
  await excelPage.pane.getByRole('button', { name: 'Close and discard' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
});

test('a script that has come for one part is there for the others', async ({ excelPage }) => {
  const script = await scratchCopyWithoutMenus(excelPage);
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  script.mend();
  await excelPage.pane.getByRole('button', { name: 'Try again' }).click();
  await expect(excelPage.pane.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await excelPage.page.keyboard.press('Escape');
  await excelPage.pane.getByRole('button', { name: 'Copy as…' }).click();
  await expect(excelPage.pane.getByRole('menuitem', { name: 'curl' })).toBeVisible();
  await excelPage.page.keyboard.press('Escape');
  await excelPage.pane.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Close and discard' })).toBeVisible();
});

test('the signed-in views, which did not come before the sign-in, are loaded after it', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(signedInViews, script.handle);
  const failed = excelPage.page.waitForEvent('requestfailed', (each) =>
    signedInViews.test(each.url()),
  );
  await excelPage.open();
  await failed;
  script.mend();
  await excelPage.signIn();
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
});

test('without the script of the signed-in views a sign-in that fails says why', async ({
  excelPage,
}) => {
  await excelPage.context.route(signedInViews, (route) => route.abort());
  await excelPage.open();
  const opened = excelPage.context.waitForEvent('page');
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
  await (await opened).close();
  await expect(excelPage.pane.getByRole('alert')).toContainText('Sign-in was canceled');
});

test('another attempt that fails is announced', async ({ excelPage }) => {
  await excelPage.context.route(/\/inside\.\w+\.js/, failing().handle);
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Look inside' }).click();
  const again = excelPage.pane.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect(excelPage.pane.locator('#announced')).toContainText(missing);
  await expect(again).toBeFocused();
});
