import { chromium } from 'playwright';
import { test as base } from 'playwright/test';
import { browserPath } from '../support/browserPath';
import type { World } from '../sandbox/world';
import { defaultSettings } from '../sandbox/graph/settings';
import { startWorld } from '../sandbox/world';
import { Desk } from './desk';

// Playwright's own list (1.65) without ThirdPartyStoragePartitioning: browsers that people use do partition.
const switchedOff =
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion';
const playwrightsList = switchedOff.replace('PaintHolding,', 'PaintHolding,ThirdPartyStoragePartitioning,');

interface PerTest {
  readonly desk: Desk;
}
interface PerWorker {
  readonly world: World;
}

/** A test with a world of its own: the shipped build, real storage partitioning, and not one way out of the machine. */
export const test = base.extend<PerTest, PerWorker>({
  world: [
    async ({}, use) => {
      const world = await startWorld({ mode: 'production', speed: 0 });
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  desk: async ({ world }, use) => {
    await world.fetch(`${world.origins.excel}/sandbox/orders`, { method: 'DELETE' });
    Object.assign(world.graph.settings, defaultSettings());
    world.graph.sessions.end();
    world.requests.clear();
    const executablePath = browserPath();
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      ignoreDefaultArgs: [`--disable-features=${playwrightsList}`, '--disable-popup-blocking'],
      args: [
        `--disable-features=${switchedOff}`,
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        `--host-resolver-rules=${world.hostResolverRules}`,
        `--ignore-certificate-errors-spki-list=${world.certificate.spkiSha256}`,
      ],
    });
    const context = await browser.newContext({ locale: 'en-US' });
    await context.grantPermissions(['local-network-access']).catch(() => undefined);
    await context.clock.install();
    const page = await context.newPage();
    await use(new Desk(page, world));
    await browser.close();
  },
});

export { expect } from 'playwright/test';
