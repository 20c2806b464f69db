import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import type {
  StoredThrottle,
  ThrottleGate,
  ThrottleStore,
} from '../../../src/session/throttleGate';
import { createThrottleGate, maxThrottleMs } from '../../../src/session/throttleGate';
import { settled, VirtualTime } from '../../simulation/time';

const live = new AbortController().signal;

/** Panes with shared storage; every other pane is notified of a change, later. */
function browser() {
  const time = new VirtualTime();
  const clock = createClock(time.source);
  const callbacks = new Map<object, () => void>();
  let stored: StoredThrottle | null = null;
  const pane = (paneClock = clock): ThrottleGate => {
    const owner = {};
    const store: ThrottleStore = {
      load: () => stored,
      save: (throttle) => {
        stored = throttle;
        void Promise.resolve().then(() => {
          for (const [other, callback] of callbacks) if (other !== owner) callback();
        });
      },
      onChange: (callback) => void callbacks.set(owner, callback),
    };
    return createThrottleGate(paneClock, store);
  };
  return { time, clock, pane, stored: () => stored?.until };
}

/** When (ms from now) the gate opens, within the time given; undefined if it is still closed. */
async function passed(
  gate: ThrottleGate,
  { time }: ReturnType<typeof browser>,
  withinMs: number,
): Promise<number | undefined> {
  const began = time.now;
  let at: number | undefined;
  void gate.pass(live).then(() => (at = time.now - began));
  await time.run(began + withinMs);
  return at;
}

describe('the gate of all requests', () => {
  it('is open without a Retry-After', async () => {
    const world = browser();
    const gate = world.pane();
    expect([gate.until(), await passed(gate, world, 0)]).toEqual([0, 0]);
  });

  it('is closed for every request until the Retry-After has passed', async () => {
    const world = browser();
    const gate = world.pane();
    gate.throttle(world.clock.now() + 40_000);
    expect(await passed(gate, world, 39_999)).toBeUndefined();
    expect(await passed(gate, world, 1)).toBe(1);
    expect(await passed(gate, world, 0)).toBe(0);
  });

  it('stays closed for the later of two Retry-Afters', async () => {
    const world = browser();
    const gate = world.pane();
    const start = world.clock.now();
    gate.throttle(start + 40_000);
    let isPast = false;
    void gate.pass(live).then(() => (isPast = true));
    gate.throttle(start + 10_000);
    expect(gate.until()).toBe(start + 40_000);
    await world.time.run(30_000);
    gate.throttle(start + 60_000);
    await world.time.run(59_999);
    expect(isPast).toBe(false);
    await world.time.run(60_000);
    expect(isPast).toBe(true);
  });

  it('is shared by all panes and the next start', async () => {
    const world = browser();
    const [first, second] = [world.pane(), world.pane()];
    const until = world.clock.now() + 40_000;
    first.throttle(until);
    await settled();
    expect([second.until(), world.pane().until()]).toEqual([until, until]);
    expect(await passed(second, world, 39_999)).toBeUndefined();
  });

  it('keeps the later of two ends, whichever pane received it first', async () => {
    const world = browser();
    const [first, second] = [world.pane(), world.pane()];
    const now = world.clock.now();
    first.throttle(now + 60_000);
    second.throttle(now + 10_000);
    await settled();
    expect([first.until(), second.until(), world.stored()]).toEqual([
      now + 60_000,
      now + 60_000,
      now + 60_000,
    ]);
  });

  it('applies an end that another pane stored before the storage event arrives', async () => {
    const world = browser();
    const [first, second] = [world.pane(), world.pane()];
    first.throttle(world.clock.now() + 30_000);
    expect(await passed(second, world, 60_000)).toBe(30_000);
  });

  it('removes an end that has passed from storage: a clock that is set back does not make it valid again', async () => {
    const world = browser();
    const gate = world.pane();
    gate.throttle(world.clock.now() + 30_000);
    expect(await passed(gate, world, 60_000)).toBe(30_000);
    expect(world.stored()).toBeUndefined();
    world.time.wallAheadMs -= 45_000;
    expect(await passed(world.pane(), world, 1_000)).toBe(0);
  });

  it('stores wall-clock time: a pane whose own clock is ahead waits no longer', () => {
    const world = browser();
    const gate = world.pane();
    world.time.wallAheadMs -= 20_000;
    gate.throttle(world.clock.now() + 30_000);
    expect(world.stored()).toBe(world.time.source.wall() + 30_000);
  });

  it('is closed no longer than when it was stored, however far the clock is set back before a start', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120_000 }),
        fc.integer({ min: 0, max: 7_200_000 }),
        fc.integer({ min: 0, max: 120_000 }),
        async (waitMs, backMs, laterMs) => {
          const world = browser();
          world.pane().throttle(world.clock.now() + waitMs);
          await world.time.run(laterMs);
          world.time.wallAheadMs -= backMs;
          const clock = createClock(world.time.source);
          const { until } = world.pane(clock);
          const seenLaterMs = Math.max(0, laterMs - backMs);
          expect(Math.max(0, until() - clock.now())).toBe(Math.max(0, waitMs - seenLaterMs));
        },
      ),
    );
  });

  it('notifies of each later end once, also of another pane’s', async () => {
    const world = browser();
    const [first, second] = [world.pane(), world.pane()];
    const told: number[] = [];
    second.subscribe((until) => void told.push(until));
    const now = world.clock.now();
    for (const ms of [10_000, 5_000, 20_000]) {
      first.throttle(now + ms);
      await settled();
    }
    expect(told).toEqual([now + 10_000, now + 20_000]);
  });

  it('limits the end to an hour from now, from a header or from storage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (ms) => {
        const world = browser();
        const now = world.clock.now();
        const gate = world.pane();
        gate.throttle(now + ms);
        expect(gate.until()).toBe(now + Math.min(ms, maxThrottleMs));
        world.time.wallAheadMs = -1e12;
        const later = createThrottleGate(createClock(world.time.source), {
          load: () => ({ until: now + ms, at: now }),
          save: () => undefined,
          onChange: () => undefined,
        });
        expect(later.until()).toBeLessThanOrEqual(world.time.source.wall() + maxThrottleMs);
      }),
    );
  });

  it('lets a cancelled request pass at once, and leaves no timer behind', async () => {
    const world = browser();
    const gate = world.pane();
    gate.throttle(world.clock.now() + 40_000);
    const controller = new AbortController();
    let isPast = false;
    void gate.pass(controller.signal).then(() => (isPast = true));
    await settled();
    expect(isPast).toBe(false);
    controller.abort();
    await settled();
    expect(isPast).toBe(true);
    const aborted = new AbortController();
    aborted.abort();
    await gate.pass(aborted.signal);
    expect(world.time.now).toBe(0);
  });
});
