import type { Clock } from '../session/services';

/** Where time comes from; all in ms. */
export interface TimeSource {
  /** The wall clock, since the epoch: a user or the network may set it back or forward. */
  readonly wall: () => number;
  /** Time passed since some moment: never goes back, and may stand still in sleep. */
  readonly passed: () => number;
  /** Calls back once, `delayMs` later; returns what cancels it. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** Longest delay of a timer, ms: beyond it browsers fire at once. Source: HTML, timers (a signed 32-bit integer). */
const longestDelayMs = 2 ** 31 - 1;

const browserTime: TimeSource = {
  wall: () => Date.now(),
  passed: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * The wall clock, but never slower than the time that has passed: a clock that is set back must not make a session look
 * younger than it is. After sleep the wall clock has gone on, which counts.
 */
export function createClock({ wall, passed, after }: TimeSource = browserTime): Clock {
  let latest = wall();
  let latestPassed = passed();

  function now(): number {
    const nowPassed = passed();
    latest = Math.max(wall(), latest + Math.max(0, nowPassed - latestPassed));
    latestPassed = nowPassed;
    return latest;
  }

  return {
    now,
    wallAheadMs: () => wall() - now(),
    wake(at, callback) {
      const look = (): void => {
        if (now() >= at) callback();
        else cancel = after(delayMs(), look);
      };
      const delayMs = (): number => Math.min(longestDelayMs, Math.max(0, Math.ceil(at - now())));
      let cancel = after(delayMs(), look);
      return () => cancel();
    },
  };
}
