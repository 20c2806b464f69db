import { unchanged } from './appState';
import type { EventOf, Transition } from './events';
import { isOver, mayHaveOpened } from './evidence';
import type { Failure } from './failures';
import { keyOfTarget, sameItem } from './records';
import type { Target } from './requests';
import type { AppState, SessionState, StateOf, WorkbookSession } from './state';
import type { RecordKey } from './stored';

// A session may be open although no screen shows it: the user has cancelled its start, or has left
// it, and the service does not confirm that it is closed. One rule tells of it, wherever the user
// is by then.

interface Unanswered {
  readonly workbook: RecordKey;
  /** The session that the request closes; absent if it opens one. */
  readonly sessionId?: string | undefined;
}

/** A request whose answer no screen waits for. */
export interface AwaitedRequest extends Unanswered {
  readonly requestKey: number;
}

/** A session that may be open although no screen shows it: the request had no usable answer. */
export interface UnconfirmedSession extends Unanswered {
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
  if (isOpen) return unchanged({ ...next, unconfirmed: { workbook, sessionId, failure } });
  return unchanged(sessionId === undefined ? next : withoutUnconfirmed(next, { id: sessionId }));
}

/** Tells of what an earlier attempt of this opening may have opened. */
export const withUnclear = (
  appState: AppState,
  { unclear, ...target }: StateOf<'opening'>,
): AppState =>
  unclear === undefined
    ? appState
    : { ...appState, unconfirmed: { workbook: keyOfTarget(target), failure: unclear } };

/**
 * The user leaves this state: waits for its request, or goes on telling of the session that may be
 * open. Between two attempts nothing is under way, and an attach opens nothing.
 */
export function withLeft(appState: AppState, state: SessionState): AppState {
  if (state.kind === 'closing') {
    return withAwaited(appState, state.requestKey, state, state.session.id);
  }
  if (state.kind === 'opening') {
    const mayOpen = state.retry === undefined && state.mode.kind !== 'attach';
    const left = withUnclear(appState, state);
    return mayOpen ? withAwaited(left, state.requestKey, state) : left;
  }
  if (state.kind === 'resuming' && state.shown.kind !== 'ready') {
    const { id: sessionId } = state.shown.session;
    return { ...appState, unconfirmed: { workbook: keyOfTarget(state), sessionId } };
  }
  if (state.kind !== 'ready' && state.kind !== 'lost') return appState;
  const workbook = keyOfTarget(state);
  const ending = state.kind === 'lost' ? state : state.ending;
  const failure = ending?.failure;
  if (ending === undefined || failure === undefined) return appState;
  if (ending.kind === 'closed') {
    const { session, workbook: own = workbook } = ending;
    return { ...appState, unconfirmed: { workbook: own, sessionId: session.id, failure } };
  }
  // A lost session has such a failure only of the start that was to replace it.
  const isStart = ending.kind === 'lost' || ending.attach === undefined;
  return isStart && mayHaveOpened(failure)
    ? { ...appState, unconfirmed: { workbook, failure } }
    : appState;
}

/** The session to tell of: not beside another workbook. */
export const unconfirmedHere = ({
  state,
  unconfirmed,
}: AppState): UnconfirmedSession | undefined =>
  unconfirmed === undefined ||
  !('workbook' in state) ||
  sameItem(unconfirmed.workbook, state.workbook)
    ? unconfirmed
    : undefined;

/** Stops telling of a session that the screen shows, or that was closed. */
export function withoutShown(appState: AppState): AppState {
  const { state } = appState;
  const shown = state.kind === 'ready' ? state.ending : state;
  return shown !== undefined && 'session' in shown
    ? withoutUnconfirmed(appState, shown.session)
    : appState;
}

/** Stops telling that this session may be open. */
export const withoutUnconfirmed = (
  appState: AppState,
  session: Pick<WorkbookSession, 'id'> | null,
): AppState =>
  session !== null && session.id === appState.unconfirmed?.sessionId
    ? { ...appState, unconfirmed: undefined }
    : appState;

/** True if this pane could not confirm that it closed the session. */
export const isUnconfirmedClose = (
  state: SessionState,
  { id }: WorkbookSession,
): state is StateOf<'ready'> =>
  state.kind === 'ready' &&
  state.ending?.kind === 'closed' &&
  state.ending.failure !== undefined &&
  state.ending.session.id === id;
