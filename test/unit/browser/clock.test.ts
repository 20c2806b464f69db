import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';

/** A machine whose clocks are set by hand; timers run when they are told to. */
function machine() {
  const state = { wall: 1_000_000, passed: 0 };
  const timers: { readonly delayMs: number; readonly callback: () => void }[] = [];
  const clock = createClock({
    wall: () => state.wall,
    monotonic: () => state.passed,
    after(delayMs, callback) {
      const timer = { delayMs, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  return { state, timers, clock };
}

describe('the clock', () => {
  it('follows the wall clock', () => {
    const { state, clock } = machine();
    state.wall += 500;
    state.passed += 500;
    expect(clock.now()).toBe(1_000_500);
  });

  it('returns how far the wall clock is ahead: 0 until it is set back', () => {
    const { state, clock } = machine();
    state.wall += 500;
    expect(clock.wallAheadMs()).toBe(0);
    state.wall -= 3_600_000;
    state.passed += 200_000;
    expect(clock.wallAheadMs()).toBe(-3_600_000 - 200_000 + 0);
    state.wall += 9 * 3_600_000;
    expect(clock.wallAheadMs()).toBe(0);
  });

  it('counts time asleep, which the monotonic clock may omit', () => {
    const { state, clock } = machine();
    state.wall += 9 * 3_600_000;
    expect(clock.now()).toBe(1_000_000 + 9 * 3_600_000);
  });

  it('continues with monotonic time when the wall clock is set back', () => {
    const { state, clock } = machine();
    state.wall -= 3_600_000;
    state.passed += 200_000;
    expect(clock.now()).toBe(1_200_000);
  });

  it('never goes back and is never slower than the monotonic clock, however the wall clock is set', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wall: fc.integer({ min: -1e6, max: 1e6 }), passed: fc.nat(1e6) })),
        (steps) => {
          const { state, clock } = machine();
          for (const step of steps) {
            const before = clock.now();
            state.wall += step.wall;
            state.passed += step.passed;
            expect(clock.now()).toBeGreaterThanOrEqual(before + step.passed);
          }
        },
      ),
    );
  });

  it('calls back once, not too early, in timers of 30 seconds at most', () => {
    const { state, timers, clock } = machine();
    let woken = 0;
    clock.wake(clock.now() + 95_000, () => (woken += 1));
    for (let parts = 0; timers.length > 0; parts += 1) {
      expect(parts).toBeLessThan(4);
      const [timer] = timers.splice(0, 1);
      expect(timer?.delayMs).toBeLessThanOrEqual(30_000);
      expect(woken).toBe(0);
      state.wall += timer?.delayMs ?? 0;
      state.passed += timer?.delayMs ?? 0;
      timer?.callback();
    }
    expect(woken).toBe(1);
    expect(clock.now()).toBeGreaterThanOrEqual(1_000_000 + 95_000);
  });

  it('calls back within 30 seconds after sleep that its timer did not count, or after the clock was set', () => {
    const { state, timers, clock } = machine();
    let woken = 0;
    clock.wake(clock.now() + 600_000, () => (woken += 1));
    const [timer] = timers.splice(0, 1);
    state.wall += 600_000;
    state.passed += timer?.delayMs ?? 0;
    timer?.callback();
    expect(woken).toBe(1);
  });

  it('does not call back after a cancel, in a later timer either', () => {
    const { state, timers, clock } = machine();
    const cancel = clock.wake(clock.now() + 2 ** 32, () => expect.unreachable());
    const [first] = timers.splice(0, 1);
    state.passed += 1000;
    first?.callback();
    cancel();
    expect(timers).toEqual([]);
  });
});

describe('the clock of the browser', () => {
  const start = Date.UTC(2026, 10, 23);
  const startClock = () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'], now: start });
    return createClock();
  };
  afterEach(() => vi.useRealTimers());

  it('is its wall clock, and goes on with the time that passes when that is set back', () => {
    const clock = startClock();
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(start + 1_000);
    vi.setSystemTime(start - 3_600_000);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(start + 2_000);
  });

  it('wakes at its moment, unless that was cancelled', () => {
    const clock = startClock();
    const [woken, cancelled] = [vi.fn(), vi.fn()];
    clock.wake(start + 5_000, woken);
    clock.wake(start + 5_000, cancelled)();
    vi.advanceTimersByTime(4_999);
    expect(woken).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect([woken.mock.calls.length, cancelled.mock.calls.length, vi.getTimerCount()]).toEqual([
      1, 0, 0,
    ]);
  });
});
