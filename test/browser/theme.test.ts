import type { Desk } from './desk';
import { renewOffice } from './nested';
import { expect, test } from './world';

/** The colours of the pane, by Office's own theme where Excel tells one, and by the system's where it does not. */
const themeOf = (desk: Desk) => desk.pane.locator('html').getAttribute('data-theme');
const wake = (desk: Desk) => desk.frame.evaluate(() => window.dispatchEvent(new Event('focus')));
const ready = (desk: Desk) =>
  expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();

for (const [theme, look] of [
  ['black', 'dark'],
  ['darkGray', 'dark'],
  ['white', 'light'],
  ['colorful', 'light'],
] as const) {
  test(`Office's ${theme} makes a ${look} pane, whatever the system prefers`, async ({ desk }) => {
    await renewOffice(desk);
    await desk.page.emulateMedia({ colorScheme: look === 'dark' ? 'light' : 'dark' });
    await desk.open({ theme });
    await ready(desk);
    await expect.poll(() => themeOf(desk)).toBe(look);
  });
}

test('another theme of Office is seen when the person comes back to the pane, and after a while without that', async ({
  desk,
}) => {
  await renewOffice(desk);
  await desk.open({ theme: 'white' });
  await ready(desk);
  await expect.poll(() => themeOf(desk)).toBe('light');
  const ground = () =>
    desk.pane.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const light = await ground();

  await desk.page.evaluate(() => window.excel.setTheme('black'));
  await expect(async () => {
    await wake(desk);
    expect(await themeOf(desk)).toBe('dark');
  }).toPass();
  expect(await ground()).not.toBe(light);

  await desk.page.evaluate(() => window.excel.setTheme('colorful'));
  await desk.pass(16_000);
  await expect.poll(() => themeOf(desk)).toBe('light');
});

test('where Excel tells no theme the system’s is followed, live', async ({ desk }) => {
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  await desk.open();
  await ready(desk);
  expect(await themeOf(desk)).toBe('dark');
  await desk.page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => themeOf(desk)).toBe('light');
});

test('a contrast theme of the system wins over Office’s own', async ({ desk }) => {
  await renewOffice(desk);
  await desk.page.emulateMedia({ forcedColors: 'active' });
  await desk.open({ theme: 'white' });
  await ready(desk);
  expect(await themeOf(desk)).toBe('contrast');
  await desk.page.emulateMedia({ forcedColors: 'none' });
  await expect.poll(() => themeOf(desk)).toBe('light');
});
