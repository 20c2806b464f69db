import type { IdentityFault } from '../sandbox/identity/orders';
import { parseFault } from '../sandbox/graph/faults';
import type { Desk } from './desk';
import { bare } from './faulty';
import { expect, test } from './world';

const site = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents';
const oneDrive = 'https://contoso-my.sharepoint.com/personal/adele_contoso_example/Documents';
const keiri = 'https://contoso.sharepoint.com/sites/Keiri/共有ドキュメント';

const heading = (desk: Desk, name: string) => desk.pane.getByRole('heading', { name, exact: true });
const checkAgain = (desk: Desk) =>
  desk.pane.getByRole('button', { name: 'Check again' }).first().click();
const moveTo = (desk: Desk, url: string) =>
  desk.page.evaluate((address) => window.excel.setDocumentUrl(address), url);
/** The person comes back to the pane. */
const wake = (desk: Desk) => desk.frame.evaluate(() => window.dispatchEvent(new Event('focus')));

test('every place of a workbook is found, or told in its own words with the next step', async ({
  desk,
}) => {
  await desk.enter({ doc: '' });
  await expect(desk.pane.getByText('The workbook isn’t saved yet')).toBeVisible();
  const places = [
    [`${site}/予算%20%231%20100%25.xlsx`, '予算 #1 100%.xlsx'],
    [`${site}/Quarterly 📊/Forecast + actuals.xlsx`, 'Forecast + actuals.xlsx'],
    [`${keiri}/経費精算.xlsx`, '経費精算.xlsx'],
    [`${oneDrive}/My%20plan.xlsx`, 'My plan.xlsx'],
    [`${site}/Macros.xlsm`, 'Macros.xlsm'],
  ] as const;
  for (const [address, name] of places) {
    await moveTo(desk, address);
    await checkAgain(desk);
    await expect(heading(desk, name)).toBeVisible();
  }
  await expect(desk.pane.getByText('Sessions are made for .xlsx.')).toBeVisible();
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
    await moveTo(desk, address);
    await checkAgain(desk);
    await expect(desk.pane.getByRole('alert').getByText(title)).toBeVisible();
  }
});

test('however the service refuses the workbook of another organization, another account is offered', async ({
  desk,
  world,
}) => {
  await desk.open({ doc: '' });
  await desk.signIn();
  await moveTo(desk, 'https://fabrikam.sharepoint.com/sites/x/D/Budget.xlsx');
  const refusals = [
    [
      parseFault({ kind: 'error', status: 400, code: 'invalidRequest' }),
      'The workbook may belong to another organization',
    ],
    [bare(403), 'This file may need one more permission'],
    [bare(404), 'The workbook wasn’t found'],
  ] as const;
  for (const [fault, title] of refusals) {
    world.graph.orders.withdraw();
    world.graph.orders.give({ operation: 'locate', fault, when: 'before' });
    await checkAgain(desk);
    const alert = desk.pane.getByRole('alert');
    await expect(alert).toContainText(title);
    await expect(alert.getByRole('button', { name: 'Use another account' })).toBeVisible();
  }
});

test('a binary workbook is tried, and one that is checked out comes with a word about saving', async ({
  desk,
}) => {
  const word = desk.pane.getByText(/^The file is checked out\./);
  await desk.enter({ doc: `${site}/Binary.xlsb` });
  await expect(heading(desk, 'Binary.xlsb')).toBeVisible();
  await expect(desk.pane.getByText('Sessions are made for .xlsx.')).toBeVisible();
  await expect(word).toHaveCount(0);
  await moveTo(desk, `${site}/Checked out.xlsx`);
  await checkAgain(desk);
  await expect(heading(desk, 'Checked out.xlsx')).toBeVisible();
  await expect(word).toBeVisible();
  await desk.start();
});

test('a workbook that may only be read is told when a session is asked for', async ({ desk }) => {
  await desk.enter({ doc: `${site}/Read only.xlsx` });
  await desk.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(desk.pane.getByText(/You need the right to edit/)).toBeVisible();
});

test('the static address does where the live one fails, tells nothing, or never comes', async ({
  desk,
}) => {
  await desk.enter({ doc: `${site}/Budget 2026.xlsx`, properties: 'fail' });
  await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible();
  for (const properties of ['empty', 'hang'] as const) {
    await desk.page.evaluate((mode) => window.excel.setFileProperties(mode), properties);
    await checkAgain(desk);
    await expect(async () => {
      await desk.pass(2_500);
      await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible({ timeout: 300 });
    }).toPass();
  }
});

test('a sharing link is followed, and stays good over a reload where Excel tells nothing', async ({
  desk,
  world,
}) => {
  await desk.enter({ doc: '' });
  await desk.pane
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill(
      `https://contoso.sharepoint.com/:x:/r/sites/Finance/_layouts/15/Doc.aspx?sourcedoc=%7B${'0'.repeat(8)}%7D`,
    );
  await desk.pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(desk.pane.getByRole('alert')).toBeVisible();
  await desk.pane
    .getByRole('textbox', { name: 'Link to the workbook' })
    .fill(
      `${site}/Forms/AllItems.aspx?id=%2Fsites%2FFinance%2FShared%20Documents%2FBudget%202026.xlsx&parent=x`,
    );
  await desk.pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible();
  world.requests.clear();
  await desk.reload();
  await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible();
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
  test(`a link that is copied from ${from} is followed`, async ({ desk }) => {
    await desk.enter({ doc: '' });
    await desk.pane.getByRole('textbox', { name: 'Link to the workbook' }).fill(text);
    await desk.pane.getByRole('button', { name: 'Use this link' }).click();
    await expect(heading(desk, name)).toBeVisible();
  });
}

test('a text that cannot be a link is refused before anything is sent', async ({ desk }) => {
  await desk.enter({ doc: '' });
  const field = desk.pane.getByRole('textbox', { name: 'Link to the workbook' });
  await field.fill('Budget 2026.xlsx');
  await desk.pane.getByRole('button', { name: 'Use this link' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(desk.asked('shares')).toEqual([]);
});

test('a rename is noticed by itself, and after Save As an open session says where it stays', async ({
  desk,
}) => {
  await desk.enter({ doc: `${site}/Budget 2026.xlsx` });
  await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible();
  await moveTo(desk, `${site}/予算 #1 100%.xlsx`);
  await wake(desk);
  await expect(heading(desk, '予算 #1 100%.xlsx')).toBeVisible();
  await desk.start();
  await moveTo(desk, `${site}/Budget 2026.xlsx`);
  await wake(desk);
  await expect(desk.pane.getByText('Excel now shows “Budget 2026.xlsx”.')).toBeVisible();
  await expect(heading(desk, '予算 #1 100%.xlsx')).toBeVisible();
  // A copy that is saved where no session can be is noticed as well, and so is the way back.
  for (const [address, name] of [
    ['C:\\Users\\adele\\Budget copy.xlsx', 'Budget copy.xlsx'],
    ['\\\\server\\share\\Budget 3.xlsx', 'Budget 3.xlsx'],
    ['https://d.docs.live.net/1/My%20budget.xlsx', 'My budget.xlsx'],
  ] as const) {
    await moveTo(desk, address);
    await wake(desk);
    await expect(desk.pane.getByText(`Excel now shows “${name}”.`)).toBeVisible();
  }
  await moveTo(desk, `${site}/予算 #1 100%.xlsx`);
  await wake(desk);
  await expect(desk.pane.getByText(/Excel now shows/)).toBeHidden();
});

test('more is asked for only for a file that needs it, once the person has read why', async ({
  desk,
  world,
}) => {
  world.graph.settings.sharedFilesNeed = 'Files.ReadWrite.All';
  await desk.open({ doc: `${oneDrive}/My plan.xlsx` });
  await desk.signIn();
  await expect(heading(desk, 'My plan.xlsx')).toBeVisible();
  await moveTo(desk, `${site}/Budget 2026.xlsx`);
  await checkAgain(desk);
  await expect(desk.pane.getByText('This file may need one more permission')).toBeVisible();
  const ask = async (accepts: boolean): Promise<void> => {
    const opened = desk.context.waitForEvent('page');
    await desk.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
    await (await opened).getByRole('button', { name: accepts ? 'Accept' : 'Cancel' }).click();
  };
  await ask(false);
  await expect(desk.pane.getByText('Permission wasn’t granted')).toBeVisible();
  await expect(desk.pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  world.identity.orders.give('adminConsent' satisfies IdentityFault, 1);
  const opened = desk.context.waitForEvent('page');
  await desk.pane.getByRole('button', { name: 'Ask for access to shared files' }).click();
  await (await opened).getByRole('link', { name: /Return to the application/ }).click();
  await expect(desk.pane.getByRole('link', { name: 'Open the consent page' })).toHaveAttribute(
    'href',
    /scope=https%3A%2F%2Fgraph\.microsoft\.com%2FFiles\.ReadWrite\.All/,
  );
  await ask(true);
  await expect(heading(desk, 'Budget 2026.xlsx')).toBeVisible();

  const windows = desk.context.pages().length;
  await desk.reload();
  await desk.start();
  expect(desk.context.pages().length).toBe(windows);
});

test('markup in a name or an address is text, and leads nowhere', async ({ desk, world }) => {
  const name = '<img src=x onerror="document.title=\'broken\'">.xlsx';
  await desk.context.route(`${world.origins.graph}/v1.0/shares/**`, async (route) => {
    const body = {
      id: '01"><b>',
      name,
      webUrl: 'javascript:document.title="broken"',
      file: {},
      parentReference: { driveId: 'b!"><i>' },
    };
    await route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });
  });
  await desk.enter({ doc: `${site}/%3Cimg src=x onerror=alert(1)%3E.xlsx` });
  await expect(heading(desk, name)).toBeVisible();
  await expect(desk.pane.locator('img, b, i, [href^="javascript:"]')).toHaveCount(0);
  expect(await desk.frame.title()).toBe('Session Keeper');
});
