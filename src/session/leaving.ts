import { transitionTo, unchanged, withNextKey } from './appState';
import { cancelEffects, beginClosing, losesChanges, withQuestion } from './closing';
import type { Transition } from './events';
import { toOrganization, withOrganization } from './organizationChoice';
import type { AppState, ReturnTo, SessionState, StateOf, Workbook } from './state';

/**
 * Signs in with another account, or to another organization. A session that we opened is closed
 * first, with the old account's token.
 */
export function beginAccountSwitch(
  appState: AppState,
  state: StateOf<'open'>,
  organization: string | undefined,
): Transition {
  const { account, workbook } = state;
  const target = toOrganization(organization);
  const leaving = sessionToClose(state);
  const closing = withNextKey({ ...appState, known: null });
  const next = withNextKey(closing);
  const { requestKey } = next;
  const signIn = { kind: 'signIn', requestKey, mode: 'another', ...target } as const;
  // A session that is not closed goes on if the user cancels.
  const returnTo: ReturnTo =
    leaving === null
      ? { ...state, request: { kind: 'idle' } }
      : { kind: 'ready', account, workbook };
  const { requestKey: closeKey } = closing;
  const close =
    leaving && ({ kind: 'close', requestKey: closeKey, ...leaving, leftBy: account.id } as const);
  return transitionTo(
    next,
    { kind: 'signingIn', requestKey, returnTo, ...target },
    ...cancelEffects(state),
    ...(close === null ? [] : [close]),
    signIn,
  );
}

/** Signs out. If our session would lose changes, the user confirms first. */
export function signOutRequested(appState: AppState): Transition {
  const { state } = appState;
  if (!('account' in state)) return unchanged(appState);
  const asks = state.kind === 'open' && state.session.origin === 'opened' && losesChanges(state);
  return asks ? withQuestion(appState, state, 'signOut') : beginSignOut(appState, state);
}

/**
 * Shows the signed-out screen at once. Our session is closed in the background, the session of
 * another client is not. Pending requests are cancelled, except for a close. The organization is
 * forgotten: the next user may be unknown there.
 */
export function beginSignOut(
  appState: AppState,
  state: Extract<SessionState, { account: unknown }>,
): Transition {
  const choices = withOrganization(appState.choices, undefined);
  const next = withNextKey({ ...appState, choices, known: null, activity: [] });
  const signOut = {
    kind: 'signOut',
    account: state.account,
    leaving: sessionToClose(state.kind === 'resuming' ? state.shown : state),
  } as const;
  return transitionTo(
    next,
    { kind: 'signedOut', notice: 'signedOut' },
    ...cancelEffects(state),
    signOut,
  );
}

/** Continues with closing, signing out or switching accounts after the user confirmed. */
export function leavingConfirmed(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.question === undefined) return unchanged(appState);
  const { question, switchTo, ...open } = state;
  const next = { ...appState, state: open };
  return question === 'close'
    ? beginClosing(next, open)
    : question === 'signOut'
      ? beginSignOut(next, open)
      : beginAccountSwitch(next, open, switchTo);
}

/** The session to close when the user leaves: only one that we opened. */
function sessionToClose(state: SessionState): { workbook: Workbook; sessionId: string } | null {
  return state.kind === 'open' && state.session.origin === 'opened'
    ? { workbook: state.workbook, sessionId: state.session.id }
    : null;
}
