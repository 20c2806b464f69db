import { expect, test } from 'playwright/test';
import { makeCertificate } from '../sandbox/certificate';
import { startWorld, type SandboxWorld } from '../sandbox/world';

/** `npm run sandbox` as users see it: the test injects nothing. */
test.use({ ignoreHTTPSErrors: true, locale: 'en-US' });
let world: SandboxWorld;
test.beforeAll(async () => {
  const certificate = await makeCertificate(['localhost']);
  world = await startWorld({ mode: 'localhost', certificate });
});
test.afterAll(() => world.close());

test('the drawer opens Excel on Windows, with the pane in its own window', async ({
  page,
  context,
}) => {
  await page.goto(`${world.origins.excel}/?drawer=1&mode=0`);
  const drawer = page.getByRole('group').filter({ hasText: 'What should the service do?' });
  await drawer.getByLabel('Excel is').selectOption('Excel on Windows');
  const ribbon = page.getByRole('group', { name: 'Session Keeper' });
  const opened = context.waitForEvent('page');
  await ribbon.getByRole('button', { name: 'Session' }).click();
  const pane = await opened;
  const asked = context.waitForEvent('page');
  await pane.getByRole('button', { name: 'Sign in' }).click();
  const dialog = await asked;
  await dialog.getByRole('button', { name: 'Adele Vance' }).click();
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await pane.getByRole('button', { name: 'Start session' }).click();
  await expect(pane.getByRole('status').getByText('Active')).toBeVisible();
  await expect(ribbon.getByRole('button', { name: 'Refresh' })).toBeEnabled();

  await drawer.getByRole('button', { name: 'Hide pane' }).click();
  await expect(pane.getByRole('main')).toBeHidden();
  const gone = pane.waitForEvent('close');
  await drawer.getByRole('button', { name: 'Tear pane down' }).click();
  await gone;
  await expect(
    page.getByText('The pane is closed. “Session” in the group “Session Keeper” opens it'),
  ).toBeVisible();
});
