import { parseFault } from '../sandbox/graph/faults';
import { collectAnnouncements } from './collectAnnouncements';
import type { SandboxWorld } from '../sandbox/world';
import type { ExcelPage } from './excelPage';
import { bareFault, error, Faulty } from './faulty';
import { startScript } from './script';
import { expect, test } from './worldFixture';

/** Starts a session. Returns the view of its inside, and the button that shows it. */
async function startSession(excelPage: ExcelPage, world: SandboxWorld, kind?: RegExp) {
  await excelPage.openSignedIn();
  if (kind !== undefined) await excelPage.pane.getByRole('radio', { name: kind }).click();
  await excelPage.start();
  return {
    faulty: new Faulty(excelPage, world),
    inside: excelPage.pane.getByRole('region', { name: 'Inside the session' }),
    look: excelPage.card.getByRole('button', { name: 'Look inside' }),
  };
}

test('the user sees a script’s changes in a scratch copy, and its differences from the saved workbook', async ({
  excelPage,
  world,
}) => {
  const { pane, card } = excelPage;
  const script = await startScript(world, 'Budget 2026.xlsx');
  await excelPage.openSignedIn();
  await pane.getByRole('radio', { name: 'Scratch copy: changes aren’t saved' }).click();
  await excelPage.start();
  const [session] = world.graph.sessions.alive();
  await script.write('A1', 'tried', session?.id);

  await card.getByRole('button', { name: 'Look inside' }).click();
  const inside = pane.getByRole('region', { name: 'Inside the session' });
  await expect(inside.getByRole('combobox', { name: 'Sheet' })).toBeVisible();
  await expect(inside.getByRole('table')).toContainText('tried');
  const reads = excelPage.sent('refresh');

  await inside.getByRole('textbox', { name: 'Range' }).fill('A1:B2');
  await inside.getByRole('button', { name: 'Read' }).click();
  await expect(inside.getByText(/^A1:B2, read/)).toBeVisible();
  await expect(inside.getByRole('columnheader')).toHaveText(['A', 'B']);

  await inside.getByRole('button', { name: 'Compare with the saved workbook' }).click();
  await expect(inside.getByText('Changed (solid frame): 1.')).toBeVisible();
  await inside.getByRole('button', { name: 'Next difference' }).click();
  await expect(inside.locator('td:focus')).toContainText('tried');
  // A read is no refresh: the card's time is unchanged.
  expect(excelPage.sent('refresh')).toBe(reads);

  await inside.getByRole('textbox', { name: 'Range' }).fill('nonsense');
  await inside.getByRole('button', { name: 'Read' }).click();
  await expect(inside.getByText('That isn’t a range.')).toBeVisible();

  await inside.getByRole('button', { name: 'Hide' }).click();
  await expect(inside).toHaveCount(0);
});

test('a comparison is told and stays in the pane’s width; one that is cancelled leaves the one before', async ({
  excelPage,
  world,
}) => {
  const { page, card } = excelPage;
  await page.setViewportSize({ width: 320, height: 900 });
  const script = await startScript(world, 'Budget 2026.xlsx');
  const { faulty, inside, look } = await startSession(excelPage, world, /^Scratch copy/);
  const [session] = world.graph.sessions.alive();
  const heard = await collectAnnouncements(excelPage);
  await script.write('A1', 'tried', session?.id);
  // The last row is cleared: the session's used range ends before it.
  for (const cell of ['A10', 'B10']) await script.write(cell, '', session?.id);
  await look.click();
  const first = inside.getByRole('cell').filter({ hasText: 'tried' });
  await expect(first).toBeVisible();
  await expect.poll(async () => (await heard()).join()).toMatch(/A1:C9, read/);
  const compare = inside.getByRole('button', { name: 'Compare with the saved workbook' });
  await compare.click();
  await expect(inside.getByText(/^Changed \(solid frame\): 3/)).toBeVisible();
  await expect(inside.getByText(/^A1:C10, read/)).toBeVisible();
  await expect(inside.getByRole('cell', { name: /Saved: Lucky number/ })).toBeVisible();

  // So do whole columns.
  await inside.getByRole('textbox', { name: 'Range' }).fill('A:B');
  await inside.getByRole('button', { name: 'Read' }).click();
  await expect(inside.getByText(/^A1:B9, read/)).toBeVisible();
  await compare.click();
  await expect(inside.getByText(/^Changed \(solid frame\): 3/)).toBeVisible();
  await expect(inside.getByText(/^A1:B10, read/)).toBeVisible();
  const width = await excelPage.frame.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);

  await inside.getByRole('textbox', { name: 'Range' }).fill('A1:B2');
  await inside.getByRole('button', { name: 'Read' }).click();
  await expect(inside.getByText(/^A1:B2, read/)).toBeVisible();
  await compare.click();
  const next = inside.getByRole('button', { name: 'Next difference' });
  // The only difference is reached again and again.
  for (let count = 0; count < 2; count += 1) {
    await next.click();
    await expect(inside.locator('td:focus')).toContainText('tried');
  }

  await script.write('A1', 'Total', session?.id);
  faulty.order('range', parseFault({ kind: 'delay', ms: 1 }), 1);
  faulty.order('range', parseFault({ kind: 'hang' }));
  await compare.click();
  await expect.poll(() => excelPage.sent('range')).toBeGreaterThan(1);
  await inside.getByRole('button', { name: 'Cancel' }).click();
  await expect(first).toContainText('tried');
  await expect(inside.getByText('Changed (solid frame): 1.')).toBeVisible();
  await expect(card.getByRole('status')).toHaveText('Active');
});

test('a read waits while the workbook is locked, can be cancelled, and reports what is missing', async ({
  excelPage,
  world,
}) => {
  const { card } = excelPage;
  const { faulty, inside, look } = await startSession(excelPage, world);
  const locked = error('EditModeCannotAcquireLock', { status: 409 });
  faulty.order('sheets', locked, 1);
  await look.click();
  await expect(inside.getByText('Trying again')).toBeVisible();
  await expect(inside.getByText('The workbook is locked')).toBeVisible();
  await excelPage.pass(3_000);
  await expect(inside.getByRole('table')).toBeVisible();

  await inside.getByRole('textbox', { name: 'Range' }).fill('Missing!A1');
  await inside.getByRole('button', { name: 'Read' }).click();
  await expect(inside.getByRole('alert')).toContainText('See the session’s status above');

  faulty.order('range', locked);
  await inside.getByRole('textbox', { name: 'Range' }).fill('A1');
  await inside.getByRole('button', { name: 'Read' }).click();
  // The result of this read would replace the charts.
  const charts = inside.getByRole('button', { name: 'Show charts' });
  await expect(charts).toBeDisabled();
  await inside.getByRole('button', { name: 'Cancel' }).click();
  await expect(charts).toBeEnabled();
  await expect(inside.getByText('Trying again')).toHaveCount(0);
  faulty.calm();
  await excelPage.pass(4_000);
  await expect(card.getByRole('status')).toHaveText('Active');
});

test('a name, a table, formulas and a chart are read on request', async ({ excelPage, world }) => {
  const { pane, card } = excelPage;
  await excelPage.openSignedIn();
  await excelPage.start();
  await card.getByRole('button', { name: 'Look inside' }).click();
  const inside = pane.getByRole('region', { name: 'Inside the session' });
  const choose = async (name: string): Promise<void> => {
    await inside.getByRole('combobox', { name: 'Sheet' }).selectOption(name);
    await inside.getByRole('button', { name: 'Read', exact: true }).click();
  };

  await choose('Total');
  await expect(inside.getByText(/^B1, read/)).toBeVisible();
  await expect(inside.getByRole('table').getByRole('cell').last()).toHaveText('42');
  await inside.getByRole('switch', { name: 'Show formulas' }).click();
  await expect(inside.getByRole('table').getByRole('cell').last()).toHaveText('=SUM(B4:B7)');

  await choose('Costs');
  await expect(inside.getByText(/^A3:C7, read/)).toBeVisible();
  await expect(inside.getByRole('rowheader')).toHaveText(['3', '4', '5', '6', '7']);
  // A table that the saved workbook does not have: the same cells are compared.
  new Faulty(excelPage, world).order('range', bareFault(404), 1);
  await inside.getByRole('button', { name: 'Compare with the saved workbook' }).click();
  await expect(inside.getByText('No differences in these cells')).toBeVisible();

  // A name that stands for a constant has no cells, so it is not offered.
  await expect(inside.getByRole('option')).toHaveText(['Sheet1', '予算', 'Total', 'Costs']);

  await choose('Sheet1');
  await inside.getByRole('button', { name: 'Show charts' }).click();
  await inside.getByRole('button', { name: 'Chart Costs chart' }).click();
  const picture = inside.getByRole('img', { name: 'Chart Costs chart' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});

test('a session that has ended is reported by its card, not as a missing sheet', async ({
  excelPage,
  world,
}) => {
  const { card } = excelPage;
  const { faulty, inside, look } = await startSession(excelPage, world);
  // While the refresh is not answered, the view says only what is known.
  faulty.order('sheets', bareFault(404));
  faulty.order('refresh', parseFault({ kind: 'hang' }));
  await look.click();
  await expect(inside.getByRole('alert')).toContainText(
    'The session, the workbook, or something in it wasn’t found. See the session’s status above.',
  );
  await expect(card.getByRole('status')).toHaveText('Refreshing');
  await expect.poll(() => excelPage.sent('refresh')).toBe(1);

  faulty.calm();
  world.graph.sessions.end();
  await excelPage.pass(11_000);
  await expect(card.getByRole('status')).toHaveText('Ended');
  await expect(inside).toHaveCount(0);
});

test('a read without a network says so, and is sent as soon as the network is back', async ({
  excelPage,
  world,
}) => {
  const { inside, look } = await startSession(excelPage, world);
  await look.click();
  const read = inside.getByRole('button', { name: 'Read', exact: true });
  await expect(read).toBeEnabled();
  await excelPage.context.setOffline(true);
  await read.click();
  await expect(inside).toContainText('You’re offline');
  await expect(inside.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await excelPage.context.setOffline(false);
  await expect(inside).not.toContainText('You’re offline');
  await expect(inside.getByRole('button', { name: 'Cancel' })).toBeHidden();
  await expect(inside.getByRole('table')).toBeVisible();
  await expect(inside.getByRole('alert')).toBeHidden();
});

test('a first read that fails or is cancelled can be repeated, and the focus stays in the view', async ({
  excelPage,
  world,
}) => {
  const { faulty, inside, look } = await startSession(excelPage, world);
  const heading = inside.getByRole('heading', { name: 'Inside the session' });
  const readAgain = inside.getByRole('button', { name: 'Read again' });

  faulty.order('sheets', bareFault(401));
  await look.click();
  await expect(inside.getByRole('alert')).toContainText('need you to sign in');
  await expect.poll(() => excelPage.sent('refresh')).toBe(1);

  faulty.calm();
  faulty.order('sheets', parseFault({ kind: 'notJson' }));
  await readAgain.click();
  await expect(inside.getByRole('alert')).toContainText('No clear response');
  await expect(heading).toBeFocused();

  faulty.calm();
  faulty.order('sheets', parseFault({ kind: 'hang' }));
  await readAgain.click();
  await inside.getByRole('button', { name: 'Cancel' }).focus();
  await excelPage.page.keyboard.press('Enter');
  await expect(heading).toBeFocused();

  faulty.calm();
  await readAgain.click();
  await expect(inside.getByRole('table')).toBeVisible();

  // The saved workbook has neither the file nor the sheet: the service does not say which.
  await excelPage.context.route(/range\(address=/, (route) =>
    route.request().method() === 'GET' && !route.request().headers()['workbook-session-id']
      ? route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } })
      : route.fallback(),
  );
  await inside.getByRole('button', { name: 'Compare with the saved workbook' }).click();
  await expect(
    inside.getByText('The saved workbook, or this sheet in it, wasn’t found.'),
  ).toBeVisible();

  await inside.getByRole('button', { name: 'Hide' }).click();
  await expect(look).toBeFocused();
});

test('a range that is refused again is announced again, and the field has the focus', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.card.getByRole('button', { name: 'Look inside' }).click();
  const inside = excelPage.pane.getByRole('region', { name: 'Inside the session' });
  const range = inside.getByRole('textbox', { name: 'Range' });
  await expect(inside.getByRole('table')).toBeVisible();
  await range.fill('not a range');
  const read = inside.getByRole('button', { name: 'Read', exact: true });
  await read.click();
  await expect(inside).toContainText('That isn’t a range');
  await expect(range).toBeFocused();
  const heard = await collectAnnouncements(excelPage);
  await read.click();
  await excelPage.pass(1_000);
  await expect(range).toBeFocused();
  expect(await heard()).toEqual([expect.stringContaining('That isn’t a range')]);
});
