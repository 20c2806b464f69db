import { transitionTo, unchanged } from './appState';
import { closeCancelled } from './closing';
import type { Context, Transition } from './events';
import { leaveRecreation } from './opening';
import { returnTo, targetOf } from './requests';
import { signInCancelled } from './signInBeside';
import type { AppState } from './state';
import { withLeft } from './unconfirmed';

/**
 * Cancels what the user waits for, or a question. A session that is opened after the cancellation
 * is closed.
 */
export function cancelRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  switch (state.kind) {
    case 'signingIn': {
      const { requestKey } = state;
      return returnTo(appState, state.returnTo, { kind: 'cancelRequest', requestKey });
    }
    case 'locating':
      return transitionTo(
        appState,
        { kind: 'noWorkbook', account: state.account, problem: { reason: 'cancelled' } },
        { kind: 'cancelRequest', requestKey: state.requestKey },
      );
    case 'opening': {
      const { mode, requestKey } = state;
      const left = withLeft(appState, state);
      const { appState: next } =
        mode.kind === 'recreate'
          ? leaveRecreation(left, state, mode, context)
          : transitionTo(left, {
              kind: 'ready',
              ...targetOf(state),
              ...(left.awaited === appState.awaited ? {} : { awaits: true }),
            });
      return transitionTo(next, next.state, { kind: 'cancelRequest', requestKey });
    }
    case 'closing':
      return closeCancelled(appState, state, context);
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
