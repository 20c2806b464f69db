import type { EndReason, Failure } from './failure';
import type { EventOf, Moment, Step } from './events';
import { keptFrom, lastCallMs, nextAttemptAt, nextRefreshAt, presumedEnd } from './keepAlive';
import { beginOpening, beginRefresh, placeOf } from './requests';
import { noted, stay, to } from './snapshot';
import type { KeepAlive, Snapshot, StateOf, WorkbookSession } from './state';

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
  const session = { ...state.session, aliveAt: sentAt };
  const { until } = state.keepAlive.kind === 'on' ? state.keepAlive : { until: null };
  const planned = { ...keptFrom(snapshot.choices, session, { now, chance }), until };
  const keepAlive = state.keepAlive.kind === 'on' ? planned : state.keepAlive;
  const said = noted(snapshot, { at: now, what: 'refreshed', tookMs: Math.max(0, now - sentAt) });
  return to(said, { ...state, session, keepAlive, request: { kind: 'idle' } });
}

/** Another pane kept the same session alive: this one has nothing to do until then. That it is over is asked, not believed. */
export function heard(snapshot: Snapshot, { sessionId, aliveAt }: EventOf<'heard'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.session.id !== sessionId) return stay(snapshot);
  if (aliveAt === null) return refreshRequested(snapshot, moment);
  if (aliveAt <= state.session.aliveAt || aliveAt > moment.now) return stay(snapshot);
  const session = { ...state.session, aliveAt };
  const refreshAt = nextRefreshAt(session, moment.chance);
  const keepAlive: KeepAlive = state.keepAlive.kind === 'on' ? { ...state.keepAlive, refreshAt } : state.keepAlive;
  return to(snapshot, { ...state, session, keepAlive });
}

export function refreshFailed(snapshot: Snapshot, { run, failure }: EventOf<'refreshFailed'>, moment: Moment): Step {
  const { state } = snapshot;
  if (state.kind !== 'open' || state.request.kind !== 'refreshing' || state.request.run !== run) return stay(snapshot);
  const { attempt, sentAt } = state.request;
  const entry = { at: moment.now, what: 'refreshFailed', tookMs: Math.max(0, moment.now - sentAt), failure } as const;
  return judged(noted(snapshot, entry), state, failure, attempt, moment);
}

/** What a failed refresh means for the session. */
function judged(snapshot: Snapshot, state: Open, failure: Failure, attempt: number, moment: Moment): Step {
  const { verdict } = failure;
  switch (verdict.kind) {
    case 'reauthenticate':
      return to(snapshot, { ...state, request: { kind: 'waiting', for: 'signIn', failure } });
    case 'over':
      return lost(snapshot, state, reasonFor(state.session, verdict.reason), failure, moment);
    case 'forbidden':
      return refused(snapshot, state, failure, moment);
    case 'recreate':
      return verdict.certain || moment.now >= presumedEnd(state.session) - lastCallMs
        ? recreated(snapshot, state, failure, moment)
        : again(snapshot, state, failure, attempt, moment);
    case 'unclear':
      return snapshot.online
        ? again(snapshot, state, failure, attempt, moment)
        : to(snapshot, { ...state, request: { kind: 'waiting', for: 'network', failure } });
    case 'retry':
      return again(snapshot, state, failure, attempt, moment);
  }
}

/** Only a persistent session of our own is opened anew by itself: nothing of it is lost, and its new id is announced. */
function recreated(snapshot: Snapshot, state: Open, failure: Failure, moment: Moment): Step {
  const { session, keepAlive } = state;
  return session.origin === 'opened' && session.persistChanges === true
    ? beginOpening(snapshot, state, { kind: 'recreate', replaced: session, keepAlive }, moment)
    : lost(snapshot, state, 'recreatable', failure, moment);
}

/** What is not there any more after its page was gone for a while was most likely closed behind it. */
function reasonFor({ aliveAt, leftAt }: WorkbookSession, reason: EndReason): EndReason {
  return leftAt !== undefined && aliveAt <= leftAt && (reason === 'expired' || reason === 'notFound') ? 'left' : reason;
}

function lost(snapshot: Snapshot, state: Open, reason: EndReason, failure: Failure, { now }: Moment): Step {
  const said = noted(snapshot, { at: now, what: 'lost', failure });
  return to(said, { kind: 'lost', ...placeOf(state), session: state.session, reason, failure });
}

/** Asking again would be refused again: keep-alive stops, and says so. */
function refused(snapshot: Snapshot, state: Open, failure: Failure, { now }: Moment): Step {
  const request = { kind: 'idle', failure } as const;
  if (state.keepAlive.kind === 'off') return to(snapshot, { ...state, request });
  const said = noted(snapshot, { at: now, what: 'keepAliveRefused' });
  return to(said, { ...state, keepAlive: { kind: 'off', stopped: 'refused' }, request });
}

/** Without keep-alive nobody asked for more than one click: it is repeated until the presumed end, not for ever. */
function again(snapshot: Snapshot, state: Open, failure: Failure, attempt: number, { now, chance }: Moment): Step {
  if (state.keepAlive.kind === 'off' && now >= presumedEnd(state.session)) {
    return to(snapshot, { ...state, request: { kind: 'idle', failure } });
  }
  const at = Math.max(snapshot.quietUntil, nextAttemptAt(state.session, now, attempt, chance));
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
  if (request.kind === 'waiting' && request.for === 'network' && snapshot.online) return beginRefresh(snapshot, state, moment);
  if (request.kind !== 'idle' || keepAlive.kind === 'off' || now < keepAlive.refreshAt) return to(snapshot, state);
  return snapshot.online
    ? beginRefresh(snapshot, state, moment)
    : to(snapshot, { ...state, request: { kind: 'waiting', for: 'network' } });
}

export function keepAliveSet(snapshot: Snapshot, { on }: EventOf<'keepAliveSet'>, moment: Moment): Step {
  const next = { ...snapshot, choices: { ...snapshot.choices, keepAlive: on } };
  const { state } = next;
  if (state.kind !== 'open' || (state.keepAlive.kind === 'on') === on) return stay(next);
  const said = noted(next, { at: moment.now, what: on ? 'keepAliveOn' : 'keepAliveOff' });
  const keepAlive: KeepAlive = on ? keptFrom(next.choices, state.session, moment) : { kind: 'off' };
  return openWoke(said, { ...state, keepAlive }, moment);
}

export function stopAfterChosen(snapshot: Snapshot, { stopAfterMs }: EventOf<'stopAfterChosen'>, moment: Moment): Step {
  const next = { ...snapshot, choices: { ...snapshot.choices, stopAfterMs } };
  const { state } = next;
  return state.kind === 'open' && state.keepAlive.kind === 'on'
    ? to(next, { ...state, keepAlive: keptFrom(next.choices, state.session, moment) })
    : stay(next);
}
