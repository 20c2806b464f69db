import type { Clock } from '../session/services';
import type { Store } from '../session/store';

/** What waits for the end of the start-up waits at most this long (ms). */
const limitMs = 2_000;

/** Resolves when no sign-in or look-up of the start goes on, or after {@link limitMs}. */
export function startUpEnds({ getState, subscribe }: Store, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (['starting', 'resuming', 'locating'].includes(getState().state.kind)) return;
      unsubscribe();
      cancel();
      resolve();
    };
    const unsubscribe = subscribe(check);
    const cancel = clock.wake(clock.now() + limitMs, () => {
      unsubscribe();
      resolve();
    });
    check();
  });
}
