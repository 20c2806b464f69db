import type { SignInFailure, SignInReason } from '../session/failure';

/** What an error of MSAL carries that can be told: never its message, which may hold names. */
interface ErrorFacts {
  readonly errorCode: string;
  /** The name of the error's class. */
  readonly kind: string;
  /** The number of an AADSTS code, or 0. */
  readonly number: number;
  readonly correlationId: string;
}

/** Codes of MSAL. Sources: msal-browser, BrowserAuthErrorCodes; msal-common, InteractionRequiredAuthErrorCodes. */
const reasonOfCode: Readonly<Record<string, SignInReason>> = {
  user_cancelled: 'cancelled',
  user_canceled: 'cancelled',
  interaction_in_progress_cancelled: 'cancelled',
  access_denied: 'declined',
  popup_window_error: 'windowBlocked',
  empty_window_error: 'windowBlocked',
  timed_out: 'timedOut',
  monitor_window_timeout: 'timedOut',
  no_network_connectivity: 'offline',
  network_error: 'offline',
  post_request_failed: 'offline',
  get_request_failed: 'offline',
  endpoints_resolution_error: 'offline',
  // MSAL itself could not be loaded.
  ChunkLoadError: 'offline',
  interaction_required: 'interactionRequired',
  login_required: 'interactionRequired',
  consent_required: 'interactionRequired',
  no_tokens_found: 'interactionRequired',
  no_account_error: 'interactionRequired',
  no_account_found: 'interactionRequired',
  native_account_unavailable: 'interactionRequired',
  InteractionRequiredAuthError: 'interactionRequired',
  refresh_token_expired: 'interactionRequired',
  invalid_grant: 'interactionRequired',
  unauthorized_client: 'configuration',
  invalid_client: 'configuration',
};

/** Source: Microsoft identity platform, reference-error-codes. */
const reasonOfNumber: Readonly<Record<number, SignInReason>> = {
  65001: 'administratorConsent',
  90094: 'administratorConsent',
  90095: 'administratorConsent',
  65004: 'declined',
  50020: 'wrongTenant',
  50177: 'wrongTenant',
  90072: 'wrongTenant',
  50011: 'configuration',
  700016: 'configuration',
  9002326: 'configuration',
  53000: 'conditionalAccess',
  53001: 'conditionalAccess',
  53002: 'conditionalAccess',
  53003: 'conditionalAccess',
  530031: 'conditionalAccess',
};

/** Codes of the Office dialog. Source: Office add-ins, dialog-handle-errors-events; the last three: office.js itself. */
const reasonOfDialogCode: Readonly<Record<number, SignInReason>> = {
  12002: 'offline',
  12003: 'configuration',
  12004: 'configuration',
  12005: 'configuration',
  12006: 'cancelled',
  12007: 'windowOpen',
  12009: 'windowBlocked',
  12011: 'windowBlocked',
  12012: 'windowOpen',
  12013: 'windowBlocked',
  12014: 'windowBlocked',
};

/** Office closed or refused the dialog in which MSAL waited. */
export class DialogClosed extends Error {
  readonly code: number;

  constructor(code: number, cause: unknown) {
    super('The dialog was closed.', { cause });
    this.code = code;
  }
}

/** Tells a fault of MSAL, or of the dialog it ran in (`dialogCode`), in our terms. `at` is ms since the epoch. */
export function signInFailure(error: unknown, at: number, dialogCode?: number): SignInFailure {
  const { errorCode, kind, number, correlationId } = factsOf(error);
  const reason = reasonOfNumber[number] ?? dialogReason(dialogCode) ?? reasonOfCode[errorCode] ?? reasonOfCode[kind] ?? 'unknown';
  const code = number !== 0 ? `AADSTS${number}` : dialogCode === undefined ? errorCode : `${dialogCode}`;
  return { reason, at, ...(code === '' ? {} : { code }), ...(correlationId === '' ? {} : { correlationId }) };
}

/**
 * The same of an attempt without a window: consent that is missing (AADSTS65001) can be asked of the person first, and
 * only that window tells whether an administrator has to give it.
 */
export function silentFailure(error: unknown, at: number): SignInFailure {
  const failure = signInFailure(error, at);
  return lacksConsent(failure) ? { ...failure, reason: 'interactionRequired' } : failure;
}

/** Whether it was Excel's bridge that failed, and not the person or the organisation: another way may do. */
export function bridgeFailed(error: unknown): boolean {
  const { reason } = signInFailure(error, 0);
  return reason === 'unknown' || reason === 'timedOut' || reason === 'configuration';
}

/** What a policy asks the next sign-in for. Source: Microsoft identity platform, claims-challenge. */
export function claimsOf(error: unknown): string | undefined {
  const { claims } = Object(error) as Readonly<Record<string, unknown>>;
  return typeof claims === 'string' && claims !== '' ? claims : undefined;
}

/** Nobody has agreed to what was asked for. */
export const lacksConsent = ({ code }: SignInFailure): boolean => code === 'AADSTS65001' || code === 'consent_required';

const dialogReason = (code: number | undefined): SignInReason | undefined =>
  code === undefined ? undefined : (reasonOfDialogCode[code] ?? 'cancelled');

function factsOf(error: unknown): ErrorFacts {
  const members = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const text = (name: string): string => (typeof members[name] === 'string' ? members[name] : '');
  const number = /AADSTS(\d{4,8})/.exec(`${text('errorMessage')} ${text('message')}`)?.[1] ?? text('errorNo');
  // The bridge of a nested app may give no code; the error's kind still tells. Source: msal-browser, WebBrokerBridgeErrorMap.
  const kind = text('name');
  return {
    errorCode: text('errorCode'),
    kind,
    number: Number(/^\d+$/.test(number) ? number : 0),
    correlationId: text('correlationId'),
  };
}
