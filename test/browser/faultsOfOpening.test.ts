import { secondLevel } from '../sandbox/graph/errorCodes';
import { bareFault, error, Faulty } from './faulty';
import { expect, test } from './worldFixture';

const failed = 'The session didn’t start';
const unclear = 'A session may have been openedNo clear response';
const refused = 'The service refused the request';
const gone = 'The workbook can’t be found';
const wider = ['This file may need one more permission', 'Ask for access to shared files'] as const;

/** Errors after which the pane retries automatically. */
const again = [
  'accessConflict',
  'conflictUncategorized',
  'gatewayTimeoutUncategorized',
  'serviceUnavailableUncategorized',
  'tooManyRequestsUncategorized',
  'transientFailure',
];

/** Errors that are reported to the user with the cause and the remedy. */
const told: Readonly<Record<string, readonly [why: string, help?: string]>> = {
  accessDenied: wider,
  badRequestUncategorized: [refused],
  filteredRangeConflict: [refused],
  forbiddenUncategorized: wider,
  generalException: [refused],
  insertDeleteConflict: [refused],
  internalServerErrorUncategorized: [unclear, 'Try again'],
  invalidArgument: [refused],
  invalidReference: [refused],
  invalidSessionAccessConflict: ['Conflicting changes', 'Try again'],
  invalidSessionAuthentication: ['The session’s sign-in is no longer valid', 'Sign in'],
  invalidSessionNotFound: ['The session wasn’t found', 'Try again'],
  invalidSessionReCreatable: ['The session can’t be continued', 'Try again'],
  invalidSessionRestricted: ['The workbook is restricted now', 'Try again'],
  invalidSessionUnexpected: ['The session has ended', 'Try again'],
  invalidSessionUnsupportedWorkbook: ['The workbook can’t be used in a session', 'Check again'],
  itemAlreadyExists: [refused],
  itemNotFound: [gone, 'Check again'],
  methodNotAllowed: [refused],
  methodNotAllowedUncategorized: [refused],
  nonBlankCellOffSheet: [refused],
  notFoundUncategorized: [gone, 'Check again'],
  notImplementedUncategorized: [refused],
  payloadTooLargeUncategorized: [refused],
  rangeExceedsLimit: [refused],
  requestAborted: [refused],
  unauthorizedUncategorized: ['Microsoft Graph refused the sign-in', 'Sign in'],
  unsupportedOperation: [refused],
  unsupportedWorkbook: ['This workbook can’t be used in a session', 'Check again'],
};

test('every documented code has a row', () => {
  expect([...again, ...Object.keys(told)].sort()).toEqual(Object.keys(secondLevel).sort());
});

test('opening is retried automatically when the service allows it', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  const faults = [
    ...again.map((code) => [code, error(code)] as const),
    ['504', bareFault(504)] as const,
    ['423', bareFault(423)] as const,
  ];
  for (const [name, fault] of faults) {
    await test.step(name, async () => {
      faulty.order('create', fault, 1);
      await faulty.clickStart();
      await expect(faulty.status).toHaveText('Starting');
      await expect(excelPage.card).toContainText(/Next attempt at .*\d+:\d\d:\d\d/);
      await expect(excelPage.card.getByRole('button')).toHaveText(['Cancel']);
      expect(faulty.sent('create')).toBe(1);
      await faulty.getsOver();
      expect(faulty.sent('create')).toBe(2);
      await faulty.close();
    });
  }
});

test('a rejected open request is reported with its remedy, and not retried', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  for (const [code, [why, help]] of Object.entries(told)) {
    await test.step(code, async () => {
      // A 401 is retried once with a renewed token.
      const sent = secondLevel[code] === 401 ? 2 : 1;
      faulty.order('create', error(code), sent);
      await faulty.clickStart();
      await faulty.reads({
        title: why === unclear ? why : `${failed}${why}`,
        // A sign-in may help; the same session is never attached again.
        buttons: [
          ...(help === undefined ? [] : [help]),
          ...(code === 'invalidSessionAuthentication' ? ['Try again'] : []),
          'Dismiss',
        ],
      });
      expect(faulty.sent('create')).toBe(sent);
    });
  }
  await excelPage.pass(60_000);
  expect(faulty.sent('create')).toBe(1);
  await faulty.alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(faulty.alert).toBeHidden();
  expect(world.graph.sessions.alive()).toEqual([]);

  // An unknown code is shown with the ids that support needs.
  faulty.order(
    'create',
    {
      kind: 'error',
      status: 418,
      error: { code: 'brandNew', message: 'x', innerCode: 'brandNewer' },
      headers: {},
    },
    1,
  );
  await faulty.clickStart();
  await faulty.reads({ title: unclear, buttons: ['Try again', 'Dismiss'] });
  await faulty.alert.getByText('Details', { exact: true }).click();
  for (const line of [
    /Code\s*brandNewer/,
    /Status\s*418/,
    /Request ID\s*[0-9a-f-]{36}/,
    /Client request ID\s*[0-9a-f-]{36}/,
  ]) {
    await expect(faulty.alert).toContainText(line);
  }
  await faulty.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(faulty.status).toHaveText('Active');
});

test('after a lost response no second session is requested; a session that arrives too late is closed', async ({
  excelPage,
  world,
}) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  const lost = [
    { kind: 'noCors' },
    { kind: 'portal' },
    { kind: 'notJson' },
    { kind: 'empty', status: 201 },
    { kind: 'truncated' },
    { kind: 'redirect', to: 'https://hotspot.example/' },
  ] as const;
  for (const fault of [...lost, bareFault(500), bareFault(502)]) {
    await test.step(JSON.stringify(fault), async () => {
      faulty.order('create', fault, 1);
      await faulty.clickStart();
      await faulty.reads({
        title: unclear,
        buttons: ['Try again', 'Dismiss'],
      });
      expect(faulty.sent('create')).toBe(1);
    });
  }
  await excelPage.pass(60_000);
  expect(faulty.sent('create')).toBe(1);
  // Sessions that were opened without a response are left to the service's timeout.
  world.graph.sessions.end();

  // A session that arrives after the user has cancelled is closed, and the next one starts.
  faulty.order('create', { kind: 'delay', ms: 300 }, 1);
  await faulty.clickStart();
  await excelPage.card.getByRole('button', { name: 'Cancel' }).click();
  await faulty.clickStart();
  await expect(faulty.status).toHaveText('Active');
  await expect.poll(() => faulty.sent('close')).toBe(1);
  await expect.poll(() => world.graph.sessions.alive().length).toBe(1);
  expect(faulty.sent('create')).toBe(2);
});

test('a slow session is awaited by polling its operation', async ({ excelPage, world }) => {
  const faulty = new Faulty(excelPage, world);
  await faulty.begin();
  world.graph.settings.openingMs = 40_000;
  world.requests.clear();
  await faulty.clickStart();
  await expect.poll(() => faulty.sent('create')).toBe(1);
  faulty.order('operation', bareFault(503), 1);
  await excelPage.pass(70_000);
  await expect(faulty.status).toHaveText('Active');
  expect([
    faulty.sent('create'),
    faulty.sent('sessionInfo'),
    world.graph.sessions.alive().length,
  ]).toEqual([0, 1, 1]);
  expect(faulty.sent('operation')).toBeLessThanOrEqual(7);
  await faulty.close();

  world.graph.settings.openingFails = 'unsupportedWorkbook';
  await faulty.clickStart();
  await excelPage.pass(70_000);
  await faulty.reads({
    title: `${failed}This workbook can’t be used in a session`,
    buttons: ['Check again', 'Dismiss'],
  });
});
