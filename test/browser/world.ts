import type { BrowserContext, Frame, FrameLocator, Page } from 'playwright';
import { chromium } from 'playwright';
import { test as base } from 'playwright/test';
import { browserPath } from '../support/browserPath';
import type { World } from '../sandbox/world';
import { defaultSettings } from '../sandbox/graph/settings';
import { startWorld } from '../sandbox/world';

// Playwright's own list (1.65) without ThirdPartyStoragePartitioning: browsers that people use do partition.
const switchedOff =
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion';
const playwrightsList = switchedOff.replace('PaintHolding,', 'PaintHolding,ThirdPartyStoragePartitioning,');

/** How Excel's page is to be opened: see the options of test/sandbox/excel/setting.ts. */
export type Opening = Readonly<Record<string, string>>;

/** Excel's page with our pane in it, and the person before it. */
export class Desk {
  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly world: World,
  ) {}

  /** The pane, as a person sees it. */
  get pane(): FrameLocator {
    return this.page.frameLocator('iframe');
  }

  get frame(): Frame {
    const found = this.page.frames().find((frame) => frame.url().startsWith(this.world.paneUrl));
    if (found === undefined) throw new Error('The pane is not open.');
    return found;
  }

  async open(opening: Opening = {}): Promise<void> {
    const query = new URLSearchParams(opening).toString();
    await this.page.goto(`${this.world.origins.excel}/${query === '' ? '' : `?${query}`}`);
  }

  /** Clicks "Sign in" and goes through the provider's pages in the window that opens. */
  async signIn(person = 'Adele Vance', { consents = true } = {}): Promise<void> {
    const opened = this.context.waitForEvent('page');
    await this.pane.getByRole('button', { name: 'Sign in' }).click();
    const window = await opened;
    await window.getByRole('button', { name: person }).click();
    if (consents) await window.getByRole('button', { name: 'Accept' }).click();
    else await window.getByRole('button', { name: 'Cancel' }).click();
  }

  /** Up to a session on the card. */
  async start(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Start session' }).click();
    await this.card.getByRole('status').getByText('Active').waitFor();
  }

  get card() {
    return this.pane.getByRole('region', { name: 'Workbook session' });
  }

  /** Time goes on for the pane and for the service alike, ms. */
  async pass(ms: number): Promise<void> {
    this.world.clock.advance(ms);
    await this.context.clock.runFor(ms);
  }
}

interface PerTest {
  readonly desk: Desk;
}
interface PerWorker {
  readonly world: World;
}

/** A test with a world of its own: the shipped build, real storage partitioning, and not one way out of the machine. */
export const test = base.extend<PerTest, PerWorker>({
  world: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const world = await startWorld({ mode: 'production', speed: 0 });
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  desk: async ({ world }, use) => {
    await world.fetch(`${world.origins.excel}/sandbox/orders`, { method: 'DELETE' });
    Object.assign(world.graph.settings, defaultSettings(), { sharedFilesNeed: 'Files.ReadWrite' });
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
    await use(new Desk(page, context, world));
    await browser.close();
  },
});

export { expect } from 'playwright/test';
