import type { BrowserContext, Frame, FrameLocator, Locator, Page, Request } from 'playwright';
import type { Operation } from '../sandbox/graph/faultOrders';
import type { RecordedRequest } from '../sandbox/requestLog';
import type { SandboxWorld } from '../sandbox/world';
import { renewOffice } from './renewOffice';

/** Options of Excel's page; see `test/sandbox/excel/setting.ts`. */
export type ExcelOptions = Readonly<Record<string, string>>;

/** Page object of Excel on the web with the pane in it. */
export class ExcelPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly world: SandboxWorld;
  readonly #pending = new Set<Request>();

  constructor(page: Page, world: SandboxWorld) {
    this.page = page;
    this.context = page.context();
    this.world = world;
    this.context.on('request', (request) => {
      if (request.resourceType() === 'fetch') this.#pending.add(request);
    });
  }

  /** Document of the pane in its frame. */
  get pane(): FrameLocator {
    return this.page.frameLocator('iframe');
  }

  get frame(): Frame {
    const found = this.page.frames().find((frame) => frame.url().startsWith(this.world.paneUrl));
    if (found === undefined) throw new Error('The pane is not open.');
    return found;
  }

  async open(opening: ExcelOptions = {}): Promise<void> {
    const query = new URLSearchParams(opening).toString();
    await this.page.goto(`${this.world.origins.excel}/${query === '' ? '' : `?${query}`}`);
  }

  /** Opens the pane with single sign-on as Adele, for tests that are not about signing in. */
  async openSignedIn(opening: ExcelOptions = {}): Promise<void> {
    await renewOffice(this);
    await this.open({ ...opening, naa: '1' });
  }

  /** Reloads the pane; resolves once the old page is gone. */
  async reload(): Promise<void> {
    const { frame } = this;
    // Chromium does not always say that a request ended with its page.
    const ofOldPage = [...this.#pending];
    const gone = this.page.waitForEvent('framenavigated', (navigated) => navigated === frame);
    await this.page.evaluate(() => window.excel.reload());
    await gone;
    for (const request of ofOldPage) this.#pending.delete(request);
  }

  /** Clicks "Sign in" and completes the provider's pages in the window that opens. */
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

  /** Opens another tab of the same browser. */
  async newTab(): Promise<ExcelPage> {
    return new ExcelPage(await this.context.newPage(), this.world);
  }

  /** Opens another tab with single sign-on as the same user. */
  async newSignedInTab(): Promise<ExcelPage> {
    const excelPage = await this.newTab();
    await excelPage.openSignedIn();
    await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
    return excelPage;
  }

  /** Starts a session and waits until it is active. */
  async start(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Start session' }).click();
    await this.card.getByRole('status').getByText('Active').waitFor();
  }

  /** Opens the pane, signs in through the window, and starts a session. */
  async openWithSession(): Promise<void> {
    await this.open();
    await this.signIn();
    await this.start();
  }

  /** Gives the id of a session, and clicks "Attach". */
  async clickAttach(sessionId: string): Promise<void> {
    await this.pane.getByRole('button', { name: 'Use an existing session' }).click();
    await this.pane.getByRole('textbox', { name: 'Session ID' }).fill(sessionId);
    await this.pane.getByRole('button', { name: 'Attach' }).click();
  }

  /** Attaches a session and waits until it is active. */
  async attach(sessionId: string): Promise<void> {
    await this.clickAttach(sessionId);
    await this.card.getByRole('status').getByText('Active').waitFor();
  }

  /** Requests to Graph so far, without preflights. */
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
   * Advances the clocks of the pane and of the service, ms. Between steps the pending requests are
   * answered; otherwise the pane's timeouts would pass before the network, which runs in real time,
   * responds.
   */
  async pass(ms: number): Promise<void> {
    const stepMs = 8_000;
    for (let left = ms; left > 0; left -= stepMs) {
      const step = Math.min(left, stepMs);
      this.world.clock.advance(step);
      await this.context.clock.runFor(step);
      await this.#settle();
    }
  }

  /** Resolves once every request of the pane has been answered or has failed. */
  async #settle(): Promise<void> {
    while (this.#pending.size > 0) {
      const pending = [...this.#pending];
      this.#pending.clear();
      await Promise.all(
        pending.map((request) => request.response().then((response) => response?.finished())),
      );
      // A response may lead to a request at once, as a token does: that one settles as well.
      await this.page.evaluate(() => undefined);
    }
  }
}
