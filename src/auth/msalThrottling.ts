import type { SignInFailure } from '../session/failures';
import type { Clock } from '../session/services';
import { storedThrottle, throttleEnd, type ThrottleStore } from '../session/throttleGate';
import type { SignInMethod, TokenOptions } from './types';

/**
 * After a 429 or 5xx of the token endpoint, or any refusal with Retry-After, MSAL answers equal
 * silent requests from its cache. This lasts for the seconds of Retry-After, at most an hour, or
 * for a minute (ms) without it. A page cannot read the header: the token endpoint exposes only
 * Content-Length, Content-Encoding, x-ms-request-id and x-ms-srs (recorded October 2024, msal.js
 * 3.23). Source: msal-common 16, ThrottlingUtils and Constants, DEFAULT_THROTTLE_TIME_SECONDS.
 */
const msalThrottleMs = 60_000;
/** The same with a margin between MSAL's reading of the wall clock and ours. */
const throttleMs = msalThrottleMs + 1_000;

/** The request was not sent, because the sign-in service pauses. */
class SignInPaused extends Error {}

/** Graph refused the latest token: the one in MSAL's cache is of no use. */
export const isRefused = ({ claims, renew }: TokenOptions): boolean =>
  claims !== undefined || renew === true;

/** The sign-in service's pause. */
export interface MsalThrottle {
  /** Adds `notBefore` to the failure of a silent request if a pause begins. */
  readonly withPause: (failure: SignInFailure, method: SignInMethod | undefined) => SignInFailure;
  /** The failure of a request that is not sent during the pause; undefined if there is none. */
  readonly pausing: () => SignInFailure | undefined;
  /**
   * Whether a silent request may only read MSAL's cache. During the pause MSAL would send one with
   * other claims than before, as each 401 of Graph may require, and each one after a reload.
   * @throws SignInPaused if nothing in the cache can be of use
   */
  readonly cacheOnly: (options: TokenOptions, pastCache: boolean) => boolean;
  /** The service gave a token: the pause is over. */
  readonly end: () => void;
}

/** Creates the state of the pause. The store keeps its end for the next start of the page. */
export function createMsalThrottle(
  clock: Clock,
  store: Pick<ThrottleStore, 'load' | 'save'>,
): MsalThrottle {
  let last: (SignInFailure & { readonly notBefore: number }) | undefined = stored();

  function stored(): typeof last {
    const throttle = store.load();
    if (throttle === null) return undefined;
    const at = clock.now();
    const notBefore = Math.min(throttleEnd(throttle, clock), at + throttleMs);
    return { reason: 'unavailable', at, notBefore };
  }

  function pausing(): SignInFailure | undefined {
    const at = clock.now();
    return last !== undefined && at < last.notBefore ? { ...last, at } : undefined;
  }

  return {
    withPause(failure, method) {
      // Excel's bridge has no such cache: each request is sent to Excel.
      if (method === 'nested' || failure.reason !== 'unavailable') return failure;
      last = { ...failure, notBefore: failure.at + throttleMs };
      store.save(storedThrottle(last.notBefore, clock));
      return last;
    },
    pausing,
    cacheOnly(options, pastCache) {
      const isPausing = pausing() !== undefined;
      if (isPausing && (pastCache || isRefused(options))) throw new SignInPaused();
      return isPausing;
    },
    end() {
      last = undefined;
      store.save(null);
    },
  };
}
