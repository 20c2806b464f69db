import type { Persistence } from '../session/services';
import type { Choices, KnownWorkbook, RecordKey, SessionRecord } from '../session/state';
import { parseChoices, parseKnown, parseRecord } from './storedValues';

const knownKey = 'session-keeper.workbook';
const choicesKey = 'session-keeper.choices';
const recordPrefix = 'session-keeper.session:';
const throttledKey = 'session-keeper.throttledUntil';

/** The stored values of this pane, beside the session records. */
export interface BrowserPersistence extends Persistence {
  readonly loadKnown: () => KnownWorkbook | null;
  readonly loadChoices: () => Choices | null;
  /** Calls back with each session record that another pane of this browser stores. */
  readonly onRecord: (callback: (record: SessionRecord) => void) => void;
  /** End of the service's Retry-After (ms since the epoch), shared by all panes of this browser. */
  readonly throttled: {
    readonly load: () => number;
    readonly save: (until: number) => void;
    readonly onChange: (callback: () => void) => void;
  };
}

/**
 * Reads and writes storage. Session records and the user's choices are in local storage, shared
 * with other panes and the next start. The last workbook is in session storage, which ends with the
 * tab. When storage is denied or full, nothing is stored and nothing fails.
 */
export function createPersistence(): BrowserPersistence {
  return {
    loadKnown: () => parseKnown(read(() => sessionStorage.getItem(knownKey))),
    loadChoices: () => parseChoices(read(() => localStorage.getItem(choicesKey))),
    saveKnown: (known) => put(() => sessionStorage, knownKey, known),
    saveChoices: (choices) => put(() => localStorage, choicesKey, choices),
    record(key) {
      const record = parseRecord(read(() => localStorage.getItem(nameOf(key))));
      // A value that is not a valid record is removed.
      if (record === null) put(() => localStorage, nameOf(key), null);
      return record;
    },
    saveRecord: (record) =>
      put(() => localStorage, nameOf({ ...record.workbook, accountId: record.accountId }), record),
    removeRecord: (key) => put(() => localStorage, nameOf(key), null),
    removeRecords(isOver) {
      for (const name of recordNames()) {
        const record = parseRecord(read(() => localStorage.getItem(name)));
        if (record === null || isOver(record)) put(() => localStorage, name, null);
      }
    },
    onRecord(callback) {
      addEventListener('storage', ({ key, newValue }) => {
        const record =
          key?.startsWith(recordPrefix) === true ? parseRecord(read(() => newValue)) : null;
        if (record !== null) callback(record);
      });
    },
    throttled: {
      load() {
        const until = read(() => localStorage.getItem(throttledKey));
        return typeof until === 'number' && Number.isFinite(until) ? until : 0;
      },
      save: (until) => put(() => localStorage, throttledKey, until),
      onChange(callback) {
        addEventListener('storage', ({ key }) => {
          if (key === throttledKey) callback();
        });
      },
    },
  };
}

const nameOf = ({ accountId, driveId, itemId }: RecordKey): string =>
  recordPrefix + [accountId, driveId, itemId].map(encodeURIComponent).join(':');

function recordNames(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(recordPrefix));
  } catch {
    return [];
  }
}

function read(get: () => string | null): unknown {
  try {
    return JSON.parse(get() ?? 'null') as unknown;
  } catch {
    return null;
  }
}

/** Stores the value; null removes it. */
function put(storage: () => Storage, name: string, value: unknown): void {
  try {
    if (value === null) storage().removeItem(name);
    else storage().setItem(name, JSON.stringify(value));
  } catch {
    // Storage is denied or full: the value is not stored.
  }
}
