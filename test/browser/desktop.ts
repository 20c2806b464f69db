import type { BrowserContext, Locator, Page } from 'playwright';
import { readInjected } from '../sandbox/excelSite';
import { desktopKinds, type DesktopKind } from '../sandbox/excel/hostKind';
import { supportsSharedRuntime } from '../sandbox/excel/setting';
import type { SandboxWorld } from '../sandbox/world';

import type { ExcelPage, ExcelOptions } from './excelPage';
import { test as base } from './worldFixture';

/** Page object of desktop Excel with the pane in its own window. */
export class Desktop {
  readonly kind: DesktopKind;
  /** Page of Excel itself. */
  readonly excel: Page;
  readonly context: BrowserContext;
  readonly world: SandboxWorld;
  /** Page object of Excel on the web, for requests and clocks. */
  readonly excelPage: ExcelPage;
  #pane: Page | undefined;

  constructor(excelPage: ExcelPage, kind: DesktopKind) {
    this.excelPage = excelPage;
    this.kind = kind;
    this.excel = excelPage.page;
    this.context = excelPage.context;
    this.world = excelPage.world;
  }

  /** Page of the pane itself. */
  get pane(): Page {
    if (this.#pane === undefined) throw new Error('The pane is not open.');
    return this.#pane;
  }

  get card(): Locator {
    return this.pane.getByRole('region', { name: 'Workbook session' });
  }

  /** Starts Excel; the pane stays closed unless `mode` opens it. */
  async startExcel(opening: ExcelOptions = {}): Promise<void> {
    const { origins } = this.world;
    const content = `if (self.origin === ${JSON.stringify(origins.pane)}) { ${await readInjected()}\n}`;
    await this.context.addInitScript({ content });
    const query = new URLSearchParams({ host: this.kind, mode: '0', ...opening });
    await this.excel.goto(`${origins.excel}/?${query.toString()}`);
    await this.excel.waitForFunction(() => 'excel' in window);
  }

  /** Clicks Session on the ribbon; without a shared runtime, Session Keeper in the add-in list. */
  async openPane(): Promise<void> {
    const opened = this.context.waitForEvent('page');
    await this.excel
      .getByRole('navigation', { name: 'Ribbon' })
      .getByRole('button', { name: /^Session( Keeper)?$/ })
      .click();
    this.#pane = await opened;
  }

  /** Opens the workbook, with the add-in loaded in the background. */
  async startHidden(opening: ExcelOptions = {}): Promise<void> {
    await this.startExcel(opening);
    const opened = this.context.waitForEvent('page');
    await this.excel.evaluate(() => window.excel.openHidden());
    this.#pane = await opened;
  }

  /** Closes the workbook; the pane's page ends without an event. */
  async closeExcel(): Promise<void> {
    const gone = this.pane.waitForEvent('close');
    await this.excel.evaluate(() => window.excel.tearDown());
    await gone;
  }

  /** Records which of these events each later page of the pane's origin receives. */
  async noteEvents(names: readonly string[]): Promise<void> {
    await this.context.addInitScript(
      ({ origin, events }) => {
        if (location.origin !== origin) return;
        for (const name of events) {
          addEventListener(
            name,
            () => localStorage.setItem('noted', `${localStorage.getItem('noted') ?? ''} ${name}`),
            true,
          );
        }
      },
      { origin: this.world.origins.pane, events: names },
    );
  }

  /** Events that the previous pane received, without the events of its page load. */
  async notedEvents(): Promise<readonly string[]> {
    const noted = await this.pane.evaluate(() => localStorage.getItem('noted') ?? '');
    return noted.split(' ').filter((name) => name !== '');
  }

  async open(opening: ExcelOptions = {}): Promise<void> {
    await this.startExcel(opening);
    await this.openPane();
  }

  /** Opens the pane with single sign-on as Adele. */
  async openSignedIn(opening: ExcelOptions = {}): Promise<void> {
    await this.open({ ...opening, naa: '1' });
  }

  /** Clicks "Sign in"; returns the dialog's window. */
  async beginSignIn(): Promise<Page> {
    const opened = this.context.waitForEvent('page');
    await this.pane.getByRole('button', { name: 'Sign in' }).click();
    return opened;
  }

  async signIn(person = 'Adele Vance'): Promise<void> {
    const dialog = await this.beginSignIn();
    await dialog.getByRole('button', { name: person }).click();
    await dialog.getByRole('button', { name: 'Accept' }).click();
  }

  async start(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Start session' }).click();
    await this.card.getByRole('status').getByText('Active').waitFor();
  }
}

interface PerTest {
  readonly kind: DesktopKind;
  readonly desktop: Desktop;
}

/** Test fixture with desktop Excel; `kind` selects the platform. */
export const desktopTest = base.extend<PerTest>({
  kind: ['windows', { option: true }],
  desktop: async ({ excelPage, kind }, use) => {
    await use(new Desktop(excelPage, kind));
  },
});

/** Kinds with the add-in's group on the ribbon, and a pane that outlives its window. */
export const sharedRuntimeKinds = desktopKinds.filter(supportsSharedRuntime);

export { desktopKinds } from '../sandbox/excel/hostKind';
export { expect } from './worldFixture';
