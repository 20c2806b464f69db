import { transitionTo, unchanged, withNextKey } from './appState';
import { cancelEffects, beginClosing, isOwnScratchCopy, losesChanges } from './closing';
import type { Transition } from './events';
import { isOver } from './evidence';
import { toOrganization, withOrganization } from './organizationChoice';
import { beginSignIn } from './interactiveSignIn';
import type { AppState, SessionState, StateOf } from './state';
import { withLeft } from './unconfirmed';
import type { LeavingQuestion } from './userAction';

type SignedIn = Extract<SessionState, { account: unknown }>;

/**
 * Leaves the open session in the way of the question: it is asked first if our changes would be
 * lost. `switchTo` is the organization to sign in to.
 */
export function leave(
  appState: AppState,
  state: StateOf<'open'>,
  question: LeavingQuestion,
  switchTo?: string,
  isConfirmed = false,
): Transition {
  const isAsked = question === 'close' ? losesChanges(state) : isOwnScratchCopy(state);
  if (isAsked && !isConfirmed) return transitionTo(appState, { ...state, question, switchTo });
  if (question === 'close') return beginClosing(appState, state);
  return question === 'signOut'
    ? beginSignOut(appState, state)
    : beginAccountSwitch(appState, state, switchTo);
}

/** Continues with closing, signing out or switching accounts after the user confirmed. */
export function leavingConfirmed(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.question === undefined) return unchanged(appState);
  const { question, switchTo, ...open } = state;
  return leave(appState, open, question, switchTo, true);
}

/** Closes the open session. */
export function closeRequested(appState: AppState): Transition {
  const { state } = appState;
  return state.kind === 'open' ? leave(appState, state, 'close') : unchanged(appState);
}

/** Signs out. */
export function signOutRequested(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind === 'open') return leave(appState, state, 'signOut');
  return 'account' in state ? beginSignOut(appState, state) : unchanged(appState);
}

/**
 * Shows the signed-out screen at once. Our session is closed in the background, the session of
 * another client is not. Pending requests are cancelled, except for a close. The organization is
 * forgotten: the next user may be unknown there.
 */
function beginSignOut(appState: AppState, state: SignedIn): Transition {
  const choices = withOrganization(appState.choices, undefined);
  const { appState: leaving, effects } = closeOwn(appState, state);
  return transitionTo(
    { ...withLeft(leaving, leaving.state), choices, known: null, activity: [] },
    { kind: 'signedOut', notice: 'signedOut' },
    ...cancelEffects(state),
    ...effects,
    { kind: 'signOut', account: state.account },
  );
}

/**
 * Signs in with another account, or to another organization. A session that we opened is closed
 * meanwhile, with the old account's token. Another client's session goes on until the user has
 * signed in.
 */
function beginAccountSwitch(
  appState: AppState,
  state: StateOf<'open'>,
  organization: string | undefined,
): Transition {
  const { appState: leaving, effects } = closeOwn({ ...appState, known: null }, state);
  const target = toOrganization(organization);
  if (leaving.state.kind === 'closing') {
    const signIn = beginSignIn(leaving, leaving.state, 'another', target);
    return { ...signIn, effects: [...cancelEffects(state), ...effects, ...signIn.effects] };
  }
  const next = withNextKey(leaving);
  const { requestKey } = next;
  return transitionTo(
    next,
    { ...state, switching: { requestKey, ...target } },
    { kind: 'signIn', requestKey, mode: 'another', ...target },
  );
}

/**
 * Closes the session that the user leaves: only one that we opened, also if it is being replaced
 * because its end is presumed.
 */
function closeOwn(appState: AppState, state: SignedIn): Transition {
  if (state.kind === 'opening' && state.mode.kind === 'recreate' && !isOver(state.mode.failure)) {
    const replaced = { ...state, session: state.mode.replaced };
    return beginClosing(withLeft(appState, state), replaced, true);
  }
  return state.kind === 'open' && state.session.origin === 'opened'
    ? beginClosing(appState, state, true)
    : unchanged(appState);
}
