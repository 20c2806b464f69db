import { transitionTo, unchanged } from './appState';
import type { SessionEvent, Transition } from './events';
import type { AppState, SessionState, StateOf } from './state';

// The interactive sign-in beside an open session.

/** Cancels the interactive sign-in beside an open session. A question stays. */
export function signInCancelled(appState: AppState, state: StateOf<'open'>): Transition {
  if (pendingSignIn(state) === undefined) return unchanged(appState);
  const { switching, ...open } = state;
  if (open.signInNeeded === undefined) return transitionTo(appState, open);
  const { requestKey, ...signInNeeded } = open.signInNeeded;
  return transitionTo(appState, { ...open, signInNeeded });
}

/**
 * Cancels a sign-in that is not needed any more: the session was confirmed meanwhile, has ended, or
 * is left.
 */
export function withoutObsoleteSignIn(
  before: AppState,
  event: SessionEvent,
  transition: Transition,
): Transition {
  const requestKey = pendingSignIn(before.state);
  const isOver = event.kind === 'signedIn' || event.kind === 'signInFailed';
  const after = transition.appState.state;
  if (requestKey === undefined || requestKey === pendingSignIn(after) || isOver) {
    return transition;
  }
  if (before.state.kind === 'open' && before.state.switching !== undefined) {
    const followed = withSwitchAfterEnd(transition, before.state.switching);
    if (followed !== undefined) return followed;
  }
  const isUsers = event.kind === 'cancelRequested';
  const cancel = {
    kind: 'cancelRequest',
    requestKey,
    ...(isUsers ? {} : ({ isObsolete: true } as const)),
  } as const;
  return { ...transition, effects: [cancel, ...transition.effects] };
}

/**
 * The session has ended while the user signs in with another account: that is what the user asked
 * for, so the sign-in goes on, before the end. Undefined if the session has not ended.
 */
function withSwitchAfterEnd(
  { appState, effects }: Transition,
  switching: NonNullable<StateOf<'open'>['switching']>,
): Transition | undefined {
  const { state: returnTo } = appState;
  return returnTo.kind === 'ready' || returnTo.kind === 'lost'
    ? transitionTo(appState, { kind: 'signingIn', returnTo, ...switching }, ...effects)
    : undefined;
}

/** The key of the interactive sign-in beside an open session. */
export const pendingSignIn = (state: SessionState): number | undefined =>
  state.kind === 'open'
    ? (state.switching?.requestKey ?? state.signInNeeded?.requestKey)
    : undefined;
