import { transitionTo, unchanged, withNextKey } from './appState';
import { cancelEffects } from './closing';
import type { SessionEvent, Transition } from './events';
import type { OfOrganization } from './organizationChoice';
import { withoutAttempt } from './repeating';
import type { SignInMode } from './services';
import type { AppState, ReturnTo, SessionState, StateOf } from './state';

// The interactive sign-in, in place of what the pane shows or beside an open session.

/** Signs in through a window. `returnTo` is shown again if that fails or is cancelled. */
export function beginSignIn(
  appState: AppState,
  returnTo: ReturnTo,
  mode: SignInMode,
  target: OfOrganization,
): Transition {
  const next = withNextKey(appState);
  const { requestKey } = next;
  return transitionTo(
    next,
    {
      kind: 'signingIn',
      requestKey,
      returnTo: withoutAttempt(returnTo),
      ...target,
      ...(mode === 'allFiles' && { isForAllFiles: true }),
    },
    ...cancelEffects(returnTo),
    { kind: 'signIn', requestKey, mode, ...target },
  );
}

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
 * is left. The end of the session does not answer the wish for another account: that sign-in goes
 * on, and the end is shown if it fails.
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
  const switching = before.state.kind === 'open' ? before.state.switching : undefined;
  const isEnded = after.kind === 'ready' || after.kind === 'lost';
  const isClosedByPeer = after.kind === 'closing' && event.kind === 'recordChanged';
  if (switching !== undefined && (isEnded || isClosedByPeer)) {
    const signingIn = { kind: 'signingIn', returnTo: after, ...switching } as const;
    return transitionTo(transition.appState, signingIn, ...transition.effects);
  }
  const isUsers = event.kind === 'cancelRequested';
  const cancel = {
    kind: 'cancelRequest',
    requestKey,
    ...(isUsers ? {} : ({ isObsolete: true } as const)),
  } as const;
  return { ...transition, effects: [cancel, ...transition.effects] };
}

/** The key of the interactive sign-in beside an open session. */
export const pendingSignIn = (state: SessionState): number | undefined =>
  state.kind === 'open'
    ? (state.switching?.requestKey ?? state.signInNeeded?.requestKey)
    : undefined;
