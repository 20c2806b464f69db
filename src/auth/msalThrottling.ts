import { ClientAuthErrorCodes } from '@azure/msal-browser';
import type { SignInFailure } from '../session/failures';
import type { Clock } from '../session/services';
import { storedThrottle, throttleEnd, type ThrottleStore } from '../session/throttleGate';
import { signInFailure } from './msalErrors';
import type { SignInMethod } from './types';

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
export class SignInPaused extends Error {
  readonly failure: SignInFailure;

  constructor(failure: SignInFailure) {
    super();
    this.failure = failure;
  }
}

/** The sign-in service's pause. */
export interface MsalThrottle {
  /** Adds `notBefore` to the failure of a silent request if a pause begins. */
  readonly withPause: (failure: SignInFailure, method: SignInMethod | undefined) => SignInFailure;
  /**
   * Makes a silent request. During the pause it only reads MSAL's cache: MSAL would send one with
   * other claims than before, as each 401 of Graph may require, and each one after a reload.
   * Excel's bridge has no such cache: each request is sent to Excel.
   * @param pastCache nothing in the cache can be of use
   * @throws SignInPaused if the cache has no usable token during the pause; any other error of MSAL
   */
  readonly ask: <T>(
    method: SignInMethod,
    pastCache: boolean,
    send: (cacheOnly: boolean) => Promise<T>,
  ) => Promise<T>;
  /** The service gave a token: the pause is over. */
  readonly end: () => void;
}

/**
 * True if the cache has no usable access token. Any other error is none of the pause, and may not
 * pass with it. Source: msal-common, SilentFlowClient.acquireCachedToken.
 */
const isCacheMiss = (error: unknown): boolean =>
  signInFailure(error, 0).code === ClientAuthErrorCodes.tokenRefreshRequired;

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

  /** The pause, as the failure of a request that is not sent; undefined if there is none. */
  function pausing(): SignInFailure | undefined {
    const at = clock.now();
    if (last !== undefined && at < last.notBefore) return { ...last, at };
    // A clock that is set back later would make it valid again.
    if (last !== undefined) end();
    return undefined;
  }

  function end(): void {
    last = undefined;
    store.save(null);
  }

  return {
    withPause(failure, method) {
      if (method === 'nested' || failure.reason !== 'unavailable') return failure;
      last = { ...failure, notBefore: failure.at + throttleMs };
      store.save(storedThrottle(last.notBefore, clock));
      return last;
    },
    async ask(method, pastCache, send) {
      const pause = method === 'nested' ? undefined : pausing();
      if (pause === undefined) return send(false);
      if (pastCache) throw new SignInPaused(pause);
      return send(true).catch((error: unknown) => {
        throw isCacheMiss(error) ? new SignInPaused(pause) : error;
      });
    },
    end,
  };
}
