import type { SignInFailure } from '../session/failures';
import { isRepeatedByMsal } from './msalErrors';
import type { SignInMethod } from './types';

/**
 * After a 429 or 5xx of the token endpoint, or any refusal with Retry-After, MSAL answers equal
 * silent requests from its cache. This lasts for the seconds of Retry-After, at most an hour, or
 * for a minute (ms) without it. A page cannot read the header: the token endpoint exposes only
 * Content-Length, Content-Encoding, x-ms-request-id and x-ms-srs (recorded October 2024, msal.js
 * 3.23). Source: msal-common 16, ThrottlingUtils and Constants, DEFAULT_THROTTLE_TIME_SECONDS.
 */
const throttleMs = 60_000;
/** Margin (ms) between MSAL's reading of the wall clock and ours. */
const marginMs = 1_000;

/** The pause that the sign-in service asked for. */
export interface MsalThrottle {
  /** Adds `notBefore` to the failure of a silent request that MSAL will repeat from its cache. */
  readonly withPause: (
    failure: SignInFailure,
    error: unknown,
    method: SignInMethod | undefined,
  ) => SignInFailure;
  /**
   * The failure of a request during the pause, at `now` (ms since the epoch). MSAL would send one
   * with other claims than before, as each 401 of Graph may require.
   */
  readonly pausing: (now: number) => SignInFailure | undefined;
  /** The user has signed in: the pause is over. */
  readonly end: () => void;
}

/** Creates the state of the pause; after a reload it is unknown. */
export function createMsalThrottle(): MsalThrottle {
  let last: (SignInFailure & { readonly notBefore: number }) | undefined;
  return {
    withPause(failure, error, method) {
      // Excel's bridge has no such cache: each request is sent to Excel.
      if (method === 'nested') return failure;
      const repeated = isRepeatedByMsal(error);
      if (!repeated && failure.reason !== 'unavailable') return failure;
      // A repeated failure is not a new refusal, and asking again sends nothing: the time of the
      // first one counts.
      const notBefore = repeated ? (last?.notBefore ?? 0) : failure.at + throttleMs + marginMs;
      if (notBefore <= failure.at) return failure;
      last = { ...failure, notBefore };
      return last;
    },
    pausing: (now) =>
      last !== undefined && now < last.notBefore ? { ...last, at: now } : undefined,
    end: () => void (last = undefined),
  };
}
