import { unchanged } from './appState';
import type { EventOf, Transition } from './events';
import { isOver, mayHaveOpened } from './evidence';
import type { Failure } from './failures';
import { endingOf, keyOfTarget, sameItem } from './records';
import type { Target } from './requests';
import type { AppState, SessionState } from './state';
import type { RecordKey } from './stored';

// A session may be open although no screen shows it: the user has cancelled its start, or has left
// it, and the service does not confirm that it is closed. One rule tells of it, wherever the user
// is by then.

/** A session that may be open although no screen shows it: the request had no usable answer. */
export interface UnconfirmedSession {
  readonly workbook: RecordKey;
  /** The session that the request closes; absent if it opens one. */
  readonly sessionId?: string | undefined;
  /** Absent if the page unloaded before the answer. */
  readonly failure?: Failure;
}

/** A request whose answer no screen waits for. */
export type AwaitedRequest = UnconfirmedSession & { readonly requestKey: number };

/** Waits for the answer to a request that no screen shows any more. */
export const withAwaited = (
  appState: AppState,
  requestKey: number,
  target: Target,
  sessionId?: string,
): AppState => ({
  ...appState,
  awaited: [...appState.awaited, { requestKey, workbook: keyOfTarget(target), sessionId }],
});

/** A cancelled start has opened a session: the answer to its close is awaited instead. */
export const withAwaitedClose = (
  appState: AppState,
  createKey: number,
  requestKey: number,
  sessionId: string,
): AppState => ({
  ...appState,
  awaited: appState.awaited.map((request) =>
    request.requestKey === createKey ? { ...request, requestKey, sessionId } : request,
  ),
});

/** The request with this key was answered, or nothing was sent for it. */
export const withoutAwaited = (appState: AppState, key: number | undefined): AppState =>
  appState.awaited.some(({ requestKey }) => requestKey === key)
    ? { ...appState, awaited: appState.awaited.filter(({ requestKey }) => requestKey !== key) }
    : appState;

type Answer = EventOf<'openDiverted' | 'openFailed' | 'refreshFailed' | 'closed' | 'closeFailed'>;

/** The answer to a request that no screen waits for. A failure may mean that a session is open. */
export function awaitedAnswered(appState: AppState, event: Answer): Transition {
  const request = appState.awaited.find(({ requestKey }) => requestKey === event.requestKey);
  if (request === undefined) return unchanged(appState);
  const next = withoutAwaited(appState, event.requestKey);
  const { workbook, sessionId } = request;
  const failure = 'failure' in event ? event.failure : undefined;
  const isOpen =
    failure !== undefined && (sessionId === undefined ? mayHaveOpened(failure) : !isOver(failure));
  return unchanged(
    isOpen
      ? { ...next, unconfirmed: { workbook, sessionId, failure } }
      : withoutUnconfirmed(next, sessionId),
  );
}

/** The session that may be open, though no screen tells of it, once the user has left this state. */
function leftOpen(state: SessionState): UnconfirmedSession | undefined {
  if (!('workbook' in state)) return undefined;
  const workbook = keyOfTarget(state);
  if (state.kind === 'opening') return state.unclear && { workbook, failure: state.unclear };
  if (state.kind === 'resuming' && state.shown.kind !== 'ready') {
    return { workbook, sessionId: state.shown.session.id };
  }
  const ending = endingOf(state);
  if (ending?.failure === undefined) return undefined;
  const { failure } = ending;
  if (ending.kind === 'closed') {
    const { session, workbook: own = workbook } = ending;
    return { workbook: own, sessionId: session.id, failure };
  }
  // A lost session has such a failure only of the start that was to replace it.
  const isAttach = ending.kind === 'failed' && ending.attach !== undefined;
  return mayHaveOpened(failure) && !isAttach ? { workbook, failure } : undefined;
}

/** Tells of the session that may be open, which an earlier attempt may have opened. */
export function withUnclear(appState: AppState, state: SessionState): AppState {
  const unconfirmed = leftOpen(state);
  return unconfirmed === undefined ? appState : { ...appState, unconfirmed };
}

/**
 * The user leaves this state: waits for its request, or goes on telling of the session that may be
 * open. Between two attempts nothing is under way, and an attach opens nothing.
 */
export function withLeft(appState: AppState, state: SessionState): AppState {
  const left = withUnclear(appState, state);
  if (state.kind === 'closing') return withAwaited(left, state.requestKey, state, state.session.id);
  const mayOpen =
    state.kind === 'opening' && state.retry === undefined && state.mode.kind !== 'attach';
  return mayOpen ? withAwaited(left, state.requestKey, state) : left;
}

/** The session to tell of: not beside another workbook. */
export function unconfirmedHere(appState: AppState): UnconfirmedSession | undefined {
  const { state, unconfirmed } = appState;
  if (unconfirmed === undefined || !('workbook' in state)) return unconfirmed;
  return sameItem(unconfirmed.workbook, state.workbook) ? unconfirmed : undefined;
}

/** Stops telling of a session that the screen shows, or that was closed. */
export function withoutShown(appState: AppState): AppState {
  const { state } = appState;
  const shown = state.kind === 'ready' ? state.ending : state;
  return shown !== undefined && 'session' in shown
    ? withoutUnconfirmed(appState, shown.session.id)
    : appState;
}

/** Stops telling that this session may be open. */
export const withoutUnconfirmed = (appState: AppState, sessionId: string | undefined): AppState =>
  sessionId !== undefined && sessionId === appState.unconfirmed?.sessionId
    ? { ...appState, unconfirmed: undefined }
    : appState;
