import { askedBySignIn } from './failures';
import type { EndReason, Failure, SignInReason, Recovery } from './failures';
import { finalAttemptMs, estimatedExpiry } from './keepAlive';
import { shortAbsenceMs } from './records';
import type { AppState, StateOf } from './state';

// One rule for all services: what is known, what is unknown, and when the user is needed. A reason is told only on the
// evidence that docs/reasons.md lists for it: the answer, the time since the last success, and what was tried before.

/** A sign-in through a window so long ago (ms) at the most is a remedy that was tried. */
const freshSignInMs = 10 * 60_000;

/** What a token that could not be had asks for: the user only where the sign-in service said so. */
export function recoveryOfSignIn(reason: SignInReason): Recovery {
  return askedBySignIn[reason] === 'user' ? { kind: 'reauthenticate' } : { kind: 'unknown' };
}

/**
 * The failure as one of this account, where Graph refused a token although it was renewed, and although the user signed in
 * a moment ago (`now` in ms); else as it is.
 */
export function afterFreshSignIn(failure: Failure, { signedIn }: AppState, now: number): Failure {
  const { recovery, signIn } = failure;
  const isFresh = signedIn !== undefined && now - signedIn.at < freshSignInMs;
  if (recovery.kind !== 'reauthenticate' || signIn !== undefined || !isFresh) return failure;
  return {
    ...failure,
    recovery: { kind: 'forbidden', need: 'otherAccount' },
    ...(signedIn.asAnother ? { anotherFailed: true } : {}),
  };
}

/** Whether the session may have ended while no pane held it, for longer than a reload takes. */
export function lostAfterAbsence({ unverifiedAfterMs }: StateOf<'open'>): boolean {
  return unverifiedAfterMs !== undefined && unverifiedAfterMs >= shortAbsenceMs;
}

/**
 * Whether a bare 502 or 503 counts as the end of the session: from its last attempt on. After an absence it does not: the
 * idle timeout had passed before anyone asked, and a script may have kept the session alive.
 */
export function isPresumedOver(state: StateOf<'open'>, now: number): boolean {
  return !lostAfterAbsence(state) && now >= estimatedExpiry(state.session) - finalAttemptMs;
}

/** Why a session is over: "timed out" only where the code says so, or the idle timeout has passed. */
export function endReason(state: StateOf<'open'>, reason: EndReason, now: number): EndReason {
  if (reason !== 'expired' && reason !== 'notFound') return reason;
  if (lostAfterAbsence(state)) return 'left';
  return reason === 'notFound' && now >= estimatedExpiry(state.session) ? 'expired' : reason;
}
