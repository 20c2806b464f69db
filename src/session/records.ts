import { mergeActivity } from './activity';
import { estimatedExpiry } from './keepAlive';
import { toOrganization } from './organizationChoice';
import type { Clock, Persistence } from './services';
import type { AppState, Ending, KeepAlive, OpenSession, SessionState, StateOf } from './state';
import type { Item, KnownWorkbook, RecordKey, SessionRecord } from './stored';

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
export function keyOf(record: Pick<SessionRecord, 'accountId' | 'workbook'>): RecordKey {
  const { driveId, itemId } = record.workbook;
  return { accountId: record.accountId, driveId, itemId };
}

/** The same of an account and a workbook. */
export const keyOfTarget = ({ account, workbook }: KnownWorkbook): RecordKey =>
  keyOf({ accountId: account.id, workbook });

/** True if both are the same drive item. */
export const sameItem = (a: Item, b: Item): boolean =>
  a.driveId === b.driveId && a.itemId === b.itemId;

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
  const { state, activity, choices } = appState;
  const kept = sessionToKeep(appState);
  if (kept === null || !('workbook' in state)) return null;
  const { phase, session = null, keepAlive = { kind: 'off' }, unverifiedAfterMs = 0 } = kept;
  return {
    accountId: state.account.id,
    workbook: state.workbook,
    phase,
    session,
    keepAlive: storedKeepAlive(keepAlive),
    stopAfterMs: choices.stopAfterMs,
    activity: activity.slice(-maxStoredActivity),
    // Until the service confirms the session, this pane does not count as holding it: the absence
    // continues.
    seenAt: now - unverifiedAfterMs,
  };
}

/** What the record tells of the session. */
type KeptSession = Pick<SessionRecord, 'phase'> & Partial<OpenSession>;

/** The session of the record; without `session` one is being opened. */
function sessionToKeep({ state, awaited }: AppState): KeptSession | null {
  switch (state.kind) {
    case 'open':
      return { ...state, phase: 'open' };
    case 'closing':
      return state.isLeft ? null : { phase: 'closing', session: state.session };
    case 'ready': {
      const { ending } = state;
      // The close is repeated once the user has signed in.
      if (ending?.kind === 'closed' && ending.needsUser) {
        return { phase: 'closing', session: ending.session };
      }
      // A start that the user has cancelled may still open a session.
      const key = keyOfTarget(state);
      const isAwaited = awaited.some(({ workbook }) => sameKey(workbook, key));
      return state.awaits && isAwaited ? { phase: 'opening' } : null;
    }
    case 'opening': {
      const { mode, retry, unclear } = state;
      // Until the next attempt nothing is under way: a session that is being replaced stays in the
      // record, and the next start asks about it.
      if (mode.kind === 'recreate' && retry !== undefined) {
        return { phase: 'open', session: mode.replaced, keepAlive: mode.keepAlive };
      }
      // An earlier attempt may have opened a session.
      const mayOpen = mode.kind !== 'attach' && (retry === undefined || unclear !== undefined);
      return mayOpen ? { phase: 'opening' } : null;
    }
    default:
      return null;
  }
}

/** Keep-alive as a record tells it. */
export function storedKeepAlive(keepAlive: KeepAlive): SessionRecord['keepAlive'] {
  const { setAt } = keepAlive;
  return keepAlive.kind === 'on'
    ? { on: true, until: keepAlive.until, setAt }
    : { on: false, until: null, stopped: keepAlive.stopped, setAt };
}

/** How the last session ended, as long as the screen shows it. */
export function endingOf(state: SessionState): Ending | StateOf<'lost'> | undefined {
  if (state.kind === 'lost') return state;
  return state.kind === 'ready' ? state.ending : undefined;
}

/**
 * The last record for the other panes before it is removed: the session was closed or has ended.
 * Undefined if neither is the case.
 */
export function finalRecord(state: SessionState, latest: SessionRecord): SessionRecord | undefined {
  const ending = endingOf(state);
  if (ending === undefined || ending.kind === 'failed') return undefined;
  // After an unconfirmed close the other panes check the session.
  const isClosed = ending.kind === 'closed' && ending.failure === undefined;
  return { ...latest, session: ending.session, phase: isClosed ? 'closed' : 'ended' };
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

/** The names of a record's members that are times. */
const times = new Set(['openedAt', 'lastActivityAt', 'until', 'setAt', 'at', 'seenAt']);

/** The record with all its times moved by `ms`. */
export function movedBy<T extends SessionRecord | null>(record: T, ms: number): T {
  if (ms === 0) return record;
  return JSON.parse(JSON.stringify(record), (name, value: unknown) =>
    times.has(name) && typeof value === 'number' ? value + ms : value,
  ) as T;
}

/**
 * Storage whose records have times of the wall clock. The panes of a browser share it, and the
 * clock of a pane (which never goes back) may be ahead of another one's.
 */
export function inWallTime(persistence: Persistence, clock: Clock): Persistence {
  const local = <T extends SessionRecord | null>(stored: T): T =>
    movedBy(stored, -clock.wallAheadMs());
  return {
    ...persistence,
    record: (key) => local(persistence.record(key)),
    saveRecord: (record) => persistence.saveRecord(movedBy(record, clock.wallAheadMs())),
    records: () => persistence.records().map(local),
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
  const recovery = endingOf(state)?.failure?.recovery;
  return (
    (recovery?.kind === 'forbidden' && recovery.need === 'existingFile') ||
    (recovery?.kind === 'ended' && recovery.reason === 'fileGone')
  );
}
