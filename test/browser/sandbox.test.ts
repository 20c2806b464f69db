import { expect, test } from 'playwright/test';
import { makeCertificate } from '../sandbox/certificate';
import { startWorld, type SandboxWorld } from '../sandbox/world';

/** `npm run sandbox` as users see it: the test injects nothing. */
test.use({ ignoreHTTPSErrors: true, locale: 'en-US' });
let world: SandboxWorld;
test.beforeAll(async () => {
  world = await startWorld({
    mode: 'localhost',
    certificate: await makeCertificate(['localhost']),
  });
});
test.afterAll(() => world.close());

test('the drawer opens an Excel with single sign-on, and one that reports its theme', async ({
  page,
  context,
}) => {
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

test('the drawer shows a token for a script, and the script’s changes appear in the cells', async ({
  page,
}) => {
  await page.goto(`${world.origins.excel}/?drawer=1&naa=1`);
  const cells = page.getByRole('table', { name: 'Cells A1 to F20' });
  const grown = page.getByRole('table', { name: 'Cells A1 to H21' });
  await expect(cells.getByRole('cell', { name: '42', exact: true })).toBeVisible();
  const pane = page.frameLocator('iframe');
  await pane.getByRole('button', { name: 'Start session' }).click();
  await expect(pane.getByRole('status').getByText('Active')).toBeVisible();

  await page.getByRole('button', { name: 'Copy a token' }).click();
  await expect(
    page.getByText(
      /a token for Adele Vance, good for \d+ minutes\. Paste all lines into the terminal in which/,
    ),
  ).toBeVisible();
  const lines = await page.getByRole('textbox', { name: 'Lines for a terminal' }).inputValue();
  // Lines for bash must not stand below the name of another terminal.
  await page.getByRole('combobox', { name: 'Terminal' }).selectOption('PowerShell');
  await expect(page.getByRole('textbox', { name: 'Lines for a terminal' })).toBeHidden();
  await expect(page.getByText('a token for Adele Vance')).toBeHidden();
  const token = /^export GRAPH_TOKEN='([^']+)'$/m.exec(lines)?.[1] ?? '';

  const [drive] = world.graph.drives;
  const [file] = drive?.files ?? [];
  const workbook = `${world.origins.graph}/v1.0/drives/${drive?.id ?? ''}/items/${file?.id ?? ''}/workbook`;
  const write = (cell: string, body: string, session: string) =>
    world.fetch(`${workbook}/worksheets/Sheet1/range(address='${cell}')`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'workbook-session-id': session },
      body,
    });
  const [session] = world.graph.sessions.alive();
  const scratch = world.graph.sessions.create(session?.file ?? raise(), false);
  await write('B4', '{"values":[[1000]]}', scratch.id);
  await write('B4', '{"values":[[120]]}', session?.id ?? '');
  await expect(cells.getByRole('cell', { name: '142', exact: true })).toBeVisible();
  await expect(cells.getByRole('cell', { name: '240', exact: true })).toBeVisible();
  await expect(cells.getByRole('cell', { name: '1000', exact: true })).toBeHidden();
  await write('A20', '{"values":[["Below the drawer"]]}', session?.id ?? '');
  await expect(cells.getByRole('cell', { name: 'Below the drawer' })).toBeInViewport();
  await write('H21', '{"values":[["Beyond the first cells"]]}', session?.id ?? '');
  await expect(grown.getByRole('cell', { name: 'Beyond the first cells' })).toBeInViewport();
  await expect(grown.getByRole('columnheader', { name: 'H' })).toBeVisible();
  await expect(grown.getByRole('rowheader', { name: '21' })).toBeVisible();
});

function raise(): never {
  throw new Error('There is no session.');
}
