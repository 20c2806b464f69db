import type { SignInReason } from '../session/failures';

/**
 * A reason and the codes that are its evidence. An unlisted code is `unknown`, whose remedy is a
 * retry.
 */
type Rows<Code> = readonly (readonly [SignInReason, readonly Code[]])[];

const byCode = <Code>(rows: Rows<Code>): ReadonlyMap<Code, SignInReason> =>
  new Map(rows.flatMap(([reason, codes]) => codes.map((code) => [code, reason] as const)));

/**
 * Numbers of AADSTS errors. Source: Microsoft identity platform, reference-error-codes, with the
 * names given there. The numbers may change, so OAuth's own code decides where a number is not
 * listed. Not listed on purpose: faults of other flows (SAML, device code, on behalf of: 500133), a
 * faulty code exchange (501481) and "non-retryable" ones.
 */
const listedNumbers = byCode<number>([
  // Retryable, throttled or timed out according to its name; 50196 is too many equal requests in a
  // short time.
  [
    'unavailable',
    [
      40010, 50000, 50033, 50087, 50088, 50166, 50196, 70012, 80001, 80002, 80005, 80014, 90006,
      90012, 90024, 90033, 90055, 90090, 90091, 501621,
    ],
  ],
  // No session, several of them (16000), an expired or revoked grant, or a missing password or second
  // factor: the sign-in page can resolve these.
  [
    'interactionRequired',
    [
      16000, 16001, 16002, 160021, 50055, 50056, 50058, 50064, 50072, 50074, 50076, 50078, 50079,
      50085, 50089, 50097, 50125, 50126, 50132, 50133, 50135, 50136, 50139, 50140, 50143, 50144,
      50158, 50173, 50197, 50199, 51006, 54005, 70000, 70008, 70019, 70043, 90086, 700005, 700020,
      700082, 700084,
    ],
  ],
  // 65001 is consent that the user may be able to give: see silentFailure. 90093 is a user who may
  // not.
  ['administratorConsent', [65001, 90008, 90093, 90094, 90095, 90099]],
  ['declined', [65004]],
  // Device, location, risk, restricted tenants, sign-in hours. Those of 53xxx: see reasonOfNumber.
  [
    'conditionalAccess',
    [
      50002, 50005, 50127, 50129, 50131, 50155, 50187, 80012, 135011, 500021, 500022, 500212,
      500213,
    ],
  ],
  // Locked, disabled, a disabled guest (500571), or blocked because of risk.
  ['accountBlocked', [50053, 50057, 53011, 500571, 530034]],
  ['notAssigned', [50105]],
  // The account does not exist in the tenant, or the tenant does not accept its kind.
  ['wrongTenant', [16003, 50014, 50020, 50034, 50177, 50178, 51004, 90072, 90084, 500208]],
  // A personal account that is no guest of an organization. Not in that list: seen in practice.
  ['personalAccount', [500200]],
  // The application, its redirect URI, its permissions, its tenant or its request is wrong or
  // disabled.
  [
    'configuration',
    [
      28002, 28003, 50001, 50003, 50011, 50049, 50050, 50059, 50128, 50194, 65002, 65005, 70001,
      70002, 70003, 70004, 70005, 70007, 70011, 90002, 90004, 90005, 90010, 90014, 90019, 90023,
      90038, 90051, 90100, 90102, 90124, 90130, 500011, 650052, 650054, 650056, 650057, 700011,
      700016, 700022, 700023, 700025, 700054, 900144, 900971, 1000031, 7000112, 7000218, 9001023,
      9002313, 9002326, 9002332,
    ],
  ],
]);

/**
 * The reason for the number of an AADSTS error; undefined if it is not known. All numbers of 53xxx
 * and 530xxx are of Conditional Access, unless they are listed.
 */
export const reasonOfNumber = (number: number): SignInReason | undefined =>
  listedNumbers.get(number) ?? (/^530?\d{3}$/.test(`${number}`) ? 'conditionalAccess' : undefined);

/**
 * Excel's bridge reports DISABLED or NESTED_APP_AUTH_UNAVAILABLE, does not exist although Excel
 * offers it, or ignores the tenant. Source: msal-browser 5.30, BridgeStatusCode; BridgeMissing and
 * TenantIgnored.
 */
export const bridgeUnavailableCodes: readonly string[] = [
  'nested_app_auth_bridge_disabled',
  'bridge_missing',
  'tenant_ignored',
];

/**
 * Codes of OAuth 2.0 and OpenID Connect, and MSAL's own. Sources: RFC 6749, 4.1.2.1 and 5.2; OpenID
 * Connect Core, 3.1.2.6; msal-browser 5.30, BrowserAuthErrorCodes; msal-common,
 * ClientAuthErrorCodes, InteractionRequiredAuthErrorCodes, ClientConfigurationErrorCodes,
 * CacheErrorCodes; Microsoft identity platform, reference-error-codes, "Handling error codes".
 */
export const reasonOfCode = byCode<string>([
  ['cancelled', ['user_cancelled', 'user_canceled', 'interaction_in_progress_cancelled']],
  ['declined', ['access_denied']],
  // MSAL's window is null, or opening it threw an error.
  ['windowBlocked', ['popup_window_error', 'empty_window_error']],
  ['windowOpen', ['interaction_in_progress']],
  // MSAL was started inside a window of its own.
  ['windowFailed', ['block_nested_popups', 'block_iframe_reload', 'redirect_in_iframe']],
  [
    'timedOut',
    ['timed_out', 'monitor_window_timeout', 'bridge_timeout', 'native_handshake_timeout'],
  ],
  ['unavailable', ['temporarily_unavailable', 'server_error']],
  // fetch failed. Metadata that could not be read (`openid_config_error`) has no row: the service may
  // have answered.
  [
    'offline',
    ['no_network_connectivity', 'network_error', 'post_request_failed', 'get_request_failed'],
  ],
  // MSAL's InteractionRequiredAuthError with any code; `invalid_grant`: "try a new request to the
  // /authorize endpoint".
  [
    'interactionRequired',
    [
      'interaction_required',
      'login_required',
      'consent_required',
      'account_selection_required',
      'bad_token',
      'interrupted_user',
      'ui_not_allowed',
      'no_tokens_found',
      'refresh_token_expired',
      'invalid_grant',
      'no_account_error',
      'no_account_found',
      'no_account_in_silent_request',
      'native_account_unavailable',
      'InteractionRequiredAuthError',
      // Every method but the bridge requires the user.
      ...bridgeUnavailableCodes,
    ],
  ],
  // Wrong settings, or a page without a secure context; each fails the same way every time.
  [
    'configuration',
    [
      'unauthorized_client',
      'invalid_client',
      'invalid_request',
      'invalid_scope',
      'invalid_resource',
      // OpenID metadata of a tenant that does not exist (AADSTS90002).
      'invalid_tenant',
      'unsupported_response_type',
      'unsupported_grant_type',
      'authority_uri_insecure',
      'authority_mismatch',
      'untrusted_authority',
      'invalid_authority_metadata',
      'invalid_cloud_discovery_metadata',
      'issuer_validation_failed',
      'url_parse_error',
      'empty_url_error',
      'redirect_uri_empty',
      'cannot_set_OIDCOptions',
      'crypto_nonexistent',
      'no_crypto_object',
      'non_browser_environment',
    ],
  ],
  // Storage refused the tokens even after MSAL had removed older ones.
  ['storageFull', ['cache_quota_exceeded', 'QuotaExceededError', 'NS_ERROR_DOM_QUOTA_REACHED']],
]);

/**
 * Codes of the Office dialog. Sources: Office add-ins, dialog-handle-errors-events; office.js 1.1,
 * its table of errors (12012 ooeModalDialogOpen, 12013 ooeDocumentIsInactive, 12014
 * ooeDialogParentIsMinimized). Any other code means that the window could not be opened: 5001,
 * 12015 and -2147208651 were reported (office-js#774, #1291, #2738).
 */
const reasonOfDialogCode = byCode<number>([
  ['cancelled', [12006]],
  ['configuration', [12003, 12004, 12005]],
  ['windowOpen', [12007, 12012]],
  ['windowBlocked', [12009, 12011, 12013, 12014]],
]);

/** The reason for a code of the Office dialog; an unlisted or missing code is `windowFailed`. */
export const dialogReason = (code: number | undefined): SignInReason =>
  (code === undefined ? undefined : reasonOfDialogCode.get(code)) ?? 'windowFailed';
