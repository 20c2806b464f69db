import { desktopTest, sharedRuntimeKinds } from './desktop';
import { expect, test } from './worldFixture';

// The keyboard shortcuts, in Excel's own page; Excel reads them from the server of the pane.

test('on the web, shortcuts refresh, switch keep-alive and show the pane', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  const { page, pane } = excelPage;
  await page.getByRole('columnheader', { name: 'A', exact: true }).click();
  const refreshes = excelPage.sent('refresh');
  await page.keyboard.press('Control+Alt+Shift+KeyU');
  await expect.poll(() => excelPage.sent('refresh')).toBe(refreshes + 1);

  const keepAlive = pane.getByRole('switch', { name: 'Keep alive' });
  const before = await keepAlive.isChecked();
  await page.keyboard.press('Control+Alt+Shift+KeyK');
  await expect(keepAlive).toBeChecked({ checked: !before });

  await page.evaluate(() => window.excel.hide());
  await page.keyboard.press('Control+Alt+Shift+KeyS');
  await expect.poll(() => page.evaluate(() => window.excel.host().pane)).toBe('shown');
});

for (const kind of sharedRuntimeKinds) {
  desktopTest.describe(kind, () => {
    desktopTest.use({ kind });
    const modifiers = kind === 'mac' ? 'Meta+Alt+Shift' : 'Control+Alt+Shift';

    desktopTest('shortcuts refresh, and show the pane that is hidden', async ({ desktop }) => {
      await desktop.openSignedIn();
      await desktop.start();
      const { excel, excelPage } = desktop;
      await excel.bringToFront();
      const refreshes = excelPage.sent('refresh');
      await excel.keyboard.press(`${modifiers}+KeyU`);
      await expect.poll(() => excelPage.sent('refresh')).toBe(refreshes + 1);
      await excel.evaluate(() => window.excel.hide());
      await excel.keyboard.press(`${modifiers}+KeyS`);
      await expect.poll(() => excel.evaluate(() => window.excel.host().pane)).toBe('shown');
    });
  });
}
