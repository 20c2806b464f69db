import type { SessionEvent, Transition } from './events';
import { transitionTo, unchanged } from './appState';
import type { AppState, Opening, StateOf, WorkbookSession } from './state';

/**
 * Marks a session of a record that this pane shows in place of its own, or of what the user asked
 * for: another session, or one of another kind. The user has to be told.
 */
export function withOvertaken(
  before: AppState,
  event: SessionEvent,
  transition: Transition,
): Transition {
  const { state } = transition.appState;
  const { state: from } = before;
  if (state.kind !== 'open' || state.isShared === undefined) return transition;
  const asked = event.kind === 'recordFound' ? event.mode : 'mode' in from ? from.mode : undefined;
  const isOther =
    from.kind === 'open'
      ? from.session.id !== state.session.id
      : asked !== undefined && isUnasked(asked, state.session);
  if (!isOther) return transition;
  return {
    ...transition,
    appState: { ...transition.appState, state: { ...state, overtook: true } },
  };
}

/**
 * The user asked for a session on what a reload showed, and another pane has opened this one since:
 * marks it where it is another one.
 */
export const askedTooLate = (
  appState: AppState,
  state: StateOf<'open'>,
  asked: Opening,
): Transition =>
  state.isShared && isUnasked(asked, state.session)
    ? transitionTo(appState, { ...state, overtook: true })
    : unchanged(appState);

/** True if the user did not ask for this session, nor for one like it. */
function isUnasked(asked: Opening, { id, persistChanges }: WorkbookSession): boolean {
  switch (asked.kind) {
    case 'start':
      return asked.persistChanges !== persistChanges;
    case 'attach':
      return asked.sessionId !== id;
    case 'recreate':
      return false;
  }
}
