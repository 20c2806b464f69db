import { transitionTo, unchanged } from './appState';
import { closeCancelled } from './closing';
import type { Context, Transition } from './events';
import { leaveRecreation } from './opening';
import { returnTo, targetOf } from './requests';
import { signInCancelled } from './signingIn';
import type { AppState } from './state';

/**
 * Cancels what the user waits for, or a question. A session that is opened after the cancellation
 * is closed.
 */
export function cancelRequested(appState: AppState, context: Context): Transition {
  const { state } = appState;
  switch (state.kind) {
    case 'signingIn': {
      const {
        requestKey,
        repeating,
        notice,
        returnTo: before = {
          kind: 'signedOut',
          ...repeating,
          ...(notice === undefined ? {} : { notice }),
        },
      } = state;
      return returnTo(appState, before, { kind: 'cancelRequest', requestKey });
    }
    case 'locating':
      return transitionTo(
        appState,
        { kind: 'noWorkbook', account: state.account, problem: { reason: 'cancelled' } },
        { kind: 'cancelRequest', requestKey: state.requestKey },
      );
    case 'opening': {
      const { mode, requestKey, retry } = state;
      const { appState: left } =
        mode.kind === 'recreate'
          ? leaveRecreation(appState, state, mode, context)
          : transitionTo(appState, { kind: 'ready', ...targetOf(state) });
      // Between two attempts nothing can be opened, and an attach opens nothing.
      const isAwaited = retry === undefined && mode.kind !== 'attach';
      const { state: shown } = left;
      return transitionTo(
        left,
        isAwaited && (shown.kind === 'ready' || shown.kind === 'lost')
          ? { ...shown, awaits: requestKey }
          : shown,
        { kind: 'cancelRequest', requestKey },
      );
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
