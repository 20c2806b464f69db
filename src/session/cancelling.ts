import { transitionTo, unchanged } from './appState';
import { closeAnswered } from './closing';
import type { Context, Transition } from './events';
import { leaveRecreation } from './opening';
import { returnTo, targetOf } from './requests';
import { signInCancelled } from './interactiveSignIn';
import type { AppState, StateOf } from './state';
import { withLeft } from './unconfirmed';

/**
 * Cancels what the user waits for, or a question. A session that is opened after the cancellation
 * is closed.
 */
export function cancelRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  switch (state.kind) {
    case 'signingIn':
      return withCancelled(state, returnTo(appState, state.returnTo));
    case 'locating': {
      const { account, link } = state;
      const problem = { reason: 'cancelled' } as const;
      const cancelled = { kind: 'noWorkbook', account, problem, link } as const;
      return withCancelled(state, transitionTo(appState, cancelled));
    }
    case 'opening':
      return withCancelled(state, openingCancelled(appState, state, context));
    case 'closing': {
      // The service may still carry it out.
      const failure = {
        recovery: { kind: 'unknown' },
        code: 'cancelled',
        at: context.now,
      } as const;
      const unanswered = { kind: 'closeFailed', requestKey: state.requestKey, failure } as const;
      return withCancelled(state, closeAnswered(appState, unanswered, context));
    }
    case 'open': {
      const { question, switchTo, ...open } = state;
      return question === undefined
        ? signInCancelled(appState, state)
        : transitionTo(appState, open);
    }
    default:
      return unchanged(appState);
  }
}

/** Cancels the request that the state before this transition waited for. */
const withCancelled = (
  { requestKey }: { readonly requestKey: number },
  { appState, effects }: Transition,
): Transition => ({ appState, effects: [{ kind: 'cancelRequest', requestKey }, ...effects] });

function openingCancelled(
  appState: AppState,
  state: StateOf<'opening'>,
  context: Context,
): Transition {
  const left = withLeft(appState, state);
  if (state.mode.kind === 'recreate') return leaveRecreation(left, state, state.mode, context);
  const awaits = left.awaited === appState.awaited ? {} : ({ awaits: true } as const);
  return transitionTo(left, { kind: 'ready', ...targetOf(state), ...awaits });
}
