/** The world's clock. Sessions and orders of the emulated service go by it; tokens and certificates go by real time. */
export interface WorldClock {
  /** Milliseconds since 1970 in the world. */
  now(): number;
  /** Moves the clock forward at once. @throws RangeError when `ms` is negative or not finite: sessions never come back to life. */
  advance(ms: number): void;
  /** Makes world time pass `factor` times as fast as real time; 0 stops the clock, for tests. @throws RangeError when negative or not finite. */
  setSpeed(factor: number): void;
  /** How many times as fast as real time the clock runs. */
  speed(): number;
}

/**
 * Makes a clock that starts at the real time of day.
 *
 * @param speed the first speed; 0 gives a clock that moves only by `advance`.
 */
export function createClock(speed = 1): WorldClock {
  let factor = mustCount(speed);
  let worldMs = Date.now();
  let realMs = worldMs;

  const settle = () => {
    const real = Date.now();
    worldMs += (real - realMs) * factor;
    realMs = real;
  };
  return {
    now: () => worldMs + (Date.now() - realMs) * factor,
    advance: (ms) => {
      settle();
      worldMs += mustCount(ms);
    },
    setSpeed: (next) => {
      settle();
      factor = mustCount(next);
    },
    speed: () => factor,
  };
}

function mustCount(value: number): number {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`The clock takes a number from 0 upwards, not ${value}.`);
  }
  return value;
}
