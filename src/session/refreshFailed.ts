import { transitionTo, unchanged, withActivity } from './appState';
import { beginOpening, targetOf } from './beginning';
import type { Context, EventOf, Transition } from './events';
import { afterFreshSignIn, endReason, isPresumedOver, lostAfterAbsence } from './evidence';
import type { EndReason, Failure } from './failures';
import { askSignInMs, estimatedExpiry, nextAttemptAt } from './keepAlive';
import { activityFailure } from './records';
import type { AppState, StateOf } from './state';

type Open = StateOf<'open'>;

/** What follows from a refresh that did not succeed: the next attempt, a question, or the end. */
export function refreshFailed(
  appState: AppState,
  { requestKey, failure }: EventOf<'refreshFailed'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (
    state.kind !== 'open' ||
    state.request.kind !== 'refreshing' ||
    state.request.requestKey !== requestKey
  ) {
    return unchanged(appState);
  }
  const { attempt, sentAt } = state.request;
  const entry = {
    at: context.now,
    what: 'refreshFailed',
    tookMs: Math.max(0, context.now - sentAt),
    failure: activityFailure(failure),
  } as const;
  return judged(withActivity(appState, entry), state, failure, attempt, context);
}

/** What a failed refresh means for the session. */
function judged(
  appState: AppState,
  state: Open,
  answer: Failure,
  attempt: number,
  context: Context,
): Transition {
  const failure = afterFreshSignIn(answer, appState, context.now);
  const { recovery } = failure;
  switch (recovery.kind) {
    case 'reauthenticate':
      return again(
        appState,
        { ...state, signInNeeded: { ...state.signInNeeded, failure } },
        failure,
        attempt,
        context,
      );
    case 'ended':
      return lost(
        appState,
        state,
        endReason(state, recovery.reason, context.now),
        failure,
        context,
      );
    case 'forbidden':
      return refused(appState, state, failure, context);
    case 'recreate':
      return recovery.certain || isPresumedOver(state, context.now)
        ? recreated(appState, state, failure, context)
        : again(appState, state, failure, attempt, context);
    case 'unknown':
      return appState.online
        ? again(appState, askedInTime(state, failure, context.now), failure, attempt, context)
        : transitionTo(appState, { ...state, request: { kind: 'waitingForNetwork', failure } });
    case 'retry':
      return again(appState, state, failure, attempt, context);
  }
}

/** When a token is what is missing and time runs short, signing in may help: the user is asked, the refreshes go on. */
function askedInTime(state: Open, failure: Failure, now: number): Open {
  const short = failure.signIn !== undefined && now >= estimatedExpiry(state.session) - askSignInMs;
  return short ? { ...state, signInNeeded: { ...state.signInNeeded, failure } } : state;
}

/** Only a persistent session of our own is opened anew by itself: nothing of it is lost, and its new id is announced. */
function recreated(
  appState: AppState,
  state: Open,
  failure: Failure,
  context: Context,
): Transition {
  const { session, keepAlive, endedElsewhere } = state;
  if (lostAfterAbsence(state)) return lost(appState, state, 'left', failure, context);
  return session.origin === 'opened' &&
    session.persistChanges === true &&
    endedElsewhere === undefined
    ? beginOpening(appState, state, { kind: 'recreate', replaced: session, keepAlive }, context)
    : lost(appState, state, 'recreatable', failure, context);
}

function lost(
  appState: AppState,
  state: Open,
  reason: EndReason,
  failure: Failure,
  { now }: Context,
): Transition {
  const said = withActivity(appState, { at: now, what: 'lost', failure: activityFailure(failure) });
  return transitionTo(said, {
    kind: 'lost',
    ...targetOf(state),
    session: state.session,
    reason,
    failure,
  });
}

/** The same request would be refused again: keep-alive stops, and that is told. */
function refused(appState: AppState, state: Open, failure: Failure, { now }: Context): Transition {
  const { signInNeeded, ...open } = state;
  const request = { kind: 'idle', failure } as const;
  if (state.keepAlive.kind === 'off') return transitionTo(appState, { ...open, request });
  const said = withActivity(appState, { at: now, what: 'keepAliveRefused' });
  return transitionTo(said, { ...open, keepAlive: { kind: 'off', stopped: 'refused' }, request });
}

/** Without keep-alive the user asked for no more than one click: it is repeated until the estimated expiry, not for ever. */
function again(
  appState: AppState,
  state: Open,
  failure: Failure,
  attempt: number,
  { now, random }: Context,
): Transition {
  if (state.keepAlive.kind === 'off' && now >= estimatedExpiry(state.session)) {
    return transitionTo(appState, { ...state, request: { kind: 'idle', failure } });
  }
  const at = Math.max(
    appState.throttledUntil,
    failure.notBefore ?? 0,
    nextAttemptAt(state.session, now, attempt, random),
  );
  return transitionTo(appState, { ...state, request: { kind: 'retrying', at, attempt, failure } });
}
