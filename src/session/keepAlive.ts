import type { Context } from './events';
import type { Choices, KeepAlive, AppState, WorkbookSession } from './state';

const minuteMs = 60_000;

/** Idle limits: "about 5 minutes", "about 7 minutes". Source: Microsoft Graph, excel-manage-sessions. */
export const persistentIdleTimeoutMs = 5 * minuteMs;
export const scratchIdleTimeoutMs = 7 * minuteMs;

/** The planned refresh is sent so long before the estimated expiry: a failing service can be asked again for over 90 s. */
export const renewalMarginMs = 94_000;

/** Spreads the refreshes of many panes. Small: 12 refreshes an hour are needed, and fewer than 18 are sent. */
export const refreshJitterMs = 6_000;

/** The last attempt before the estimated expiry is sent so long before it, whatever the backoff says. */
export const finalAttemptMs = 3_000;

/** The user is asked to sign in when an unknown fault of the sign-in lasts until so long (ms) before the estimated expiry. */
export const askSignInMs = 45_000;

/** The wall clock is looked at this often (ms) while a session is open: after sleep no event may come. */
export const wallClockCheckMs = 30_000;

const firstBackoffMs = 2_000;
const longestBackoffMs = 60_000;

/** ms that the service lets a session be idle. For a session of unknown kind, the shorter limit. */
export function idleTimeoutMs(session: WorkbookSession): number {
  return session.persistChanges === false ? scratchIdleTimeoutMs : persistentIdleTimeoutMs;
}

/** The moment (ms) at which the service is presumed to end the session. No contract: only the service knows. */
export function estimatedExpiry(session: WorkbookSession): number {
  return session.lastActivityAt + idleTimeoutMs(session);
}

/** The moment (ms) of the next planned refresh. */
export function nextRefreshAt(session: WorkbookSession, random: number): number {
  return estimatedExpiry(session) - renewalMarginMs - random * refreshJitterMs;
}

/** ms to wait after `attempt` failed ones (1 for the first): exponential, spread over its upper half. */
export function backoffMs(attempt: number, random: number): number {
  return (
    Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(attempt - 1, 10)) * (0.5 + random / 2)
  );
}

/** The moment (ms) of the next attempt to refresh: after the backoff, with a last call before the estimated expiry. */
export function nextAttemptAt(
  session: WorkbookSession,
  now: number,
  attempt: number,
  random: number,
): number {
  const lastCall = estimatedExpiry(session) - finalAttemptMs;
  const at = now + backoffMs(attempt, random);
  return now < lastCall ? Math.min(at, lastCall) : at;
}

/** Keep-alive from now on, for as long as the user chose. */
export function keptFrom(
  choices: Choices,
  session: WorkbookSession,
  { now, random }: Context,
): Extract<KeepAlive, { kind: 'on' }> {
  const until = choices.stopAfterMs === null ? null : now + choices.stopAfterMs;
  return { kind: 'on', until, refreshAt: nextRefreshAt(session, random) };
}

/**
 * When the core wants to be woken next (ms), or null: the one timer is a function of the app state. While a session is
 * open, `now` (ms) is looked at again soon, whatever else is planned.
 */
export function nextWakeAt({ state, holdsLock }: AppState, now: number): number | null {
  if (state.kind === 'opening') return state.retry?.at ?? null;
  if (state.kind !== 'open') return null;
  const moments = [now + wallClockCheckMs];
  if (state.request.kind === 'retrying') moments.push(state.request.at);
  if (state.keepAlive.kind === 'on') {
    if (state.request.kind === 'idle' && holdsLock) moments.push(state.keepAlive.refreshAt);
    if (state.keepAlive.until !== null) moments.push(state.keepAlive.until);
  }
  return Math.min(...moments);
}
