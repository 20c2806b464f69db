import { describe, expect, it } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import { errorOf } from './msalAnswers';

/** The tables are imported inside the tests, so that a failed import fails a test. */
const reasonOf = async (error: unknown): Promise<SignInReason> =>
  (await import('../../../src/auth/msalErrors')).signInFailure(error, 0).reason;

type Row = readonly [SignInReason, string];

/** RFC 6749, 4.1.2.1 and 5.2: error codes of the authorization endpoint and the token endpoint. */
const oauth: readonly Row[] = [
  [
    'configuration',
    'invalid_request unauthorized_client unsupported_response_type invalid_scope invalid_client unsupported_grant_type',
  ],
  ['declined', 'access_denied'],
  ['unavailable', 'server_error temporarily_unavailable'],
  ['interactionRequired', 'invalid_grant'],
];

/** OpenID Connect Core, 3.1.2.6: interaction is required. */
const openId: readonly Row[] = [
  [
    'interactionRequired',
    'interaction_required login_required account_selection_required consent_required',
  ],
];

/**
 * Microsoft identity platform, reference-error-codes, "Handling error codes": additions to OAuth's.
 */
const entra: readonly Row[] = [['configuration', 'invalid_resource']];

/** msal-browser and msal-common: additional codes. */
const msal: readonly Row[] = [
  ['cancelled', 'user_cancelled user_canceled interaction_in_progress_cancelled'],
  ['windowBlocked', 'popup_window_error empty_window_error'],
  ['windowOpen', 'interaction_in_progress'],
  ['windowFailed', 'block_nested_popups block_iframe_reload redirect_in_iframe'],
  ['timedOut', 'timed_out monitor_window_timeout bridge_timeout native_handshake_timeout'],
  ['offline', 'no_network_connectivity network_error post_request_failed get_request_failed'],
  // MSAL does not say whether there was an answer that it could not read.
  ['unknown', 'endpoints_resolution_error openid_config_error'],
  [
    'interactionRequired',
    'no_account_error no_account_found no_account_in_silent_request native_account_unavailable',
  ],
  [
    'configuration',
    'authority_uri_insecure authority_mismatch untrusted_authority invalid_authority_metadata invalid_cloud_discovery_metadata',
  ],
  [
    'configuration',
    'issuer_validation_failed url_parse_error empty_url_error redirect_uri_empty cannot_set_OIDCOptions',
  ],
  ['configuration', 'crypto_nonexistent no_crypto_object non_browser_environment'],
  ['storageFull', 'cache_quota_exceeded'],
];

describe.each([
  ['OAuth', oauth],
  ['OpenID Connect', openId],
  ['Microsoft’s sign-in service', entra],
  ['MSAL', msal],
] as const)('a failure by a code of %s', (_source, rows) => {
  const codes = rows.flatMap(([reason, words]) =>
    words.split(' ').map((code) => [code, reason] as const),
  );

  it.each(codes)('%s is %s', async (code, reason) => {
    expect(await reasonOf(errorOf(code))).toBe(reason);
  });
});

describe('a browser error', () => {
  it.each(['QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED'])(
    '%s means that storage is full',
    async (name) => {
      expect(await reasonOf(new DOMException('', name))).toBe('storageFull');
    },
  );
});
