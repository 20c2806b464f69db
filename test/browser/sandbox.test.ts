import { expect, test } from 'playwright/test';
import { makeCertificate } from '../sandbox/certificate';
import { startWorld, type World } from '../sandbox/world';

/** What `npm run sandbox` gives to a person: nothing is put in by the test. */
test.use({ ignoreHTTPSErrors: true, locale: 'en-US' });
let world: World;
test.beforeAll(async () => {
  world = await startWorld({ mode: 'localhost', certificate: await makeCertificate(['localhost']) });
});
test.afterAll(() => world.close());

test('the drawer makes an Excel that signs people in by itself, and one that tells its theme', async ({ page, context }) => {
  await page.goto(`${world.origins.excel}/?drawer=1`);
  const pane = page.frameLocator('iframe');
  const drawer = page.getByRole('group').filter({ hasText: 'What should the service do?' });
  await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();

  await drawer.getByLabel('Sign-in').selectOption('By Excel itself, as Adele');
  await expect(pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  await pane.getByRole('button', { name: 'Start session' }).click();
  await expect(pane.getByRole('status').getByText('Active')).toBeVisible();
  expect(context.pages()).toHaveLength(1);

  await drawer.getByLabel('Office theme').selectOption('Black');
  await expect(pane.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  await drawer.getByLabel('Office theme').selectOption('White');
  await pane.getByRole('heading', { level: 1 }).click();
  await expect(pane.locator('html')).toHaveAttribute('data-theme', 'light');
});
