import { startScript } from './script';
import { expect, test } from './worldFixture';

test('a script’s changes in a persistent session are saved; in a scratch copy they are not', async ({
  excelPage,
  world,
}) => {
  const { pane, card } = excelPage;
  const script = await startScript(world, 'Budget 2026.xlsx');
  const sessionId = (): string => world.graph.sessions.alive()[0]?.id ?? 'none';
  await excelPage.openSignedIn();
  await excelPage.start();
  await expect(card).toContainText('Saves to workbook');
  expect(await script.write('A1', 'kept', sessionId())).toBe(200);
  expect(await script.read('A1')).toBe('kept');
  await card.getByRole('button', { name: 'Close session' }).click();

  await pane.getByRole('radio', { name: 'Scratch copy: changes aren’t saved' }).click();
  await excelPage.start();
  await expect(card).toContainText('Scratch copy');
  await expect(card).toContainText('at least 6 min left');
  await script.write('A1', 'tried', sessionId());
  expect(await script.read('A1', sessionId())).toBe('tried');
  expect(await script.read('A1')).toBe('kept');
  await card.getByRole('button', { name: 'Close session' }).click();
  await pane.getByRole('button', { name: 'Close and discard' }).click();
  await expect(card.getByRole('status')).toContainText('Closed');
  expect(await script.read('A1')).toBe('kept');
});

test('a session that a script opened is attached by its exact id, and kept alive', async ({
  excelPage,
  world,
}) => {
  const { pane, card } = excelPage;
  const script = await startScript(world, 'Budget 2026.xlsx');
  const id = await script.openSession(false);
  await excelPage.openSignedIn();
  await excelPage.attach(`  ${id}\n`);
  await expect(card).toContainText('Started elsewhere');
  expect(excelPage.asked('refresh').map(({ sessionId }) => sessionId)).toEqual([id]);

  await pane.getByRole('button', { name: 'Adele Vance' }).click();
  await pane.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(world.graph.sessions.alive().map((session) => session.id)).toEqual([id]);
});

for (const [name, paste] of [
  ['in quotation marks', (id: string) => `“${id}”`],
  [
    'with the whole answer of createSession',
    (id: string) => `HTTP 201 ${JSON.stringify({ id, persistChanges: false }, null, 2)}`,
  ],
  ['in a header', (id: string) => `-H "workbook-session-id: ${id}" \\`],
] as const) {
  test(`the id of a script’s session can be pasted ${name}`, async ({ excelPage, world }) => {
    const script = await startScript(world, 'Budget 2026.xlsx');
    const id = await script.openSession(false);
    await excelPage.openSignedIn();
    await excelPage.attach(paste(id));
    expect(excelPage.asked('refresh').map(({ sessionId }) => sessionId)).toEqual([id]);
  });
}

test('a session that the service returns without its kind can be used and closed', async ({
  excelPage,
  world,
}) => {
  const script = await startScript(world, 'Budget 2026.xlsx');
  const id = await script.openSession(true);
  await excelPage.context.route(`${world.origins.graph}/v1.0/**/createSession`, async (route) => {
    await route.fulfill({
      status: 201,
      json: { id },
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await excelPage.pane.getByRole('button', { name: 'Close and discard' }).click();
  await expect(excelPage.card.getByRole('status')).toContainText('Closed');
  expect(world.graph.sessions.alive()).toEqual([]);
});

test('an invalid id is rejected before a request', async ({ excelPage }) => {
  const { pane } = excelPage;
  await excelPage.openSignedIn();
  await pane.getByRole('button', { name: 'Use an existing session' }).click();
  const field = pane.getByRole('textbox', { name: 'Session ID' });
  await field.fill('cluster=CH3&session=15 with spaces');
  await pane.getByRole('button', { name: 'Attach' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(excelPage.asked('refresh')).toEqual([]);
});

test('the id of a session is masked on the screen and copied whole', async ({
  excelPage,
  world,
}) => {
  const { card } = excelPage;
  await excelPage.openSignedIn();
  await excelPage.start();
  const id = world.graph.sessions.alive()[0]?.id ?? 'none';
  await expect(card).not.toContainText(id);
  await expect(excelPage.pane.locator('body')).not.toContainText(id.slice(0, 20));
  const copy = card.getByRole('button', { name: 'Copy session ID' });
  await copy.click();
  await expect(card.getByText('Copied').first()).toBeVisible();
  await expect(copy).toBeFocused();
  await excelPage.page
    .getByRole('textbox')
    .first()
    .or(excelPage.page.locator('body'))
    .first()
    .evaluate((body) => {
      const field = document.createElement('textarea');
      field.id = 'pasted';
      body.append(field);
      field.focus();
    });
  await excelPage.page.keyboard.press('Control+V');
  expect(await excelPage.page.locator('#pasted').inputValue()).toBe(id);
});

test('the session survives closing and reloading the pane', async ({ excelPage, world }) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  const [session] = world.graph.sessions.alive();
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status')).toContainText('Active');
  await expect(excelPage.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([session?.id]);
});

test('the ribbon’s buttons refresh the session and switch keep-alive', async ({ excelPage }) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.page.getByRole('button', { name: 'Refresh' }).first().click();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  await excelPage.page.getByRole('button', { name: 'Keep alive' }).first().click();
  await expect(excelPage.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  expect(excelPage.sent('refresh')).toBe(1);
});
