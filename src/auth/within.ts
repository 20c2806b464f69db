import type { Clock } from '../session/ports';

/** The value of a promise, or undefined when it fails or takes longer than `limitMs`. */
export function within<T>(limitMs: number, clock: Clock, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.wake(clock.now() + limitMs, () => resolve(undefined));
    promise.then(resolve, () => resolve(undefined)).finally(cancel);
  });
}
