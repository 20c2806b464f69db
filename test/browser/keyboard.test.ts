import type { Page } from 'playwright';
import { expect, test } from './worldFixture';

/**
 * Presses Tab until the control with that name has the focus; returns the names passed, in order.
 */
async function tabTo(
  page: Page,
  focused: () => Promise<string>,
  name: string,
): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let presses = 0; presses < 30; presses += 1) {
    const now = await focused();
    if (now.startsWith(name)) return passed;
    passed.push(now);
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached: ${passed.join(', ')}`);
}

test('every task works with the keyboard alone, in order, and the focus is never lost', async ({
  excelPage,
}) => {
  const { page, pane } = excelPage;
  const focused = (): Promise<string> =>
    excelPage.frame.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body) return 'nothing';
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLSelectElement
          ? element.labels?.[0]?.textContent
          : undefined;
      return label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  const to = (name: string) => tabTo(page, focused, name);

  await excelPage.open();
  await pane.getByRole('button', { name: 'Sign in' }).focus();
  const opened = excelPage.context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const window = await opened;
  await window.getByRole('button', { name: 'Adele Vance' }).press('Enter');
  await window.getByRole('button', { name: 'Accept' }).press('Enter');
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
  await page.bringToFront();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeFocused();

  await page.keyboard.press('Tab');
  expect(await to('Start session')).toEqual([
    'Check again',
    expect.stringContaining('sharepoint.com'),
    'Copy drive ID',
    'Copy item ID',
    'Save to the workbook',
  ]);
  await page.keyboard.press('Enter');
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeFocused();

  await page.keyboard.press('Tab');
  expect(await to('Keep alive')).toEqual([
    expect.stringContaining('sharepoint.com'),
    'Copy drive ID',
    'Copy item ID',
    'Time left',
    'Refresh',
    'Close session',
  ]);
  await page.keyboard.press('Space');
  await expect(pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  await to('Stop after');
  await page.keyboard.press('ArrowDown');
  await expect(pane.getByRole('combobox', { name: 'Stop after' })).toHaveValue('28800000');
  await page.keyboard.press('Tab');
  expect((await to('Copy activity as JSON')).slice(0, 5)).toEqual([
    'Start with this workbook',
    'Exact times',
    'Copy session ID',
    'Copy as…',
    'Look inside',
  ]);

  await pane.getByRole('button', { name: 'Refresh', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(excelPage.card.getByText(/^Refreshed at/)).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Refresh', exact: true })).toBeFocused();
  await to('Close session');
  await page.keyboard.press('Enter');
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Adele Vance');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('heading', { name: 'Keep a workbook session alive' })).toBeFocused();
});
