import { closed } from './closing';
import type { EventOf, Context, Transition } from './events';
import { afterFreshSignIn } from './evidence';
import { askedBySignIn } from './failures';
import type { Failure, WorkbookProblem } from './failures';
import { backoffMs, keptFrom } from './keepAlive';
import { resumed } from './peers';
import { absenceMs, activityFailure, inTimeOf, sameItem } from './records';
import { beginLocating, beginOpening, beginRefresh, targetOf, sendOpening } from './beginning';
import { withNextKey, withActivity, unchanged, transitionTo } from './appState';
import type { KeepAlive, Opening, AppState, StateOf, WorkbookSession } from './state';

/** The user is kept waiting so long (ms) for a service that asks to be tried again. */
const startPatienceMs = 120_000;
/** While a session is opened anew nothing else can be done, so it may take longer. */
const recreatePatienceMs = 600_000;

export function located(
  appState: AppState,
  { requestKey, workbook, record, isLive = false }: EventOf<'located'>,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'locating' || state.requestKey !== requestKey) return unchanged(appState);
  const place = { account: state.account, workbook };
  const isOurs = record?.accountId === state.account.id && sameItem(record.workbook, workbook);
  if (!isOurs) return transitionTo(appState, { kind: 'ready', ...place });
  const next = {
    ...appState,
    activity: appState.activity.length === 0 ? record.activity : appState.activity,
  };
  const { session, keepAlive, phase } = inTimeOf(record, context.now);
  if (session !== null) {
    const open = resumed(place, session, keepAlive, context);
    // The user closed it, and the page went before the answer: closing twice does no harm.
    if (phase === 'closing') return closed(next, open);
    // A session that another pane holds is alive as far as that pane knows; any other is asked about first.
    if (isLive) return transitionTo(next, open);
    return beginRefresh(
      next,
      { ...open, unverifiedAfterMs: absenceMs(record, context.now) },
      context,
    );
  }
  return transitionTo(next, {
    kind: 'ready',
    ...place,
    ...(isLive ? {} : { ending: { kind: 'mayBeOpen', at: record.seenAt } }),
  });
}

export function notLocated(
  appState: AppState,
  { requestKey, problem }: EventOf<'notLocated'>,
  { now }: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'locating' || state.requestKey !== requestKey) return unchanged(appState);
  const failure = problem.failure && afterFreshSignIn(problem.failure, appState, now);
  const isRefused = failure !== undefined && failure !== problem.failure;
  const told: WorkbookProblem = isRefused ? { reason: 'otherAccount', failure } : problem;
  return transitionTo(appState, { kind: 'noWorkbook', account: state.account, problem: told });
}

/** Looks for the workbook again, by its address or by a link that the user gives. */
export function lookAgain(appState: AppState, link: string | null): Transition {
  const { state } = appState;
  return state.kind === 'noWorkbook' || state.kind === 'ready' || state.kind === 'lost'
    ? beginLocating(appState, state.account, link)
    : unchanged(appState);
}

/** Opens a new session, or attaches to one that another client opened, once none is open. */
export function openRequested(appState: AppState, mode: Opening, context: Context): Transition {
  const { state } = appState;
  return state.kind === 'ready' || state.kind === 'lost'
    ? beginOpening(appState, state, mode, context)
    : unchanged(appState);
}

/** Sends the next attempt when its time has come. */
export function openingWoke(
  appState: AppState,
  state: StateOf<'opening'>,
  { now }: Context,
): Transition {
  return state.retry === undefined || now < state.retry.at
    ? unchanged(appState)
    : sendOpening(appState, state);
}

/** A session that comes after the user stopped waiting is closed again: else it locks the workbook for minutes. */
export function opened(appState: AppState, event: EventOf<'opened'>, context: Context): Transition {
  const { state } = appState;
  const { workbook, sessionId, persistChanges, sentAt } = event;
  if (state.kind !== 'opening' || state.requestKey !== event.requestKey) {
    const next = withNextKey(appState);
    return {
      appState: next,
      effects: [{ kind: 'close', requestKey: next.requestKey, workbook, sessionId }],
    };
  }
  const session = {
    id: sessionId,
    persistChanges,
    origin: 'opened',
    openedAt: context.now,
    lastActivityAt: sentAt,
  } as const;
  return becomeOpen(appState, state, session, context);
}

/** The session of another client answered: it is alive. */
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
): Transition {
  const { mode } = state;
  const { signedIn, ...next } = appState;
  const on = keptFrom(appState.choices, session, context);
  const fresh: KeepAlive = appState.choices.keepAlive ? on : { kind: 'off' };
  const keepAlive: KeepAlive =
    mode.kind !== 'recreate'
      ? fresh
      : mode.keepAlive.kind === 'on'
        ? { ...on, until: mode.keepAlive.until }
        : mode.keepAlive;
  const what = ({ start: 'opened', attach: 'attached', recreate: 'recreated' } as const)[mode.kind];
  const said = withActivity(next, {
    at: context.now,
    what,
    tookMs: Math.max(0, context.now - session.lastActivityAt),
  });
  return transitionTo(said, {
    kind: 'open',
    ...targetOf(state),
    session,
    keepAlive,
    request: { kind: 'idle' },
  });
}

/** Waits and tries again where the service says that this is safe; what is unclear is never sent a second time. */
export function openFailed(
  appState: AppState,
  requestKey: number,
  failure: Failure,
  context: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'opening' || state.requestKey !== requestKey) return unchanged(appState);
  const patienceMs = state.mode.kind === 'recreate' ? recreatePatienceMs : startPatienceMs;
  const at = Math.max(
    context.now + backoffMs(state.attempt, context.random),
    appState.throttledUntil,
    failure.notBefore ?? 0,
  );
  if (mayRepeat(failure, state.mode) && at < state.since + patienceMs) {
    return transitionTo(appState, { ...state, retry: { at, failure } });
  }
  const said = withActivity(appState, {
    at: context.now,
    what: 'openFailed',
    failure: activityFailure(failure),
  });
  const { mode } = state;
  if (mode.kind === 'recreate') {
    return transitionTo(said, {
      kind: 'lost',
      ...targetOf(state),
      session: mode.replaced,
      reason: 'recreatable',
      failure,
    });
  }
  const ending = {
    kind: 'failed',
    failure: afterFreshSignIn(failure, appState, context.now),
  } as const;
  return transitionTo(said, { kind: 'ready', ...targetOf(state), ending });
}

/** Without a token nothing was sent, and a refresh changes nothing twice: both may be repeated although their outcome is unclear. */
function mayRepeat({ recovery, signIn }: Failure, mode: Opening): boolean {
  const isSafe = signIn === undefined ? mode.kind === 'attach' : askedBySignIn[signIn] === 'retry';
  return recovery.kind === 'retry' || (recovery.kind === 'unknown' && isSafe);
}
