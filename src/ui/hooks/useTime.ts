import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { AppProps } from '../appProps';
import { useAppContext } from '../appContext';

/**
 * How many whole or begun steps (of `stepMs`) are left until `end` (ms since the epoch), 0 once it has passed. Draws
 * anew only when that number changes.
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

/** False at first, true once so many ms have passed. */
export function useAfter(ms: number): boolean {
  const { clock } = useAppContext();
  const [after, setAfter] = useState(false);
  useEffect(() => clock.wake(clock.now() + ms, () => setAfter(true)), [clock, ms]);
  return after;
}

/** How often (ms) the wall clock is looked at for what is displayed. */
const wallLookMs = 30_000;

/** How far (ms, in whole seconds) the wall clock is ahead of the clock that counts: not 0 once it was set back. Looked at now and then while `watched`. */
export function useWallAhead(clock: AppProps['clock'], watched: boolean): number {
  const read = useCallback(() => Math.round(clock.wallAheadMs() / 1_000) * 1_000 + 0, [clock]);
  const subscribe = useCallback(
    (changed: () => void) => {
      let cancel = (): void => undefined;
      if (!watched) return cancel;
      const plan = (): void => {
        cancel = clock.wake(clock.now() + wallLookMs, () => {
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
