import type { FoundRecord } from './events';
import type { Services } from './services';
import { ownerOf } from './organizationChoice';
import { hasEnded } from './peerSessions';
import { absenceMs, isStale, keyOf, knownOf, finalRecord, recordOf, sameKey } from './records';
import type { AppState, SessionState } from './state';
import type { RecordKey, SessionRecord, StoredChoices, StoredOrganization } from './stored';

/** Stores the record of the session, and holds its lock as long as there is a record. */
export interface RecordKeeping {
  /** Updates storage and lock from the app state; `now` is in ms since the epoch. */
  readonly sync: (appState: AppState, now: number) => void;
  /**
   * Writes the record with the current time (ms) before the page unloads; stops writing until
   * `pageShown`. Later failures are caused by the unload.
   */
  readonly pageHidden: (appState: AppState, now: number) => void;
  /**
   * The page is shown again from the back/forward cache. Returns its record as it is stored now,
   * because no event told this page of a change. A record that is gone counts as one of a session
   * that has ended in another pane.
   */
  readonly pageShown: () => SessionRecord | undefined;
  /**
   * Skips the next write of the record with this key: the next app state comes from another pane's
   * record. Without this, two panes would answer each other endlessly.
   */
  readonly skipNextWrite: (key: RecordKey) => void;
  /** The stored record of this workbook, and whether a live pane holds its lock. */
  readonly findRecord: (key: RecordKey) => Promise<FoundRecord>;
  readonly stop: () => void;
}

/** Interval (ms) at which the record of an open session is rewritten with the current time. */
const rewriteIntervalMs = 30_000;
/** Time (ms) since its last write in which a record counts as kept: timers may be slow. */
const keptMs = 3 * rewriteIntervalMs;

/**
 * Creates the record keeping. `lockHeld` and `lockLost` are called when this pane acquires or
 * releases a lock.
 */
export function createRecordKeeping(
  { persistence, locks, clock }: Pick<Services, 'persistence' | 'locks' | 'clock'>,
  lockHeld: (key: RecordKey) => void,
  lockLost: () => void,
): RecordKeeping {
  let latest: SessionRecord | undefined;
  let skipped: RecordKey | undefined;
  const saveKnown = whenChanged(persistence.saveKnown);
  let savedChoices: Partial<StoredChoices> = {};
  // The account's own is not stored: another pane may be signed in to another one.
  const saveOrganization = whenChanged<StoredOrganization | null>((named) => {
    if (named !== null) persistence.saveOrganization(named);
  });
  let lock: { readonly key: RecordKey; readonly release: () => void } | undefined;
  let isPageHidden = false;

  function sync(appState: AppState, now: number): void {
    if (isPageHidden) return;
    saveKnown(knownOf(appState));
    const { organization, ...choices } = appState.choices;
    saveChoices(choices);
    const { state } = appState;
    if (organization === undefined) saveOrganization(null);
    else if ('workbook' in state) {
      // As the next start learns it from Excel, which may not tell the address of the workbook.
      const { insteadOf, webUrl } = state.workbook;
      saveOrganization({ organization, owner: ownerOf(insteadOf ?? webUrl) });
    }
    const record = recordOf(appState, now);
    const changed = record ?? latest;
    const writes = !(changed && skipped && sameKey(keyOf(changed), skipped));
    skipped = undefined;
    if (record === null) dropRecord(appState, writes);
    else writeDueRecord(record, state, writes);
    holdLock(record === null ? undefined : keyOf(record));
  }

  function saveChoices(choices: StoredChoices): void {
    const before: Readonly<Record<string, unknown>> = savedChoices;
    const changed = Object.entries(choices).filter(([name, value]) => before[name] !== value);
    savedChoices = choices;
    if (changed.length > 0) persistence.saveChoices(choices, Object.fromEntries(changed));
  }

  /**
   * False if another pane keeps a session that it opened later, or any other one while this pane's is
   * said to have ended: the next start takes up that one. A reload takes up what was on the screen.
   */
  function mayWrite(record: SessionRecord, state: SessionState, isHidden = false): boolean {
    const stored = persistence.record(keyOf(record));
    const { session } = record;
    if (session === null || stored?.session?.id === session.id) return true;
    if (stored?.phase !== 'open' || stored.session === null) return true;
    if (absenceMs(stored, record.seenAt) >= keptMs) return true;
    const isDoubted = state.kind === 'open' && state.endedElsewhere === true;
    return !isDoubted && (isHidden || stored.session.openedAt <= session.openedAt);
  }

  /**
   * Writes the record if it has changed, or was written some time ago. A page may crash: its last
   * write tells how long it has been gone.
   */
  function writeDueRecord(record: SessionRecord, state: SessionState, writes: boolean): void {
    const isKept =
      latest !== undefined &&
      record.seenAt - latest.seenAt < rewriteIntervalMs &&
      contentOf(record) === contentOf(latest);
    if (!isKept) writeRecord(record, writes && mayWrite(record, state));
  }

  /** The record of another workbook or account is kept: its session may still be alive. */
  function writeRecord(record: SessionRecord, writes: boolean): void {
    latest = record;
    if (!writes) return;
    persistence.saveRecord(record);
    removeStale();
  }

  /** Removes the stale records of any workbook, also of those that are never opened again. */
  function removeStale(): void {
    for (const record of persistence.records()) {
      if (isStale(record, clock.now())) persistence.removeRecord(keyOf(record));
    }
  }

  function dropRecord(appState: AppState, writes: boolean): void {
    const before = latest;
    latest = undefined;
    if (before === undefined) return;
    const { state } = appState;
    // The session may end while the user signs in with another account.
    const endedBehind = state.kind === 'signingIn' && before.phase === 'open';
    const last = finalRecord(endedBehind ? state.returnTo : state, before);
    const key = keyOf(before);
    const stored = persistence.record(key)?.session ?? null;
    // Another pane may have stored the session that this one was replacing. The record of a session
    // that another pane has opened since stays.
    const isOurs =
      stored === null || stored.id === before.session?.id || hasEnded(appState, stored);
    if (!isOurs) return;
    // A record that another pane has removed may have been written once more before this one knew.
    if (last !== undefined && writes) persistence.saveRecord(last);
    // After a switch of accounts the session may be alive: its record stays until it is closed or
    // stale. A sign-out removes it unless another pane shows the session.
    const mayStay = ['locating', 'signingIn', 'signedOut'].includes(state.kind);
    const stays = mayStay && last === undefined && before.session !== null;
    // Without a session it is of a start in another pane.
    if (!stays && (writes || stored !== null)) persistence.removeRecord(key);
  }

  function holdLock(key: RecordKey | undefined): void {
    const before = lock;
    if (before !== undefined && key !== undefined && sameKey(before.key, key)) return;
    lock = key && { key, release: locks.hold(key, () => lockHeld(key)) };
    // Last, because the event leads back to this function.
    if (before !== undefined) {
      before.release();
      lockLost();
    }
  }

  return {
    sync,
    pageHidden(appState, now) {
      const record = recordOf(appState, now);
      if (record !== null) writeRecord(record, mayWrite(record, appState.state, true));
      isPageHidden = true;
    },
    pageShown() {
      isPageHidden = false;
      return latest && (persistence.record(keyOf(latest)) ?? { ...latest, phase: 'ended' });
    },
    skipNextWrite: (key) => void (skipped = key),
    async findRecord(key) {
      removeStale();
      const isLive = (await locks.holders(key)) > 0;
      // Last: a change that follows arrives as an event.
      const record = persistence.record(key);
      if (record === null) return {};
      // A record without a session is reported once.
      if (record.session === null && !isLive) persistence.removeRecord(key);
      return { record, isLive };
    },
    stop: () => holdLock(undefined),
  };
}

/** The record without the time of writing, for comparison. */
const contentOf = ({ seenAt: _, ...content }: SessionRecord): string => JSON.stringify(content);

/**
 * Saves each value that differs from the one before: what another pane stored stays until the user
 * changes it here.
 */
function whenChanged<T>(save: (value: T) => void): (value: T) => void {
  let saved = '';
  return (value) => {
    const content = JSON.stringify(value);
    if (content !== saved) save(value);
    saved = content;
  };
}
