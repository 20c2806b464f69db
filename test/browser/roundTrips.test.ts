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
