import type { Desk } from './desk';
import { error } from './faulty';
import { expect, test } from './world';

const minuteMs = 60_000;
const alive = (desk: Desk): readonly string[] =>
  desk.world.graph.sessions.alive().map(({ id }) => id);

/** Time goes on for everyone, with no pane of the session there to notice it. */
async function later(desk: Desk, ms: number): Promise<void> {
  desk.world.clock.advance(ms);
  await desk.context.clock.fastForward(ms);
}

async function withSession(desk: Desk, { scratch = false, keepAlive = false } = {}): Promise<void> {
  await desk.enter();
  if (scratch) await desk.pane.getByRole('radio', { name: /^Scratch copy/ }).click();
  await desk.start();
  if (keepAlive) await desk.pane.getByRole('switch', { name: 'Keep alive' }).click();
}

/** The page dies as in a crash: no event reaches it. */
async function crash(desk: Desk): Promise<void> {
  const devTools = await desk.context.newCDPSession(desk.page);
  const closed = desk.page.waitForEvent('crash');
  void devTools.send('Page.crash').catch(() => undefined);
  await closed;
  await desk.page.close();
}

test('closing the tab sends nothing, and the session lives on for the script that uses it', async ({
  desk,
}) => {
  await withSession(desk);
  const before = alive(desk);
  const second = await desk.beside();
  desk.world.requests.clear();
  await desk.page.close();
  await later(second, minuteMs);
  expect([alive(desk), desk.world.requests.all().length]).toEqual([before, 0]);
});

for (const [name, leave] of [
  ['a closed tab', (desk: Desk) => desk.page.close()],
  ['a crash', crash],
] as const) {
  test(`after ${name} the next start takes the session up, with its keep-alive and what happened, once the service has confirmed it`, async ({
    desk,
  }) => {
    await withSession(desk, { keepAlive: true });
    const before = alive(desk);
    const second = await desk.beside();
    await leave(desk);
    await later(second, 2 * minuteMs);
    desk.world.requests.clear();
    await second.enter();
    await expect(second.card.getByRole('status')).toHaveText('Active');
    await expect(second.pane.getByRole('switch', { name: 'Keep alive' })).toBeChecked();
    await expect(second.pane.getByRole('list', { name: 'Activity' })).toContainText(
      'Session started',
    );
    expect([alive(desk), second.sent('refresh'), second.sent('create')]).toEqual([before, 1, 0]);
    // It is kept alive from then on.
    await second.pass(10 * minuteMs);
    expect(alive(desk)).toEqual(before);
  });
}

test('what is taken up is marked as being checked until the service has answered', async ({
  desk,
  world,
}) => {
  await withSession(desk);
  const second = await desk.beside();
  await desk.page.close();
  world.graph.orders.give({
    operation: 'refresh',
    fault: { kind: 'hang' },
    when: 'before',
    times: 1,
  });
  await second.enter();
  await expect(second.card.getByRole('status')).toHaveText('Checking');
});

test('a session that ended while the pane was closed is told, and nothing is opened by itself', async ({
  desk,
}) => {
  await withSession(desk, { keepAlive: true });
  const second = await desk.beside();
  await desk.page.close();
  await later(second, 10 * minuteMs);
  await second.enter();
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  await expect(second.pane.getByRole('alert')).toContainText(
    'Changes made before it ended are saved in the workbook.',
  );
  expect([alive(desk), second.sent('create')]).toEqual([[], 1]);
  await second.pane.getByRole('button', { name: 'Start session' }).click();
  await expect(second.card.getByRole('status')).toHaveText('Active');
});

test('a scratch copy that ended while the pane was closed is told with the loss of its changes', async ({
  desk,
}) => {
  await withSession(desk, { scratch: true });
  const second = await desk.beside();
  await desk.page.close();
  await later(second, 10 * minuteMs);
  await second.enter();
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  await expect(second.pane.getByRole('alert')).toContainText('weren’t saved and are gone');
});

test('after less than a minute a dropped session is opened anew, as in an open pane; after longer it is not', async ({
  desk,
  world,
}) => {
  await withSession(desk);
  const drop = (): void => {
    world.graph.sessions.end();
    world.graph.orders.give({
      operation: 'refresh',
      fault: error('invalidSessionReCreatable'),
      when: 'before',
      times: 1,
    });
  };
  drop();
  await desk.reload();
  await expect(desk.pane.getByRole('list', { name: 'Activity' })).toContainText(
    'New session opened',
  );
  expect(desk.sent('create')).toBe(2);
  const second = await desk.beside();
  await desk.page.close();
  drop();
  await later(second, 2 * minuteMs);
  await second.enter();
  await expect(second.pane.getByRole('alert')).toContainText(
    'The session ended while the pane was closed',
  );
  expect(second.sent('create')).toBe(2);
});

test('hours later nothing is said of it any more', async ({ desk }) => {
  await withSession(desk);
  const second = await desk.beside();
  await desk.page.close();
  await later(second, 66 * minuteMs);
  await second.enter();
  await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await expect(second.pane.getByRole('alert')).toBeHidden();
  expect(
    await second.frame.evaluate(() =>
      Object.keys(localStorage).filter((name) => name.includes('session-keeper.session')),
    ),
  ).toEqual([]);
});

test('another user sees and sends nothing of it', async ({ desk }) => {
  await withSession(desk);
  const second = await desk.beside();
  await desk.page.close();
  desk.world.requests.clear();
  await second.open();
  await second.signIn('Alex Wilber');
  await second.pane.getByRole('button', { name: 'Start session' }).waitFor();
  expect([alive(desk).length, second.sent('refresh'), second.sent('close')]).toEqual([1, 0, 0]);
});

test('a reload while a session is being opened says that one may have been opened, once', async ({
  desk,
  world,
}) => {
  await desk.enter();
  world.graph.orders.give({
    operation: 'create',
    fault: { kind: 'hang' },
    when: 'after',
    times: 1,
  });
  await desk.pane.getByRole('button', { name: 'Start session' }).click();
  await expect.poll(() => desk.sent('create')).toBe(1);
  await desk.reload();
  await expect(desk.pane.getByRole('alert')).toContainText('A session may have been opened');
  expect(desk.sent('create')).toBe(1);
  await desk.reload();
  await desk.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await expect(desk.pane.getByRole('alert')).toBeHidden();
});

test('a reload while a session is being closed goes on to close it', async ({ desk, world }) => {
  await withSession(desk);
  world.graph.orders.give({
    operation: 'close',
    fault: { kind: 'hang' },
    when: 'before',
    times: 1,
  });
  await desk.card.getByRole('button', { name: 'Close session' }).click();
  await expect.poll(() => desk.sent('close')).toBe(1);
  await desk.reload();
  await expect(desk.card.getByRole('status')).toHaveText('Closed');
  expect(alive(desk)).toEqual([]);
});

test('the service worker of an older build is unregistered', async ({ desk, world }) => {
  await desk.enter();
  await desk.context.route(`${world.paneUrl.replace(/\/[^/]*$/, '')}/worker.js`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await desk.pane.getByRole('button', { name: 'Start session' }).waitFor();
  const registrations = (): Promise<number> =>
    desk.frame.evaluate(() =>
      navigator.serviceWorker.getRegistrations().then(({ length }) => length),
    );
  await desk.frame.evaluate(() =>
    navigator.serviceWorker.register('worker.js').then(() => undefined),
  );
  expect(await registrations()).toBe(1);
  await desk.reload();
  await expect.poll(registrations).toBe(0);
});

test.describe('a scratch copy', () => {
  test('is closed only after the user has agreed to lose its changes', async ({ desk }) => {
    await withSession(desk, { scratch: true });
    await desk.card.getByRole('button', { name: 'Close session' }).click();
    const dialog = desk.pane.getByRole('alertdialog', { name: 'Discard the scratch copy?' });
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await desk.card.getByRole('button', { name: 'Close session' }).click();
    await desk.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect([alive(desk).length, desk.sent('close')]).toEqual([1, 0]);
    await desk.card.getByRole('button', { name: 'Close session' }).click();
    await dialog.getByRole('button', { name: 'Close and discard' }).click();
    await expect(desk.card.getByRole('status')).toHaveText('Closed');
    expect(alive(desk)).toEqual([]);
  });

  test('is left by signing out only after the user has agreed to lose its changes', async ({
    desk,
  }) => {
    await withSession(desk, { scratch: true });
    const signOut = async (): Promise<void> => {
      await desk.pane.getByRole('button', { name: 'Adele Vance' }).click();
      await desk.pane.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    await signOut();
    const dialog = desk.pane.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(desk.card.getByRole('status')).toHaveText('Active');
    await signOut();
    await dialog.getByRole('button', { name: 'Sign out and discard' }).click();
    await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
    await expect.poll(() => alive(desk)).toEqual([]);
  });
});
