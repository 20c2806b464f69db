import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { AppProps } from '../appProps';
import { useAppContext } from '../appContext';

/**
 * Number of steps (of `stepMs`) left until `end` (ms since the epoch), rounded up; 0 after it.
 * Renders only when that number changes.
 */
export function useStepsLeft(end: number, stepMs: number): number {
  const { clock } = useAppContext();
  const read = useCallback(
    () => Math.max(0, Math.ceil((end - clock.now()) / stepMs)),
    [clock, end, stepMs],
  );
  const subscribe = useCallback(
    (changed: () => void) => {
      let cancel: (() => void) | undefined;
      const plan = (): void => {
        const steps = read();
        cancel =
          steps === 0
            ? undefined
            : clock.wake(end - (steps - 1) * stepMs, () => {
                changed();
                plan();
              });
      };
      plan();
      return () => cancel?.();
    },
    [clock, end, stepMs, read],
  );
  return useSyncExternalStore(subscribe, read);
}

/** False at first; true after `ms`. */
export function useAfter(ms: number): boolean {
  const { clock } = useAppContext();
  const [after, setAfter] = useState(false);
  useEffect(() => clock.wake(clock.now() + ms, () => setAfter(true)), [clock, ms]);
  return after;
}

/** How often the wall clock is compared. */
const wallCheckMs = 30_000;

/**
 * How far (ms, in whole seconds) the wall clock is ahead of the session's clock; not 0 after it was
 * set back. Compared periodically while `watched`.
 */
export function useWallAhead(clock: AppProps['clock'], watched: boolean): number {
  const read = useCallback(() => Math.round(clock.wallAheadMs() / 1_000) * 1_000 + 0, [clock]);
  const subscribe = useCallback(
    (changed: () => void) => {
      let cancel = (): void => undefined;
      if (!watched) return cancel;
      const plan = (): void => {
        cancel = clock.wake(clock.now() + wallCheckMs, () => {
          changed();
          plan();
        });
      };
      plan();
      return () => cancel();
    },
    [clock, watched],
  );
  return useSyncExternalStore(subscribe, read);
}
