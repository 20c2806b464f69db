import type { Locator } from 'playwright';
import type { GraphFault } from '../sandbox/graph/faults';
import { parseFault } from '../sandbox/graph/faults';
import type { Operation, OrderScope } from '../sandbox/graph/faultOrders';
import type { SandboxWorld } from '../sandbox/world';
import type { ExcelPage } from './excelPage';
import { expect } from './worldFixture';

/** Error with a documented code, as Graph sends it; `more` as in the sandbox's orders. */
export const error = (
  innerCode: string,
  more: Readonly<Record<string, unknown>> = {},
): GraphFault => parseFault({ kind: 'error', innerCode, ...more });

/** Error with a status only. */
export const bareFault = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
): GraphFault => parseFault({ kind: 'error', status, code: 'x', headers });

/** Expected message and buttons for a fault. */
export interface Told {
  readonly title: string;
  readonly buttons: readonly string[];
}

/** Page object for injected faults; counts the requests since the last fault was set. */
export class Faulty {
  readonly excelPage: ExcelPage;
  readonly world: SandboxWorld;

  constructor(excelPage: ExcelPage, world: SandboxWorld) {
    this.excelPage = excelPage;
    this.world = world;
  }

  /** The user has signed in and started a session. */
  static async withSession(excelPage: ExcelPage, world: SandboxWorld): Promise<Faulty> {
    const faulty = new Faulty(excelPage, world);
    await faulty.begin();
    await faulty.start();
    return faulty;
  }

  get alert(): Locator {
    return this.excelPage.pane.getByRole('alert');
  }

  get status(): Locator {
    return this.excelPage.card.getByRole('status');
  }

  get details(): Locator {
    return this.alert.getByRole('group');
  }

  async begin(): Promise<void> {
    await this.excelPage.openSignedIn();
    await expect(this.excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
  }

  /** Injects a fault and resets the request count. Without `times` the fault is permanent. */
  order(operation: OrderScope, fault: GraphFault, times?: number): void {
    this.world.requests.clear();
    this.world.graph.orders.give({
      operation,
      fault,
      when: 'before',
      ...(times === undefined ? {} : { times }),
    });
  }

  calm(): void {
    this.world.graph.orders.withdraw();
  }

  sent(operation: Operation): number {
    return this.excelPage.sent(operation);
  }

  /** Starts a session, from any previous state. */
  async start(): Promise<void> {
    this.calm();
    const close = this.excelPage.card.getByRole('button', { name: 'Close session' });
    if (await close.isVisible()) await this.close();
    await this.excelPage.start();
  }

  async close(): Promise<void> {
    await this.excelPage.card.getByRole('button', { name: 'Close session' }).click();
    const question = this.excelPage.pane.getByRole('alertdialog');
    if (await question.isVisible()) {
      await question.getByRole('button', { name: 'Close and discard' }).click();
    }
    await expect(this.status).toHaveText('Closed');
  }

  async refresh(): Promise<void> {
    await this.excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  }

  async clickStart(): Promise<void> {
    await this.excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  }

  async reads({ title, buttons }: Told): Promise<void> {
    await expect(this.alert).toContainText(title);
    await expect(this.alert.getByRole('button')).toHaveText([...buttons]);
  }

  /** Expects the pane to recover by itself within `ms`, without an error message. */
  async getsOver(ms = 3_000): Promise<void> {
    await this.excelPage.pass(ms);
    await expect(this.status).toHaveText('Active');
    await expect(this.alert).toBeHidden();
  }
}
