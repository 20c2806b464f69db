import { unchanged } from './appState';
import type { EventOf, Transition } from './events';
import { isOver, isReplaceFailed, mayHaveOpened } from './evidence';
import type { Failure } from './failures';
import { keyOfTarget } from './records';
import type { Target } from './requests';
import type { AppState, SessionState } from './state';
import type { RecordKey } from './stored';

// A session may be open although no screen shows it: the user has cancelled its start, or has left
// it, and the service does not confirm that it is closed. One rule tells of it, wherever the user
// is by then.

/** A request whose answer no screen waits for, and the workbook that it is for. */
export interface AwaitedRequest extends RecordKey {
  readonly requestKey: number;
  /** The session that it closes; absent for a create request. */
  readonly sessionId?: string | undefined;
}

/** A session that may be open although no screen shows it. */
export interface UnconfirmedSession {
  /** The request whose outcome is unknown. */
  readonly what: 'open' | 'close';
  readonly workbook: RecordKey;
  /** Absent after a create request. */
  readonly sessionId?: string | undefined;
  /** Absent if the page unloaded before the answer. */
  readonly failure?: Failure;
}

/** Waits for the answer to a request that no screen shows any more. */
export const withAwaited = (
  appState: AppState,
  requestKey: number,
  target: Target,
  sessionId?: string,
): AppState => ({
  ...appState,
  awaited: [...appState.awaited, { requestKey, sessionId, ...keyOfTarget(target) }],
});

type Answer = EventOf<'openFailed' | 'refreshFailed' | 'closed' | 'closeFailed'>;

/** The answer to a request that no screen waits for. A failure may mean that a session is open. */
export function awaitedAnswered(appState: AppState, event: Answer): Transition {
  const request = appState.awaited.find(({ requestKey }) => requestKey === event.requestKey);
  if (request === undefined) return unchanged(appState);
  const { requestKey, sessionId, ...workbook } = request;
  const next = { ...appState, awaited: appState.awaited.filter((other) => other !== request) };
  const failure = unclearIn(event);
  if (failure === undefined) return unchanged(next);
  const what = event.kind === 'closeFailed' ? 'close' : 'open';
  return unchanged({ ...next, unconfirmed: { what, workbook, sessionId, failure } });
}

/** The failure after which a session may be open. */
function unclearIn(event: Answer): Failure | undefined {
  if (event.kind === 'closeFailed') return isOver(event.failure) ? undefined : event.failure;
  return event.kind === 'openFailed' && mayHaveOpened(event.failure) ? event.failure : undefined;
}

/**
 * The user leaves this state: waits for its request, or goes on telling of the session that may be
 * open. Between two attempts nothing can be opened, and an attach opens nothing.
 */
export function withLeft(appState: AppState, state: SessionState): AppState {
  if (state.kind === 'closing') {
    return withAwaited(appState, state.requestKey, state, state.session.id);
  }
  if (state.kind === 'opening') {
    const mayOpen = state.retry === undefined && state.mode.kind !== 'attach';
    return mayOpen ? withAwaited(appState, state.requestKey, state) : appState;
  }
  const unconfirmed = unconfirmedIn(state);
  return unconfirmed === undefined ? appState : { ...appState, unconfirmed };
}

/** The session that this state tells may be open. */
function unconfirmedIn(state: SessionState): UnconfirmedSession | undefined {
  if (state.kind !== 'ready' && state.kind !== 'lost') return undefined;
  const workbook = keyOfTarget(state);
  const ending = state.kind === 'lost' ? state : state.ending;
  const failure = ending?.failure;
  if (ending === undefined || failure === undefined) return undefined;
  if (ending.kind === 'closed') {
    const { session, workbook: own = workbook } = ending;
    return { what: 'close', workbook: own, sessionId: session.id, failure };
  }
  const isStart = ending.kind === 'lost' ? isReplaceFailed(ending) : ending.attach === undefined;
  return isStart && mayHaveOpened(failure) ? { what: 'open', workbook, failure } : undefined;
}

/** Stops telling of a session that the screen shows, or that was closed. */
export function withoutShown(appState: AppState): AppState {
  const { state, unconfirmed } = appState;
  const ended = state.kind === 'ready' ? state.ending : state;
  const isShown =
    ended !== undefined && 'session' in ended && ended.session.id === unconfirmed?.sessionId;
  return isShown ? { ...appState, unconfirmed: undefined } : appState;
}
