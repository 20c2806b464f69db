import type { Locator } from 'playwright';
import type { PendingRequest, SessionState } from '../../src/session/state';
import type { GraphFault } from '../sandbox/graph/faults';
import type { ExcelPage } from './excelPage';
import { error, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

/**
 * Every state of the core; an open session is split by its pending request or prompt. The type
 * makes the list exhaustive.
 */
type Where =
  | Exclude<SessionState['kind'], 'open'>
  | `open, ${PendingRequest['kind'] | 'signInNeeded' | 'signingIn'}`;

const hang: GraphFault = { kind: 'hang' };
const budget = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents/Budget 2026.xlsx';

/** Page object with the expected views before and after a reload. */
class Person extends Faulty {
  button = (name: string): Locator =>
    this.excelPage.pane.getByRole('button', { name, exact: true });
  heading = (name: string): Locator =>
    this.excelPage.pane.getByRole('heading', { name, exact: true });
  keepAlive = (): Locator => this.excelPage.pane.getByRole('switch', { name: 'Keep alive' });

  /** Expects the card to show the same session as before. */
  async holds(id: string | undefined): Promise<void> {
    await expect(this.alert).toBeHidden();
    await expect(this.button('Refresh')).toBeEnabled();
    await expect(this.status).toHaveText('Active');
    await expect(this.keepAlive()).toBeChecked();
    expect(this.world.graph.sessions.alive().map((session) => session.id)).toEqual([id]);
  }
  alive = (): string | undefined => this.world.graph.sessions.alive()[0]?.id;

  /**
   * Blocks Office's script (`abort`), or delays it (`hold`) until the returned function is called.
   */
  async withoutOffice(how: 'abort' | 'hold'): Promise<() => Promise<void>> {
    const { origins } = this.world;
    await this.excelPage.context.route(`${origins.office}/**`, (route) =>
      how === 'abort' ? route.abort() : undefined,
    );
    return () => this.excelPage.context.unroute(`${origins.office}/**`);
  }
}

/** For each state: steps that lead to it, and the expected state after a reload. */
const reloads: Readonly<Record<Where, (person: Person) => Promise<void>>> = {
  async starting(person) {
    await person.button('Sign in').waitFor();
    const release = await person.withoutOffice('hold');
    await person.excelPage.reload();
    await expect(person.heading('Starting…')).toBeVisible();
    await release();
    await person.excelPage.reload();
  },
  async signedOut(person) {
    await person.button('Sign in').waitFor();
    await person.excelPage.reload();
    await expect(person.button('Sign in')).toBeVisible();
  },
  async signingIn(person) {
    const opened = person.excelPage.context.waitForEvent('page');
    await person.button('Sign in').click();
    await opened;
    await expect(person.heading('Signing you in…')).toBeVisible();
    await person.excelPage.reload();
    await expect(person.button('Sign in')).toBeVisible();
    // The window of before stays open: where a test closes it, Chromium at times leaves the page in
    // the background, and then answers nothing about it.
    await person.excelPage.signIn();
  },
  async noWorkbook(person) {
    await expect(person.heading('Budget 2026.xlsx')).toBeVisible();
    await person.excelPage.page.evaluate(() => window.excel.setDocumentUrl('Book1'));
    await person.button('Check again').click();
    await expect(person.alert).toContainText('The workbook isn’t saved yet');
    await person.excelPage.reload();
    await expect(person.alert).toContainText('The workbook isn’t saved yet');
  },
  async locating(person) {
    await person.excelPage.page.evaluate((address) => window.excel.setDocumentUrl(address), budget);
    person.order('locate', hang, 1);
    await person.button('Check again').click();
    await expect(person.heading('Finding your workbook…')).toBeVisible();
    await person.excelPage.reload();
    await expect(person.heading('Budget 2026.xlsx')).toBeVisible();
  },
  async ready(person) {
    await person.button('Start session').waitFor();
    await person.excelPage.reload();
    await expect(person.button('Start session')).toBeVisible();
  },
  async opening(person) {
    person.order('create', error('serviceUnavailableUncategorized'));
    await person.clickStart();
    await expect.poll(() => person.sent('create')).toBe(1);
    await person.excelPage.reload();
    person.calm();
    // The last open request was rejected: no session is shown, and none is requested again.
    await expect(person.button('Start session')).toBeVisible();
    await expect(person.alert).toBeHidden();
    expect(person.sent('create')).toBe(1);
  },
  async 'open, idle'(person) {
    await person.excelPage.start();
    await person.keepAlive().click();
    const id = person.alive();
    await person.excelPage.reload();
    await person.holds(id);
  },
  async 'open, refreshing'(person) {
    const id = person.alive();
    person.order('refresh', hang, 1);
    await person.refresh();
    await expect(person.status).toHaveText('Refreshing');
    await person.excelPage.reload();
    await person.holds(id);
    expect(person.sent('refresh')).toBe(2);
  },
  async 'open, retrying'(person) {
    const id = person.alive();
    person.order('refresh', error('transientFailure'));
    await person.refresh();
    await expect(person.status).toHaveText('Trying again');
    await person.excelPage.reload();
    await expect(person.status).toHaveText('Trying again');
    person.calm();
    await person.refresh();
    await person.holds(id);
  },
  async resuming(person) {
    const id = person.alive();
    const release = await person.withoutOffice('hold');
    await person.excelPage.reload();
    await expect(person.heading('Budget 2026.xlsx')).toBeVisible();
    await expect(person.status).toHaveText('Checking');
    await expect(person.keepAlive()).toBeChecked();
    await release();
    await person.excelPage.reload();
    await person.holds(id);
  },
  async unsupported(person) {
    const id = person.alive();
    const release = await person.withoutOffice('abort');
    await person.excelPage.reload();
    await expect(async () => {
      await person.excelPage.context.clock.runFor(15_000);
      await expect(person.excelPage.pane.getByText('Excel isn’t responding')).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await release();
    await person.button('Reload').click();
    await person.holds(id);
  },
  async 'open, signInNeeded'(person) {
    // The service requires an interactive sign-in.
    person.world.identity.revokeTokens();
    person.world.identity.orders.give('conditionalAccess');
    await person.refresh();
    await expect(person.alert).toContainText('Sign in to keep the session');
    await person.excelPage.reload();
    await expect(person.alert).toContainText('Sign in to keep the session');
  },
  async 'open, signingIn'(person) {
    const id = person.alive();
    const { context } = person.excelPage;
    // The provider's page does not load, so its window stays open.
    await context.route(/\/authorize\?/, () => undefined);
    const opened = context.waitForEvent('page');
    await person.button('Sign in').click();
    const window = await opened;
    await expect(person.alert).toContainText('Signing you in…');
    await person.excelPage.reload();
    await window.close();
    await context.unroute(/\/authorize\?/);
    await expect(person.alert).toContainText('Sign in to keep the session');
    await person.button('Sign in').click();
    await person.holds(id);
  },
  async lost(person) {
    person.world.graph.sessions.end();
    await person.refresh();
    await expect(person.status).toHaveText('Ended');
    await person.excelPage.reload();
    await expect(person.button('Start session')).toBeVisible();
  },
  async closing(person) {
    await person.excelPage.start();
    person.order('close', hang, 1);
    await person.button('Close session').click();
    await expect(person.excelPage.card.getByText('Closing the session')).toBeVisible();
    await person.excelPage.reload();
    await expect(person.status).toHaveText('Closed');
  },
};

test('a reload in any state returns to it, and the session stays the same', async ({
  excelPage,
  world,
}) => {
  test.setTimeout(120_000);
  const person = new Person(excelPage, world);
  await excelPage.open();
  for (const [where, reload] of Object.entries(reloads)) {
    await test.step(where, () => reload(person));
  }
});

test('the add-in starts with the workbook only after the user has enabled that', async ({
  excelPage,
}) => {
  const startup = (): Promise<string> => excelPage.page.evaluate(() => window.excel.host().startup);
  const wanted = excelPage.pane.getByRole('switch', { name: 'Start with this workbook' });
  await excelPage.openSignedIn();
  await excelPage.start();
  await expect(wanted).not.toBeChecked();
  expect(await startup()).toBe('Inactive');
  await wanted.click();
  await expect(wanted).toBeChecked();
  expect(await startup()).toBe('Background');
  await excelPage.reload();
  await expect(wanted).toBeChecked();
  await wanted.click();
  await expect(wanted).not.toBeChecked();
  expect(await startup()).toBe('Inactive');
});

/** Delays office.js until the returned function is called. */
async function delayOffice({ context, world }: ExcelPage): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await context.route(`${world.origins.office}/**`, async (route) => {
    await released;
    await route.fallback();
  });
  return release;
}

test('clicks after a reload wait until the workbook is located, and are carried out then', async ({
  excelPage,
}) => {
  const button = (name: string): Locator => excelPage.pane.getByRole('button', { name });
  const keepAlive = excelPage.pane.getByRole('switch', { name: 'Keep alive' });
  await excelPage.openSignedIn();
  await button('Start session').waitFor();
  const release = await delayOffice(excelPage);
  await excelPage.reload();
  await excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' }).waitFor();
  await button('Start session').click();
  await excelPage.pass(1_000);
  await expect(excelPage.pane.getByText('Signing you in…')).toBeVisible();
  expect(excelPage.sent('create')).toBe(0);
  release();
  await expect(excelPage.card.getByRole('status')).toHaveText('Active');
  expect(excelPage.sent('create')).toBe(1);

  const releaseAgain = await delayOffice(excelPage);
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status')).toHaveText('Checking');
  await keepAlive.click();
  await expect(keepAlive).toBeChecked();
  await button('Close session').click();
  expect(excelPage.sent('close')).toBe(0);
  releaseAgain();
  await expect(excelPage.card.getByRole('status')).toHaveText('Closed');
  expect(excelPage.world.graph.sessions.alive()).toEqual([]);
});

test('a close that a reload interrupted is shown until it is repeated', async ({
  excelPage,
  world,
}) => {
  const { pane, card } = excelPage;
  const offers = pane.getByRole('button', { name: /Start session|Stop waiting/ });
  const person = new Person(excelPage, world);
  await excelPage.openSignedIn();
  await excelPage.start();
  person.order('close', hang, 1);
  await person.button('Close session').click();
  await expect(person.button('Stop waiting')).toBeVisible();
  const release = await delayOffice(excelPage);
  await excelPage.reload();
  await expect(card.getByRole('status')).toHaveText('Closing');
  // Nothing can be stopped or started meanwhile.
  await expect(offers).toHaveCount(0);
  release();
  await expect(card.getByRole('status')).toHaveText('Closed');
  expect(world.graph.sessions.alive()).toEqual([]);
});

test('a session that waits for the network is taken up by the first reload that has one', async ({
  excelPage,
  world,
}) => {
  const person = new Person(excelPage, world);
  await person.begin();
  await person.start();
  await excelPage.pane.getByRole('switch', { name: 'Keep alive' }).click();
  const id = person.alive();
  await excelPage.context.setOffline(true);
  await excelPage.pass(4 * minuteMs);
  await expect(excelPage.pane.getByText('You’re offline')).toBeVisible();
  // Offline the page does not load.
  await excelPage.reload();
  await excelPage.context.setOffline(false);
  await excelPage.page.evaluate(() => window.excel.reload());
  await person.holds(id);
});

test('after a reload that takes long the user is offered another one', async ({ excelPage }) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  const release = await delayOffice(excelPage);
  await excelPage.reload();
  await excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' }).waitFor();
  await excelPage.pass(10_000);
  await expect(excelPage.pane.getByText('This is taking longer than usual.')).toBeVisible();
  await expect(excelPage.pane.getByRole('button', { name: 'Reload' })).toBeVisible();
  release();
});

test('a click in the workbook before is not carried out in another one', async ({ excelPage }) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await excelPage.page.evaluate(
    (address) => window.excel.setDocumentUrl(address),
    'https://contoso.sharepoint.com/sites/Finance/Shared Documents/Checked out.xlsx',
  );
  const release = await delayOffice(excelPage);
  await excelPage.reload();
  await excelPage.pane.getByRole('heading', { name: 'Budget 2026.xlsx' }).waitFor();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).click();
  release();
  await expect(excelPage.pane.getByRole('heading', { name: 'Checked out.xlsx' })).toBeVisible();
  expect(excelPage.sent('create')).toBe(0);
});

test('a session that full storage cannot hold is told on the card, until there is space', async ({
  excelPage,
}) => {
  await excelPage.openSignedIn();
  await excelPage.pane.getByRole('button', { name: 'Start session' }).waitFor();
  await excelPage.frame.evaluate(() => {
    for (let size = 2 ** 23; size >= 1; size /= 2) {
      try {
        localStorage.setItem(`filled ${size}`, 'x'.repeat(size));
      } catch {
        // Only a smaller value fits.
      }
    }
  });
  await excelPage.start();
  const told = excelPage.card.getByText(/couldn’t store this session.*QuotaExceededError/);
  await expect(told).toBeVisible();
  await excelPage.frame.evaluate(() => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith('filled ')) localStorage.removeItem(name);
    }
  });
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect(told).toBeHidden();
  await excelPage.reload();
  await expect(excelPage.card.getByRole('status').getByText('Active')).toBeVisible();
});
