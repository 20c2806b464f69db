import { transitionTo, unchanged, withNextKey } from './appState';
import { cancelEffects, beginClosing, isOwnScratchCopy, withQuestion } from './closing';
import type { Transition } from './events';
import { isOver } from './evidence';
import { toOrganization, withOrganization } from './organizationChoice';
import type { AppState, SessionState, StateOf, Workbook } from './state';
import { withAwaited, withLeft } from './unconfirmed';

/**
 * Signs in with another account, or to another organization. A session that we opened is closed
 * meanwhile, with the old account's token. Another client's session goes on until the user has
 * signed in.
 */
export function beginAccountSwitch(
  appState: AppState,
  state: StateOf<'open'>,
  organization: string | undefined,
): Transition {
  const { account, workbook, session } = state;
  const target = toOrganization(organization);
  const signIn = (requestKey: number) =>
    ({ kind: 'signIn', requestKey, mode: 'another', ...target }) as const;
  const leaving = sessionToClose(state);
  if (leaving === null) {
    const next = withNextKey(appState);
    const { requestKey } = next;
    const switching = { requestKey, ...target };
    return transitionTo(next, { ...state, switching }, signIn(requestKey));
  }
  const closing = withNextKey({ ...appState, known: null });
  const { requestKey: closeKey } = closing;
  const next = withNextKey(closing);
  const { requestKey } = next;
  const returnTo = {
    kind: 'closing',
    requestKey: closeKey,
    account,
    workbook,
    session,
    isLeft: true,
  } as const;
  return transitionTo(
    next,
    { kind: 'signingIn', requestKey, returnTo, ...target },
    ...cancelEffects(state),
    { kind: 'close', requestKey: closeKey, ...leaving, leftBy: account },
    signIn(requestKey),
  );
}

/** Signs out. If our session would lose changes, the user confirms first. */
export function signOutRequested(appState: AppState): Transition {
  const { state } = appState;
  if (!('account' in state)) return unchanged(appState);
  return state.kind === 'open' && isOwnScratchCopy(state)
    ? withQuestion(appState, state, 'signOut')
    : beginSignOut(appState, state);
}

/**
 * Shows the signed-out screen at once. Our session is closed in the background, the session of
 * another client is not. Pending requests are cancelled, except for a close. The organization is
 * forgotten: the next user may be unknown there.
 */
function beginSignOut(
  appState: AppState,
  state: Extract<SessionState, { account: unknown }>,
): Transition {
  const choices = withOrganization(appState.choices, undefined);
  const left = withLeft(appState, state);
  const next = withNextKey({ ...left, choices, known: null, activity: [] });
  const { requestKey } = next;
  const leaving = sessionToClose(state);
  const signOut = { kind: 'signOut', requestKey, account: state.account, leaving } as const;
  return transitionTo(
    leaving === null
      ? next
      : withAwaited(next, requestKey, { ...leaving, account: state.account }, leaving.sessionId),
    { kind: 'signedOut', notice: 'signedOut' },
    ...(state.kind === 'closing' ? [] : cancelEffects(state)),
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

/**
 * The session to close when the user leaves: only one that we opened, also if it is being replaced
 * because its end is presumed.
 */
function sessionToClose(state: SessionState): { workbook: Workbook; sessionId: string } | null {
  if (state.kind === 'opening' && state.mode.kind === 'recreate' && !isOver(state.mode.failure)) {
    return { workbook: state.workbook, sessionId: state.mode.replaced.id };
  }
  return state.kind === 'open' && state.session.origin === 'opened'
    ? { workbook: state.workbook, sessionId: state.session.id }
    : null;
}
