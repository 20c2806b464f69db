import type { EventOf, Moment, Step } from './events';
import { endReason, isPresumedOver, afterFreshSignIn, lostAfterAbsence } from './evidence';
import type { EndReason, Failure } from './failures';
import { askSignInMs, keptFrom, nextAttemptAt, presumedEnd } from './keepAlive';
import { activityFailure, keyOf, sameItem } from './records';
import { beginOpening, beginRefresh, placeOf } from './beginning';
import { noted, stay, to } from './appState';
import type { KeepAlive, Snapshot, StateOf } from './state';

type Open = StateOf<'open'>;

/** A click on Refresh: joins the request under way, else asks at once, whatever the browser says of the network. */
export function refreshRequested(snapshot: Snapshot, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.request.kind === 'refreshing' || state.request.kind === 'signingIn') return stay(snapshot);
  return beginRefresh(snapshot, state, moment);
}

export function refreshed(snapshot: Snapshot, { run, sentAt }: EventOf<'refreshed'>, { now, chance }: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.request.kind !== 'refreshing' || state.request.run !== run) return stay(snapshot);
  const { signInNeeded, unverifiedAfterMs, endedElsewhere, ...open } = state;
  const { signedIn, ...next } = snapshot;
  const session = { ...state.session, aliveAt: sentAt };
  const { until } = state.keepAlive.kind === 'on' ? state.keepAlive : { until: null };
  const planned = { ...keptFrom(snapshot.choices, session, { now, chance }), until };
  const keepAlive = state.keepAlive.kind === 'on' ? planned : state.keepAlive;
  const said = noted(next, { at: now, what: 'refreshed', tookMs: Math.max(0, now - sentAt) });
  return to(said, { ...open, session, keepAlive, request: { kind: 'idle' } });
}

export function refreshFailed(snapshot: Snapshot, { run, failure }: EventOf<'refreshFailed'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.request.kind !== 'refreshing' || state.request.run !== run) return stay(snapshot);
  const { attempt, sentAt } = state.request;
  const entry = { at: moment.now, what: 'refreshFailed', tookMs: Math.max(0, moment.now - sentAt), failure: activityFailure(failure) } as const;
  return judged(noted(snapshot, entry), state, failure, attempt, moment);
}

/** What a failed refresh means for the session. */
function judged(snapshot: Snapshot, state: Open, answer: Failure, attempt: number, moment: Moment): Step {
  const failure = afterFreshSignIn(answer, snapshot, moment.now);
  const { verdict } = failure;
  switch (verdict.kind) {
    case 'reauthenticate':
      return again(snapshot, { ...state, signInNeeded: { ...state.signInNeeded, failure } }, failure, attempt, moment);
    case 'over':
      return lost(snapshot, state, endReason(state, verdict.reason, moment.now), failure, moment);
    case 'forbidden':
      return refused(snapshot, state, failure, moment);
    case 'recreate':
      return verdict.certain || isPresumedOver(state, moment.now)
        ? recreated(snapshot, state, failure, moment)
        : again(snapshot, state, failure, attempt, moment);
    case 'unclear':
      return snapshot.online
        ? again(snapshot, askedInTime(state, failure, moment.now), failure, attempt, moment)
        : to(snapshot, { ...state, request: { kind: 'waitingForNetwork', failure } });
    case 'retry':
      return again(snapshot, state, failure, attempt, moment);
  }
}

/** When a token is what is missing and time runs short, signing in may help: the user is asked, the refreshes go on. */
function askedInTime(state: Open, failure: Failure, now: number): Open {
  const short = failure.signIn !== undefined && now >= presumedEnd(state.session) - askSignInMs;
  return short ? { ...state, signInNeeded: { ...state.signInNeeded, failure } } : state;
}

/** Only a persistent session of our own is opened anew by itself: nothing of it is lost, and its new id is announced. */
function recreated(snapshot: Snapshot, state: Open, failure: Failure, moment: Moment): Step {
  const { session, keepAlive, endedElsewhere } = state;
  if (lostAfterAbsence(state)) return lost(snapshot, state, 'left', failure, moment);
  return session.origin === 'opened' && session.persistChanges === true && endedElsewhere === undefined
    ? beginOpening(snapshot, state, { kind: 'recreate', replaced: session, keepAlive }, moment)
    : lost(snapshot, state, 'recreatable', failure, moment);
}

function lost(snapshot: Snapshot, state: Open, reason: EndReason, failure: Failure, { now }: Moment): Step {
  const said = noted(snapshot, { at: now, what: 'lost', failure: activityFailure(failure) });
  return to(said, { kind: 'lost', ...placeOf(state), session: state.session, reason, failure });
}

/** The same request would be refused again: keep-alive stops, and that is told. */
function refused(snapshot: Snapshot, state: Open, failure: Failure, { now }: Moment): Step {
  const { signInNeeded, ...open } = state;
  const request = { kind: 'idle', failure } as const;
  if (state.keepAlive.kind === 'off') return to(snapshot, { ...open, request });
  const said = noted(snapshot, { at: now, what: 'keepAliveRefused' });
  return to(said, { ...open, keepAlive: { kind: 'off', stopped: 'refused' }, request });
}

/** Without keep-alive the user asked for no more than one click: it is repeated until the estimated expiry, not for ever. */
function again(snapshot: Snapshot, state: Open, failure: Failure, attempt: number, { now, chance }: Moment): Step {
  if (state.keepAlive.kind === 'off' && now >= presumedEnd(state.session)) {
    return to(snapshot, { ...state, request: { kind: 'idle', failure } });
  }
  const at = Math.max(snapshot.throttledUntil, failure.notBefore ?? 0, nextAttemptAt(state.session, now, attempt, chance));
  return to(snapshot, { ...state, request: { kind: 'retrying', at, attempt, failure } });
}

/** Looks at the clock: is keep-alive over, is a refresh or an attempt due? */
export function openWoke(snapshot: Snapshot, state: Open, moment: Moment): Step {
  const { now } = moment;
  const { keepAlive, request } = state;
  if (keepAlive.kind === 'on' && keepAlive.until !== null && keepAlive.until <= now) {
    const said = noted(snapshot, { at: now, what: 'keepAliveTimeIsUp' });
    return to(said, { ...state, keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
  }
  if (request.kind === 'retrying' && request.at <= now) return beginRefresh(snapshot, state, moment, request.attempt + 1);
  if (request.kind === 'waitingForNetwork' && snapshot.online) return beginRefresh(snapshot, state, moment);
  const due = request.kind === 'idle' && keepAlive.kind === 'on' && snapshot.holdsLock && now >= keepAlive.refreshAt;
  if (!due) return stay(snapshot);
  return snapshot.online ? beginRefresh(snapshot, state, moment) : to(snapshot, { ...state, request: { kind: 'waitingForNetwork' } });
}

/** This pane is the one that keeps alive from now on: what is due is done at once. */
export function lockHeld(snapshot: Snapshot, { key }: EventOf<'lockHeld'>, moment: Moment): Step {
  const { state } = snapshot;
  if (!('workbook' in state)) return stay(snapshot);
  const mine = keyOf({ accountId: state.account.id, workbook: state.workbook });
  if (mine.accountId !== key.accountId || !sameItem(mine, key)) return stay(snapshot);
  const next = { ...snapshot, holdsLock: true };
  return state.kind === 'open' ? openWoke(next, state, moment) : stay(next);
}

export function keepAliveSet(snapshot: Snapshot, { on }: EventOf<'keepAliveSet'>, moment: Moment): Step {
  const next = { ...snapshot, choices: { ...snapshot.choices, keepAlive: on } };
  const { state } = next;
  if (state.kind !== 'open' || (state.keepAlive.kind === 'on') === on) return stay(next);
  const said = noted(next, { at: moment.now, what: on ? 'keepAliveOn' : 'keepAliveOff' });
  const keepAlive: KeepAlive = on ? keptFrom(next.choices, state.session, moment) : { kind: 'off' };
  const kept = { ...said, state: { ...state, keepAlive } };
  return openWoke(kept, kept.state, moment);
}

export function stopAfterChosen(snapshot: Snapshot, { stopAfterMs }: EventOf<'stopAfterChosen'>, moment: Moment): Step {
  const next = { ...snapshot, choices: { ...snapshot.choices, stopAfterMs } };
  const { state } = next;
  return state.kind === 'open' && state.keepAlive.kind === 'on'
    ? to(next, { ...state, keepAlive: keptFrom(next.choices, state.session, moment) })
    : stay(next);
}
