import type { Clock } from '../session/ports';

/** Longest delay of a timer, ms: beyond it browsers fire at once. Source: HTML, timers (a signed 32-bit integer). */
const longestDelayMs = 2 ** 31 - 1;

/**
 * The wall clock, but never slower than the time that has passed: a clock that is set back must not make a session look
 * younger than it is. After sleep the wall clock has gone on, which counts.
 */
export function createClock(wall: () => number = () => Date.now(), passed: () => number = () => performance.now()): Clock {
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
    wake(at, callback) {
      let timer = setTimeout(look, delay());
      function delay(): number {
        return Math.min(longestDelayMs, Math.max(0, Math.ceil(at - now())));
      }
      function look(): void {
        if (now() >= at) callback();
        else timer = setTimeout(look, delay());
      }
      return () => clearTimeout(timer);
    },
  };
}
