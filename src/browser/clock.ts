import { wallClockCheckMs } from '../session/keepAlive';
import type { Clock } from '../session/services';

/** Time functions of the browser; all times in ms. */
export interface TimeSource {
  /** Wall clock, ms since the epoch. The user or the network may set it back or forward. */
  readonly wall: () => number;
  /** Monotonic clock with an arbitrary origin. It may pause during sleep. */
  readonly monotonic: () => number;
  /** Calls back once after `delayMs`. Returns the function that cancels the timer. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** A wall clock that differs by this much (ms) from before has been set. */
const setByMs = 500;

const browserTime: TimeSource = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/**
 * A clock that follows the wall clock but never runs slower than the monotonic one. A wall clock
 * that is set back must not make a session check younger than it is. Time asleep counts, since the
 * wall clock includes it.
 */
export function createClock({ wall, monotonic, after }: TimeSource = browserTime): Clock {
  let latest = wall();
  let latestMonotonic = monotonic();
  let wallAheadMs = 0;

  function now(): number {
    const currentMonotonic = monotonic();
    latest = Math.max(wall(), latest + Math.max(0, currentMonotonic - latestMonotonic));
    latestMonotonic = currentMonotonic;
    return latest;
  }

  return {
    now,
    wallAheadMs() {
      const aheadMs = Math.round(wall() - now());
      // The two clocks differ by parts of a second although nobody has set one.
      if (Math.abs(aheadMs - wallAheadMs) >= setByMs) wallAheadMs = aheadMs;
      return wallAheadMs;
    },
    // No timer is longer: it may not count time asleep, nor that the clock was set.
    wake(at, callback) {
      const check = (): void => {
        if (now() >= at) callback();
        else cancel = after(delayMs(), check);
      };
      const delayMs = (): number => Math.min(wallClockCheckMs, Math.max(0, Math.ceil(at - now())));
      let cancel = after(delayMs(), check);
      return () => cancel();
    },
  };
}
