import { startWorld } from '../sandbox/world';
import { expect, test } from './worldFixture';

test('an unsaved workbook is reported, and a pasted link works', async ({ excelPage }) => {
  const { pane } = excelPage;
  await excelPage.open({ doc: '' });
  await excelPage.signIn();
  await expect(pane.getByText('The workbook isn’t saved yet')).toBeVisible();
  await pane
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill(
      'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx?web=1',
    );
  await pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
});

test('an engine without the functions that the pane needs is named, with what helps', async ({
  excelPage,
}) => {
  await excelPage.context.addInitScript(() => Reflect.deleteProperty(AbortSignal, 'any'));
  await excelPage.open();
  const { pane } = excelPage;
  await expect(pane.getByRole('heading', { name: 'Excel’s web engine is too old' })).toBeVisible();
  await expect(pane.getByText('open the workbook in Excel on the web')).toBeVisible();
});

test('a workbook saved to SharePoint after the start is found by checking again', async ({
  excelPage,
}) => {
  const { pane } = excelPage;
  await excelPage.open({ doc: 'C:\\Users\\adele\\Budget.xlsx' });
  await excelPage.signIn();
  await expect(pane.getByText('The workbook is on this device')).toBeVisible();
  await excelPage.page.evaluate(() =>
    window.excel.setDocumentUrl(
      'https://contoso.sharepoint.com/sites/Finance/Shared Documents/予算 #1 100%.xlsx',
    ),
  );
  await pane.getByRole('button', { name: 'Check again' }).click();
  await expect(pane.getByRole('heading', { name: '予算 #1 100%.xlsx' })).toBeVisible();
});

test('closing the sign-in window shows no error, and signing in works afterwards', async ({
  excelPage,
}) => {
  const { pane } = excelPage;
  await excelPage.open();
  const opened = excelPage.context.waitForEvent('page');
  await pane.getByRole('button', { name: 'Sign in' }).click();
  await (await opened).close();
  await expect(pane.getByText('Sign-in was canceled')).toBeVisible();
  await excelPage.signIn();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
});

test('a declined permission is reported', async ({ excelPage }) => {
  await excelPage.open();
  await excelPage.signIn('Alex Wilber', { consents: false });
  await expect(excelPage.pane.getByText('Permission wasn’t granted')).toBeVisible();
});

test('a personal account immediately gets the message that the service has no sessions for it', async ({
  excelPage,
  world,
}) => {
  await excelPage.open();
  await excelPage.signIn('someone@outlook.example');
  await expect(excelPage.pane.getByText('A work or school account is needed')).toBeVisible();
  expect(world.requests.all().filter(({ service }) => service === 'graph')).toEqual([]);
});

test('a pane without a client id shows what is missing, with the steps', async ({ excelPage }) => {
  const world = await startWorld({ mode: 'production', speed: 0, leaveClientId: true });
  try {
    await excelPage.context.route(`${world.origins.pane}/taskpane.html*`, async (route) => {
      const page = await world.fetch(`${world.origins.pane}/taskpane.html`);
      await route.fulfill({ status: 200, contentType: 'text/html', body: await page.text() });
    });
    await excelPage.open();
    await expect(
      excelPage.pane.getByRole('heading', { name: 'One step of the setup is missing' }),
    ).toBeVisible();
    await expect(
      excelPage.pane.getByText(/Register an application .* set CLIENT_ID and build again/),
    ).toBeVisible();
  } finally {
    await world.close();
  }
});

test('a failure to load office.js is reported immediately', async ({ excelPage, world }) => {
  await excelPage.context.route(`${world.origins.office}/**`, (route) => route.abort());
  await excelPage.open();
  await expect(async () => {
    await excelPage.context.clock.runFor(15_000);
    await expect(excelPage.pane.getByText('Excel isn’t responding')).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('the pane is in Japanese when Excel is', async ({ excelPage }) => {
  await excelPage.open({ locale: 'ja-JP' });
  await expect(excelPage.pane.getByRole('button', { name: 'サインイン' })).toBeVisible();
  await expect(excelPage.frame.locator('html')).toHaveAttribute('lang', 'ja');
  await expect(excelPage.frame.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('a right-to-left language mirrors the pane', async ({ excelPage, world }) => {
  await excelPage.context.route(`${world.origins.pane}/*.js`, async (route) => {
    const text = await (await world.fetch(route.request().url())).text();
    await route.fulfill({
      contentType: 'text/javascript',
      body: text.replace('language:"ja"', 'language:"ja",direction:"rtl"'),
    });
  });
  await excelPage.open({ locale: 'ja-JP' });
  const button = excelPage.pane.getByRole('button', { name: 'サインイン' });
  await expect(button).toBeVisible();
  await expect(excelPage.frame.locator('html')).toHaveAttribute('dir', 'rtl');
  const { x, width } = (await button.boundingBox()) ?? { x: 0, width: 0 };
  const pane = (await excelPage.pane.locator('main').boundingBox()) ?? { x: 0, width: 0 };
  expect(Math.round(x + width)).toBe(Math.round(pane.x + pane.width));
});
