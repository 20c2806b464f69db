import type { Clock } from './services';

/** A promise did not settle within its limit. `errorCode` has the shape of MSAL's own errors. */
export class TimedOut extends Error {
  readonly errorCode = 'timed_out';
}

/** The value of `promise`. @throws TimedOut after `limitMs`; else whatever the promise rejects with. */
export function withTimeout<T>(promise: Promise<T>, limitMs: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wake(clock.now() + limitMs, () => reject(new TimedOut()));
    promise.then(resolve, reject).finally(cancel);
  });
}
