import type { ExcelPage } from './excelPage';
import { openNested } from './nested';
import { expect, test } from './worldFixture';

/** Changes the configuration in the built page, as a host's administrator can. */
async function configure(
  { context, world }: ExcelPage,
  authority: string,
  graphRoot: string,
): Promise<void> {
  await context.route(`${world.origins.pane}/taskpane.html*`, async (route) => {
    const page = await (await world.fetch(world.paneUrl)).text();
    const block = JSON.stringify({ clientId: world.clientId, authority, graphRoot });
    await route.fulfill({
      contentType: 'text/html',
      body: page.replace(
        /(<script[^>]*id="?configuration[^>]*>)[^<]*/,
        (_whole, tag: string) => tag + block,
      ),
    });
  });
}

const government = [
  'https://login.microsoftonline.us/organizations',
  'https://graph.microsoft.us/v1.0',
] as const;

test('in US Government the sign-in page and the permission are that cloud’s own', async ({
  excelPage,
}) => {
  await configure(excelPage, ...government);
  await excelPage.context.route('https://login.microsoftonline.us/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'sign-in' }),
  );
  await excelPage.open();
  const asked = excelPage.context.waitForEvent(
    'request',
    (request) =>
      request.url().startsWith('https://login.microsoftonline.us/') &&
      request.isNavigationRequest(),
  );
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).click();
  const { pathname, searchParams } = new URL((await asked).url());
  expect(pathname).toBe('/organizations/oauth2/v2.0/authorize');
  expect(searchParams.get('scope')?.split(' ')).toContain(
    'https://graph.microsoft.us/Files.ReadWrite',
  );
});

test('in US Government the workbook and its session are requested from that cloud’s Graph', async ({
  excelPage,
  world,
}) => {
  await configure(excelPage, ...government);
  const asked: string[] = [];
  await excelPage.context.route('https://graph.microsoft.us/**', async (route) => {
    const request = route.request();
    asked.push(new URL(request.url()).pathname);
    const body = request.postData();
    const url = request.url().replace('https://graph.microsoft.us', world.origins.graph);
    const answer = await world.fetch(url, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body === null ? {} : { body }),
    });
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    });
  });
  await openNested(excelPage, { GetToken: 'token', GetTokenPopup: 'token' });
  await excelPage.start();
  expect(asked.some((path) => path.startsWith('/v1.0/shares/'))).toBe(true);
  expect(asked.some((path) => path.endsWith('/createSession'))).toBe(true);
});

test('China’s cloud is rejected with the reason, before sign-in', async ({ excelPage }) => {
  await configure(
    excelPage,
    'https://login.partner.microsoftonline.cn/organizations',
    'https://microsoftgraph.chinacloudapi.cn/v1.0',
  );
  await excelPage.open();
  await expect(
    excelPage.pane.getByRole('heading', { name: 'Not available in the China cloud' }),
  ).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
});
