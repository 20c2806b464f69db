import { transitionTo, unchanged, withActivity } from './appState';
import { beginOpening, targetOf, refreshingIn } from './requests';
import type { Context, EventOf, Transition } from './events';
import {
  afterFreshSignIn,
  endReason,
  isAfterLongAbsence,
  isOffline,
  isPresumedEnded,
  isUnclear,
  isUnsent,
  waitsForNetwork,
} from './evidence';
import type { EndReason, Failure } from './failures';
import {
  estimatedExpiry,
  nextAttemptAt,
  signInQuestionAfterPauseMs,
  signInQuestionMs,
} from './keepAlive';
import { activityFailure } from './activity';
import type { AppState, StateOf } from './state';

type Open = StateOf<'open'>;

/**
 * A refresh failed: decides on the next attempt, a question to the user, or the end of the session.
 */
export function refreshFailed(
  appState: AppState,
  { requestKey, failure }: EventOf<'refreshFailed'>,
  context: Context,
): Transition {
  const state = refreshingIn(appState, requestKey);
  if (state === undefined) return unchanged(appState);
  const { request } = state;
  const { sentAt = request.sentAt } = failure;
  const entry = {
    at: context.now,
    what: 'refreshFailed',
    tookMs: Math.max(0, context.now - request.sentAt),
    failure: activityFailure(failure),
  } as const;
  const open =
    failure.signIn === undefined ? withOutcome(withToken(state), failure, sentAt) : state;
  // Without a network the attempts are many, and none of them is sent.
  const isRepeated = isOffline(failure) && isOffline(request.failure);
  const logged = isRepeated ? appState : withActivity(appState, entry);
  return applyRecovery(logged, open, failure, { ...request, sentAt }, context);
}

/** Notes that the service may have carried out the refresh that was sent at `sentAt`. */
function withOutcome(state: Open, failure: Failure, sentAt: number): Open {
  const { recovery, refused, status } = failure;
  if (refused || isUnsent(failure)) return state;
  // Behind a gateway's timeout the service may still have carried out the refresh.
  if (recovery.kind === 'unknown' || status === 504) {
    return { ...state, unansweredAt: sentAt, unclearAt: sentAt };
  }
  return isUnclear(recovery) ? { ...state, unclearAt: sentAt } : state;
}

/** There was a token: the question that a missing one raised ends, unless its window is open. */
function withToken(state: Open): Open {
  const { signInNeeded, ...open } = state;
  const isAnswered =
    signInNeeded?.failure.signIn !== undefined && signInNeeded.requestKey === undefined;
  return isAnswered ? open : state;
}

/** Applies the recovery action of the failure. */
function applyRecovery(
  appState: AppState,
  state: Open,
  answer: Failure,
  { attempt, sentAt }: { readonly attempt: number; readonly sentAt: number },
  context: Context,
): Transition {
  const failure = afterFreshSignIn(answer, appState, context.now);
  const { recovery } = failure;
  switch (recovery.kind) {
    case 'reauthenticate':
      return retryLater(
        appState,
        { ...state, signInNeeded: { ...state.signInNeeded, failure } },
        failure,
        attempt,
        context,
      );
    case 'ended':
      return loseSession(
        appState,
        state,
        endReason(state, recovery.reason, sentAt),
        failure,
        context,
      );
    case 'forbidden':
      return stopRefreshing(appState, state, failure, context);
    case 'recreate':
      if (recovery.certain) return recreateSession(appState, state, failure, context);
      // That the session has ended is presumed only where nothing is lost by opening it anew.
      return isRecreatable(state) && isPresumedEnded(state, context.now)
        ? recreateSession(appState, state, failure, context)
        : retryLater(appState, state, failure, attempt, context);
    case 'unknown': {
      const next = retryLater(appState, state, failure, attempt, context);
      return appState.online ? withSignInQuestion(next, failure) : next;
    }
    case 'retry':
      return retryLater(appState, state, failure, attempt, context);
  }
}

/**
 * Shortly before the estimated expiry a sign-in may help if token requests fail: the user is asked,
 * and the refreshes continue. The next attempt must come earlier, so that the user has that time.
 */
function withSignInQuestion(transition: Transition, failure: Failure): Transition {
  const { state } = transition.appState;
  if (failure.signIn === undefined || state.kind !== 'open') return transition;
  const nextAt = state.request.kind === 'retrying' ? state.request.at : Infinity;
  const leftMs = failure.notBefore === undefined ? signInQuestionMs : signInQuestionAfterPauseMs;
  if (nextAt < estimatedExpiry(state.session) - leftMs) return transition;
  const signInNeeded = { ...state.signInNeeded, failure };
  return transitionTo(transition.appState, { ...state, signInNeeded }, ...transition.effects);
}

/**
 * Recreates a persistent session that we opened: no changes are lost, and the new id is announced.
 * Any other session has ended.
 */
function recreateSession(
  appState: AppState,
  state: Open,
  failure: Failure,
  context: Context,
): Transition {
  const { session: replaced, keepAlive } = state;
  if (isAfterLongAbsence(state)) return loseSession(appState, state, 'left', failure, context);
  return isRecreatable(state)
    ? beginOpening(appState, state, { kind: 'recreate', replaced, keepAlive, failure }, context)
    : loseSession(appState, state, 'recreatable', failure, context);
}

const isRecreatable = ({ session, endedElsewhere }: Open): boolean =>
  session.origin === 'opened' && session.persistChanges === true && endedElsewhere === undefined;

function loseSession(
  appState: AppState,
  state: Open,
  reason: EndReason,
  failure: Failure,
  { now }: Context,
): Transition {
  const logged = withActivity(appState, {
    at: now,
    what: 'lost',
    failure: activityFailure(failure),
  });
  return transitionTo(logged, {
    kind: 'lost',
    ...targetOf(state),
    session: state.session,
    reason,
    failure,
  });
}

/** Stops keep-alive, because the same request would be refused again. */
function stopRefreshing(
  appState: AppState,
  state: Open,
  failure: Failure,
  { now }: Context,
): Transition {
  const { signInNeeded, ...open } = state;
  const request = { kind: 'idle', failure } as const;
  if (state.keepAlive.kind === 'off') return transitionTo(appState, { ...open, request });
  const logged = withActivity(appState, { at: now, what: 'keepAliveRefused' });
  const refused = { kind: 'off', stopped: 'refused', setAt: now } as const;
  return transitionTo(logged, { ...open, keepAlive: refused, request });
}

/**
 * Schedules the next attempt. Without keep-alive a refresh is the user's single click: it is
 * repeated until the estimated expiry at most, or after the service's Retry-After; without an answer
 * and a network, until the network is back.
 */
function retryLater(
  appState: AppState,
  state: Open,
  failure: Failure,
  attempt: number,
  { now, random }: Context,
): Transition {
  const pauseEnd = Math.max(appState.throttledUntil, failure.notBefore ?? 0);
  const isExpired = now >= estimatedExpiry(state.session);
  // MSAL repeats its failure with a pause each time; Graph's pause is shown with a promise.
  const isPromised = failure.signIn === undefined && pauseEnd > now;
  const at = Math.max(pauseEnd, nextAttemptAt(state.session, now, attempt, random));
  const request = { kind: 'retrying', at, attempt, failure } as const;
  const isGivenUp = isExpired && !isPromised && !waitsForNetwork(request, appState.online);
  return transitionTo(appState, {
    ...state,
    request: state.keepAlive.kind === 'off' && isGivenUp ? { kind: 'idle', failure } : request,
  });
}
