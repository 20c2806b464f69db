import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorldClock } from '../../sandbox/worldClock';

describe('the world’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows real time, jumps, and runs faster once its speed is increased', () => {
    const clock = createWorldClock();
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_001_000);
    clock.advance(5_000);
    clock.setSpeed(10);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_016_000);
    expect(clock.speed()).toBe(10);
  });

  it('stops at speed 0 and advances only when stepped', () => {
    const clock = createWorldClock(0);
    vi.advanceTimersByTime(60_000);
    expect(clock.now()).toBe(1_000_000);
    clock.advance(250);
    expect(clock.now()).toBe(1_000_250);
  });

  it('never moves backwards', () => {
    expect(() => createWorldClock().advance(-1)).toThrow(RangeError);
    expect(() => createWorldClock().setSpeed(Number.NaN)).toThrow(RangeError);
  });
});
