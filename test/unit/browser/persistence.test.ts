import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPersistence } from '../../../src/browser/persistence';
import { defaultChoices } from '../../../src/session/appState';
import type { SessionRecord } from '../../../src/session/state';

/** The browser's storage, as a page sees it: the names are own properties. */
function createStorage(): Storage {
  const methods = {
    getItem: (name: string): string | null =>
      Object.hasOwn(storage, name) ? (storage[name] ?? null) : null,
    setItem: (name: string, value: string): void => void (storage[name] = value),
    removeItem: (name: string): void => void Reflect.deleteProperty(storage, name),
  };
  const storage: Record<string, string> = Object.create(methods) as Record<string, string>;
  return storage as unknown as Storage;
}

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

let listeners: ((event: {
  readonly key: string | null;
  readonly newValue: string | null;
}) => void)[] = [];
const stored = (): string[] => Object.keys(localStorage);

beforeEach(() => {
  listeners = [];
  vi.stubGlobal('localStorage', createStorage());
  vi.stubGlobal('sessionStorage', createStorage());
  vi.stubGlobal('addEventListener', (_name: string, listener: (typeof listeners)[number]) =>
    listeners.push(listener),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('records in storage', () => {
  it('are found by account and workbook only', () => {
    const persistence = createPersistence();
    persistence.saveRecord(record());
    expect(persistence.record(key())).toEqual(record());
    expect([
      persistence.record(key('alex.contoso')),
      persistence.record(key('adele.contoso', '02')),
    ]).toEqual([null, null]);
    persistence.removeRecord(key());
    expect(stored()).toEqual([]);
  });

  it('go with the account that signs out, and stay of another one, even where one name begins like the other', () => {
    const persistence = createPersistence();
    for (const account of ['adele', 'adele.contoso', 'adele%3Acontoso', 'alex']) {
      persistence.saveRecord(record(account));
    }
    persistence.saveRecord(record('adele', { workbook: { ...workbook, itemId: '02' } }));
    persistence.removeRecords(({ accountId }) => accountId === 'adele');
    expect(
      ['adele.contoso', 'adele%3Acontoso', 'alex'].map(
        (account) => persistence.record(key(account)) !== null,
      ),
    ).toEqual([true, true, true]);
    expect([persistence.record(key('adele')), persistence.record(key('adele', '02'))]).toEqual([
      null,
      null,
    ]);
  });

  it('are removed when they have ended or are invalid, also those that are never read', () => {
    const persistence = createPersistence();
    persistence.saveRecord(record('adele'));
    persistence.saveRecord(record('alex'));
    const [name = ''] = stored();
    localStorage.setItem(name.replace(/01$/, '99'), '{');
    localStorage.setItem('of another add-in', '{');
    persistence.removeRecords(({ accountId }) => accountId === 'alex');
    expect(stored()).toEqual([name, 'of another add-in']);
  });

  it('that are invalid are removed', () => {
    const persistence = createPersistence();
    persistence.saveRecord(record());
    const [name = ''] = stored();
    for (const broken of ['{', '{"accountId":"adele"}', '7']) {
      localStorage.setItem(name, broken);
      expect([persistence.record(key()), stored()]).toEqual([null, []]);
    }
  });

  it('from another pane are reported; other changes are not', () => {
    const persistence = createPersistence();
    const seen: unknown[] = [];
    persistence.onRecord((found) => seen.push(found));
    persistence.saveRecord(record());
    const [name = ''] = stored();
    for (const [changed, newValue] of [
      [name, JSON.stringify(record())],
      [name, null],
      [name, '{'],
      ['other', JSON.stringify(record())],
      [null, null],
    ] as const) {
      for (const listener of listeners) listener({ key: changed, newValue });
    }
    expect(seen).toEqual([record()]);
  });
});

describe('other stored values', () => {
  it('are the tab’s last workbook, and the browser’s choices and Retry-After', () => {
    const persistence = createPersistence();
    const known = { accountId: 'adele', workbook };
    persistence.saveKnown(known);
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(5);
    expect([
      persistence.loadKnown(),
      persistence.loadChoices(),
      persistence.throttled.load(),
    ]).toEqual([known, defaultChoices, 5]);
    expect([Object.keys(sessionStorage).length, stored().length]).toEqual([1, 2]);
    persistence.saveKnown(null);
    expect([persistence.loadKnown(), Object.keys(sessionStorage)]).toEqual([null, []]);
  });

  it('hold no Retry-After when it is invalid', () => {
    const { throttled } = createPersistence();
    throttled.save(Number.POSITIVE_INFINITY);
    expect(throttled.load()).toBe(0);
  });

  it('report a change of Retry-After by another pane', () => {
    const { throttled } = createPersistence();
    const changed = vi.fn();
    throttled.onChange(changed);
    throttled.save(5);
    for (const name of [...stored(), 'other']) {
      for (const listener of listeners) listener({ key: name, newValue: '5' });
    }
    expect(changed).toHaveBeenCalledTimes(1);
  });
});

describe('storage that is denied or full', () => {
  it('stores nothing and never throws', () => {
    const denied = new Proxy(
      {},
      {
        get: () => {
          throw new DOMException('', 'SecurityError');
        },
        ownKeys: () => {
          throw new DOMException('', 'SecurityError');
        },
      },
    );
    vi.stubGlobal('localStorage', denied);
    vi.stubGlobal('sessionStorage', denied);
    const persistence = createPersistence();
    persistence.saveRecord(record());
    persistence.saveKnown({ accountId: 'adele', workbook });
    persistence.saveChoices(defaultChoices);
    persistence.throttled.save(5);
    persistence.removeRecords(() => true);
    expect([
      persistence.record(key()),
      persistence.loadKnown(),
      persistence.loadChoices(),
      persistence.throttled.load(),
    ]).toEqual([null, null, null, 0]);
  });
});
