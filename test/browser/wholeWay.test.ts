import { expect, test } from './world';

test('a person signs in, starts a session, refreshes it, keeps it alive and closes it', async ({ desk }) => {
  const { pane, card } = desk;
  await desk.open();
  await desk.signIn();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
  await desk.start();
  await card.getByRole('button', { name: 'Refresh' }).click();
  await expect(pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  await pane.getByRole('switch', { name: 'Keep alive' }).click();
  await desk.pass(4 * 60_000);
  await card.getByRole('button', { name: 'Close session' }).click();
  await expect(card.getByRole('status')).toHaveText('Closed');
});
