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
