import type { ExcelPage } from './excelPage';
import { renewOffice } from './renewOffice';
import { expect, test } from './worldFixture';

/** Expected colours of the pane: Office's own theme if Excel reports one, else the system's. */
const themeOf = (excelPage: ExcelPage) => excelPage.pane.locator('html').getAttribute('data-theme');
const wake = (excelPage: ExcelPage) =>
  excelPage.frame.evaluate(() => window.dispatchEvent(new Event('focus')));
const ready = (excelPage: ExcelPage) =>
  expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();

for (const [theme, look] of [
  ['black', 'dark'],
  ['darkGray', 'dark'],
  ['white', 'light'],
  ['colorful', 'light'],
] as const) {
  test(`Office's ${theme} theme gives a ${look} pane, whatever the system prefers`, async ({
    excelPage,
  }) => {
    await renewOffice(excelPage);
    await excelPage.page.emulateMedia({ colorScheme: look === 'dark' ? 'light' : 'dark' });
    await excelPage.open({ theme });
    await ready(excelPage);
    await expect.poll(() => themeOf(excelPage)).toBe(look);
  });
}

test('a change of Office’s theme is applied when the user returns to the pane, or else after a delay', async ({
  excelPage,
}) => {
  await renewOffice(excelPage);
  await excelPage.open({ theme: 'white' });
  await ready(excelPage);
  await expect.poll(() => themeOf(excelPage)).toBe('light');
  const ground = () =>
    excelPage.pane.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
  const light = await ground();

  await excelPage.page.evaluate(() => window.excel.setTheme('black'));
  await expect(async () => {
    await wake(excelPage);
    expect(await themeOf(excelPage)).toBe('dark');
  }).toPass();
  expect(await ground()).not.toBe(light);

  await excelPage.page.evaluate(() => window.excel.setTheme('colorful'));
  await excelPage.pass(16_000);
  await expect.poll(() => themeOf(excelPage)).toBe('light');
});

test('without a theme from Excel the pane uses the system’s, live', async ({ excelPage }) => {
  await excelPage.page.emulateMedia({ colorScheme: 'dark' });
  await excelPage.open();
  await ready(excelPage);
  expect(await themeOf(excelPage)).toBe('dark');
  await excelPage.page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => themeOf(excelPage)).toBe('light');
});

test('a contrast theme of the system overrides Office’s own', async ({ excelPage }) => {
  await renewOffice(excelPage);
  await excelPage.page.emulateMedia({ forcedColors: 'active' });
  await excelPage.open({ theme: 'white' });
  await ready(excelPage);
  expect(await themeOf(excelPage)).toBe('contrast');
  await excelPage.page.emulateMedia({ forcedColors: 'none' });
  await expect.poll(() => themeOf(excelPage)).toBe('light');
});
