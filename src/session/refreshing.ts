import type { EventOf, Context, Transition } from './events';
import { endReason, isPresumedOver, afterFreshSignIn, lostAfterAbsence } from './evidence';
import type { EndReason, Failure } from './failures';
import { askSignInMs, keptFrom, nextAttemptAt, estimatedExpiry } from './keepAlive';
import { activityFailure, keyOf, sameItem } from './records';
import { beginOpening, beginRefresh, targetOf } from './beginning';
import { withActivity, unchanged, transitionTo } from './appState';
import type { KeepAlive, AppState, StateOf } from './state';

type Open = StateOf<'open'>;

/** A click on Refresh: joins the request under way, else asks at once, whatever the browser says of the network. */
export function refreshRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.request.kind === 'refreshing' || state.request.kind === 'signingIn') return unchanged(appState);
  return beginRefresh(appState, state, context);
}

export function refreshed(appState: AppState, { requestKey, sentAt }: EventOf<'refreshed'>, { now, random }: Context): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.request.kind !== 'refreshing' || state.request.requestKey !== requestKey) return unchanged(appState);
  const { signInNeeded, unverifiedAfterMs, endedElsewhere, ...open } = state;
  const { signedIn, ...next } = appState;
  const session = { ...state.session, lastActivityAt: sentAt };
  const { until } = state.keepAlive.kind === 'on' ? state.keepAlive : { until: null };
  const planned = { ...keptFrom(appState.choices, session, { now, random }), until };
  const keepAlive = state.keepAlive.kind === 'on' ? planned : state.keepAlive;
  const said = withActivity(next, { at: now, what: 'refreshed', tookMs: Math.max(0, now - sentAt) });
  return transitionTo(said, { ...open, session, keepAlive, request: { kind: 'idle' } });
}

export function refreshFailed(appState: AppState, { requestKey, failure }: EventOf<'refreshFailed'>, context: Context): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.request.kind !== 'refreshing' || state.request.requestKey !== requestKey) return unchanged(appState);
  const { attempt, sentAt } = state.request;
  const entry = { at: context.now, what: 'refreshFailed', tookMs: Math.max(0, context.now - sentAt), failure: activityFailure(failure) } as const;
  return judged(withActivity(appState, entry), state, failure, attempt, context);
}

/** What a failed refresh means for the session. */
function judged(appState: AppState, state: Open, answer: Failure, attempt: number, context: Context): Transition {
  const failure = afterFreshSignIn(answer, appState, context.now);
  const { recovery } = failure;
  switch (recovery.kind) {
    case 'reauthenticate':
      return again(appState, { ...state, signInNeeded: { ...state.signInNeeded, failure } }, failure, attempt, context);
    case 'ended':
      return lost(appState, state, endReason(state, recovery.reason, context.now), failure, context);
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
function recreated(appState: AppState, state: Open, failure: Failure, context: Context): Transition {
  const { session, keepAlive, endedElsewhere } = state;
  if (lostAfterAbsence(state)) return lost(appState, state, 'left', failure, context);
  return session.origin === 'opened' && session.persistChanges === true && endedElsewhere === undefined
    ? beginOpening(appState, state, { kind: 'recreate', replaced: session, keepAlive }, context)
    : lost(appState, state, 'recreatable', failure, context);
}

function lost(appState: AppState, state: Open, reason: EndReason, failure: Failure, { now }: Context): Transition {
  const said = withActivity(appState, { at: now, what: 'lost', failure: activityFailure(failure) });
  return transitionTo(said, { kind: 'lost', ...targetOf(state), session: state.session, reason, failure });
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
function again(appState: AppState, state: Open, failure: Failure, attempt: number, { now, random }: Context): Transition {
  if (state.keepAlive.kind === 'off' && now >= estimatedExpiry(state.session)) {
    return transitionTo(appState, { ...state, request: { kind: 'idle', failure } });
  }
  const at = Math.max(appState.throttledUntil, failure.notBefore ?? 0, nextAttemptAt(state.session, now, attempt, random));
  return transitionTo(appState, { ...state, request: { kind: 'retrying', at, attempt, failure } });
}

/** Looks at the clock: is keep-alive over, is a refresh or an attempt due? */
export function openWoke(appState: AppState, state: Open, context: Context): Transition {
  const { now } = context;
  const { keepAlive, request } = state;
  if (keepAlive.kind === 'on' && keepAlive.until !== null && keepAlive.until <= now) {
    const said = withActivity(appState, { at: now, what: 'keepAliveTimeIsUp' });
    return transitionTo(said, { ...state, keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
  }
  if (request.kind === 'retrying' && request.at <= now) return beginRefresh(appState, state, context, request.attempt + 1);
  if (request.kind === 'waitingForNetwork' && appState.online) return beginRefresh(appState, state, context);
  const due = request.kind === 'idle' && keepAlive.kind === 'on' && appState.holdsLock && now >= keepAlive.refreshAt;
  if (!due) return unchanged(appState);
  return appState.online ? beginRefresh(appState, state, context) : transitionTo(appState, { ...state, request: { kind: 'waitingForNetwork' } });
}

/** This pane is the one that keeps alive from now on: what is due is done at once. */
export function lockHeld(appState: AppState, { key }: EventOf<'lockHeld'>, context: Context): Transition {
  const { state } = appState;
  if (!('workbook' in state)) return unchanged(appState);
  const mine = keyOf({ accountId: state.account.id, workbook: state.workbook });
  if (mine.accountId !== key.accountId || !sameItem(mine, key)) return unchanged(appState);
  const next = { ...appState, holdsLock: true };
  return state.kind === 'open' ? openWoke(next, state, context) : unchanged(next);
}

export function keepAliveSet(appState: AppState, { on }: EventOf<'keepAliveSet'>, context: Context): Transition {
  const next = { ...appState, choices: { ...appState.choices, keepAlive: on } };
  const { state } = next;
  if (state.kind !== 'open' || (state.keepAlive.kind === 'on') === on) return unchanged(next);
  const said = withActivity(next, { at: context.now, what: on ? 'keepAliveOn' : 'keepAliveOff' });
  const keepAlive: KeepAlive = on ? keptFrom(next.choices, state.session, context) : { kind: 'off' };
  const kept = { ...said, state: { ...state, keepAlive } };
  return openWoke(kept, kept.state, context);
}

export function stopAfterChosen(appState: AppState, { stopAfterMs }: EventOf<'stopAfterChosen'>, context: Context): Transition {
  const next = { ...appState, choices: { ...appState.choices, stopAfterMs } };
  const { state } = next;
  return state.kind === 'open' && state.keepAlive.kind === 'on'
    ? transitionTo(next, { ...state, keepAlive: keptFrom(next.choices, state.session, context) })
    : unchanged(next);
}
