import type { Command, CommandHandler, RibbonState } from '../office/ribbon';
import type { Store } from '../session/store';
import type { Clock } from '../session/services';
import type { AppState } from '../session/state';
import { withTimeout } from '../session/withTimeout';

/** A command waits so long (ms) for the pane to know where it stands, and for the answer of the service. */
const timeoutMs = 20_000;

/**
 * What the ribbon's buttons do: the same as the pane's own. They may be clicked while the pane is still starting, and
 * without it being seen; what went wrong, and whether keep-alive is on, is shown by showing the pane.
 */
export function createCommands(store: Store, clock: Clock, showPane: () => void): CommandHandler {
  return async (command) => {
    await until(
      store,
      clock,
      ({ state }) => !['starting', 'signingIn', 'locating', 'opening'].includes(state.kind),
    );
    carryOut(store, command);
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

function carryOut(store: Store, command: Command): void {
  const { state } = store.getState();
  if (command === 'refreshSession') store.dispatch({ kind: 'refreshRequested' });
  else {
    store.dispatch({
      kind: 'keepAliveSet',
      on: !(state.kind === 'open' && state.keepAlive.kind === 'on'),
    });
  }
}

/** Settles once the app state is as asked, or the timeout has passed. */
async function until(
  store: Store,
  clock: Clock,
  isAsked: (appState: AppState) => boolean,
): Promise<void> {
  let unsubscribe = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    const look = (): void => {
      if (isAsked(store.getState())) resolve();
    };
    unsubscribe = store.subscribe(look);
    look();
  });
  await withTimeout(reached, timeoutMs, clock).catch(() => undefined);
  unsubscribe();
}

/**
 * The ribbon's buttons can do something only while a session is open. Refresh stays enabled during a
 * request, which a click joins: each change of the ribbon takes the focus out of the pane on the web
 * (office-js#2287).
 */
export function ribbonStateOf({ state }: AppState): RibbonState {
  const open = state.kind === 'open';
  return { refresh: open, keepAlive: open };
}
