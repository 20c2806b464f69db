import { showsEndMs } from '../session/keepAlive';
import type { Clock } from '../session/services';
import type { AppState, KeepAlive } from '../session/state';
import type { Store } from '../session/store';

/**
 * Calls back when the user may lose the changes of a scratch copy that keep-alive is on for: once
 * the service has ended it, and once shortly before keep-alive stops.
 */
export function watchScratchCopy(store: Store, clock: Clock, callback: () => void): void {
  let kept: KeptScratchCopy | undefined;
  let cancel = (): void => undefined;
  const update = (): void => {
    const appState = store.getState();
    const before = kept;
    kept = keptScratchCopy(appState);
    if (before !== undefined && appState.state.kind === 'lost') callback();
    const until = kept?.until ?? null;
    if (until === (before?.until ?? null)) return;
    cancel();
    cancel =
      until === null
        ? () => undefined
        : clock.wake(Math.max(clock.now(), until - showsEndMs), callback);
  };
  update();
  store.subscribe(update);
}

/** Keep-alive of a scratch copy; `until` is its end, ms since the epoch, if it has one. */
type KeptScratchCopy = Extract<KeepAlive, { kind: 'on' }>;

const keptScratchCopy = ({ state }: AppState): KeptScratchCopy | undefined =>
  state.kind === 'open' && state.keepAlive.kind === 'on' && state.session.persistChanges === false
    ? state.keepAlive
    : undefined;
