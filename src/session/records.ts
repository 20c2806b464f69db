import { mergeActivity } from './activity';
import { estimatedExpiry } from './keepAlive';
import { toOrganization } from './organizationChoice';
import type { Clock, Persistence } from './services';
import type { AppState, KeepAlive, OpenSession, SessionState, StateOf } from './state';
import type { KnownWorkbook, RecordKey, SessionRecord } from './stored';

/** Time (ms) after the estimated expiry of its session at which a record is stale. */
const recordLimitMs = 3_600_000;

/**
 * Time (ms) after which a record without a session is stale: a non-persistent session ends after 7
 * idle minutes.
 */
const openingLimitMs = 10 * 60_000;

/**
 * Maximum number of activity entries in a record: storage is small, and every refresh writes the
 * record.
 */
const maxStoredActivity = 50;

/** The key of a record and of its lock. */
export const keyOf = ({
  accountId,
  workbook,
}: Pick<SessionRecord, 'accountId' | 'workbook'>): RecordKey => ({
  accountId,
  driveId: workbook.driveId,
  itemId: workbook.itemId,
});

/** The same of an account and a workbook. */
export const keyOfTarget = ({ account, workbook }: KnownWorkbook): RecordKey =>
  keyOf({ accountId: account.id, workbook });

/** True if both are the same drive item. */
export const sameItem = (
  a: { driveId: string; itemId: string },
  b: { driveId: string; itemId: string },
): boolean => a.driveId === b.driveId && a.itemId === b.itemId;

/** True if both are of the same account and the same drive item. */
export const sameKey = (a: RecordKey, b: RecordKey): boolean =>
  a.accountId === b.accountId && sameItem(a, b);

/** True if the record is of this account and this workbook. */
export const isRecordOf = (record: SessionRecord, target: KnownWorkbook): boolean =>
  sameKey(keyOf(record), keyOfTarget(target));

/**
 * The record of the session that the pane has open, is opening or is closing, else null. As a
 * function of the app state it cannot miss a change. `now` is in ms since the epoch.
 */
export function recordOf(appState: AppState, now: number): SessionRecord | null {
  const { activity, choices } = appState;
  const state = stateToKeep(appState);
  if (state === null) return null;
  const { keepAlive = { kind: 'off' }, unverifiedAfterMs = 0 }: Partial<OpenSession> =
    state.kind === 'open' ? state : {};
  return {
    accountId: state.account.id,
    workbook: state.workbook,
    phase: state.kind === 'ready' ? 'opening' : state.kind,
    session: 'session' in state ? state.session : null,
    keepAlive: storedKeepAlive(keepAlive),
    stopAfterMs: choices.stopAfterMs,
    activity: activity.slice(-maxStoredActivity),
    // Until the service confirms the session, this pane does not count as holding it: the absence
    // continues.
    seenAt: now - unverifiedAfterMs,
  };
}

/**
 * The state that the record tells of. Until the next attempt to create a session nothing is under
 * way: a session that is being replaced stays in the record, and the next start asks about it.
 */
function stateToKeep({
  state,
  awaited,
}: AppState): StateOf<'open' | 'opening' | 'closing' | 'ready'> | null {
  if (state.kind === 'open') return state;
  if (state.kind === 'ready') {
    const { ending, account, workbook } = state;
    // The close is repeated once the user has signed in.
    if (ending?.kind === 'closed' && ending.needsUser) {
      return { kind: 'closing', account, workbook, session: ending.session, requestKey: 0 };
    }
    // A start that the user has cancelled may still open a session.
    const key = keyOfTarget(state);
    return state.awaits && awaited.some(({ workbook }) => sameKey(workbook, key)) ? state : null;
  }
  if (state.kind === 'closing') return state.isLeft ? null : state;
  if (state.kind !== 'opening' || state.mode.kind === 'attach') return null;
  const { mode, retry, account, workbook } = state;
  if (retry === undefined) return state;
  // An earlier attempt may have opened a session.
  if (mode.kind === 'start') return state.unclear === undefined ? null : state;
  const { replaced: session, keepAlive } = mode;
  return { kind: 'open', account, workbook, session, keepAlive, request: { kind: 'idle' } };
}

/** Keep-alive as a record tells it. */
export function storedKeepAlive(keepAlive: KeepAlive): SessionRecord['keepAlive'] {
  const { setAt } = keepAlive;
  return keepAlive.kind === 'on'
    ? { on: true, until: keepAlive.until, setAt }
    : { on: false, until: null, stopped: keepAlive.stopped, setAt };
}

/**
 * The last record for the other panes before it is removed: the session was closed or has ended.
 * Undefined if neither is the case.
 */
export function finalRecord(state: SessionState, latest: SessionRecord): SessionRecord | undefined {
  if (state.kind === 'lost') return { ...latest, session: state.session, phase: 'ended' };
  if (state.kind !== 'ready' || state.ending?.kind !== 'closed') return undefined;
  const { session, failure } = state.ending;
  // After an unconfirmed close the other panes check the session.
  return { ...latest, session, phase: failure === undefined ? 'closed' : 'ended' };
}

/**
 * The record in the time of this clock; `now` is in ms since the epoch. If the record is from the
 * future (the clock was set back since), all its times are moved back by the same amount. The age
 * of the session stays the same.
 */
export function withoutClockSkew(record: SessionRecord, now: number): SessionRecord {
  const latest = Math.max(record.seenAt, record.session?.lastActivityAt ?? 0);
  return movedBy(record, Math.min(0, now - latest));
}

/** The record with all its times moved by `ms`. */
export function movedBy(record: SessionRecord, ms: number): SessionRecord {
  if (ms === 0) return record;
  const { session, keepAlive, activity, seenAt } = record;
  const { until, setAt } = keepAlive;
  return {
    ...record,
    session: session && {
      ...session,
      openedAt: session.openedAt + ms,
      lastActivityAt: session.lastActivityAt + ms,
    },
    keepAlive: {
      ...keepAlive,
      until: until === null ? null : until + ms,
      setAt: setAt && setAt + ms,
    },
    activity: activity.map((entry) => ({ ...entry, at: entry.at + ms })),
    seenAt: seenAt + ms,
  };
}

/**
 * Storage whose records have times of the wall clock. The panes of a browser share it, and the
 * clock of a pane (which never goes back) may be ahead of another one's.
 */
export function inWallTime(persistence: Persistence, clock: Clock): Persistence {
  const local = (stored: SessionRecord): SessionRecord => movedBy(stored, -clock.wallAheadMs());
  return {
    ...persistence,
    record(key) {
      const stored = persistence.record(key);
      return stored && local(stored);
    },
    saveRecord: (record) => persistence.saveRecord(movedBy(record, clock.wallAheadMs())),
    removeRecords: (isOver) => persistence.removeRecords((stored) => isOver(local(stored))),
  };
}

/**
 * The time (ms) since a pane last held the session. After the clock was set back it is unknown: at
 * least the difference.
 */
export const absenceMs = ({ seenAt }: SessionRecord, now: number): number => Math.abs(now - seenAt);

/** The panes of a session share its activity, and how long keep-alive lasts. */
export function withShared(appState: AppState, record: SessionRecord): AppState {
  const { stopAfterMs = appState.choices.stopAfterMs } = record;
  const activity = mergeActivity(appState.activity, record.activity);
  return { ...appState, activity, choices: { ...appState.choices, stopAfterMs } };
}

/** True if a record is of no use any more at `now` (ms since the epoch). */
export function isStale({ phase, session, seenAt }: SessionRecord, now: number): boolean {
  if (phase === 'closed' || phase === 'ended') return true;
  return session === null
    ? now > seenAt + openingLimitMs
    : now > estimatedExpiry(session) + recordLimitMs;
}

/** The workbook that the next start of this tab need not locate again, or null. */
export function knownOf({ state, known, choices }: AppState): KnownWorkbook | null {
  if (!('workbook' in state)) return known;
  // A missing item is located again.
  if (isItemMissing(state)) return null;
  const { account, workbook } = state;
  return { account, workbook, ...toOrganization(choices.organization) };
}

function isItemMissing(state: SessionState): boolean {
  if (state.kind === 'lost') return state.reason === 'fileGone';
  if (state.kind !== 'ready' || state.ending?.kind !== 'failed') return false;
  const { recovery } = state.ending.failure;
  return (
    (recovery.kind === 'forbidden' && recovery.need === 'existingFile') ||
    (recovery.kind === 'ended' && recovery.reason === 'fileGone')
  );
}
