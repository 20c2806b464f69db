import type { Failure } from './failures';
import type { Context, Transition } from './events';
import { activityFailure } from './records';
import { targetOf } from './beginning';
import { withNextKey, withActivity, unchanged, transitionTo } from './appState';
import type { LeavingQuestion, AppState, SessionState, StateOf } from './state';

/** Closes the session. One whose changes would be lost is asked about first. */
export function closeRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'open') return unchanged(appState);
  return losesChanges(state) ? withQuestion(appState, state, 'close') : closed(appState, state);
}

/** Whether leaving this session may lose changes: a scratch copy, or a session of unknown kind. */
export const losesChanges = ({ session }: StateOf<'open'>): boolean =>
  session.persistChanges !== true;

export const withQuestion = (
  appState: AppState,
  state: StateOf<'open'>,
  question: LeavingQuestion,
): Transition => transitionTo(appState, { ...state, question });

/** Sends the close, behind a refresh that is under way: requests to one workbook go one after the other. */
export function closed(appState: AppState, state: StateOf<'open'>): Transition {
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

/** What is under way in this state and is not waited for any more. */
export function cancelledIn(
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

/** The answer to closing. A session that was over already is closed; another failure is told, the session not tracked any more. */
export function closeAnswered(
  appState: AppState,
  requestKey: number,
  failure: Failure | undefined,
  { now }: Context,
): Transition {
  const { state } = appState;
  if (state.kind !== 'closing' || state.requestKey !== requestKey) return unchanged(appState);
  const isOver = failure?.recovery.kind === 'ended' || failure?.recovery.kind === 'recreate';
  return ended(appState, state, now, isOver ? undefined : failure);
}

/** The user waits no longer for the close; it may still be carried out. */
export function closeCancelled(
  appState: AppState,
  state: StateOf<'closing'>,
  { now }: Context,
): Transition {
  const failure: Failure = { recovery: { kind: 'unknown' }, code: 'cancelled', at: now };
  const step = ended(appState, state, now, failure);
  return { ...step, effects: [{ kind: 'cancelRequest', requestKey: state.requestKey }] };
}

function ended(
  appState: AppState,
  state: StateOf<'closing'>,
  now: number,
  failure: Failure | undefined,
): Transition {
  const what = failure === undefined ? 'closed' : 'closeFailed';
  const said = withActivity(appState, {
    at: now,
    what,
    ...(failure === undefined ? {} : { failure: activityFailure(failure) }),
  });
  const trouble = failure === undefined ? {} : { failure };
  return transitionTo(said, {
    kind: 'ready',
    ...targetOf(state),
    ending: { kind: 'closed', session: state.session, at: now, ...trouble },
  });
}
