import type { Failure } from './failures';
import type { Context, Transition } from './events';
import { activityFailure } from './activity';
import { targetOf } from './requests';
import { withNextKey, withActivity, unchanged, transitionTo } from './appState';
import type { LeavingQuestion, AppState, SessionState, StateOf } from './state';

/** Closes the open session. If changes would be lost, the user confirms first. */
export function closeRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'open') return unchanged(appState);
  return losesChanges(state)
    ? withQuestion(appState, state, 'close')
    : beginClosing(appState, state);
}

/** True if leaving the session may lose changes: it is non-persistent or of unknown kind. */
export const losesChanges = ({ session }: StateOf<'open'>): boolean =>
  session.persistChanges !== true;

/** Asks the user to confirm leaving the session; `switchTo` is the organization to sign in to. */
export const withQuestion = (
  appState: AppState,
  state: StateOf<'open'>,
  question: LeavingQuestion,
  switchTo?: string,
): Transition => transitionTo(appState, { ...state, question, switchTo });

/**
 * Sends the close request. A refresh in progress goes first: requests to one workbook run in turn.
 */
export function beginClosing(appState: AppState, state: StateOf<'open'>): Transition {
  const { workbook, session } = state;
  const next = withNextKey(appState);
  const close = {
    kind: 'close',
    requestKey: next.requestKey,
    workbook,
    sessionId: session.id,
  } as const;
  return transitionTo(
    next,
    { kind: 'closing', requestKey: next.requestKey, session, ...targetOf(state) },
    close,
  );
}

/** The effects that cancel the request in progress of this state. */
export function cancelEffects(
  state: SessionState,
): { readonly kind: 'cancelRequest'; readonly requestKey: number }[] {
  if (state.kind === 'open') {
    return 'requestKey' in state.request
      ? [{ kind: 'cancelRequest', requestKey: state.request.requestKey }]
      : [];
  }
  return state.kind === 'locating' || state.kind === 'opening'
    ? [{ kind: 'cancelRequest', requestKey: state.requestKey }]
    : [];
}

/**
 * Ends the closing state. A session that had ended already counts as closed. After any other
 * failure the session is no longer tracked, and the failure is shown.
 */
export function closeAnswered(
  appState: AppState,
  requestKey: number,
  failure: Failure | undefined,
  { now }: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'closing' || state.requestKey !== requestKey) return unchanged(appState);
  const hasEnded = failure?.recovery.kind === 'ended' || failure?.recovery.kind === 'recreate';
  return closingEnded(appState, state, now, hasEnded ? undefined : failure);
}

/** Stops waiting for the close, at the user's request. The service may still carry it out. */
export function closeCancelled(
  appState: AppState,
  state: StateOf<'closing'>,
  { now }: Context,
): Transition {
  const failure: Failure = { recovery: { kind: 'unknown' }, code: 'cancelled', at: now };
  const transition = closingEnded(appState, state, now, failure);
  return { ...transition, effects: [{ kind: 'cancelRequest', requestKey: state.requestKey }] };
}

function closingEnded(
  appState: AppState,
  state: StateOf<'closing'>,
  now: number,
  failure: Failure | undefined,
): Transition {
  const logged = withActivity(appState, {
    at: now,
    what: failure === undefined ? 'closed' : 'closeFailed',
    failure: failure && activityFailure(failure),
  });
  const details = failure === undefined ? {} : { failure };
  return transitionTo(logged, {
    kind: 'ready',
    ...targetOf(state),
    ending: { kind: 'closed', session: state.session, at: now, ...details },
  });
}
