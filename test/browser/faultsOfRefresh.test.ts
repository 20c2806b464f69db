import { secondLevel } from '../sandbox/graph/errorCodes';
import { bareFault, error, Faulty } from './faulty';
import { expect, test } from './worldFixture';
import { minuteMs } from '../support/durations';

const refused = 'The service refused the request';
const noAccess = 'Microsoft Graph refused access to this workbook';
const unknown = 'The session wasn’t found';
const dropped = 'The session can’t be continued';
const locked = 'The workbook is locked';
const unavailable = 'Microsoft Graph isn’t available right now';

/**
 * Errors that keep the session. `again`: retried automatically after a short delay; otherwise only
 * on a click, which would fail again.
 */
const goesOn: Readonly<Record<string, { readonly title: string; readonly again: boolean }>> = {
  accessConflict: { title: locked, again: true },
  conflictUncategorized: { title: 'Conflicting changes', again: true },
  gatewayTimeoutUncategorized: { title: unavailable, again: true },
  serviceUnavailableUncategorized: { title: unavailable, again: true },
  tooManyRequestsUncategorized: { title: 'Too many requests', again: true },
  transientFailure: { title: unavailable, again: true },
  accessDenied: { title: noAccess, again: false },
  badRequestUncategorized: { title: refused, again: false },
  filteredRangeConflict: { title: refused, again: false },
  forbiddenUncategorized: { title: noAccess, again: false },
  generalException: { title: refused, again: false },
  insertDeleteConflict: { title: refused, again: false },
  invalidArgument: { title: refused, again: false },
  invalidReference: { title: refused, again: false },
  itemAlreadyExists: { title: refused, again: false },
  methodNotAllowed: { title: refused, again: false },
  methodNotAllowedUncategorized: { title: refused, again: false },
  nonBlankCellOffSheet: { title: refused, again: false },
  notImplementedUncategorized: { title: refused, again: false },
  payloadTooLargeUncategorized: { title: refused, again: false },
  rangeExceedsLimit: { title: refused, again: false },
  requestAborted: { title: refused, again: false },
  unsupportedOperation: { title: refused, again: false },
  unsupportedWorkbook: { title: 'This workbook can’t be used in a session', again: false },
};

/** Errors that end the session. `looks`: confirmed by one request for the file. */
const ends: Readonly<
  Record<string, { readonly title: string; readonly help?: string; readonly looks?: true }>
> = {
  internalServerErrorUncategorized: { title: 'The service lost the session' },
  invalidSessionAccessConflict: { title: 'Conflicting changes' },
  invalidSessionAuthentication: {
    title: 'The session’s sign-in is no longer valid',
    help: 'Sign in',
  },
  invalidSessionNotFound: { title: unknown },
  invalidSessionRestricted: { title: 'The workbook is restricted now' },
  invalidSessionUnexpected: { title: 'The session has ended' },
  invalidSessionUnsupportedWorkbook: {
    title: 'The workbook can’t be used in a session',
    help: 'Check again',
  },
  // A few seconds after a successful request; the session cannot have timed out.
  itemNotFound: { title: unknown, looks: true },
  notFoundUncategorized: { title: unknown, looks: true },
};

/** Codes with their own tests. */
const others = ['invalidSessionReCreatable', 'unauthorizedUncategorized'];

/** A 401 is retried once with a renewed token. */
const sentFor = (code: string): number => (secondLevel[code] === 401 ? 2 : 1);

test('every documented code has a row', () => {
  expect([...Object.keys(goesOn), ...Object.keys(ends), ...others].sort()).toEqual(
    Object.keys(secondLevel).sort(),
  );
});

for (const again of [true, false]) {
  test(`a refresh that is rejected ${again ? 'temporarily is retried by the pane' : 'permanently is reported, and retried only by the user'}`, async ({
    excelPage,
    world,
  }) => {
    const faulty = new Faulty(excelPage, world);
    await faulty.begin();
    await faulty.start();
    for (const [code, row] of Object.entries(goesOn).filter((entry) => entry[1].again === again)) {
      await test.step(code, async () => {
        faulty.order('refresh', error(code), 1);
        await faulty.refresh();
        await faulty.reads({ title: row.title, buttons: [] });
        await expect(faulty.status).toHaveText(again ? 'Trying again' : 'Active');
        await expect(excelPage.card.getByRole('button', { name: 'Close session' })).toBeEnabled();
        if (again) await faulty.getsOver();
        else {
          expect(faulty.sent('refresh')).toBe(1);
          await faulty.refresh();
          await expect.poll(() => faulty.sent('refresh')).toBe(2);
          await expect(faulty.status).toHaveText('Active');
          await expect(faulty.alert).toBeHidden();
        }
        expect([faulty.sent('refresh'), faulty.sent('create'), faulty.sent('item')]).toEqual([
          2, 0, 0,
        ]);
      });
    }
    expect(world.graph.sessions.alive()).toHaveLength(1);
    faulty.order('refresh', error('generalException'), 1);
    await faulty.refresh();
    await faulty.reads({ title: refused, buttons: [] });
    await excelPage.pass(minuteMs);
    expect(faulty.sent('refresh')).toBe(1);
  });
}

test('a session that the service ends is reported with the next action, and never requested again', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  for (const [code, { title, help, looks }] of Object.entries(ends)) {
    await test.step(code, async () => {
      await faulty.start();
      faulty.order('refresh', error(code), sentFor(code));
      await faulty.refresh();
      await expect(faulty.status).toHaveText('Ended');
      await faulty.reads({
        title,
        buttons: [...(help === undefined ? [] : [help]), 'Start session', 'Dismiss'],
      });
      await expect(faulty.alert).toContainText(
        'Changes made in the session should be in the workbook.',
      );
      expect([faulty.sent('refresh'), faulty.sent('item'), faulty.sent('create')]).toEqual([
        sentFor(code),
        looks === true ? 1 : 0,
        0,
      ]);
    });
  }
  await excelPage.pass(minuteMs);
  expect(faulty.sent('refresh')).toBe(1);
  await test.step('the file is gone as well', () => fileIsGone(faulty));
});

async function fileIsGone(faulty: Faulty): Promise<void> {
  const { excelPage, world } = faulty;
  await faulty.start();
  world.graph.sessions.end();
  faulty.order('item', error('itemNotFound'), 1);
  await faulty.refresh();
  await faulty.reads({
    title: 'The workbook can’t be found anymore',
    buttons: ['Check again', 'Start session', 'Dismiss'],
  });
  await expect(faulty.alert).not.toContainText('saved in the workbook');
  expect([faulty.sent('refresh'), faulty.sent('item')]).toEqual([1, 1]);
  expect(excelPage.asked('item')[0]).not.toHaveProperty('sessionId');
  await faulty.alert.getByRole('button', { name: 'Check again' }).click();
  await expect(excelPage.pane.getByRole('button', { name: 'Start session' })).toBeVisible();
}

test('a persistent session is reopened automatically, and its new id is announced; a scratch copy or an attached session never is', async ({
  excelPage,
  world,
}) => {
  const faulty = await Faulty.withSession(excelPage, world);
  const [before] = world.graph.sessions.alive();
  faulty.order('refresh', error('invalidSessionReCreatable'), 1);
  await faulty.refresh();
  await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText(
    'New session opened, with a new ID',
  );
  await expect(faulty.status).toHaveText('Active');
  await expect(faulty.alert).toContainText('A new session was opened');
  await expect(faulty.alert.getByRole('button', { name: 'Copy new session ID' })).toBeVisible();
  await faulty.alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(faulty.alert).toHaveCount(0);
  expect([faulty.sent('refresh'), faulty.sent('create')]).toEqual([1, 1]);
  await excelPage.card.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => faulty.sent('refresh')).toBe(2);
  expect(excelPage.asked('refresh').at(-1)?.sessionId).not.toBe(before?.id);
  await faulty.close();

  await excelPage.pane.getByRole('radio', { name: 'Scratch copy: changes aren’t saved' }).click();
  await faulty.start();
  const id = world.graph.sessions.alive()[0]?.id ?? '';
  faulty.order('refresh', error('invalidSessionReCreatable'), 1);
  await faulty.refresh();
  await expect(faulty.status).toHaveText('Ended');
  await faulty.reads({ title: dropped, buttons: ['Start session', 'Dismiss'] });
  await expect(faulty.alert).toContainText(
    'Changes made in this scratch copy weren’t saved and are gone.',
  );
  await excelPage.pass(10_000);
  expect(faulty.sent('create')).toBe(0);

  await faulty.alert.getByRole('button', { name: 'Dismiss' }).click();
  await excelPage.attach(id);
  faulty.order('refresh', error('invalidSessionReCreatable'), 1);
  await faulty.refresh();
  await expect(faulty.status).toHaveText('Ended');
  await faulty.reads({ title: dropped, buttons: ['Start session', 'Dismiss'] });
  expect([faulty.sent('refresh'), faulty.sent('create')]).toEqual([1, 0]);
});

test('a bare 502 or 503 leaves the session unconfirmed: it is checked until its estimated expiry, and reopened after that', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  for (const status of [502, 503]) {
    await test.step(`${status}`, async () => {
      await faulty.start();
      faulty.order('refresh', bareFault(status));
      await faulty.refresh();
      await expect(faulty.status).toHaveText('Trying again');
      await expect(faulty.alert.getByRole('button')).toHaveCount(0);
      await excelPage.pass(4 * minuteMs);
      expect([faulty.sent('refresh') > 4, faulty.sent('create')]).toEqual([true, 0]);
      await excelPage.pass(2 * minuteMs);
      await expect(excelPage.pane.getByRole('list', { name: 'Activity' })).toContainText(
        'New session opened, with a new ID',
      );
      expect(faulty.sent('create')).toBe(1);
    });
  }
});
