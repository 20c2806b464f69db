import type { Services } from './services';
import { isStale, keyOf, knownOf, recordAtEnd, recordOf, sameItem } from './records';
import type { RecordKey, SessionRecord, AppState } from './state';

/** Stores what the app state says of its session, and holds the lock of that record as long as there is one. */
export interface RecordKeeping {
  /** Brings storage and lock into line with the app state; `now` is ms since the epoch. */
  readonly follow: (appState: AppState, now: number) => void;
  /** The page goes: writes the record with the time of now (ms), and nothing more. What fails with the page is no news. */
  readonly leave: (appState: AppState, now: number) => void;
  /** The page is shown again as it was. */
  readonly comeBack: () => void;
  /** The next app state follows what another pane stored: it is not written again, else two panes would answer each other. */
  readonly stored: () => void;
  /** What is stored for this workbook, and whether a live pane holds it. */
  readonly find: (
    key: RecordKey,
  ) => Promise<{ readonly record?: SessionRecord; readonly isLive?: boolean }>;
  readonly stop: () => void;
}

interface Lock {
  readonly key: RecordKey;
  readonly release: () => void;
}

/** The record of a session that is open is written anew this often (ms) at the least, as the clock is looked at. */
const seenEveryMs = 30_000;

type Parts = Pick<Services, 'persistence' | 'locks' | 'clock'>;

export function createRecordKeeping(
  { persistence, locks, clock }: Parts,
  lockHeld: (key: RecordKey) => void,
  lockLost: () => void,
): RecordKeeping {
  let written = '';
  let isStored = false;
  let latest: SessionRecord | undefined;
  let saved = '';
  let lock: Lock | undefined;

  let hasLeft = false;

  function follow(appState: AppState, now: number): void {
    if (hasLeft) return;
    const { choices } = appState;
    const known = knownOf(appState);
    const small = JSON.stringify([known, choices]);
    if (small !== saved) {
      persistence.saveKnown(known);
      persistence.saveChoices(choices);
      saved = small;
    }
    const record = recordOf(appState, now);
    const isNew = !isStored;
    isStored = false;
    if (record === null) drop(appState, isNew);
    else if (contentOf(record) !== written || isOld(record)) keep(record, isNew);
    holdLock(record === null ? undefined : keyOf(record));
  }

  /** The session of another workbook or account keeps its record: it may still be alive. */
  function keep(record: SessionRecord, isNew: boolean): void {
    written = contentOf(record);
    latest = record;
    if (isNew) persistence.saveRecord(record);
  }

  /** A page may die without a word: how long it has been gone is read from when it last wrote. */
  const isOld = ({ seenAt }: SessionRecord): boolean =>
    latest !== undefined && seenAt - latest.seenAt >= seenEveryMs;

  function drop({ state }: AppState, isNew: boolean): void {
    const before = latest;
    latest = undefined;
    written = '';
    if (before === undefined || !isNew) return;
    const end = recordAtEnd(state, before);
    if (end !== undefined) persistence.saveRecord(end);
    // A session that was left for another account may be alive: its record stays until it is closed or stale.
    if (state.kind !== 'locating' && state.kind !== 'signingIn') {
      persistence.removeRecord(keyOf(before));
    }
  }

  function holdLock(key: RecordKey | undefined): void {
    const before = lock;
    if (before !== undefined && key !== undefined && sameKey(before.key, key)) return;
    lock = key === undefined ? undefined : held(key);
    // Last: it comes back here by way of the core.
    if (before !== undefined) {
      before.release();
      lockLost();
    }
  }

  function held(key: RecordKey): Lock {
    const next = { key, release: (): void => undefined };
    // A lock that comes after it was let go of counts for nothing.
    next.release = locks.hold(key, () => {
      if (lock === next) lockHeld(key);
    });
    return next;
  }

  return {
    follow,
    leave(appState, now) {
      const record = recordOf(appState, now);
      if (record !== null) keep(record, true);
      hasLeft = true;
    },
    comeBack() {
      hasLeft = false;
    },
    stored: () => void (isStored = true),
    async find(key) {
      // Also those of workbooks that are never opened again.
      persistence.removeRecords((stored) => isStale(stored, clock.now()));
      const record = persistence.record(key);
      if (record === null) return {};
      const isLive = (await locks.holders(key)) > 0;
      // That a session may have been opened is told once.
      if (record.session === null && !isLive) persistence.removeRecord(key);
      isStored = true;
      return { record, isLive };
    },
    stop() {
      const before = lock;
      lock = undefined;
      before?.release();
    },
  };
}

const sameKey = (a: RecordKey, b: RecordKey): boolean =>
  a.accountId === b.accountId && sameItem(a, b);

/** What makes a record another one; not when it was written. */
const contentOf = ({ seenAt: _, ...content }: SessionRecord): string => JSON.stringify(content);
