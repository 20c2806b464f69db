import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { soonMs } from '../../locales/index';
import { wallClockCheckMs } from '../../session/keepAlive';
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

/**
 * Formats a time that the user waits for (ms since the epoch); renders when it gets its seconds. The
 * text is made on demand: a pause that has passed needs no formatter.
 */
export function useSoon(at: number): () => string {
  const { clock, times } = useAppContext();
  useStepsLeft(at - soonMs, Number.MAX_SAFE_INTEGER);
  return () => times.soon(at, clock.now());
}

/** False at first; true after `ms`. */
export function useAfter(ms: number): boolean {
  const { clock } = useAppContext();
  const [after, setAfter] = useState(false);
  useEffect(() => clock.wake(clock.now() + ms, () => setAfter(true)), [clock, ms]);
  return after;
}

/**
 * What the times that are shown depend on: how far (ms, in whole seconds) the wall clock is ahead of
 * the session's clock (not 0 after it was set back), then the user's day and time zone. Compared
 * periodically while `watched`; renders only when one of them changes.
 */
export function useWallClock(clock: AppProps['clock'], watched: boolean): string {
  const read = useCallback(() => {
    const aheadMs = Math.round(clock.wallAheadMs() / 1_000) * 1_000;
    const wall = new Date(clock.now() + aheadMs);
    return `${aheadMs} ${wall.toDateString()} ${wall.getTimezoneOffset()}`;
  }, [clock]);
  const subscribe = useCallback(
    (changed: () => void) => {
      let cancel = (): void => undefined;
      if (!watched) return cancel;
      const plan = (): void => {
        cancel = clock.wake(clock.now() + wallClockCheckMs, () => {
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
