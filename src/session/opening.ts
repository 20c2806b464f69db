import { closeEffect } from './closing';
import { dismissed } from './documentChanges';
import type { EventOf, Context, Effect, Transition } from './events';
import { afterFreshSignIn, isUnclear, isUnsent, mayHaveOpened } from './evidence';
import { signInRemedies } from './failures';
import type { Failure } from './failures';
import { backoffMs, startKeepAlive } from './keepAlive';
import { activityFailure } from './activity';
import { askedTooLate } from './overtaken';
import { beginOpening, targetOf, sendWhenAllowed } from './requests';
import { withNextKey, withActivity, withEnd, unchanged, transitionTo } from './appState';
import type { KeepAlive, Opening, AppState, StateOf, WorkbookSession } from './state';
import { awaitedAnswered, unconfirmedHere, withAwaitedClose, withUnclear } from './unconfirmed';

/** Time limit (ms) for retrying to open or attach, from the user's click. */
const startRetryLimitMs = 120_000;
/** The service's Retry-After does not count towards these limits, up to this time (ms). */
const maxPausedMs = 3_600_000;
/**
 * Time limit (ms) for retrying to recreate a session. It is longer: nothing else can be done
 * meanwhile.
 */
const recreateRetryLimitMs = 600_000;

/** Opens a new session, or attaches to the session of another client, if none is open. */
export function openRequested(appState: AppState, mode: Opening, context: Context): Transition {
  if (appState.state.kind === 'open') return askedTooLate(appState, appState.state, mode);
  const transition = dismissed(appState);
  const { appState: next, effects } = transition;
  const { state } = next;
  if (state.kind !== 'ready') return transition;
  // The pane has followed Excel to another workbook: a session may stand there.
  if (mode.kind === 'start' && effects.length > 0) {
    return { appState: next, effects: effects.map((effect) => forStart(effect, mode)) };
  }
  // A close that is not confirmed is told of until a session is open. What became of a start, the
  // next one tells.
  const told = withUnclear(next, appState.state);
  const isStart = unconfirmedHere(told) !== undefined && told.unconfirmed?.sessionId === undefined;
  const begun = isStart ? { ...told, unconfirmed: undefined } : told;
  return beginOpening(begun, state, mode, context);
}

const forStart = (effect: Effect, mode: Opening): Effect =>
  effect.kind === 'findRecord' ? { ...effect, mode } : effect;

/** Sends the next attempt to open once it is due. */
export function openingWoke(
  appState: AppState,
  state: StateOf<'opening'>,
  context: Context,
): Transition {
  const { retry, requestKey, mode } = state;
  const { now } = context;
  if (retry === undefined || now < retry.at) return unchanged(appState);
  const { failure } = retry;
  // After sleep the user's click is long ago.
  return mode.kind === 'start' && now >= retryLimit(appState, state, failure)
    ? openFailed(appState, { kind: 'openFailed', requestKey, failure }, context)
    : sendWhenAllowed(appState, state, now);
}

/** The end of the service's pause, ms since the epoch, or 0. */
const pauseEnd = ({ throttledUntil }: AppState, { notBefore = 0 }: Failure): number =>
  Math.max(throttledUntil, notBefore);

/** When the request to open is given up, ms since the epoch. */
function retryLimit(
  appState: AppState,
  { mode, since }: StateOf<'opening'>,
  failure: Failure,
): number {
  const limitMs = mode.kind === 'recreate' ? recreateRetryLimitMs : startRetryLimitMs;
  const pausedMs = Math.max(0, pauseEnd(appState, failure) - since);
  return since + limitMs + Math.min(pausedMs, maxPausedMs);
}

/**
 * A session was opened. If the user has cancelled meanwhile, it is closed: otherwise it would lock
 * the workbook for minutes.
 */
export function opened(appState: AppState, event: EventOf<'opened'>, context: Context): Transition {
  const { state } = appState;
  const { workbook, sessionId, persistChanges, sentAt, requestedAt } = event;
  if (state.kind !== 'opening' || state.requestKey !== event.requestKey) {
    const next = withNextKey(appState);
    const { requestKey } = next;
    return transitionTo(
      withAwaitedClose(next, event.requestKey, requestKey, sessionId),
      state,
      closeEffect(requestKey, workbook, sessionId),
    );
  }
  const session = {
    id: sessionId,
    persistChanges,
    origin: 'opened',
    openedAt: context.now,
    lastActivityAt: sentAt,
  } as const;
  return becomeOpen(appState, state, session, context, requestedAt);
}

/** The session of another client is alive: shows it as open. */
export function attached(
  appState: AppState,
  { requestKey, sentAt }: EventOf<'refreshed'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'opening' || state.requestKey !== requestKey || state.mode.kind !== 'attach') {
    return unchanged(appState);
  }
  const { sessionId: id } = state.mode;
  const session = {
    id,
    persistChanges: 'unknown',
    origin: 'attached',
    openedAt: context.now,
    lastActivityAt: sentAt,
  } as const;
  return becomeOpen(appState, state, session, context);
}

function becomeOpen(
  appState: AppState,
  state: StateOf<'opening'>,
  session: WorkbookSession,
  context: Context,
  requestedAt = session.lastActivityAt,
): Transition {
  const { mode } = state;
  const { signedIn, ...before } = appState;
  const isTold = unconfirmedHere(before) !== undefined && mode.kind !== 'recreate';
  const begun = isTold ? { ...before, unconfirmed: undefined } : before;
  const next = mode.kind === 'recreate' ? withEnd(begun, mode.replaced) : begun;
  const on = startKeepAlive(appState.choices, session, context);
  const fresh: KeepAlive = appState.choices.keepAlive ? on : { kind: 'off' };
  const chosen = mode.kind === 'recreate' ? mode.keepAlive : fresh;
  const keepAlive = chosen.kind === 'on' ? { ...chosen, refreshAt: on.refreshAt } : chosen;
  const what = ({ start: 'opened', attach: 'attached', recreate: 'recreated' } as const)[mode.kind];
  const logged = withActivity(next, {
    at: context.now,
    what,
    tookMs: Math.max(0, context.now - requestedAt),
  });
  return transitionTo(logged, {
    kind: 'open',
    ...targetOf(state),
    session,
    keepAlive,
    request: { kind: 'idle' },
  });
}

/**
 * Opening failed. A request that may be repeated is repeated after the backoff, within the time
 * limit. A request with an unknown outcome is not.
 */
export function openFailed(
  appState: AppState,
  event: EventOf<'openFailed' | 'refreshFailed'>,
  context: Context,
): Transition {
  const { state } = appState;
  const { requestKey, failure } = event;
  if (state.kind !== 'opening' || state.requestKey !== requestKey) {
    return awaitedAnswered(appState, event);
  }
  const nextAt = context.now + backoffMs(state.attempt, context.random);
  const at = Math.max(nextAt, pauseEnd(appState, failure));
  const mayBeOpen = state.mode.kind !== 'attach' && mayHaveOpened(failure);
  if (mayRepeat(failure, state.mode) && at < retryLimit(appState, state, failure)) {
    const unclear = mayBeOpen ? { unclear: failure } : {};
    return transitionTo(appState, { ...state, ...unclear, retry: { at, failure } });
  }
  const told = mayBeOpen ? appState : withUnclear(appState, state);
  const shown = afterFreshSignIn(failure, told, context.now);
  if (state.mode.kind === 'recreate') {
    return leaveRecreation(told, state, state.mode, context, shown);
  }
  const isAttach = state.mode.kind === 'attach';
  const ending = {
    kind: 'failed',
    failure: shown,
    ...(isAttach && { attach: state.mode.sessionId }),
  } as const;
  const logged = withFailure(
    told,
    isAttach ? 'attachFailed' : failedOpen(failure),
    failure,
    context,
  );
  return transitionTo(logged, { kind: 'ready', ...targetOf(state), ending });
}

const failedOpen = (failure: Failure) => (mayHaveOpened(failure) ? 'openUnclear' : 'openFailed');

const withFailure = (
  appState: AppState,
  what: 'openFailed' | 'openUnclear' | 'attachFailed' | 'lost',
  failure: Failure,
  { now }: Context,
): AppState => withActivity(appState, { at: now, what, failure: activityFailure(failure) });

/**
 * The way out of a recreation without a new session: tells what became of the replaced one. Without
 * `openFailure` the user has cancelled. If the end was only presumed, the session may be alive: it
 * is open again, and a refresh can ask. Keep-alive would begin the same recreation at once, so it
 * is off.
 */
export function leaveRecreation(
  appState: AppState,
  state: StateOf<'opening'>,
  { replaced: session, keepAlive, failure }: Extract<Opening, { kind: 'recreate' }>,
  context: Context,
  openFailure?: Failure,
): Transition {
  if (openFailure === undefined && isUnclear(failure.recovery)) {
    // A pane without the lock leaves the next refresh to its holder.
    const open = { kind: 'open', ...targetOf(state), session, isShared: true } as const;
    const request = { kind: 'idle', failure } as const;
    if (keepAlive.kind === 'off') return transitionTo(appState, { ...open, keepAlive, request });
    const logged = withActivity(appState, { at: context.now, what: 'keepAliveOff' });
    const off = { kind: 'off', setAt: context.now } as const;
    return transitionTo(logged, { ...open, keepAlive: off, request });
  }
  const what = openFailure === undefined ? 'lost' : failedOpen(openFailure);
  const shown = openFailure ?? failure;
  return transitionTo(withFailure(appState, what, shown, context), {
    kind: 'lost',
    ...targetOf(state),
    session,
    reason: 'recreatable',
    failure: shown,
  });
}

/**
 * True if the request may be repeated: also one that did not arrive, and a refresh, which changes
 * nothing. A fault of the sign-in that no repetition mends is not.
 */
function mayRepeat(failure: Failure, mode: Opening): boolean {
  const { recovery, signIn } = failure;
  const isSafe = mode.kind === 'attach' || isUnsent(failure);
  const mayPass = signIn === undefined || signInRemedies[signIn] === 'retry';
  return recovery.kind === 'retry' || (isUnclear(recovery) && isSafe && mayPass);
}
