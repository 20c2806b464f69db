import type { Clock } from '../session/services';
import type { SessionState } from '../session/state';
import type { Store } from '../session/store';
import { withTimeout } from '../session/withTimeout';

/** What waits for the end of the start-up waits at most this long (ms). */
const limitMs = 2_000;

/** Resolves when no sign-in or look-up of the start goes on, or after {@link limitMs}. */
export const startUpEnds = (store: Store, clock: Clock): Promise<void> =>
  withTimeout(stateLeaves(store, 'starting', 'resuming', 'locating'), limitMs, clock).catch(
    () => undefined,
  );

/** Resolves when the state is of none of these kinds, now or later. */
export function stateLeaves(
  { getState, subscribe }: Store,
  ...kinds: readonly SessionState['kind'][]
): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (kinds.includes(getState().state.kind)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = subscribe(check);
    check();
  });
}
