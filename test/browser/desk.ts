import type { BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright';
import type { World } from '../sandbox/world';

/** How Excel's page is to be opened: see the options of test/sandbox/excel/setting.ts. */
export type Opening = Readonly<Record<string, string>>;

/** Excel's page with our pane in it, and the person before it. */
export class Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly world: World;

  constructor(page: Page, world: World) {
    this.page = page;
    this.context = page.context();
    this.world = world;
  }

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

  get card(): Locator {
    return this.pane.getByRole('region', { name: 'Workbook session' });
  }

  /** Time goes on for the pane and for the service alike, ms. */
  async pass(ms: number): Promise<void> {
    this.world.clock.advance(ms);
    await this.context.clock.runFor(ms);
  }
}
