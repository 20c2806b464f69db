import type { EventOf, Context, Transition } from './events';
import { beginRefresh } from './beginning';
import { keptFrom } from './keepAlive';
import { keyOf, sameItem } from './records';
import { withActivity, unchanged, transitionTo } from './appState';
import type { KeepAlive, AppState, StateOf } from './state';

type Open = StateOf<'open'>;

/** A click on Refresh: joins the request under way, else asks at once, whatever the browser says of the network. */
export function refreshRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  if (
    state.kind !== 'open' ||
    state.request.kind === 'refreshing' ||
    state.request.kind === 'signingIn'
  ) {
    return unchanged(appState);
  }
  return beginRefresh(appState, state, context);
}

export function refreshed(
  appState: AppState,
  { requestKey, sentAt }: EventOf<'refreshed'>,
  { now, random }: Context,
): Transition {
  const { state } = appState;
  if (
    state.kind !== 'open' ||
    state.request.kind !== 'refreshing' ||
    state.request.requestKey !== requestKey
  ) {
    return unchanged(appState);
  }
  const { signInNeeded, unverifiedAfterMs, endedElsewhere, ...open } = state;
  const { signedIn, ...next } = appState;
  const session = { ...state.session, lastActivityAt: sentAt };
  const { until } = state.keepAlive.kind === 'on' ? state.keepAlive : { until: null };
  const planned = { ...keptFrom(appState.choices, session, { now, random }), until };
  const keepAlive = state.keepAlive.kind === 'on' ? planned : state.keepAlive;
  const said = withActivity(next, {
    at: now,
    what: 'refreshed',
    tookMs: Math.max(0, now - sentAt),
  });
  return transitionTo(said, { ...open, session, keepAlive, request: { kind: 'idle' } });
}

/** Looks at the clock: is keep-alive over, is a refresh or an attempt due? */
export function openWoke(appState: AppState, state: Open, context: Context): Transition {
  const { now } = context;
  const { keepAlive, request } = state;
  if (keepAlive.kind === 'on' && keepAlive.until !== null && keepAlive.until <= now) {
    const said = withActivity(appState, { at: now, what: 'keepAliveTimeIsUp' });
    return transitionTo(said, { ...state, keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
  }
  if (request.kind === 'retrying' && request.at <= now) {
    return beginRefresh(appState, state, context, request.attempt + 1);
  }
  if (request.kind === 'waitingForNetwork' && appState.online) {
    return beginRefresh(appState, state, context);
  }
  const due =
    request.kind === 'idle' &&
    keepAlive.kind === 'on' &&
    appState.holdsLock &&
    now >= keepAlive.refreshAt;
  if (!due) return unchanged(appState);
  return appState.online
    ? beginRefresh(appState, state, context)
    : transitionTo(appState, { ...state, request: { kind: 'waitingForNetwork' } });
}

/** This pane is the one that keeps alive from now on: what is due is done at once. */
export function lockHeld(
  appState: AppState,
  { key }: EventOf<'lockHeld'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (!('workbook' in state)) return unchanged(appState);
  const mine = keyOf({ accountId: state.account.id, workbook: state.workbook });
  if (mine.accountId !== key.accountId || !sameItem(mine, key)) return unchanged(appState);
  const next = { ...appState, holdsLock: true };
  return state.kind === 'open' ? openWoke(next, state, context) : unchanged(next);
}

export function keepAliveSet(
  appState: AppState,
  { on }: EventOf<'keepAliveSet'>,
  context: Context,
): Transition {
  const next = { ...appState, choices: { ...appState.choices, keepAlive: on } };
  const { state } = next;
  if (state.kind !== 'open' || (state.keepAlive.kind === 'on') === on) return unchanged(next);
  const said = withActivity(next, { at: context.now, what: on ? 'keepAliveOn' : 'keepAliveOff' });
  const keepAlive: KeepAlive = on
    ? keptFrom(next.choices, state.session, context)
    : { kind: 'off' };
  const kept = { ...said, state: { ...state, keepAlive } };
  return openWoke(kept, kept.state, context);
}

export function stopAfterChosen(
  appState: AppState,
  { stopAfterMs }: EventOf<'stopAfterChosen'>,
  context: Context,
): Transition {
  const next = { ...appState, choices: { ...appState.choices, stopAfterMs } };
  const { state } = next;
  return state.kind === 'open' && state.keepAlive.kind === 'on'
    ? transitionTo(next, { ...state, keepAlive: keptFrom(next.choices, state.session, context) })
    : unchanged(next);
}
