import type { Locator } from 'playwright';
import type { IdentityFault } from '../sandbox/identity/signInOrders';
import { parseFault, type GraphFault } from '../sandbox/graph/faults';
import type { ExcelPage } from './excelPage';
import { bareFault } from './faulty';
import { expect, test } from './worldFixture';

const site = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents';
const oneDrive = 'https://contoso-my.sharepoint.com/personal/adele_contoso_example/Documents';
const keiri = 'https://contoso.sharepoint.com/sites/Keiri/共有ドキュメント';

const heading = (excelPage: ExcelPage, name: string) =>
  excelPage.pane.getByRole('heading', { name, exact: true });
const checkAgain = (excelPage: ExcelPage) =>
  excelPage.pane.getByRole('button', { name: 'Check again' }).first().click();
/** Each look-up meets the fault from now on: the message after the next one. */
async function checkFails(excelPage: ExcelPage, fault: GraphFault): Promise<Locator> {
  const { orders } = excelPage.world.graph;
  orders.withdraw();
  orders.give({ operation: 'locate', fault, when: 'before' });
  await checkAgain(excelPage);
  return excelPage.pane.getByRole('alert');
}
const moveTo = (excelPage: ExcelPage, url: string) =>
  excelPage.page.evaluate((address) => window.excel.setDocumentUrl(address), url);
/** Simulates the user's return to the pane. */
const wake = (excelPage: ExcelPage) =>
  excelPage.frame.evaluate(() => window.dispatchEvent(new Event('focus')));

test('every location of a workbook is resolved, or has its own message with the next action', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn({ doc: '' });
  await expect(excelPage.pane.getByText('The workbook isn’t saved yet')).toBeVisible();
  const places = [
    [`${site}/予算%20%231%20100%25.xlsx`, '予算 #1 100%.xlsx'],
    [`${site}/Quarterly 📊/Forecast + actuals.xlsx`, 'Forecast + actuals.xlsx'],
    [`${keiri}/経費精算.xlsx`, '経費精算.xlsx'],
    [`${oneDrive}/My%20plan.xlsx`, 'My plan.xlsx'],
    [`${site}/Macros.xlsm`, 'Macros.xlsm'],
  ] as const;
  for (const [address, name] of places) {
    await moveTo(excelPage, address);
    await checkAgain(excelPage);
    await expect(heading(excelPage, name)).toBeVisible();
  }
  await expect(excelPage.pane.getByText('Sessions are made for .xlsx.')).toBeVisible();
  const elsewhere = [
    ['Book1', 'The workbook isn’t saved yet'],
    ['C:\\Users\\adele\\Budget.xlsx', 'The workbook is on this device'],
    ['\\\\server\\share\\Budget.xlsx', 'The workbook is on a network drive'],
    [
      'https://d.docs.live.net/0123456789abcdef/Budget.xlsx',
      'The workbook is in a personal OneDrive',
    ],
    ['https://contoso.sharepoint.cn/sites/x/D/Budget.xlsx', 'The workbook is in the China cloud'],
    ['https://files.contoso.example/Budget.xlsx', 'The workbook is on another server'],
    [`${site}/Old.xls`, 'The workbook isn’t an .xlsx file'],
    [`${site}/Deleted meanwhile.xlsx`, 'The workbook wasn’t found'],
    [
      'https://fabrikam.sharepoint.com/sites/x/D/Budget.xlsx',
      'The workbook may belong to another organization',
    ],
    [
      'https://contoso-my.sharepoint.com/personal/alex_contoso_example/Documents/Only%20for%20Alex.xlsx',
      'This file may need one more permission',
    ],
  ] as const;
  for (const [address, title] of elsewhere) {
    await moveTo(excelPage, address);
    await checkAgain(excelPage);
    await expect(excelPage.pane.getByRole('alert').getByText(title)).toBeVisible();
  }
});

test('whatever error the service returns for another organization’s workbook, another account is offered', async ({
  excelPage,
}) => {
  await excelPage.open({ doc: '' });
  await excelPage.signIn();
  await moveTo(excelPage, 'https://fabrikam.sharepoint.com/sites/x/D/Budget.xlsx');
  const refusals = [
    [
      parseFault({ kind: 'error', status: 400, code: 'invalidRequest' }),
      'The workbook may belong to another organization',
    ],
    [bareFault(403), 'This file may need one more permission'],
    [bareFault(404), 'The workbook wasn’t found'],
  ] as const;
  for (const [fault, title] of refusals) {
    const alert = await checkFails(excelPage, fault);
    await expect(alert).toContainText(title);
    await expect(alert.getByRole('button', { name: 'Use another account' })).toBeVisible();
  }
});

test('a look-up that the service asks to repeat tells why, and goes on', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn({ doc: '' });
  await expect(excelPage.pane.getByText('The workbook isn’t saved yet')).toBeVisible();
  await moveTo(excelPage, `${site}/Budget 2026.xlsx`);
  const faults = [
    [bareFault(429), 'Too many requests'],
    [bareFault(503), 'Microsoft Graph isn’t available right now'],
  ] as const;
  for (const [fault, title] of faults) {
    const alert = await checkFails(excelPage, fault);
    await expect(alert).toContainText(title);
    await expect(alert).toContainText('We’ll keep trying.');
  }
  world.graph.orders.withdraw();
  await excelPage.pass(30_000);
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
});

test('a binary workbook is accepted, and a checked-out one shows a note about saving', async ({
  excelPage,
}) => {
  const word = excelPage.pane.getByText(/^The file is checked out\./);
  await excelPage.openSignedIn({ doc: `${site}/Binary.xlsb` });
  await expect(heading(excelPage, 'Binary.xlsb')).toBeVisible();
  await expect(excelPage.pane.getByText('Sessions are made for .xlsx.')).toBeVisible();
  await expect(word).toHaveCount(0);
  await moveTo(excelPage, `${site}/Checked out.xlsx`);
  await checkAgain(excelPage);
  await expect(heading(excelPage, 'Checked out.xlsx')).toBeVisible();
  await expect(word).toBeVisible();
  await excelPage.start();
});

test('a read-only workbook is reported when a session is requested', async ({ excelPage }) => {
  await excelPage.openSignedIn({ doc: `${site}/Read only.xlsx` });
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(excelPage.pane.getByText(/You need edit access/)).toBeVisible();
});

test('the static address is used when the live one fails, is empty, or hangs', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn({ doc: `${site}/Budget 2026.xlsx`, properties: 'fail' });
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  for (const properties of ['empty', 'hang'] as const) {
    await excelPage.page.evaluate((mode) => window.excel.setFileProperties(mode), properties);
    await checkAgain(excelPage);
    await expect(async () => {
      await excelPage.pass(2_500);
      await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible({ timeout: 300 });
    }).toPass();
  }
});

test('a link that is refused stays to be corrected; one that is resolved survives a reload when Excel reports no address', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn({ doc: '' });
  const { pane } = excelPage;
  const field = pane.getByRole('textbox', { name: 'Link to the workbook' });
  const useLink = pane.getByRole('button', { name: 'Use this link' });
  const refused = `https://contoso.sharepoint.com/:x:/r/sites/Finance/_layouts/15/Doc.aspx?sourcedoc=%7B${'0'.repeat(8)}%7D`;
  await field.fill(refused);
  await useLink.click();
  await expect(pane.getByRole('alert')).toBeVisible();
  await expect(field).toHaveValue(refused);
  await field.fill(
    `${site}/Forms/AllItems.aspx?id=%2Fsites%2FFinance%2FShared%20Documents%2FBudget%202026.xlsx&parent=x`,
  );
  await useLink.click();
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  world.requests.clear();
  await excelPage.reload();
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  expect(world.requests.all().filter(({ service }) => service === 'graph')).toEqual([]);
});

const budget = encodeURI(`${site}/Budget 2026.xlsx`);
for (const [from, text, name] of [
  [
    'Outlook',
    `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent(budget)}&data=05`,
    'Budget 2026.xlsx',
  ],
  [
    'OneDrive’s page',
    'https://contoso-my.sharepoint.com/my?id=%2Fpersonal%2Fadele%5Fcontoso%5Fexample%2FDocuments%2FMy%20plan%2Exlsx&parent=%2Fpersonal%2Fadele%5Fcontoso%5Fexample%2FDocuments',
    'My plan.xlsx',
  ],
  ['a sentence', `The budget: [Budget](${budget}), please check it.`, 'Budget 2026.xlsx'],
  ['a browser that hides the scheme', budget.slice('https://'.length), 'Budget 2026.xlsx'],
] as const) {
  test(`a link copied from ${from} is resolved`, async ({ excelPage }) => {
    await excelPage.openSignedIn({ doc: '' });
    await excelPage.pane.getByRole('textbox', { name: 'Link to the workbook' }).fill(text);
    await excelPage.pane.getByRole('button', { name: 'Use this link' }).click();
    await expect(heading(excelPage, name)).toBeVisible();
  });
}

test('text that cannot be a link is rejected before a request', async ({ excelPage }) => {
  await excelPage.openSignedIn({ doc: '' });
  const field = excelPage.pane.getByRole('textbox', { name: 'Link to the workbook' });
  await field.fill('Budget 2026.xlsx');
  await excelPage.pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(excelPage.asked('shares')).toEqual([]);
});

test('a rename is detected automatically, and after Save As an open session names its workbook', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn({ doc: `${site}/Budget 2026.xlsx` });
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  await moveTo(excelPage, `${site}/予算 #1 100%.xlsx`);
  await wake(excelPage);
  await expect(heading(excelPage, '予算 #1 100%.xlsx')).toBeVisible();
  await excelPage.start();
  await moveTo(excelPage, `${site}/Budget 2026.xlsx`);
  await wake(excelPage);
  await expect(
    excelPage.pane.getByRole('main').getByText('Excel now shows “Budget 2026.xlsx”.'),
  ).toBeVisible();
  await expect(heading(excelPage, '予算 #1 100%.xlsx')).toBeVisible();
  // A copy saved to an unsupported location is detected as well, and so is the return to a
  // supported one.
  for (const [address, name] of [
    ['C:\\Users\\adele\\Budget copy.xlsx', 'Budget copy.xlsx'],
    ['\\\\server\\share\\Budget 3.xlsx', 'Budget 3.xlsx'],
    ['https://d.docs.live.net/1/My%20budget.xlsx', 'My budget.xlsx'],
  ] as const) {
    await moveTo(excelPage, address);
    await wake(excelPage);
    await expect(
      excelPage.pane.getByRole('main').getByText(`Excel now shows “${name}”.`),
    ).toBeVisible();
  }
  await moveTo(excelPage, `${site}/予算 #1 100%.xlsx`);
  await wake(excelPage);
  await expect(excelPage.pane.getByRole('main').getByText(/Excel now shows/)).toBeHidden();
  // The next session is for the workbook in Excel.
  await moveTo(excelPage, `${site}/Budget 2026.xlsx`);
  await wake(excelPage);
  await expect(
    excelPage.pane.getByRole('main').getByText('Excel now shows “Budget 2026.xlsx”.'),
  ).toBeVisible();
  await excelPage.pane.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.pane.getByText('Closed', { exact: true })).toBeVisible();
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  await expect(excelPage.pane.getByRole('main').getByText(/Excel now shows/)).toBeHidden();
  await excelPage.start();
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
});

test('Start session right after Save As is for the document in Excel, which the pane has not noticed', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn({ doc: `${site}/Budget 2026.xlsx` });
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();
  await moveTo(excelPage, `${site}/予算 #1 100%.xlsx`);
  await excelPage.start();
  await expect(heading(excelPage, '予算 #1 100%.xlsx')).toBeVisible();
  expect(excelPage.sent('create')).toBe(1);
});

test('Save As to a file that this account cannot reach is told on the card, and looked up once', async ({
  excelPage,
  world,
}) => {
  world.graph.settings.sharedFilesNeed = 'Files.ReadWrite.All';
  await excelPage.openSignedIn({ doc: `${oneDrive}/My plan.xlsx` });
  await excelPage.start();
  await moveTo(excelPage, `${site}/Budget 2026.xlsx`);
  await wake(excelPage);
  await expect(
    excelPage.pane.getByRole('main').getByText('Excel now shows “Budget 2026.xlsx”.'),
  ).toBeVisible();
  const asked = excelPage.asked('shares').length;
  await wake(excelPage);
  await wake(excelPage);
  await excelPage.pane.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.pane.getByText('Closed', { exact: true })).toBeVisible();
  expect(excelPage.asked('shares')).toHaveLength(asked);
  await excelPage.pane.getByRole('button', { name: 'Dismiss' }).click();
  await expect(excelPage.pane.getByText('This file may need one more permission')).toBeVisible();
});

test('the additional permission is requested only for a file that needs it, after the user has read why', async ({
  excelPage,
  world,
}) => {
  world.graph.settings.sharedFilesNeed = 'Files.ReadWrite.All';
  await excelPage.open({ doc: `${oneDrive}/My plan.xlsx` });
  await excelPage.signIn();
  await expect(heading(excelPage, 'My plan.xlsx')).toBeVisible();
  await moveTo(excelPage, `${site}/Budget 2026.xlsx`);
  await checkAgain(excelPage);
  await expect(excelPage.pane.getByText('This file may need one more permission')).toBeVisible();
  const ask = async (accepts: boolean): Promise<void> => {
    const opened = excelPage.context.waitForEvent('page');
    await excelPage.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
    await (await opened).getByRole('button', { name: accepts ? 'Accept' : 'Cancel' }).click();
  };
  await ask(false);
  await expect(excelPage.pane.getByText('Permission wasn’t granted')).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  world.identity.orders.give('adminConsent' satisfies IdentityFault, 1);
  const opened = excelPage.context.waitForEvent('page');
  await excelPage.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
  await (await opened).getByRole('link', { name: /Return to the application/ }).click();
  await expect(excelPage.pane.getByRole('link', { name: 'Open the consent page' })).toHaveAttribute(
    'href',
    /scope=https%3A%2F%2Fgraph\.microsoft\.com%2FFiles\.ReadWrite\.All/,
  );
  await ask(true);
  await expect(heading(excelPage, 'Budget 2026.xlsx')).toBeVisible();

  const windows = excelPage.context.pages().length;
  await excelPage.reload();
  await excelPage.start();
  expect(excelPage.context.pages().length).toBe(windows);
});

test('markup in a name or an address is text, and leads nowhere', async ({ excelPage, world }) => {
  const name = '<img src=x onerror="document.title=\'broken\'">.xlsx';
  await excelPage.context.route(`${world.origins.graph}/v1.0/shares/**`, async (route) => {
    const body = {
      id: '01"><b>',
      name,
      webUrl: 'javascript:document.title="broken"',
      file: {},
      parentReference: { driveId: 'b!"><i>' },
    };
    await route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });
  });
  await excelPage.openSignedIn({ doc: `${site}/%3Cimg src=x onerror=alert(1)%3E.xlsx` });
  await expect(heading(excelPage, name)).toBeVisible();
  await expect(excelPage.pane.locator('img, b, i, [href^="javascript:"]')).toHaveCount(0);
  expect(await excelPage.frame.title()).toBe('Session Keeper');
});
