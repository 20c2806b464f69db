import { unchanged } from './appState';
import type { EventOf, Transition } from './events';
import { isOver, mayHaveOpened } from './evidence';
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
}

/** A session that may be open although no screen shows it. */
export interface UnconfirmedSession {
  /** The request whose outcome is unknown. */
  readonly what: 'open' | 'close';
  readonly workbook: RecordKey;
  /** Absent if the page unloaded before the answer. */
  readonly failure?: Failure;
}

/** Waits for the answer to a request that no screen shows any more. */
export const withAwaited = (appState: AppState, requestKey: number, target: Target): AppState => ({
  ...appState,
  awaited: [...appState.awaited, { requestKey, ...keyOfTarget(target) }],
});

const withUnconfirmed = (
  appState: AppState,
  what: UnconfirmedSession['what'],
  workbook: RecordKey,
  failure: Failure,
): AppState => ({ ...appState, unconfirmed: { what, workbook, failure } });

/** The answer to a request that no screen waits for. A failure may mean that a session is open. */
export function awaitedAnswered(
  appState: AppState,
  event: EventOf<'openFailed' | 'refreshFailed' | 'closed' | 'closeFailed'>,
): Transition {
  const awaited = appState.awaited.find(({ requestKey }) => requestKey === event.requestKey);
  if (awaited === undefined) return unchanged(appState);
  const { requestKey, ...workbook } = awaited;
  const next = { ...appState, awaited: appState.awaited.filter((other) => other !== awaited) };
  if (event.kind === 'closeFailed' && !isOver(event.failure)) {
    return unchanged(withUnconfirmed(next, 'close', workbook, event.failure));
  }
  return unchanged(
    event.kind === 'openFailed' && mayHaveOpened(event.failure)
      ? withUnconfirmed(next, 'open', workbook, event.failure)
      : next,
  );
}

/**
 * The user leaves this state: waits for its request, or goes on telling of the session that may be
 * open. Between two attempts nothing can be opened, and an attach opens nothing.
 */
export function withLeft(appState: AppState, state: SessionState): AppState {
  const mayOpen =
    state.kind === 'opening' && state.retry === undefined && state.mode.kind !== 'attach';
  if (state.kind === 'closing' || mayOpen) return withAwaited(appState, state.requestKey, state);
  const failure = state.kind === 'ready' ? state.ending?.failure : undefined;
  if (state.kind !== 'ready' || failure === undefined) return appState;
  if (state.ending?.kind === 'closed') {
    return withUnconfirmed(appState, 'close', keyOfTarget(state), failure);
  }
  return state.ending?.attach === undefined && mayHaveOpened(failure)
    ? withUnconfirmed(appState, 'open', keyOfTarget(state), failure)
    : appState;
}
