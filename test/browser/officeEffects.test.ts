import { expect, test } from './worldFixture';

// Side effects of office.js on its page, and the pane's workarounds.

test('Esc closes the pane’s own menu, and the focus is unchanged', async ({ excelPage }) => {
  await excelPage.openSignedIn();
  const menu = excelPage.pane.getByRole('button', { name: 'Adele Vance' });
  await menu.click();
  await expect(excelPage.pane.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await excelPage.page.keyboard.press('Escape');
  await expect(excelPage.pane.getByRole('menuitem', { name: 'Sign out' })).toBeHidden();
  await expect(menu).toBeFocused();
});

test('the page’s history API works, as MSAL needs it', async ({ excelPage }) => {
  await excelPage.open();
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(
    await excelPage.frame.evaluate(() => [typeof history.pushState, typeof history.replaceState]),
  ).toEqual(['function', 'function']);
});

test('a pane whose script loads too late for office.js reports it, and a reload helps', async ({
  excelPage,
  world,
}) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await excelPage.context.route(`${world.origins.pane}/taskpane.*.js`, async (route) => {
    await held;
    await route.continue();
  });
  const office = excelPage.page.waitForEvent('requestfinished', (request) =>
    request.url().includes('excel-web'),
  );
  const opened = excelPage.open();
  await office;
  // After about 10 s without a call of `onReady`, office.js throws in its own timer and never
  // responds.
  await expect(excelPage.context.clock.runFor(14_000)).rejects.toThrow(
    'Office.js has not fully loaded',
  );
  release();
  await opened;
  await expect(async () => {
    await excelPage.context.clock.runFor(15_000);
    await expect(excelPage.pane.getByText('Excel isn’t responding')).toBeVisible({ timeout: 500 });
  }).toPass();
  await excelPage.pane.getByRole('button', { name: 'Reload' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
