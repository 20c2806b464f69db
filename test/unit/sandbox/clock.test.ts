import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../sandbox/clock';

describe('the world’s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes with real time, jumps, and runs faster from the moment at which it is told to', () => {
    const clock = createClock();
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_001_000);
    clock.advance(5_000);
    clock.setSpeed(10);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(1_016_000);
    expect(clock.speed()).toBe(10);
  });

  it('stands still at speed 0 and moves only when stepped', () => {
    const clock = createClock(0);
    vi.advanceTimersByTime(60_000);
    expect(clock.now()).toBe(1_000_000);
    clock.advance(250);
    expect(clock.now()).toBe(1_000_250);
  });

  it('never goes back', () => {
    expect(() => createClock().advance(-1)).toThrow(RangeError);
    expect(() => createClock().setSpeed(Number.NaN)).toThrow(RangeError);
  });
});
