import type { Clock } from './services';

/**
 * The error of a promise that did not settle in time. `errorCode` is a member of MSAL's errors too.
 */
export class TimedOut extends Error {
  readonly errorCode = 'timed_out';
}

/**
 * Waits for a promise, at most `limitMs`.
 * @throws TimedOut after the limit, else the error of the promise
 */
export function withTimeout<T>(promise: Promise<T>, limitMs: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wake(clock.now() + limitMs, () => reject(new TimedOut()));
    promise.then(resolve, reject).finally(cancel);
  });
}
