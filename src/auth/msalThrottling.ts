import type { SignInFailure } from '../session/failures';
import { isRepeatedByMsal } from './msalErrors';
import type { SignInMethod } from './types';

/**
 * After a 429 or 5xx of the token endpoint, or any refusal with Retry-After, MSAL answers equal silent requests itself: for
 * the seconds of Retry-After, at most an hour, and for a minute without it. MSAL keeps the header to itself, so that its
 * default counts here. Source: msal-common 16, ThrottlingUtils and Constants, DEFAULT_THROTTLE_TIME_SECONDS.
 */
const throttleMs = 60_000;
/** MSAL reads the wall clock, whole ms, when the answer has come; we read ours a little later or earlier. */
const marginMs = 1_000;

/** Adds to a failed silent request the moment before which MSAL sends no other one. */
export function createThrottle(): (
  failure: SignInFailure,
  error: unknown,
  way: SignInMethod | undefined,
) => SignInFailure {
  let until = 0;
  return (failure, error, way) => {
    // Excel's bridge has no such memory: each request goes to Excel.
    if (way === 'nested') return failure;
    const repeated = isRepeatedByMsal(error);
    if (!repeated && failure.reason !== 'unavailable') return failure;
    // A repeated failure is no new refusal: the time of the first one counts, unless Retry-After has made it longer.
    if (!repeated || until <= failure.at) until = failure.at + throttleMs + marginMs;
    return { ...failure, notBefore: until };
  };
}
