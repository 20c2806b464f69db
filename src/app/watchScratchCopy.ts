import { showsEndMs } from '../session/keepAlive';
import type { Clock } from '../session/services';
import type { AppState } from '../session/state';
import type { Store } from '../session/store';

/**
 * Calls back when the user may lose the changes of a scratch copy that keep-alive is on for: once
 * the service has ended it, and once shortly before keep-alive stops.
 */
export function watchScratchCopy(store: Store, clock: Clock, callback: () => void): void {
  let wasKept = false;
  let plannedEnd: number | null = null;
  let cancel = (): void => undefined;
  const update = (): void => {
    const appState = store.getState();
    if (wasKept && appState.state.kind === 'lost') callback();
    wasKept = isKept(appState);
    const end = endOf(appState);
    if (end === plannedEnd) return;
    plannedEnd = end;
    cancel();
    cancel =
      end === null
        ? () => undefined
        : clock.wake(Math.max(clock.now(), end - showsEndMs), callback);
  };
  update();
  store.subscribe(update);
}

const isKept = ({ state }: AppState): boolean =>
  state.kind === 'open' && state.keepAlive.kind === 'on' && state.session.persistChanges === false;

/** The time (ms since the epoch) at which keep-alive of a scratch copy stops; null if there is none. */
const endOf = (appState: AppState): number | null =>
  isKept(appState) && appState.state.kind === 'open' && appState.state.keepAlive.kind === 'on'
    ? appState.state.keepAlive.until
    : null;
