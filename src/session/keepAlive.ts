import type { Context } from './events';
import type { Choices, KeepAlive, AppState, OpenSession, WorkbookSession } from './state';

const minuteMs = 60_000;

/**
 * Idle timeout of a persistent session, ms: "about 5 minutes", and "about 7 minutes" for a
 * non-persistent one. Source: Microsoft Graph, excel-manage-sessions.
 */
export const persistentIdleTimeoutMs = 5 * minuteMs;
/** Idle timeout of a non-persistent session, ms. Same source. */
export const nonPersistentIdleTimeoutMs = 7 * minuteMs;

/**
 * Time (ms) between the planned refresh and the estimated expiry: a failing request can be repeated
 * for over 90 s.
 */
export const renewalMarginMs = 94_000;

/**
 * Maximum jitter (ms) that spreads the refreshes of many panes. It is small: at least 12 refreshes
 * an hour are needed, and fewer than 18 are sent.
 */
export const refreshJitterMs = 6_000;

/** Time (ms) between the final attempt and the estimated expiry, whatever the backoff. */
export const finalAttemptMs = 3_000;

/**
 * If token requests fail and the next attempt would come later than this (ms) before the estimated
 * expiry, the user is asked to sign in.
 */
export const signInQuestionMs = 60_000;

/**
 * The same after a pause that the sign-in service asked for: its attempt is worth the wait. One that
 * begins with the planned refresh ends earlier.
 */
export const signInQuestionAfterPauseMs = 20_000;

/**
 * Another pane that shows the session refreshes it itself if the plan is overdue by this
 * long (ms): the pane that holds it may be suspended, or need a sign-in that this one does not.
 */
export const takeOverMs = 30_000;

/**
 * Time limit (ms) of the wait for another pane's request to the same workbook: its page may be
 * suspended. It is longer than a refresh that is sent twice and looks at the file twice, and short
 * enough for the request of a pane that takes over.
 */
export const turnLimitMs = 45_000;
/** The same (ms) while the limit has passed and no request of this pane got the lock since. */
export const nextTurnLimitMs = 2_000;

/** Longest time (ms) between two looks at the clock: after sleep there may be no event. */
export const wallClockCheckMs = 30_000;

/** The user is told this long (ms) before keep-alive stops at the chosen time. */
export const endsSoonMs = 15 * minuteMs;

/**
 * A hidden pane is shown this long (ms) before keep-alive of a scratch copy stops: its changes will
 * be lost.
 */
export const showsEndMs = 5 * minuteMs;

/** How much longer (ms) keep-alive lasts when the user extends it. */
export const extensionMs = 4 * 60 * minuteMs;

const initialBackoffMs = 2_000;
const maxBackoffMs = 60_000;

/** The idle timeout of a session, ms. For a session of unknown kind it is the shorter one. */
export function idleTimeoutMs(session: WorkbookSession): number {
  return session.persistChanges === false ? nonPersistentIdleTimeoutMs : persistentIdleTimeoutMs;
}

/**
 * The time (ms since the epoch) at which the session probably expires. The API guarantees no time:
 * only the service knows.
 */
export function estimatedExpiry(session: WorkbookSession): number {
  return session.lastActivityAt + idleTimeoutMs(session);
}

/** The time (ms since the epoch) of the next planned refresh. `random` is in [0, 1). */
export function nextRefreshAt(session: WorkbookSession, random: number): number {
  return estimatedExpiry(session) - renewalMarginMs - random * refreshJitterMs;
}

/**
 * The wait (ms) after failed attempt number `attempt`, from 1: exponential, with jitter over its
 * upper half. `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  return (
    Math.min(maxBackoffMs, initialBackoffMs * 2 ** Math.min(attempt - 1, 10)) * (0.5 + random / 2)
  );
}

/**
 * The time (ms since the epoch) of the next attempt to refresh: after the backoff, with a final
 * attempt before the estimated expiry.
 */
export function nextAttemptAt(
  session: WorkbookSession,
  now: number,
  attempt: number,
  random: number,
): number {
  const finalAttemptAt = estimatedExpiry(session) - finalAttemptMs;
  const at = now + backoffMs(attempt, random);
  return now < finalAttemptAt ? Math.min(at, finalAttemptAt) : at;
}

/** The plan of keep-alive from now on. */
export const nextRefresh = (session: WorkbookSession, { now, random }: Context) => ({
  refreshAt: Math.max(now, nextRefreshAt(session, random)),
});

/** Keep-alive that starts now and ends after the time that the user chose. */
export function startKeepAlive(
  choices: Choices,
  session: WorkbookSession,
  { now, random }: Context,
): Extract<KeepAlive, { kind: 'on' }> {
  const until = choices.stopAfterMs === null ? null : now + choices.stopAfterMs;
  return { kind: 'on', until, setAt: now, ...nextRefresh(session, { now, random }) };
}

/** True if another pane sends the planned refreshes: it shows the session too, and has the lock. */
export const isKeptByPeer = (
  { isShared }: Pick<OpenSession, 'isShared'>,
  { holdsLock }: Pick<AppState, 'holdsLock'>,
): boolean => isShared === true && !holdsLock;

/**
 * The time (ms since the epoch) at which this pane sends the planned refresh; infinite while
 * keep-alive is off.
 */
export function refreshDueAt(
  state: Pick<OpenSession, 'keepAlive' | 'isShared'>,
  appState: Pick<AppState, 'holdsLock' | 'throttledUntil'>,
): number {
  if (state.keepAlive.kind === 'off') return Infinity;
  const { refreshAt } = state.keepAlive;
  return isKeptByPeer(state, appState)
    ? Math.max(refreshAt, appState.throttledUntil) + takeOverMs
    : refreshAt;
}

/**
 * The time (ms since the epoch) of the next planned refresh as it is shown; null if there is none,
 * also where keep-alive stops before it. `throttledUntil` is the end of the service's pause.
 */
export function plannedRefreshAt(keepAlive: KeepAlive, throttledUntil: number): number | null {
  if (keepAlive.kind === 'off') return null;
  const { refreshAt, until } = keepAlive;
  return until === null || refreshAt < until ? Math.max(refreshAt, throttledUntil) : null;
}

/**
 * The time (ms since the epoch) of the next `woke` event, or null. The only timer is a function of
 * the app state. While a session is open, or one waits to be opened, there is also one at a fixed
 * interval from `now` (ms), which writes the record.
 */
export function nextWakeAt(appState: AppState, now: number): number | null {
  const { state } = appState;
  if (state.kind === 'opening') {
    return state.retry === undefined ? null : Math.min(state.retry.at, now + wallClockCheckMs);
  }
  if (state.kind !== 'open') return 'repeatAt' in state ? state.repeatAt : null;
  const wakeTimes = [now + wallClockCheckMs];
  if (state.request.kind === 'retrying') wakeTimes.push(state.request.at);
  if (state.request.kind === 'idle') wakeTimes.push(refreshDueAt(state, appState));
  if (state.keepAlive.kind === 'on' && state.keepAlive.until !== null) {
    wakeTimes.push(state.keepAlive.until);
  }
  return Math.min(...wakeTimes);
}
