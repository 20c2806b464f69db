import { expect, test } from './world';

// What office.js does to the page that loads it, and what the pane does about it.

test('Esc closes the pane’s own menu, and the focus stays where it was', async ({ desk }) => {
  await desk.enter();
  const menu = desk.pane.getByRole('button', { name: 'Adele Vance' });
  await menu.click();
  await expect(desk.pane.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(desk.pane.getByRole('menuitem', { name: 'Sign out' })).toBeHidden();
  await expect(menu).toBeFocused();
});

test('the page’s history works, for MSAL', async ({ desk }) => {
  await desk.open();
  await desk.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(
    await desk.frame.evaluate(() => [typeof history.pushState, typeof history.replaceState]),
  ).toEqual(['function', 'function']);
});

test('a pane whose script comes too late for office.js says so, and a reload helps', async ({
  desk,
  world,
}) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await desk.context.route(`${world.origins.pane}/taskpane.*.js`, async (route) => {
    await held;
    await route.continue();
  });
  const office = desk.page.waitForEvent('requestfinished', (request) =>
    request.url().includes('excel-web'),
  );
  const opened = desk.open();
  await office;
  // After about 10 s without a call of onReady office.js throws, in a timer of its own, and stays silent.
  await expect(desk.context.clock.runFor(14_000)).rejects.toThrow('Office.js has not fully loaded');
  release();
  await opened;
  await expect(async () => {
    await desk.context.clock.runFor(15_000);
    await expect(desk.pane.getByText('Excel isn’t answering')).toBeVisible({ timeout: 500 });
  }).toPass();
  await desk.pane.getByRole('button', { name: 'Reload' }).click();
  await expect(desk.pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
