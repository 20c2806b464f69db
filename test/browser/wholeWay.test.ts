import { bareFault, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

test('a user signs in, starts a session, refreshes it, keeps it alive, closes it and signs out', async ({
  excelPage,
  world,
}) => {
  const { pane, card } = excelPage;

  await excelPage.open();
  await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await excelPage.signIn();
  await expect(pane.getByRole('heading', { name: 'Budget 2026.xlsx' })).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Adele Vance' })).toBeVisible();

  await expect(pane.getByRole('radiogroup', { name: 'Where changes go' })).toBeVisible();
  await expect(pane.getByRole('radio', { name: 'Save to the workbook' })).toBeChecked();
  await excelPage.start();
  await expect(card.getByRole('progressbar', { name: 'Time left' })).toHaveAttribute(
    'aria-valuetext',
    'at least 4 min left',
  );

  await excelPage.pass(2 * minuteMs);
  await expect(card).toContainText('at least 2 min left');
  await card.getByRole('button', { name: 'Refresh' }).click();
  await expect(pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  await expect(card).toContainText('at least 4 min left');
  expect(excelPage.sent('refresh')).toBe(1);

  await pane.getByRole('switch', { name: 'Keep alive' }).click();
  await expect(pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  for (let minutes = 0; minutes < 20; minutes += 1) {
    await excelPage.pass(minuteMs);
    await expect(card.getByRole('status').getByText('Active')).toBeVisible();
  }
  expect(world.graph.sessions.alive()).toHaveLength(1);
  expect(excelPage.sent('refresh')).toBeGreaterThanOrEqual(1 + 20 / 5);
  expect(excelPage.sent('refresh')).toBeLessThanOrEqual(1 + 20 / 3);

  await card.getByRole('button', { name: 'Close session' }).click();
  await expect(card.getByRole('status')).toContainText('Closed');
  expect(world.graph.sessions.alive()).toHaveLength(0);

  await pane.getByRole('button', { name: 'Adele Vance' }).click();
  await pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(pane.getByText('Budget 2026.xlsx')).toBeHidden();
});

test('a sign-out whose close the service refuses says that the session may be open, also to the next user', async ({
  excelPage,
  world,
}) => {
  const { pane } = excelPage;
  await excelPage.openWithSession();
  const faulty = new Faulty(excelPage, world);
  faulty.order('close', bareFault(503));
  await pane.getByRole('button', { name: 'Adele Vance' }).click();
  await pane.getByRole('menuitem', { name: 'Sign out' }).click();
  const alert = pane.getByRole('alert');
  await expect(alert).toContainText('it ends by itself after a few idle minutes');
  expect(world.graph.sessions.alive()).toHaveLength(1);

  await excelPage.signIn('Alex Wilber');
  await expect(alert).toContainText('An earlier session may still be open');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
  await expect(pane.getByRole('button', { name: 'Start session' })).toBeVisible();
});

test('no request leaves the machine, and none goes to an unneeded host', async ({
  excelPage,
  world,
}) => {
  const asked = new Set<string>();
  excelPage.context.on('request', (request) => asked.add(new URL(request.url()).origin));
  await excelPage.openWithSession();
  expect([...asked].sort()).toEqual(Object.values(world.origins).sort());
  const outside = excelPage.page.goto('https://example.com/').then(
    () => 'reached',
    (error: unknown) => String(error),
  );
  expect(await outside).toContain('ERR_NAME_NOT_RESOLVED');
});

test('a session without keep-alive times out, and the pane does not show it as active', async ({
  excelPage,
  world,
}) => {
  await excelPage.openWithSession();
  await excelPage.pass(6 * minuteMs);
  expect(world.graph.sessions.alive()).toHaveLength(0);
  await expect(excelPage.card.getByRole('status')).toHaveText(/May have ended/);
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText(/Ended/);
  await expect(excelPage.pane.getByRole('alert')).toContainText(
    'The session has probably timed out',
  );
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(excelPage.card.getByRole('status')).toHaveText(/Active/);
});
