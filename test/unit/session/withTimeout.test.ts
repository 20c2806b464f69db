import { describe, expect, it } from 'vitest';
import { TimedOut, withTimeout } from '../../../src/session/withTimeout';
import { createClock } from '../../../src/browser/clock';
import { VirtualTime } from '../../simulation/time';

describe('a promise with a time limit', () => {
  const start = () => {
    const time = new VirtualTime();
    return { time, clock: createClock(time.source) };
  };

  it('is rejected at the limit, and not before', async () => {
    const { time, clock } = start();
    let failure: unknown;
    withTimeout(new Promise(() => undefined), 4_000, clock).catch(
      (error: unknown) => (failure = error),
    );
    await time.run(3_999);
    expect(failure).toBeUndefined();
    await time.run(4_000);
    expect(failure).toBeInstanceOf(TimedOut);
    expect(failure).toMatchObject({ errorCode: 'timed_out' });
  });

  it('settles like the promise itself, and leaves no timer behind', async () => {
    const { time, clock } = start();
    expect(await withTimeout(Promise.resolve(7), 4_000, clock)).toBe(7);
    await expect(withTimeout(Promise.reject(new Error('own')), 4_000, clock)).rejects.toThrow(
      'own',
    );
    let woken = 0;
    const counting = {
      wallAheadMs: () => 0,
      now: () => clock.now(),
      wake: (at: number, callback: () => void) =>
        clock.wake(at, () => {
          woken += 1;
          callback();
        }),
    };
    await withTimeout(Promise.resolve(7), 4_000, counting);
    await time.run(10_000);
    expect(woken).toBe(0);
  });
});
