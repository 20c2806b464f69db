import type { BrowserContext, Frame, FrameLocator, Locator, Page, Request } from 'playwright';
import type { Operation } from '../sandbox/graph/orders';
import type { RecordedRequest } from '../sandbox/requests';
import type { World } from '../sandbox/world';
import { renewOffice } from './nested';

/** How Excel's page is to be opened: see the options of test/sandbox/excel/setting.ts. */
export type Opening = Readonly<Record<string, string>>;

/** Excel's page with our pane in it, and the person before it. */
export class Desk {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly world: World;
  readonly #underWay = new Set<Request>();

  constructor(page: Page, world: World) {
    this.page = page;
    this.context = page.context();
    this.world = world;
    this.context.on('request', (request) => {
      if (request.resourceType() === 'fetch') this.#underWay.add(request);
    });
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

  /** Excel signs in whoever is signed in to it, Adele: for what is not about signing in. */
  async enter(opening: Opening = {}): Promise<void> {
    await renewOffice(this);
    await this.open({ ...opening, naa: '1' });
  }

  /** Excel loads the pane anew; settles once the page that was there is gone. */
  async reload(): Promise<void> {
    const { frame } = this;
    const gone = this.page.waitForEvent('framenavigated', (navigated) => navigated === frame);
    await this.page.evaluate(() => window.excel.reload());
    await gone;
  }

  /** Clicks "Sign in" and goes through the provider's pages in the window that opens. */
  async signIn(
    person = 'Adele Vance',
    { consents = true }: { readonly consents?: boolean } = {},
  ): Promise<void> {
    const opened = this.context.waitForEvent('page');
    await this.pane.getByRole('button', { name: 'Sign in' }).click();
    const window = await opened;
    await window.getByRole('button', { name: person }).click();
    await window.getByRole('button', { name: consents ? 'Accept' : 'Cancel' }).click();
  }

  /** Another tab of the same browser. */
  async beside(): Promise<Desk> {
    return new Desk(await this.context.newPage(), this.world);
  }

  /** Another tab in which Excel signs in the same person. */
  async enteredBeside(): Promise<Desk> {
    const desk = await this.beside();
    await desk.enter();
    await desk.pane.getByRole('button', { name: 'Start session' }).waitFor();
    return desk;
  }

  /** Up to a session on the card. */
  async start(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Start session' }).click();
    await this.card.getByRole('status').getByText('Active').waitFor();
  }

  /** Up to a session from elsewhere on the card. */
  async attach(sessionId: string): Promise<void> {
    await this.pane.getByRole('button', { name: 'Use an existing session' }).click();
    await this.pane.getByRole('textbox', { name: 'Session ID' }).fill(sessionId);
    await this.pane.getByRole('button', { name: 'Attach' }).click();
    await this.card.getByRole('status').getByText('Active').waitFor();
  }

  /** What Graph was asked so far, preflights apart. */
  asked(operation: Operation): readonly RecordedRequest[] {
    return this.world.requests
      .all()
      .filter((request) => request.operation === operation && !request.preflight);
  }

  sent(operation: Operation): number {
    return this.asked(operation).length;
  }

  get card(): Locator {
    return this.pane.getByRole('region', { name: 'Workbook session' });
  }

  /**
   * Time goes on for the pane and for the service alike, ms; in steps, between which what was sent is answered: else the
   * pane's own time limits would pass before the network, which knows nothing of this time, can move.
   */
  async pass(ms: number): Promise<void> {
    const stepMs = 8_000;
    for (let left = ms; left > 0; left -= stepMs) {
      const step = Math.min(left, stepMs);
      this.world.clock.advance(step);
      await this.context.clock.runFor(step);
      await this.#answered();
    }
  }

  /** Settles once what the pane has sent to the service is answered, or has failed. */
  async #answered(): Promise<void> {
    const underWay = [...this.#underWay];
    this.#underWay.clear();
    await Promise.all(
      underWay.map((request) => request.response().then((response) => response?.finished())),
    );
  }
}
