import { randomUUID } from 'node:crypto';

/** Error response of Entra's token endpoint. */
export interface TokenRefusal {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly suberror: string;
  readonly claims?: string;
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
}

/** Single-page apps: a refresh token expires after one day, regardless of use. */
export const refreshTokenExpired = () =>
  refusal(
    'invalid_grant',
    700084,
    'bad_token',
    'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired.',
  );

/** The requested scopes have no consent. */
export const consentRequired = () =>
  refusal(
    'invalid_grant',
    65001,
    'consent_required',
    'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  );

/** A policy requires a second factor. The next sign-in must send `claims`. */
export const moreRequired = () => ({
  ...refusal(
    'interaction_required',
    50076,
    'basic_action',
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  ),
  claims:
    '{"access_token":{"capolids":{"essential":true,"values":["c3b1d1f5-0000-4000-8000-000000000000"]}}}',
});

/** The directory service is temporarily unavailable. */
export const unavailable = () =>
  refusal(
    'temporarily_unavailable',
    90033,
    '',
    'A transient error has occurred. Please try again.',
  );

/** Too many requests from this tenant. */
export const throttledSignIn = () =>
  refusal(
    'temporarily_unavailable',
    90055,
    '',
    'There are too many incoming requests. Please try again later.',
  );

function refusal(error: string, code: number, suberror: string, words: string): TokenRefusal {
  const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
  return {
    error,
    error_description: `AADSTS${code}: ${words}`,
    error_codes: [code],
    suberror,
    timestamp,
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  };
}
