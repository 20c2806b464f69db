import type { EndReason, Failure, Recovery } from './failures';
import { finalAttemptMs, idleTimeoutMs } from './keepAlive';
import type { AppState, PendingRequest, StateOf } from './state';

// One rule for all services: what is known, what is unknown, and when the user has to act. A reason
// is shown only with the evidence that docs/reasons.md lists for it: the response, the time since
// the last success, and the remedies that were tried.

/**
 * An absence shorter than this (ms) counts as a reload: the end of the session is reported as in a
 * pane that was open all the time.
 */
export const shortAbsenceMs = 60_000;

/** An interactive sign-in within this time (ms) counts as a remedy that was tried. */
const freshSignInMs = 10 * 60_000;

/**
 * True if it is unknown whether the service carried out the request: no answer, or a 502 or 503
 * without a code.
 */
export const isUnclear = (recovery: Recovery): boolean =>
  recovery.kind === 'unknown' || (recovery.kind === 'recreate' && !recovery.certain);

/**
 * True if the browser reported no network from before the request was sent on. It may be wrong, as
 * beside some virtual private networks (mdn/content#30402): the request is repeated all the same.
 */
export const isOffline = (failure: Failure | undefined): boolean =>
  failure?.code === 'offline' || failure?.signIn === 'offline';

/** True if the request, or the one for its token, met no network. */
export const hasNoNetwork = (failure: Failure): boolean =>
  failure.code === 'network' || isOffline(failure);

/** True while a refresh without an answer is repeated, and the browser reports no network. */
export const waitsForNetwork = ({ kind, failure }: PendingRequest, online: boolean): boolean =>
  !online && kind !== 'idle' && failure?.recovery.kind === 'unknown';

/**
 * True if the request did not arrive: there was no token, it was aborted before it was sent, or there
 * was no network from before that on.
 */
export const isUnsent = ({ accepted, code, signIn }: Failure): boolean =>
  accepted !== true && (signIn !== undefined || code === 'notSent' || code === 'offline');

/** True if the service says that the session is gone: then there is nothing to close. */
export function isOver(failure: Failure | undefined): boolean {
  const recovery = failure?.recovery;
  return recovery?.kind === 'ended' || (recovery?.kind === 'recreate' && recovery.certain);
}

/** True if the service requires the user to sign in, and the user has not just done so. */
export const isUserNeeded = ({ recovery, afterSignIn }: Failure): boolean =>
  recovery.kind === 'reauthenticate' && afterSignIn !== true;

/**
 * True if the failed create request may have opened a session: the service accepted it, or it was
 * sent without a clear answer.
 */
export const mayHaveOpened = (failure: Failure): boolean =>
  failure.accepted === true ||
  failure.status === 504 ||
  (isUnclear(failure.recovery) && !isUnsent(failure));

/**
 * Changes a failure soon after an interactive sign-in, which is a remedy that was tried. If Graph
 * refused the renewed token, this account cannot access the file. If the sign-in service gave none,
 * the same sign-in is not the first remedy. Another account is not the first remedy of a refusal if
 * the user has just changed to this one. Other failures are returned as they are. `now` is in ms
 * since the epoch.
 */
export function afterFreshSignIn(failure: Failure, { signedIn }: AppState, now: number): Failure {
  const { recovery, signIn } = failure;
  if (signedIn === undefined || now - signedIn.at >= freshSignInMs) return failure;
  const tried = signedIn.asAnother ? { anotherFailed: true as const } : {};
  if (recovery.kind === 'forbidden' && recovery.need === 'permission') {
    return { ...failure, ...tried };
  }
  if (recovery.kind !== 'reauthenticate') return failure;
  return {
    ...failure,
    ...(signIn === undefined
      ? { recovery: { kind: 'forbidden', need: 'otherAccount' } }
      : { afterSignIn: true }),
    ...tried,
  };
}

/**
 * True if no pane held the session for longer than a reload takes, and the service has not
 * confirmed it since.
 */
export function isAfterLongAbsence({ unverifiedAfterMs }: StateOf<'open'>): boolean {
  return unverifiedAfterMs !== undefined && unverifiedAfterMs >= shortAbsenceMs;
}

/**
 * True if a 502 or 503 without a code counts as the end of the session: from the final attempt on.
 * After a long absence it does not count: no request was sent before the idle timeout, and a script
 * may have kept the session alive.
 */
export function isPresumedEnded(state: StateOf<'open'>, now: number): boolean {
  return (
    !isAfterLongAbsence(state) && now >= latestExpiry(state, state.unansweredAt) - finalAttemptMs
  );
}

/**
 * The time (ms since the epoch) at which the session expires without further requests, if the
 * request at `extendedAt` extended it.
 */
const latestExpiry = ({ session }: StateOf<'open'>, extendedAt = 0): number =>
  Math.max(session.lastActivityAt, extendedAt) + idleTimeoutMs(session);

/**
 * The reason why a session ended. It is `expired` only if the idle timeout had passed when the
 * request was sent (at `sentAt`, ms since the epoch): the code `invalidOrTimedOutSession` may mean
 * either. A refresh whose outcome is unclear may have extended the session.
 */
export function endReason(state: StateOf<'open'>, reason: EndReason, sentAt: number): EndReason {
  if (reason !== 'notFound') return reason;
  if (isAfterLongAbsence(state)) return 'left';
  return sentAt >= latestExpiry(state, state.unclearAt) ? 'expired' : 'notFound';
}
