import type { ExcelPage } from './excelPage';
import { expect, test } from './worldFixture';

/** Requests to the service, without preflights. */
const asked = (excelPage: ExcelPage): readonly string[] =>
  excelPage.world.requests
    .all()
    .filter(({ service, preflight }) => service === 'graph' && !preflight)
    .map(({ operation }) => operation);

test('the connections to the scripts of Office, sign-in and Graph open while Excel starts', async ({
  excelPage,
  world,
}) => {
  await excelPage.open();
  const links = excelPage.pane.locator('link[rel=preconnect]');
  await expect(links).toHaveCount(3);
  const opened = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(opened).toEqual([world.origins.office, world.origins.identity, world.origins.graph]);
});

test('a signed-in user has a session after two round trips, after one with a stored workbook; a refresh takes one', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  expect(asked(excelPage)).toEqual(['shares', 'create']);

  world.requests.clear();
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  expect(asked(excelPage)).toEqual(['refresh']);

  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText(/Closed/);
  world.requests.clear();
  await excelPage.reload();
  await excelPage.start();
  expect(asked(excelPage)).toEqual(['create']);
});

test('a user who was signed in sees the start-up screen until the start form; the search for the workbook is shown only when it takes long', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  world.graph.orders.give({
    operation: 'shares',
    when: 'before',
    fault: { kind: 'hang' },
    times: 1,
  });
  world.requests.clear();

  const tab = await excelPage.newTab();
  const { pane, context } = tab;
  await context.clock.pauseAt(await excelPage.frame.evaluate(() => Date.now() + 1_000));
  await tab.openSignedIn();
  await expect.poll(() => tab.sent('shares')).toBe(1);
  await expect(pane.getByRole('heading')).toHaveText('Starting…');
  await expect(pane.getByRole('button')).toHaveCount(0);

  await context.clock.runFor(300);
  await expect(pane.getByRole('heading')).toHaveText('Finding your workbook…');
  await expect(pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Start session' })).toHaveCount(0);
  await pane.getByRole('button', { name: 'Cancel' }).click();
  await pane.getByRole('button', { name: 'Check again' }).click();
  await expect(pane.getByRole('button', { name: 'Start session' })).toBeVisible();
});
