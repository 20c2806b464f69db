/**
 * Clock of the world. Sessions and orders of the emulated service use it. Tokens and certificates
 * use real time.
 */
export interface WorldClock {
  /** Milliseconds since 1970, in world time. */
  now(): number;
  /**
   * Advances the clock immediately.
   * @throws RangeError when `ms` is negative or not finite, because expired sessions must stay
   * expired.
   */
  advance(ms: number): void;
  /**
   * Sets the ratio of world time to real time. 0 stops the clock, for tests.
   * @throws RangeError when negative or not finite.
   */
  setSpeed(factor: number): void;
  /** Current ratio of world time to real time. */
  speed(): number;
}

/**
 * Creates a clock that starts at the current real time.
 *
 * @param speed initial speed; with 0 the clock moves only through `advance`.
 */
export function createWorldClock(speed = 1): WorldClock {
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
