import type { SandboxWorld } from '../sandbox/world';
import type { Driver } from './driver';

/** A flow that must also work in this engine; rejects if it fails. */
export type Journey = (driver: Driver, world: SandboxWorld) => Promise<void>;

const workbook = 'Budget 2026.xlsx';
const person = 'Adele Vance';

export const journeys: Readonly<Record<string, Journey>> = {
  async 'a person signs in, starts a session, refreshes it, keeps it alive, closes it and signs out'(
    driver,
    world,
  ) {
    await openExcel(driver, world);
    await signIn(driver);
    await driver.toFrame();
    await driver.see('heading', workbook);
    await start(driver);
    await driver.click('button', 'Refresh');
    await driver.until('Graph has refreshed the session', () =>
      Promise.resolve(answered(world, 'refresh') === 1),
    );
    await driver.click('switch', 'Keep alive');
    await driver.see('switch', 'Keep alive', ({ checked }) => checked);
    await driver.click('button', 'Close session');
    await driver.see('status', '', ({ text }) => text.includes('Closed'));
    await driver.until('Graph has no session left', () =>
      Promise.resolve(world.graph.sessions.alive().length === 0),
    );
    await driver.click('button', person);
    await driver.click('menuitem', 'Sign out');
    await driver.see('button', 'Sign in');
    await reload(driver);
    await driver.see('button', 'Sign in');
  },

  async 'a reload of the pane brings back the person, the session and keep-alive'(driver, world) {
    await openExcel(driver, world);
    await signIn(driver);
    await driver.toFrame();
    await start(driver);
    await driver.click('switch', 'Keep alive');
    await driver.see('switch', 'Keep alive', ({ checked }) => checked);
    await reload(driver);
    await driver.see('button', person);
    await driver.see('status', '', ({ text }) => text.includes('Active'));
    await driver.see('switch', 'Keep alive', ({ checked }) => checked);
  },

  async 'closing the pane sends nothing, and the next start takes the session up'(driver, world) {
    await openExcel(driver, world, '?sharedRuntime=0');
    await signIn(driver);
    await driver.toFrame();
    await start(driver);
    const before = world.graph.sessions.alive().map(({ id }) => id);
    world.requests.clear();
    await driver.toTop();
    await driver.run('window.excel.dismiss()');
    await openExcel(driver, world, '?sharedRuntime=0');
    await driver.see('status', '', ({ text }) => text.includes('Active'));
    const after = world.graph.sessions.alive().map(({ id }) => id);
    if (after.join() !== before.join()) throw new Error('The session is another one.');
    if (answered(world, 'close') > 0) throw new Error('The session was closed.');
  },

  async 'in a plain tab a person signs in through a window of the browser'(driver, world) {
    await driver.open(world.paneUrl);
    await signIn(driver);
    await driver.see('button', person);
  },
};

async function openExcel(driver: Driver, world: SandboxWorld, query = ''): Promise<void> {
  await driver.open(`${world.origins.excel}/${query}`);
  await driver.toFrame();
}

/**
 * Completes the provider's pages in the window that opens, and switches back to the previous one.
 */
async function signIn(driver: Driver): Promise<void> {
  const [before = ''] = await driver.windows();
  await driver.click('button', 'Sign in');
  const opened = await driver.until(
    'a window opens',
    async () => (await driver.windows()).find((handle) => handle !== before) ?? false,
  );
  await driver.toWindow(opened);
  await driver.click('button', person);
  await driver.click('button', 'Accept');
  await driver.until('the window closes', async () => (await driver.windows()).length === 1);
  await driver.toWindow(before);
}

async function start(driver: Driver): Promise<void> {
  await driver.click('button', 'Start session');
  await driver.see('status', '', ({ text }) => text.includes('Active'));
}

/** Reloads the pane; resolves in the new page. */
async function reload(driver: Driver): Promise<void> {
  await driver.run('document.documentElement.id = "before"');
  await driver.toTop();
  await driver.run('window.excel.reload()');
  await driver.until('the pane is loaded anew', async () => {
    await driver.toFrame();
    return driver
      .run('return document.documentElement.id !== "before" && document.readyState === "complete"')
      .then(Boolean);
  });
}

function answered(world: SandboxWorld, operation: string): number {
  return world.requests
    .all()
    .filter(
      (request) => request.operation === operation && !request.preflight && request.status === 204,
    ).length;
}
