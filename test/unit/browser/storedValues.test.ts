import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseChoices,
  parseKnown,
  parseOrganizationChoice,
  parseRecord,
} from '../../../src/browser/storedValues';
import { defaultChoices } from '../../../src/session/appState';
import type { Activity } from '../../../src/session/activity';
import { withoutClockSkew } from '../../../src/session/records';
import type { SessionRecord } from '../../../src/session/stored';

const record: SessionRecord = {
  accountId: 'adele',
  workbook: {
    driveId: 'd',
    itemId: 'i',
    name: 'b.xlsx',
    webUrl: '',
    address: 'https://contoso.sharepoint.com/b.xlsx',
  },
  phase: 'open',
  session: {
    id: 's',
    persistChanges: 'unknown',
    origin: 'attached',
    openedAt: 1,
    lastActivityAt: 2,
  },
  keepAlive: { on: true, until: null },
  activity: [
    { at: 1, what: 'attached', tookMs: 300 },
    {
      at: 2,
      what: 'refreshFailed',
      failure: {
        recovery: 'retry',
        code: 'tooManyRequests',
        status: 429,
        requestId: 'r',
        clientRequestId: 'c',
      },
    },
  ],
  seenAt: 3,
};
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a stored record', () => {
  it('is read back as it was written', () => {
    expect(parseRecord(stored(record))).toEqual(record);
    const opening = { ...record, phase: 'opening', session: null, activity: [] };
    expect(parseRecord(stored(opening))).toEqual(opening);
    const linked = { ...record, workbook: { ...record.workbook, insteadOf: '' } };
    expect(parseRecord(stored(linked))).toEqual(linked);
    for (const stopped of ['timeIsUp', 'refused'] as const) {
      const off = { ...record, keepAlive: { on: false, until: null, stopped } };
      expect(parseRecord(stored(off))).toEqual(off);
    }
  });

  it('is dropped as a whole where a part of it is missing or of another kind', () => {
    for (const part of Object.keys(record)) {
      expect(parseRecord({ ...record, [part]: undefined }), part).toBeNull();
      expect(parseRecord({ ...record, [part]: 7 }) === null || part === 'seenAt', part).toBe(true);
    }
    for (const part of Object.keys(record.session ?? {})) {
      expect(
        parseRecord({ ...record, session: { ...record.session, [part]: {} } }),
        part,
      ).toBeNull();
    }
    for (const part of ['driveId', 'itemId', 'name', 'address', 'webUrl', 'insteadOf']) {
      expect(
        parseRecord({ ...record, workbook: { ...record.workbook, [part]: 7 } }),
        part,
      ).toBeNull();
    }
    for (const keepAlive of [
      { on: 'yes', until: null },
      { on: true, until: 'never' },
      { on: true, until: Infinity },
      { on: false, until: null, stopped: 'tired' },
    ]) {
      expect(parseRecord({ ...record, keepAlive })).toBeNull();
    }
  });

  it('keeps each kind of line of the activity', () => {
    const kinds: Record<Activity['what'], true> = {
      opened: true,
      attached: true,
      recreated: true,
      refreshed: true,
      refreshFailed: true,
      openFailed: true,
      attachFailed: true,
      openUnclear: true,
      lost: true,
      closed: true,
      closeFailed: true,
      keepAliveOn: true,
      keepAliveOff: true,
      keepAliveTimeIsUp: true,
      keepAliveRefused: true,
    };
    const activity = [
      ...Object.keys(kinds).map((what, at) => ({ at, what })),
      { at: 0, what: 'recreated', isRead: true },
    ];
    expect(parseRecord(stored({ ...record, activity }))?.activity).toEqual(activity);
  });

  it('holds a session unless one is being opened', () => {
    expect(parseRecord({ ...record, session: null })).toBeNull();
    expect(parseRecord({ ...record, phase: 'opening' })).toBeNull();
    expect(parseRecord({ ...record, phase: 'someday' })).toBeNull();
  });

  it('never holds a time that is no number: another pane may write anything', () => {
    for (const at of [NaN, Infinity, '5', null]) {
      expect(
        parseRecord({ ...record, session: { ...record.session, lastActivityAt: at } }),
      ).toBeNull();
      expect(parseRecord({ ...record, seenAt: at })).toBeNull();
    }
  });

  it('loses only the lines of its activity that cannot be read', () => {
    const odd = [
      { at: 1 },
      { at: 'x', what: 'opened' },
      { at: 4, what: 'danced' },
      { at: 5, what: 'lost', failure: { status: '404' } },
      { at: 6, what: 'refreshed', tookMs: 'x' },
      null,
    ];
    const [first, second] = record.activity;
    expect(parseRecord({ ...record, activity: [first, ...odd, second] })).toEqual(record);
  });
});

describe('what else is stored', () => {
  it('is read back as it was written, or not at all', () => {
    expect(parseChoices(stored(defaultChoices))).toEqual(defaultChoices);
    for (const part of Object.keys(defaultChoices)) {
      expect(parseChoices({ ...defaultChoices, [part]: 'x' }), part).toBeNull();
    }
    for (const organization of [
      'fabrikam.onmicrosoft.com',
      '11111111-2222-4333-8444-555555555555',
    ]) {
      const chosen = { organization, owner: 'fabrikam.onmicrosoft.com' };
      expect(parseOrganizationChoice(stored(chosen))).toEqual(chosen);
      expect(parseOrganizationChoice({ ...chosen, owner: 7 })).toBeNull();
      // An older version stored it with the other choices, for all workbooks.
      expect(parseChoices({ ...defaultChoices, organization })).toEqual(defaultChoices);
    }
    for (const organization of ['', 'x', '../common', ' fabrikam.com', 'Fabrikam.com', 7, null]) {
      expect(parseOrganizationChoice({ organization, owner: '' })).toBeNull();
    }
    const account = { id: 'adele', name: 'Adele Vance', userName: '', tenantId: 'contoso' };
    const known = { account, workbook: record.workbook };
    expect(parseKnown(stored(known))).toEqual(known);
    const differing = { ...known, account: { ...account, inExcel: 'alex@contoso.example' } };
    expect(parseKnown(stored(differing))).toEqual(differing);
    const asGuest = { ...known, organization: 'fabrikam.com' };
    expect(parseKnown(stored(asGuest))).toEqual(asGuest);
    expect(parseKnown({ ...asGuest, organization: '../common' })).toBeNull();
    for (const part of Object.keys(account)) {
      expect(parseKnown({ ...known, account: { ...account, [part]: 7 } }), part).toBeNull();
    }
    expect(parseKnown({ ...known, account: { ...account, id: '' } })).toBeNull();
    expect(parseKnown({ account })).toBeNull();
  });

  it('has only times that can be shown, also after the clock was set', () => {
    const time = fc.oneof(fc.double(), fc.constantFrom(1e300, 8.64e15, -8.64e15), fc.nat());
    fc.assert(
      fc.property(time, time, time, (seenAt, at, until) => {
        const read = parseRecord({
          ...record,
          session: { ...record.session, openedAt: at, lastActivityAt: at },
          keepAlive: { on: true, until, setAt: until },
          activity: [{ at, what: 'refreshed', tookMs: until }],
          seenAt,
        });
        if (read === null) return;
        const { session, keepAlive, activity } = withoutClockSkew(read, Date.UTC(2026, 0));
        const times = [session?.openedAt, keepAlive.until, keepAlive.setAt, activity[0]?.at];
        for (const shown of times) expect(() => new Date(shown ?? 0).toISOString()).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it('never makes the pane fail, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect([parseRecord(value), parseChoices(value), parseKnown(value)]).toEqual([
          null,
          null,
          null,
        ]);
      }),
    );
  });
});
