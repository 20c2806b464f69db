import type { EventOf, Context, Transition } from './events';
import { isOffline } from './evidence';
import { beginRefresh, refreshingIn } from './requests';
import { extensionMs, nextRefresh, refreshDueAt, startKeepAlive } from './keepAlive';
import { keyOfTarget, sameKey } from './records';
import { withActivity, unchanged, transitionTo } from './appState';
import type { KeepAlive, AppState, StateOf } from './state';

type Open = StateOf<'open'>;

/** The user clicked Refresh. Clicks are counted, because the card tells what became of each. */
export function refreshClicked(appState: AppState, context: Context): Transition {
  const { state } = appState;
  if (state.kind !== 'open') return unchanged(appState);
  const clicked = { ...state, clicks: (state.clicks ?? 0) + 1 };
  return refreshRequested({ ...appState, state: clicked }, context);
}

/**
 * Joins the request in progress, else sends a refresh at once. `navigator.onLine` is not
 * considered.
 */
export function refreshRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  return state.kind === 'open' && state.request.kind !== 'refreshing'
    ? beginRefresh(appState, state, context)
    : unchanged(appState);
}

/** A refresh succeeded: plans the next one. */
export function refreshed(
  appState: AppState,
  { requestKey, sentAt }: EventOf<'refreshed'>,
  context: Context,
): Transition {
  const state = refreshingIn(appState, requestKey);
  if (state === undefined) return unchanged(appState);
  const { now } = context;
  const { signInNeeded, unverifiedAfterMs, endedElsewhere, ...open } = state;
  const { signedIn, ...next } = appState;
  const session = { ...state.session, lastActivityAt: sentAt };
  const plan = state.keepAlive.kind === 'on' ? nextRefresh(session, context) : {};
  const keepAlive = { ...state.keepAlive, ...plan };
  const logged = withActivity(next, {
    at: now,
    what: 'refreshed',
    tookMs: Math.max(0, now - sentAt),
  });
  return transitionTo(logged, { ...open, session, keepAlive, request: { kind: 'idle' } });
}

/** Keep-alive is off: its refresh is no longer repeated without a network. */
export function withoutPlanned(state: Open): Open {
  const { request } = state;
  return request.kind === 'retrying' && isOffline(request.failure)
    ? { ...state, request: { kind: 'idle', failure: request.failure } }
    : state;
}

/** Compares the clock with the plan: the end of keep-alive, a refresh or an attempt may be due. */
export function openWoke(appState: AppState, state: Open, context: Context): Transition {
  const { now } = context;
  const { keepAlive, request } = state;
  if (keepAlive.kind === 'on' && keepAlive.until !== null && keepAlive.until <= now) {
    const logged = withActivity(appState, { at: now, what: 'keepAliveTimeIsUp' });
    return transitionTo(logged, {
      ...withoutPlanned(state),
      keepAlive: { kind: 'off', stopped: 'timeIsUp', setAt: keepAlive.setAt },
    });
  }
  if (request.kind === 'retrying' && request.at <= now) {
    return beginRefresh(appState, state, context, request.attempt + 1);
  }
  const isDue = request.kind === 'idle' && now >= refreshDueAt(state, appState);
  return isDue ? beginRefresh(appState, state, context) : unchanged(appState);
}

/**
 * This pane acquired the lock: it alone keeps the session alive from now on, and sends an overdue
 * refresh at once.
 */
export function lockHeld(
  appState: AppState,
  { key }: EventOf<'lockHeld'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (!('workbook' in state)) return unchanged(appState);
  if (!sameKey(keyOfTarget(state), key)) return unchanged(appState);
  const next = { ...appState, holdsLock: true };
  return state.kind === 'open' ? openWoke(next, state, context) : unchanged(next);
}

/** The user switched keep-alive on or off; the choice is remembered. */
export function keepAliveSet(
  appState: AppState,
  { on }: EventOf<'keepAliveSet'>,
  context: Context,
): Transition {
  const next = { ...appState, choices: { ...appState.choices, keepAlive: on } };
  const { state } = next;
  if (state.kind !== 'open' || (state.keepAlive.kind === 'on') === on) return unchanged(next);
  const logged = withActivity(next, { at: context.now, what: on ? 'keepAliveOn' : 'keepAliveOff' });
  const keepAlive: KeepAlive = on
    ? startKeepAlive(next.choices, state.session, context)
    : { kind: 'off', setAt: context.now };
  const kept = { ...logged, state: { ...(on ? state : withoutPlanned(state)), keepAlive } };
  return openWoke(kept, kept.state, context);
}

/** The user chose how long keep-alive lasts; a running one starts again from now. */
export function stopAfterChosen(
  appState: AppState,
  { stopAfterMs }: EventOf<'stopAfterChosen'>,
  context: Context,
): Transition {
  const next = { ...appState, choices: { ...appState.choices, stopAfterMs } };
  const { state } = next;
  return state.kind === 'open' && state.keepAlive.kind === 'on'
    ? transitionTo(next, {
        ...state,
        keepAlive: startKeepAlive(next.choices, state.session, context),
      })
    : unchanged(next);
}

/** The user lets a keep-alive with an end go on; other states do not change. */
export function keepAliveExtended(appState: AppState, { now }: Context): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.keepAlive.kind === 'off' || state.keepAlive.until === null) {
    return unchanged(appState);
  }
  const until = state.keepAlive.until + extensionMs;
  return transitionTo(appState, { ...state, keepAlive: { ...state.keepAlive, until, setAt: now } });
}
