import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPersistence } from '../../../src/browser/persistence';
import { defaultChoices } from '../../../src/session/appState';
import type { SessionRecord } from '../../../src/session/stored';
import { createStorage, denyStorage } from './fakeStorage';

const account = {
  id: 'adele',
  name: 'Adele Vance',
  userName: 'adele@contoso.example',
  tenantId: 't',
};

const workbook = {
  driveId: 'b!1',
  itemId: '01',
  name: 'b.xlsx',
  webUrl: '',
  address: 'https://contoso.sharepoint.com/b.xlsx',
};
const record = (accountId = 'adele.contoso', more: Partial<SessionRecord> = {}): SessionRecord => ({
  accountId,
  workbook,
  phase: 'open',
  keepAlive: { on: false, until: null },
  activity: [],
  seenAt: 1,
  session: { id: 's', persistChanges: true, origin: 'opened', openedAt: 1, lastActivityAt: 2 },
  ...more,
});
const key = (accountId = 'adele.contoso', itemId = '01') => ({ accountId, driveId: 'b!1', itemId });

const stored = (): string[] => Object.keys(localStorage);
const ignore = (): void => undefined;

let page = new EventTarget();
/** Another pane changes storage. */
const changes = (key: string | null, newValue: string | null): void =>
  void page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('localStorage', createStorage());
  vi.stubGlobal('sessionStorage', createStorage());
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('records in storage', () => {
  it('are found by account and workbook, and by nothing else', () => {
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record());
    // Also the second time: what is found stays.
    for (let time = 0; time < 2; time += 1) expect(persistence.record(key())).toEqual(record());
    expect([
      persistence.record(key('alex.contoso')),
      persistence.record(key('adele.contoso', '02')),
    ]).toEqual([null, null]);
    persistence.removeRecord(key());
    expect(stored()).toEqual([]);
  });

  it('that the browser refuses to store are told with its reason, and so is the next one that it stores', () => {
    let isFull = true;
    vi.stubGlobal(
      'localStorage',
      createStorage(() => isFull),
    );
    const told: (string | null)[] = [];
    const persistence = createPersistence((refusal) => told.push(refusal));
    persistence.saveRecord(record());
    isFull = false;
    persistence.saveRecord(record());
    denyStorage();
    persistence.saveRecord(record());
    expect(told).toEqual(['QuotaExceededError', null, 'SecurityError']);
  });

  it('are separate for ids that are the same when joined', () => {
    const persistence = createPersistence(ignore);
    const [first, second] = [
      record('ab', { workbook: { ...workbook, driveId: 'c' } }),
      record('a', { workbook: { ...workbook, driveId: 'bc' } }),
    ];
    persistence.saveRecord(first);
    persistence.saveRecord(second);
    expect(persistence.record({ accountId: 'ab', driveId: 'c', itemId: '01' })).toEqual(first);
  });

  it('are listed, and one is removed alone, even where one name begins like the other', () => {
    const persistence = createPersistence(ignore);
    const accounts = ['adele', 'adele.contoso', 'adele%3Acontoso', 'alex'];
    for (const account of accounts) persistence.saveRecord(record(account));
    persistence.saveRecord(record('adele', { workbook: { ...workbook, itemId: '02' } }));
    persistence.removeRecord(key('adele'));
    const left = persistence.records();
    expect(new Set(left.map(({ accountId }) => accountId))).toEqual(new Set(accounts));
    expect(left).toHaveLength(4);
    expect([persistence.record(key('adele')), persistence.record(key('adele', '02'))]).toEqual([
      null,
      expect.objectContaining({ accountId: 'adele' }),
    ]);
  });

  it('that cannot be read are removed when the others are listed, also those that are never requested', () => {
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record('adele'));
    const [name = ''] = stored();
    localStorage.setItem(name.replace(/01$/, '99'), '{');
    localStorage.setItem('of another add-in', '{');
    expect(persistence.records()).toEqual([record('adele')]);
    expect(stored()).toEqual([name, 'of another add-in']);
  });

  it('that cannot be read are not found, and not listed', () => {
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record());
    const [name = ''] = stored();
    for (const broken of ['{', '{"accountId":"adele"}', '7']) {
      localStorage.setItem(name, broken);
      expect(persistence.record(key())).toBeNull();
      expect(persistence.records()).toEqual([]);
      expect(stored()).toEqual([]);
    }
  });

  it('that another pane stores are handed on; other changes are not', () => {
    const persistence = createPersistence(ignore);
    const seen: unknown[] = [];
    persistence.onRecord((found) => seen.push(found));
    persistence.saveRecord(record());
    const [name = ''] = stored();
    changes(name, JSON.stringify(record('adele.contoso', { seenAt: 2 })));
    for (const [changed, newValue] of [
      [name, null],
      [name, '{'],
      ['other', JSON.stringify(record())],
      [null, null],
    ] as const) {
      changes(changed, newValue);
    }
    expect(seen).toEqual([record('adele.contoso', { seenAt: 2 })]);
  });
});

const pause = { until: 5, at: 1 };

describe('what else is in storage', () => {
  it('is the last workbook for this tab, and the choices and the service’s pause for this browser', () => {
    const persistence = createPersistence(ignore);
    const known = { account, workbook };
    persistence.saveKnown(known);
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(pause);
    expect([
      persistence.loadKnown(),
      persistence.loadChoices(),
      persistence.throttled.load(),
    ]).toEqual([known, defaultChoices, pause]);
    expect([Object.keys(sessionStorage).length, stored().length]).toEqual([1, 2]);
    persistence.saveKnown(null);
    expect([persistence.loadKnown(), Object.keys(sessionStorage)]).toEqual([null, []]);
  });

  it('is each choice as the pane stored it in which the user made it', () => {
    const persistence = createPersistence(ignore);
    persistence.saveChoices(defaultChoices, { keepAlive: true });
    persistence.saveChoices(defaultChoices, { persistChanges: false });
    expect(persistence.loadChoices()).toEqual({
      ...defaultChoices,
      keepAlive: true,
      persistChanges: false,
    });
  });

  it('is the sign-in service’s pause for this tab, apart from Graph’s', () => {
    const { signInThrottled, throttled } = createPersistence(ignore);
    signInThrottled.save(pause);
    expect([signInThrottled.load(), throttled.load()]).toEqual([pause, null]);
    expect([Object.keys(sessionStorage).length, stored().length]).toEqual([1, 0]);
  });

  it('bears the name of the product: the pages of an origin share its storage', () => {
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record());
    persistence.saveKnown({ account, workbook });
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(pause);
    expect(
      [...stored(), ...Object.keys(sessionStorage)].filter(
        (name) => !name.startsWith('session-keeper.'),
      ),
    ).toEqual([]);
  });

  it('is no pause where it cannot be read', () => {
    const { throttled } = createPersistence(ignore);
    expect(throttled.load()).toBeNull();
    throttled.save(pause);
    const [name = ''] = stored();
    for (const foreign of [
      '5',
      '{}',
      '{"until":5}',
      '{"until":"5","at":1}',
      '{"until":5,"at":1e999}',
      '[5]',
      'null',
      'x',
    ]) {
      localStorage.setItem(name, foreign);
      expect([foreign, throttled.load()]).toEqual([foreign, null]);
    }
  });

  it('that another pane writes of the pause is noticed, and nothing else is', () => {
    const { throttled } = createPersistence(ignore);
    const changed = vi.fn();
    throttled.onChange(changed);
    throttled.save(pause);
    changes('other', '5');
    changes(null, null);
    expect(changed).not.toHaveBeenCalled();
    for (const name of stored()) changes(name, '6');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

describe('storage that is denied or full', () => {
  it('keeps what is in it where it is full', () => {
    let isFull = false;
    vi.stubGlobal(
      'localStorage',
      createStorage(() => isFull),
    );
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record());
    isFull = true;
    persistence.saveRecord(record('alex'));
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(pause);
    expect([
      persistence.record(key()),
      persistence.record(key('alex')),
      persistence.loadChoices(),
      persistence.throttled.load(),
    ]).toEqual([record(), null, null, null]);
    persistence.removeRecord(key());
    expect(stored()).toEqual([]);
  });

  it('remembers nothing where it is denied, and nothing fails', () => {
    denyStorage();
    const persistence = createPersistence(ignore);
    persistence.saveRecord(record());
    persistence.saveKnown({ account, workbook });
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(pause);
    expect(persistence.records()).toEqual([]);
    expect([
      persistence.record(key()),
      persistence.loadKnown(),
      persistence.loadChoices(),
      persistence.throttled.load(),
    ]).toEqual([null, null, null, null]);
  });
});
