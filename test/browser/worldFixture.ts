import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';
import { chromium } from 'playwright';
import { test as base } from 'playwright/test';
import { browserPath, shellPath } from '../support/browserPath';
import { startNginx } from '../support/nginx';
import { partitionedStorage } from '../support/partitionedStorage';
import type { SandboxWorld } from '../sandbox/world';
import { defaultSettings } from '../sandbox/graph/graphSettings';
import { startWorld } from '../sandbox/world';
import { ExcelPage } from './excelPage';

/**
 * Browser policy for third-party pages: partitioned storage, the default; no cookies, so that the
 * sign-in service has no signed-in user in a frame; or no storage at all.
 */
export type ThirdParties = 'partitioned' | 'withoutCookies' | 'withoutStorage';

interface PerTest {
  readonly excelPage: ExcelPage;
  readonly thirdParties: ThirdParties;
}
interface PerWorker {
  readonly world: SandboxWorld;
  /** Browser that most tests share: each test has its own context and storage. */
  readonly people: Browser;
}

/**
 * Test fixture with its own world: the shipped build, partitioned storage, and no access to the
 * Internet.
 */
export const test = base.extend<PerTest, PerWorker>({
  world: [
    async ({}, use) => {
      const world = await startWorld({ mode: 'production', speed: 0 });
      // PANE_SERVER=nginx: nginx serves the pane's files, with the configuration from the build.
      const nginx =
        process.env['PANE_SERVER'] === 'nginx'
          ? await startNginx(world.certificate, world.clientId)
          : undefined;
      await use(
        nginx === undefined ? world : { ...world, hostResolverRules: ledTo(world, nginx.port) },
      );
      await nginx?.close();
      await world.close();
    },
    { scope: 'worker' },
  ],
  people: [
    async ({ world }, use) => {
      const browser = await chromium.launch(launchOptions(world, 'partitioned'));
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  thirdParties: ['partitioned', { option: true }],
  excelPage: async ({ world, people, thirdParties }, use) => {
    await world.fetch(`${world.origins.excel}/sandbox/orders`, { method: 'DELETE' });
    Object.assign(world.graph.settings, defaultSettings());
    world.graph.sessions.end();
    world.requests.clear();
    const { context, close } = await launch(world, people, thirdParties);
    await context.grantPermissions(['local-network-access']).catch(() => undefined);
    await context.clock.install();
    const page = context.pages()[0] ?? (await context.newPage());
    await use(new ExcelPage(page, world));
    await close();
  },
});

/**
 * Host rules of the world, with the pane's host mapped to another port.
 *
 * @throws Error if the rules have no such host.
 */
function ledTo({ hostResolverRules, origins, ports }: SandboxWorld, port: number): string {
  const to = (which: number) => `MAP ${new URL(origins.pane).host}:443 127.0.0.1:${which}`;
  const led = hostResolverRules.replace(to(ports.get(origins.pane) ?? 0), to(port));
  if (!led.includes(to(port))) throw new Error('The pane would not come from nginx.');
  return led;
}

async function launch(
  world: SandboxWorld,
  people: Browser,
  thirdParties: ThirdParties,
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  if (thirdParties === 'partitioned') {
    const context = await people.newContext({ locale: 'en-US' });
    return { context, close: () => context.close() };
  }
  const options = launchOptions(world, thirdParties);
  if (thirdParties === 'withoutStorage') {
    const browser = await chromium.launch(options);
    return { context: await browser.newContext({ locale: 'en-US' }), close: () => browser.close() };
  }
  // Only a persistent profile has a cookie setting.
  const profile = await mkdtemp(join(tmpdir(), 'session-keeper-'));
  await mkdir(join(profile, 'Default'));
  await writeFile(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: 1 } }),
  );
  const context = await chromium.launchPersistentContext(profile, { locale: 'en-US', ...options });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function launchOptions(world: SandboxWorld, thirdParties: ThirdParties) {
  const partitions = thirdParties !== 'withoutStorage';
  const executablePath = thirdParties === 'partitioned' ? shellPath() : browserPath();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    ignoreDefaultArgs: [
      '--disable-popup-blocking',
      ...(partitions ? partitionedStorage.ignoreDefaultArgs : []),
    ],
    args: [
      ...(partitions ? partitionedStorage.args : []),
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      `--host-resolver-rules=${world.hostResolverRules}`,
      `--ignore-certificate-errors-spki-list=${world.certificate.spkiSha256}`,
    ],
  };
}

export { expect } from 'playwright/test';
