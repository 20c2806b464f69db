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

/**
 * Creates a function that adds `notBefore` to the failure of a silent request that MSAL will repeat
 * from its cache.
 */
export function createMsalThrottle(): (
  failure: SignInFailure,
  error: unknown,
  method: SignInMethod | undefined,
) => SignInFailure {
  let until = 0;
  return (failure, error, method) => {
    // Excel's bridge has no such cache: each request is sent to Excel.
    if (method === 'nested') return failure;
    const repeated = isRepeatedByMsal(error);
    if (!repeated && failure.reason !== 'unavailable') return failure;
    // A repeated failure is not a new refusal, and asking again sends nothing: the time of the first
    // one counts. After a reload it is unknown.
    if (!repeated) until = failure.at + throttleMs + marginMs;
    return until > failure.at ? { ...failure, notBefore: until } : failure;
  };
}
