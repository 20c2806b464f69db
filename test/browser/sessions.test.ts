import { startScript } from './script';
import { expect, test } from './world';

test('what a script writes in a persistent session is saved; in a scratch copy it is not', async ({
  desk,
  world,
}) => {
  const { pane, card } = desk;
  const script = await startScript(world, 'Budget 2026.xlsx');
  const sessionId = (): string => world.graph.sessions.alive()[0]?.id ?? 'none';
  await desk.enter();
  await desk.start();
  await expect(card).toContainText('Changes are saved');
  expect(await script.write('A1', 'kept', sessionId())).toBe(200);
  expect(await script.read('A1')).toBe('kept');
  await card.getByRole('button', { name: 'Close session' }).click();

  await pane.getByRole('radio', { name: 'Scratch copy: changes aren’t saved' }).click();
  await desk.start();
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

test('a session that a script opened is taken over by its id, byte for byte, and kept alive', async ({
  desk,
  world,
}) => {
  const { pane, card } = desk;
  const script = await startScript(world, 'Budget 2026.xlsx');
  const id = await script.openSession(false);
  await desk.enter();
  await desk.attach(`  ${id}\n`);
  await expect(card).toContainText('Started elsewhere');
  expect(desk.asked('refresh').map(({ sessionId }) => sessionId)).toEqual([id]);

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
  test(`the id of a script’s session may be pasted ${name}`, async ({ desk, world }) => {
    const script = await startScript(world, 'Budget 2026.xlsx');
    const id = await script.openSession(false);
    await desk.enter();
    await desk.attach(paste(id));
    expect(desk.asked('refresh').map(({ sessionId }) => sessionId)).toEqual([id]);
  });
}

test('a session of which the service tells the id alone is used, and closed', async ({
  desk,
  world,
}) => {
  const script = await startScript(world, 'Budget 2026.xlsx');
  const id = await script.openSession(true);
  await desk.context.route(`${world.origins.graph}/v1.0/**/createSession`, async (route) => {
    await route.fulfill({
      status: 201,
      json: { id },
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  await desk.enter();
  await desk.start();
  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await desk.pane.getByRole('button', { name: 'Close and discard' }).click();
  await expect(desk.card.getByRole('status')).toContainText('Closed');
  expect(world.graph.sessions.alive()).toEqual([]);
});

test('an id that cannot be one is refused before anything is sent', async ({ desk }) => {
  const { pane } = desk;
  await desk.enter();
  await pane.getByRole('button', { name: 'Use an existing session' }).click();
  const field = pane.getByRole('textbox', { name: 'Session ID' });
  await field.fill('cluster=CH3&session=15 with spaces');
  await pane.getByRole('button', { name: 'Attach' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(desk.asked('refresh')).toEqual([]);
});

test('the id of a session is masked on the screen and copied whole', async ({ desk, world }) => {
  const { card } = desk;
  await desk.enter();
  await desk.start();
  const id = world.graph.sessions.alive()[0]?.id ?? 'none';
  await expect(card).not.toContainText(id);
  await expect(desk.pane.locator('body')).not.toContainText(id.slice(0, 20));
  const copy = card.getByRole('button', { name: 'Copy session ID' });
  await copy.click();
  await expect(card.getByText('Copied').first()).toBeVisible();
  await expect(copy).toBeFocused();
  await desk.page
    .getByRole('textbox')
    .first()
    .or(desk.page.locator('body'))
    .first()
    .evaluate((body) => {
      const field = document.createElement('textarea');
      field.id = 'pasted';
      body.append(field);
      field.focus();
    });
  await desk.page.keyboard.press('Control+V');
  expect(await desk.page.locator('#pasted').inputValue()).toBe(id);
});

test('closing Excel’s pane and a reload do not lose the session', async ({ desk, world }) => {
  await desk.enter();
  await desk.start();
  await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
  const [session] = world.graph.sessions.alive();
  await desk.reload();
  await expect(desk.card.getByRole('status')).toContainText('Active');
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  expect(world.graph.sessions.alive().map(({ id }) => id)).toEqual([session?.id]);
});

test('the buttons of the ribbon refresh the session and switch keep-alive', async ({ desk }) => {
  await desk.enter();
  await desk.start();
  await desk.page.getByRole('button', { name: 'Refresh' }).first().click();
  await expect(desk.pane.getByRole('list', { name: 'Activity' })).toContainText('Refreshed');
  await desk.page.getByRole('button', { name: 'Keep alive' }).first().click();
  await expect(desk.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
  expect(desk.sent('refresh')).toBe(1);
});
