import { signInRemedies } from '../session/failures';
import type { SignInFailure } from '../session/failures';
import {
  bridgeUnavailableCodes,
  dialogReason,
  reasonOfCode,
  reasonOfNumber,
} from './signInReasons';

/** The parts of an MSAL error that may be shown. The message is excluded: it may contain names. */
interface ErrorFacts {
  readonly errorCode: string;
  /** The name of the error's class. */
  readonly kind: string;
  /** The number of an AADSTS code, or 0. */
  readonly number: number;
  /** The HTTP status of the token endpoint, or 0. */
  readonly status: number;
  readonly correlationId: string;
}

/**
 * Office closed or refused the dialog in which MSAL waited; `code` is Office's, if there is one.
 */
export class DialogClosed extends Error {
  readonly code: number | undefined;

  constructor(code: number | undefined, cause: unknown) {
    super('The dialog was closed.', { cause });
    this.code = code;
  }
}

/** The user cancelled in the pane. */
export class SignInCancelled extends Error {
  readonly errorCode = 'user_cancelled';
}

/** There is no account to request a token for. */
export class NoAccount extends Error {
  readonly errorCode = 'no_account_found';
}

/**
 * Converts an error of MSAL, or of the dialog, to a failure. An unlisted error is `unknown`.
 * @param at ms since the epoch
 */
export function signInFailure(error: unknown, at: number): SignInFailure {
  const dialog = error instanceof DialogClosed ? error : undefined;
  const { errorCode, kind, number, status, correlationId } = factsOf(
    dialog === undefined ? error : dialog.cause,
  );
  // A policy may refuse access too: only the number says who did. Source: RFC 6749, 4.1.2.1, "the
  // resource owner or authorization server denied the request".
  const isUnexplained = errorCode === 'access_denied' && number !== 0;
  const reason =
    reasonOfNumber(number) ??
    (dialog === undefined ? undefined : dialogReason(dialog.code)) ??
    (isUnexplained ? undefined : reasonOfCode.get(errorCode)) ??
    (status === 429 || status >= 500 ? 'unavailable' : undefined) ??
    reasonOfCode.get(kind) ??
    'unknown';
  const outer = dialog?.code === undefined ? errorCode : `${dialog.code}`;
  const code = number === 0 ? outer : `AADSTS${number}`;
  return {
    reason,
    at,
    ...(code === '' ? {} : { code }),
    ...(correlationId === '' ? {} : { correlationId }),
  };
}

/**
 * Converts an error of a silent request to a failure. Missing consent (AADSTS65001) requires an
 * interactive sign-in: the user may be able to consent, and only that window shows whether an
 * administrator has to.
 * @param at ms since the epoch
 */
export function silentFailure(error: unknown, at: number): SignInFailure {
  const failure = signInFailure(error, at);
  return lacksConsent(failure) ? { ...failure, reason: 'interactionRequired' } : failure;
}

/**
 * The claims that a policy requires of the next sign-in, if any. Source: Microsoft identity
 * platform, claims-challenge.
 */
export function claimsOf(error: unknown): string | undefined {
  const { claims } = Object(error) as Readonly<Record<string, unknown>>;
  return typeof claims === 'string' && claims !== '' ? claims : undefined;
}

/**
 * True if the sign-in service itself says that the user is needed: its number shows that there is a
 * network. The other numbers MSAL repeats from its cache.
 */
export const isUserAskedFor = ({ code = '', reason }: SignInFailure): boolean =>
  code.startsWith('AADSTS') && signInRemedies[reason] !== 'retry';

/** True if consent for the requested scopes is missing. */
export const lacksConsent = ({ code }: SignInFailure): boolean =>
  code === 'AADSTS65001' || code === 'consent_required';

/** True if Excel's bridge is unavailable: another method must be used. */
export const isBridgeUnavailable = (error: unknown): boolean =>
  bridgeUnavailableCodes.includes(factsOf(error).errorCode);

function factsOf(error: unknown): ErrorFacts {
  const members =
    typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const text = (name: string): string => (typeof members[name] === 'string' ? members[name] : '');
  // MSAL declares errorNo as a string; the token endpoint's JSON has a number.
  const numbers = [
    /AADSTS(\d{4,8})/.exec(`${text('errorMessage')} ${text('message')}`)?.[1],
    members['errorNo'],
    text('errorCode'),
  ];
  return {
    errorCode: text('errorCode'),
    // The bridge may give no code, only the error's class. Source: WebBrokerBridgeErrorMap.
    kind: text('name'),
    number: numbers.map(firstNumber).find((number) => number !== 0) ?? 0,
    status: typeof members['status'] === 'number' ? members['status'] : 0,
    correlationId: text('correlationId'),
  };
}

const firstNumber = (value: unknown): number =>
  typeof value === 'string' || typeof value === 'number'
    ? Number(/^\d{4,8}(?=$| )/.exec(`${value}`)?.[0] ?? 0)
    : 0;
