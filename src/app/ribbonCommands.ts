import type { Command, CommandHandler } from '../office/ribbon';
import type { Store } from '../session/store';
import type { Clock } from '../session/services';
import type { AppState } from '../session/state';
import { withTimeout } from '../session/withTimeout';

/**
 * Limit for each wait of a command: for the session state to settle, then for the service's
 * response.
 */
const timeoutMs = 20_000;

/**
 * Handles the ribbon's buttons and the keyboard shortcuts, which dispatch the same actions as the
 * pane's own. A command may arrive while the pane is starting or hidden. It shows the pane after a
 * failure, and after keep-alive is switched.
 */
export function createCommands(store: Store, clock: Clock, showPane: () => void): CommandHandler {
  return async (command) => {
    if (command === 'showPane') {
      showPane();
      return;
    }
    await until(
      store,
      clock,
      ({ state }) =>
        !['starting', 'resuming', 'signingIn', 'locating', 'opening'].includes(state.kind),
    );
    dispatchCommand(store, command);
    await until(
      store,
      clock,
      ({ state }) => state.kind !== 'open' || state.request.kind !== 'refreshing',
    );
    const { state } = store.getState();
    // The ribbon cannot show whether keep-alive is on.
    if (
      command === 'toggleKeepAlive' ||
      state.kind !== 'open' ||
      state.request.kind !== 'idle' ||
      state.request.failure !== undefined
    ) {
      showPane();
    }
  };
}

function dispatchCommand(store: Store, command: Exclude<Command, 'showPane'>): void {
  if (command === 'refreshSession') {
    store.dispatch({ kind: 'refreshRequested' });
    return;
  }
  const { state } = store.getState();
  // The switch on the card; without a session there is none.
  const shown = state.kind === 'resuming' ? state.shown : state;
  if (shown.kind !== 'open') return;
  store.dispatch({ kind: 'keepAliveSet', on: shown.keepAlive.kind === 'off' });
}

/** Resolves when the app state satisfies the predicate, or after the timeout. */
async function until(
  store: Store,
  clock: Clock,
  predicate: (appState: AppState) => boolean,
): Promise<void> {
  let unsubscribe = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    const check = (): void => {
      if (predicate(store.getState())) resolve();
    };
    unsubscribe = store.subscribe(check);
    check();
  });
  await withTimeout(reached, timeoutMs, clock).catch(() => undefined);
  unsubscribe();
}

/**
 * True if the ribbon's buttons are enabled: while a session is open. They stay so during a request,
 * because a click joins that request and each ribbon update moves the focus out of the
 * pane on the web (office-js#2287).
 */
export const enablesRibbon = ({ state }: AppState): boolean => state.kind === 'open';
