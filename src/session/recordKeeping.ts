import type { Ports } from './ports';
import { isStale, keyOf, knownOf, phaseAtEnd, recordOf, sameItem } from './records';
import type { RecordKey, SessionRecord, Snapshot } from './state';

/** Stores what the snapshot says of its session, and holds the lock of that record as long as there is one. */
export interface RecordKeeping {
  /** Brings storage and lock into line with the snapshot; `now` is ms since the epoch. */
  readonly follow: (snapshot: Snapshot, now: number) => void;
  /** The page goes: writes the record with the time of now (ms), and nothing more. What fails with the page is no news. */
  readonly leave: (snapshot: Snapshot, now: number) => void;
  /** The page is shown again as it was. */
  readonly comeBack: () => void;
  /** Another pane stored this record: it need not be written again. */
  readonly stored: (record: SessionRecord) => void;
  /** What is stored for this workbook, and whether a live pane holds it. */
  readonly find: (key: RecordKey) => Promise<{ readonly record?: SessionRecord; readonly isLive?: boolean }>;
  readonly stop: () => void;
}

type Parts = Pick<Ports, 'persistence' | 'locks' | 'clock'>;

export function createRecordKeeping(
  { persistence, locks, clock }: Parts,
  lockHeld: (key: RecordKey) => void,
  lockLost: () => void,
): RecordKeeping {
  let written = '';
  let latest: SessionRecord | undefined;
  let saved = '';
  let lock: { readonly key: RecordKey; readonly release: () => void } | undefined;

  let hasLeft = false;

  function follow(snapshot: Snapshot, now: number): void {
    if (hasLeft) return;
    const { choices } = snapshot;
    const known = knownOf(snapshot);
    const small = JSON.stringify([known, choices]);
    if (small !== saved) {
      persistence.saveKnown(known);
      persistence.saveChoices(choices);
      saved = small;
    }
    const record = recordOf(snapshot, now);
    if (record === null) drop(snapshot);
    else if (contentOf(record) !== written) write(record);
    holdLock(record === null ? undefined : keyOf(record));
  }

  function write(record: SessionRecord): void {
    // The session of another workbook or account keeps its record: it may still be alive.
    written = contentOf(record);
    latest = record;
    persistence.saveRecord(record);
  }

  function drop({ state }: Snapshot): void {
    if (latest === undefined) return;
    // Another account's session, or one that a sign-in interrupted, may be alive: its record stays until it is stale.
    const isLeft = state.kind === 'locating' || state.kind === 'starting';
    const phase = phaseAtEnd(state);
    if (phase !== undefined) persistence.saveRecord({ ...latest, phase });
    if (!isLeft) persistence.removeRecord(keyOf(latest));
    latest = undefined;
    written = '';
  }

  function holdLock(key: RecordKey | undefined): void {
    if (lock !== undefined && key !== undefined && sameKey(lock.key, key)) return;
    if (lock !== undefined) {
      lock.release();
      lock = undefined;
      lockLost();
    }
    if (key === undefined) return;
    const next = { key, release: (): void => undefined };
    lock = next;
    next.release = locks.hold(key, () => lockHeld(key));
  }

  return {
    follow,
    leave(snapshot, now) {
      const record = recordOf(snapshot, now);
      if (record !== null) write(record);
      hasLeft = true;
    },
    comeBack() {
      hasLeft = false;
    },
    stored(record) {
      if (latest !== undefined && sameKey(keyOf(latest), keyOf(record))) written = contentOf(record);
    },
    async find(key) {
      const record = persistence.record(key);
      if (record === null) return {};
      if (isStale(record, clock.now())) {
        persistence.removeRecord(key);
        return {};
      }
      const isLive = (await locks.holders(key)) > 0;
      // That a session may have been opened is told once.
      if (record.session === null && !isLive) persistence.removeRecord(key);
      return { record, isLive };
    },
    stop: () => lock?.release(),
  };
}

const sameKey = (a: RecordKey, b: RecordKey): boolean => a.accountId === b.accountId && sameItem(a, b);

/** What makes a record another one; not when it was written. */
const contentOf = ({ seenAt: _, ...content }: SessionRecord): string => JSON.stringify(content);
