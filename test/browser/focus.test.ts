import { expect, test } from './worldFixture';

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
