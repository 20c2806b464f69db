import { watchPane } from '../bench/paneWatch';
import { expect, test } from './worldFixture';

/** Cost of the idle pane. */
test('an open session costs a few timers a minute, no frames, and no requests but its refreshes', async ({
  excelPage,
  world,
}) => {
  await excelPage.openSignedIn();
  await excelPage.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).check();
  await excelPage.frame.evaluate(() => {
    const counted = { timers: 0, frames: 0 };
    const after = window.setTimeout.bind(window);
    const frame = window.requestAnimationFrame.bind(window);
    Object.assign(window, {
      counted,
      setTimeout: (...given: Parameters<typeof after>) => {
        counted.timers += 1;
        return after(...given);
      },
      requestAnimationFrame: (callback: FrameRequestCallback) => {
        counted.frames += 1;
        return frame(callback);
      },
    });
  });
  world.requests.clear();
  const minutes = 10;
  await excelPage.pass(minutes * 60_000);
  const { timers, frames } = await excelPage.frame.evaluate<{ timers: number; frames: number }>(
    'window.counted',
  );
  expect(timers).toBeGreaterThan(0);
  expect(timers / minutes).toBeLessThan(20);
  expect(frames / minutes).toBeLessThan(5);
  const asked = world.requests
    .all()
    .filter(({ service, preflight }) => service === 'graph' && !preflight)
    .map(({ operation }) => operation);
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(new Set(asked)).toEqual(new Set(['refresh']));
  // The last transition of the bar may still be running.
  await expect
    .poll(() =>
      excelPage.frame.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      ),
    )
    .toBe(0);
});

test('nothing uses Intl before a session, because its first use costs a slow processor 70 ms', async ({
  excelPage,
}) => {
  await excelPage.context.addInitScript(() => {
    const said: string[] = [];
    const told = new Proxy(Intl, {
      get(intl, name, receiver) {
        said.push(String(name));
        return Reflect.get(intl, name, receiver) as unknown;
      },
    });
    Object.assign(window, { Intl: told, said });
  });
  await excelPage.open();
  await excelPage.pane.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await excelPage.frame.evaluate('said')).toEqual([]);
  await excelPage.signIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  expect(await excelPage.frame.evaluate('said')).toEqual([]);
  await excelPage.start();
  expect(await excelPage.frame.evaluate('said')).toContain('DateTimeFormat');
});

test('the pane shows its version, and its help and privacy pages exist', async ({
  excelPage,
  world,
}) => {
  await excelPage.open();
  await expect(excelPage.pane.getByText(/^Session Keeper \d+\.\d+\.\d+$/)).toBeVisible();
  const support =
    /<SupportUrl DefaultValue="([^"]+)"/.exec(
      await (await world.fetch(`${world.origins.pane}/manifest.xml`)).text(),
    )?.[1] ?? '';
  await excelPage.pane.getByText('Permissions and privacy').click();
  for (const name of ['Help', 'Privacy']) {
    const address = new URL(
      (await excelPage.pane.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '',
      world.paneUrl,
    );
    const page = await world.fetch(address.href);
    expect(page.status, name).toBe(200);
    expect(await page.text(), name).toMatch(/<h1/);
    if (name === 'Help') expect(new URL(support).pathname).toBe(address.pathname);
  }
});

/** The bench is not part of the tests: this shows that what it waits for comes. */
test('the bench finds the start button, the card and its status', async ({ excelPage }) => {
  await excelPage.context.addInitScript({ content: `(${watchPane.toString()})();` });
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  const found = async (times: () => Promise<readonly number[]>): Promise<void> => {
    for (const ms of await excelPage.frame.evaluate(times)) expect(ms).toBeGreaterThanOrEqual(0);
  };
  await found(async () => {
    const { paneWatch } = window;
    return [await paneWatch.when('start'), await paneWatch.start(), await paneWatch.refresh()];
  });
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  await found(() =>
    Promise.all([window.paneWatch.when('card'), window.paneWatch.when('confirmed')]),
  );
});
