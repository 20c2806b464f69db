import type { Desk } from './desk';
import { expect, test } from './world';

/** What was asked of the service, preflights apart. */
const asked = (desk: Desk): readonly string[] =>
  desk.world.requests
    .all()
    .filter(({ service, preflight }) => service === 'graph' && !preflight)
    .map(({ operation }) => operation);

test('the connections to sign-in and to Graph are opened beside the start of Excel', async ({
  desk,
  world,
}) => {
  await desk.open();
  const links = desk.pane.locator('link[rel=preconnect]');
  await expect(links).toHaveCount(2);
  const opened = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(opened).toEqual([world.origins.identity, world.origins.graph]);
});

test('a signed-in person has a session after two round trips, after one where the workbook is remembered; a refresh is one', async ({
  desk,
  world,
}) => {
  await desk.enter();
  await desk.start();
  expect(asked(desk)).toEqual(['shares', 'create']);

  world.requests.clear();
  await desk.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(desk.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  expect(asked(desk)).toEqual(['refresh']);

  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await expect(desk.card.getByRole('status')).toHaveText(/Closed/);
  world.requests.clear();
  await desk.reload();
  await desk.start();
  expect(asked(desk)).toEqual(['create']);
});
