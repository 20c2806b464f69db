import type { Route } from 'playwright';
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

test('without the script of "Look inside" the session goes on, and the view can be loaded again', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(/\/inside\.\w+\.js/, script.handle);
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Look inside' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  script.mend();
  await excelPage.pane.getByRole('button', { name: 'Try again' }).click();
  await expect(excelPage.pane.getByRole('table').first()).toBeVisible();
});

test('without the script that reads cells the read fails, and can be repeated', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(/\/insideReader\.\w+\.js/, script.handle);
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Look inside' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  script.mend();
  await excelPage.pane.getByRole('button', { name: 'Read again' }).click();
  await expect(excelPage.pane.getByRole('table').first()).toBeVisible();
});

test('without the script of the menus all else works; a click says what is missing, and the network’s return loads it', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(/\/popups\.\w+\.js/, script.handle);
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Adele Vance' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  script.mend();
  await excelPage.frame.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(excelPage.pane.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
});

test('without the script of the menus a scratch copy can be closed once the script has come', async ({
  excelPage,
}) => {
  const script = failing();
  await excelPage.context.route(/\/popups\.\w+\.js/, script.handle);
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await excelPage.start();
  await excelPage.pane.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.pane.getByRole('alert')).toContainText(missing);
  script.mend();
  await excelPage.pane.getByRole('button', { name: 'Try again' }).click();
  await excelPage.pane.getByRole('button', { name: 'Close and discard' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
});

test('the focus returns to the control that asked when a question is cancelled', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await excelPage.start();
  const close = excelPage.card.getByRole('button', { name: 'Close session' });
  const dialog = excelPage.pane.getByRole('alertdialog');
  for (const cancel of [
    () => dialog.getByRole('button', { name: 'Cancel' }).click(),
    () => excelPage.page.keyboard.press('Enter'),
    () => excelPage.page.keyboard.press('Escape'),
  ]) {
    await close.click();
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await cancel();
    await expect(dialog).toHaveCount(0);
    await expect(close).toBeFocused();
  }
});

test('a check of the workbook asks Graph, also after a reload, and the focus is on the heading then', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  const check = excelPage.pane.getByRole('button', { name: 'Check again' });
  await check.waitFor();
  await excelPage.reload();
  await check.waitFor();
  excelPage.world.requests.clear();
  await check.click();
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  expect(excelPage.sent('shares')).toBeGreaterThan(0);
  await expect(excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeFocused();
});
