import { estimatedExpiry } from './keepAlive';
import type {
  ActivityFailure,
  KnownWorkbook,
  RecordKey,
  SessionRecord,
  AppState,
  SessionState,
} from './state';
import type { Failure } from './failures';

/** A record is dropped so long (ms) after the estimated expiry of its session: then nothing is said of it any more. */
const recordLimitMs = 3_600_000;

/** After an absence of less than this (ms) a session that is gone is told as in a pane that was open all the time. */
export const shortAbsenceMs = 60_000;

/** A session-less record ("one may be open") says no more after this (ms): a scratch copy ends after 7 idle minutes. */
const openingLimitMs = 10 * 60_000;

/** How many lines of the activity a record keeps: storage is small, and every refresh writes it. */
const longestActivity = 50;

export const keyOf = ({
  accountId,
  workbook,
}: Pick<SessionRecord, 'accountId' | 'workbook'>): RecordKey => ({
  accountId,
  driveId: workbook.driveId,
  itemId: workbook.itemId,
});

export const sameItem = (
  a: { driveId: string; itemId: string },
  b: { driveId: string; itemId: string },
): boolean => a.driveId === b.driveId && a.itemId === b.itemId;

/**
 * The record of the session that the pane holds or is opening, or null: a function of the app state, so that nothing can
 * be forgotten to be saved. `now` is ms since the epoch.
 */
export function recordOf({ state, activity }: AppState, now: number): SessionRecord | null {
  const off = { on: false, until: null };
  const shared = { activity: activity.slice(-longestActivity), seenAt: now };
  switch (state.kind) {
    case 'open': {
      const { account, workbook, session, keepAlive, unverifiedAfterMs = 0 } = state;
      const kept = keepAlive.kind === 'on' ? { on: true, until: keepAlive.until } : off;
      // A pane that could not ask the service yet has not held the session: the absence goes on.
      return {
        accountId: account.id,
        workbook,
        phase: 'open',
        session,
        keepAlive: kept,
        ...shared,
        seenAt: now - unverifiedAfterMs,
      };
    }
    case 'closing':
      return {
        accountId: state.account.id,
        workbook: state.workbook,
        phase: 'closing',
        session: state.session,
        keepAlive: off,
        ...shared,
      };
    case 'opening':
      // Attaching opens nothing, and neither did an attempt that the service asked to repeat: nothing may be open.
      if (
        state.mode.kind === 'attach' ||
        (state.mode.kind === 'start' && state.retry !== undefined)
      ) {
        return null;
      }
      return {
        accountId: state.account.id,
        workbook: state.workbook,
        phase: 'opening',
        session: null,
        keepAlive: off,
        ...shared,
      };
    default:
      return null;
  }
}

/** What the other panes that show the session are told as its record is removed; undefined where they are not concerned. */
export function recordAtEnd(state: SessionState, latest: SessionRecord): SessionRecord | undefined {
  if (state.kind === 'lost') return { ...latest, session: state.session, phase: 'ended' };
  if (state.kind !== 'ready' || state.ending?.kind !== 'closed') return undefined;
  return { ...latest, session: state.ending.session, phase: 'closed' };
}

/**
 * The record in the time of this clock, `now` in ms: one from a clock that was ahead (it was set back since) is moved back
 * as a whole, so that the session looks no younger than it was when the record was written.
 */
export function inTimeOf(record: SessionRecord, now: number): SessionRecord {
  const aheadMs = Math.max(0, record.seenAt - now);
  if (aheadMs === 0) return record;
  const {
    session,
    keepAlive: { on, until },
  } = record;
  const moved =
    session === null
      ? null
      : {
          ...session,
          openedAt: session.openedAt - aheadMs,
          lastActivityAt: session.lastActivityAt - aheadMs,
        };
  return {
    ...record,
    session: moved,
    keepAlive: { on, until: until === null ? null : until - aheadMs },
    seenAt: now,
  };
}

/** ms without a pane that held the session. A clock that was set back leaves it unknown: as far as it was set, at least. */
export const absenceMs = ({ seenAt }: SessionRecord, now: number): number => Math.abs(now - seenAt);

/** Whether a record has nothing to say any more at `now` (ms). */
export function isStale({ phase, session, seenAt }: SessionRecord, now: number): boolean {
  if (phase === 'closed' || phase === 'ended') return true;
  return session === null
    ? now > seenAt + openingLimitMs
    : now > estimatedExpiry(session) + recordLimitMs;
}

/** The workbook that the next start of this tab need not look up again. */
export function knownOf({ state, known }: AppState): KnownWorkbook | null {
  if (state.kind === 'signedOut' && state.notice === 'signedOut') return null;
  if (!('workbook' in state)) return known;
  // An item that was not there any more is looked for again.
  return isGone(state) ? null : { accountId: state.account.id, workbook: state.workbook };
}

function isGone(state: SessionState): boolean {
  if (state.kind === 'lost') return state.reason === 'fileGone';
  if (state.kind !== 'ready' || state.ending?.kind !== 'failed') return false;
  const { recovery } = state.ending.failure;
  return (
    (recovery.kind === 'forbidden' && recovery.need === 'existingFile') ||
    (recovery.kind === 'ended' && recovery.reason === 'fileGone')
  );
}

/** What the activity keeps of a failure. */
export function activityFailure({
  recovery,
  code,
  status,
  requestId,
  clientRequestId,
}: Failure): ActivityFailure {
  return {
    recovery: recovery.kind,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientRequestId === undefined ? {} : { clientRequestId }),
  };
}
