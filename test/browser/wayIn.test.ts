import { startWorld } from '../sandbox/world';
import { expect, test } from './world';

test('an unsaved workbook is told, and a pasted link leads on', async ({ desk }) => {
  const { pane } = desk;
  await desk.open({ doc: '' });
  await desk.signIn();
  await expect(pane.getByText('The workbook isn’t saved yet')).toBeVisible();
  await pane
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill(
      'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx?web=1',
    );
  await pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
});

test('a workbook that was saved to SharePoint meanwhile is found by checking again', async ({
  desk,
}) => {
  const { pane } = desk;
  await desk.open({ doc: 'C:\\Users\\adele\\Budget.xlsx' });
  await desk.signIn();
  await expect(pane.getByText('The workbook is on this device')).toBeVisible();
  await desk.page.evaluate(() =>
    window.excel.setDocumentUrl(
      'https://contoso.sharepoint.com/sites/Finance/Shared Documents/予算 #1 100%.xlsx',
    ),
  );
  await pane.getByRole('button', { name: 'Check again' }).click();
  await expect(pane.getByRole('heading', { name: '予算 #1 100%.xlsx' })).toBeVisible();
});

test('closing the sign-in window is no error, and signing in works afterwards', async ({
  desk,
}) => {
  const { pane } = desk;
  await desk.open();
  const opened = desk.context.waitForEvent('page');
  await pane.getByRole('button', { name: 'Sign in' }).click();
  await (await opened).close();
  await expect(pane.getByText('Sign-in was cancelled')).toBeVisible();
  await desk.signIn();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
});

test('a declined permission is told as such', async ({ desk }) => {
  await desk.open();
  await desk.signIn('Alex Wilber', { consents: false });
  await expect(desk.pane.getByText('Permission wasn’t granted')).toBeVisible();
});

test('a personal account is told at once that the service has no sessions for it', async ({
  desk,
  world,
}) => {
  await desk.open();
  await desk.signIn('someone@outlook.example');
  await expect(desk.pane.getByText('A work or school account is needed')).toBeVisible();
  expect(world.requests.all().filter(({ service }) => service === 'graph')).toEqual([]);
});

test('a pane without a client id says what is missing, with the steps', async ({ desk }) => {
  const world = await startWorld({ mode: 'production', speed: 0, leaveClientId: true });
  try {
    await desk.context.route(`${world.origins.pane}/taskpane.html*`, async (route) => {
      const page = await world.fetch(`${world.origins.pane}/taskpane.html`);
      await route.fulfill({ status: 200, contentType: 'text/html', body: await page.text() });
    });
    await desk.open();
    await expect(
      desk.pane.getByRole('heading', { name: 'One step of the setup is missing' }),
    ).toBeVisible();
    await expect(
      desk.pane.getByText(/Register an application .* set CLIENT_ID and build again/),
    ).toBeVisible();
  } finally {
    await world.close();
  }
});

test('office.js that cannot be loaded is told, not waited for', async ({ desk, world }) => {
  await desk.context.route(`${world.origins.office}/**`, (route) => route.abort());
  await desk.open();
  await expect(async () => {
    await desk.context.clock.runFor(15_000);
    await expect(desk.pane.getByText('Excel isn’t answering')).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('the pane speaks Japanese where Excel does', async ({ desk }) => {
  await desk.open({ locale: 'ja-JP' });
  await expect(desk.pane.getByRole('button', { name: 'サインイン' })).toBeVisible();
  await expect(desk.frame.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(desk.frame.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('a language that is read from right to left turns the pane round', async ({ desk, world }) => {
  await desk.context.route(`${world.origins.pane}/*.js`, async (route) => {
    const text = await (await world.fetch(route.request().url())).text();
    await route.fulfill({
      contentType: 'text/javascript',
      body: text.replace('language:"ja"', 'language:"ja",direction:"rtl"'),
    });
  });
  await desk.open({ locale: 'ja-JP' });
  const button = desk.pane.getByRole('button', { name: 'サインイン' });
  await expect(button).toBeVisible();
  await expect(desk.frame.locator('html')).toHaveAttribute('dir', 'rtl');
  const { x, width } = (await button.boundingBox()) ?? { x: 0, width: 0 };
  const pane = (await desk.pane.locator('main').boundingBox()) ?? { x: 0, width: 0 };
  expect(Math.round(x + width)).toBe(Math.round(pane.x + pane.width));
});
