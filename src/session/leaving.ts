import { transitionTo, unchanged, withNextKey } from './appState';
import { cancelledIn, closed, losesChanges, withQuestion } from './closing';
import type { Transition } from './events';
import type { AppState, SessionState, StateOf, Workbook } from './state';

/** When the user switches accounts, our own session is closed with the token of the old account. */
export function leftForAnother(appState: AppState, state: StateOf<'open'>): Transition {
  const { account, workbook } = state;
  const leaving = leavingOf(state);
  const closing = withNextKey({ ...appState, known: null });
  const next = withNextKey(closing);
  const signIn = { kind: 'signIn', requestKey: next.requestKey, mode: 'another' } as const;
  const returnTo = { kind: 'ready', account, workbook } as const;
  const close =
    leaving === null
      ? []
      : [
          {
            kind: 'close',
            requestKey: closing.requestKey,
            ...leaving,
            leftBy: account.id,
          } as const,
        ];
  return transitionTo(
    next,
    { kind: 'signingIn', requestKey: next.requestKey, returnTo },
    ...cancelledIn(state),
    ...close,
    signIn,
  );
}

/** Signing out of a session whose changes would be lost is asked about first. */
export function signOutRequested(appState: AppState): Transition {
  const { state } = appState;
  if (!('account' in state)) return unchanged(appState);
  const asks = state.kind === 'open' && state.session.origin === 'opened' && losesChanges(state);
  return asks ? withQuestion(appState, state, 'signOut') : signedOut(appState, state);
}

/**
 * Signing out is done at once for the user; our own session is closed behind it, the session of another client is left
 * alone. What is under way is cancelled, but a close goes on to its end.
 */
function signedOut(
  appState: AppState,
  state: Extract<SessionState, { account: unknown }>,
): Transition {
  const next = withNextKey({ ...appState, known: null, activity: [] });
  const signOut = { kind: 'signOut', account: state.account, leaving: leavingOf(state) } as const;
  return transitionTo(
    next,
    { kind: 'signedOut', notice: 'signedOut' },
    ...cancelledIn(state),
    signOut,
  );
}

/** The user agreed that the changes are lost. */
export function leavingConfirmed(appState: AppState): Transition {
  const { state } = appState;
  if (state.kind !== 'open' || state.question === undefined) return unchanged(appState);
  const { question, ...open } = state;
  const next = { ...appState, state: open };
  return question === 'close'
    ? closed(next, open)
    : question === 'signOut'
      ? signedOut(next, open)
      : leftForAnother(next, open);
}

/** The session that is to be closed when its user leaves: our own. */
function leavingOf(state: SessionState): { workbook: Workbook; sessionId: string } | null {
  return state.kind === 'open' && state.session.origin === 'opened'
    ? { workbook: state.workbook, sessionId: state.session.id }
    : null;
}
