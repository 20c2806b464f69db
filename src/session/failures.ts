/**
 * Why a workbook session ended, according to the service. Source: Microsoft Graph,
 * workbook-error-codes.
 */
export type EndReason =
  /** The session was not found after its idle timeout, or the code says that it timed out. */
  | 'expired'
  /** The file was not found either. */
  | 'fileGone'
  /** The session was not found before its idle timeout; the file exists. */
  | 'notFound'
  /** The session ended while no pane held it. */
  | 'left'
  | 'authentication'
  | 'conflict'
  | 'restricted'
  | 'unexpected'
  | 'unsupportedWorkbook'
  | 'serviceFault'
  /**
   * The service allows the session to be recreated, but it is non-persistent or belongs to another
   * client.
   */
  | 'recreatable';

/** What a refused request needs before it can succeed; only a user can provide it. */
export type Need =
  | 'editRight'
  | 'supportedWorkbook'
  /** Excel's service may not open the file, as where a sensitivity label encrypts it. */
  | 'unencryptedFile'
  /** Refused without a reason. */
  | 'permission'
  /** Refused without a reason, and the permission for all files was not requested yet. */
  | 'sharedFile'
  /** Refused after a renewed token and a recent sign-in: this account cannot access the file. */
  | 'otherAccount'
  /** The storage of the user or the site is full. */
  | 'storageSpace'
  /** The service found malware in the file. */
  | 'cleanFile'
  | 'existingFile'
  | 'otherRequest';

/** The cause of a temporary fault; undefined if the service gives none. */
export type RetryCause =
  /** Too many requests. */
  | 'throttled'
  /** No request was sent: the Retry-After of an earlier answer, whatever its status, has not passed. */
  | 'paused'
  /** Another client holds the lock of the workbook. */
  | 'locked'
  /** The workbook is locked, or its site: for good, where an administrator has locked it. */
  | 'fileOrSite'
  /** A conflict without an explanation. */
  | 'conflict'
  /** The file could not be opened; often temporary. */
  | 'fileOpen'
  /** The operation that was to open the session has failed, for a reason that no known code tells. */
  | 'notOpened';

/**
 * The recovery action of a failed request. The session core acts on this, never on an HTTP status.
 */
export type Recovery =
  /** The service allows the request to be repeated. */
  | { readonly kind: 'retry'; readonly because?: RetryCause }
  | { readonly kind: 'reauthenticate' }
  /**
   * Recreate the session. `certain` is false for a 502 or 503 without a code: the documentation
   * asks for a new session, but the old one may be alive. In that case the request is repeated
   * until the idle timeout.
   */
  | { readonly kind: 'recreate'; readonly certain: boolean }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'forbidden'; readonly need: Need }
  /**
   * No response, or an undocumented one. Whether the service carried out the request is unknown
   * too.
   */
  | { readonly kind: 'unknown' };

/** A failed request. It contains no secret: it may be shown and copied. */
export interface Failure {
  readonly recovery: Recovery;
  /** The innermost code, exactly as sent: the one to search for. */
  readonly code?: string;
  /** Set if no request was sent because there was no token, or no code: the reason of that. */
  readonly signIn?: SignInReason;
  /** The service accepted the request to open a session; what became of it is unknown. */
  readonly accepted?: true;
  /** The service answered the request with a 404; the rest is of the look at the file after it. */
  readonly refused?: true;
  /** The permission for all files was not requested yet, and may be the one that is missing. */
  readonly allFilesMayHelp?: true;
  /** The user has just signed in, and the sign-in service requires the user again. */
  readonly afterSignIn?: true;
  /** The user just switched to this account, and it was refused like the one before. */
  readonly anotherFailed?: true;
  readonly status?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** The service's Retry-After, ms since the epoch: no request is sent before it. */
  readonly notBefore?: number;
  /** When the answered request was sent, after any wait for its turn; ms since the epoch. */
  readonly sentAt?: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** Why a sign-in or a silent token request failed. */
export type SignInReason =
  | 'cancelled'
  | 'declined'
  | 'windowBlocked'
  /** Excel opens one dialog of an add-in at a time. */
  | 'windowOpen'
  /** The window could not be opened, for the reason that the code names. */
  | 'windowFailed'
  | 'timedOut'
  /** The sign-in service reports a temporary fault or too many requests. */
  | 'unavailable'
  | 'administratorConsent'
  | 'conditionalAccess'
  | 'wrongTenant'
  /** The open session needs the account that is signed in, and another one was chosen. */
  | 'wrongAccount'
  | 'personalAccount'
  /** The account is locked, disabled or blocked. */
  | 'accountBlocked'
  /** The organization allows only assigned users to use this add-in. */
  | 'notAssigned'
  | 'offline'
  /** A part of the add-in could not be loaded: no request was sent to the sign-in service. */
  | 'notLoaded'
  | 'configuration'
  /** The browser has no space left for the tokens. */
  | 'storageFull'
  | 'interactionRequired'
  | 'unknown';

/**
 * The remedy of a failed sign-in. `user`: the service requires the user. `retry`: nothing is known
 * about the user, and the same request may succeed later. `nothing`: a retry cannot help, and the
 * service names no remedy; the user decides.
 */
export type SignInRemedy = 'user' | 'retry' | 'nothing';

/** The remedy of each reason. The codes that are its evidence are in src/auth/signInReasons.ts. */
export const signInRemedies: Readonly<Record<SignInReason, SignInRemedy>> = {
  // The user's own action; the window is one click away.
  cancelled: 'nothing',
  // OAuth's `access_denied` (RFC 6749, 4.1.2.1): the user declined consent, and only the user can
  // give it.
  declined: 'user',
  // The browser blocked the window, or the user declined it in Office; only a click may open one.
  windowBlocked: 'nothing',
  // Excel or MSAL has a window open; a second one is refused until the first is closed.
  windowOpen: 'nothing',
  // Office could not open the dialog; only a click may open one.
  windowFailed: 'nothing',
  // No response within our own time limit: nothing is known.
  timedOut: 'retry',
  // OAuth's `temporarily_unavailable` and `server_error`: the service itself reports a temporary
  // fault.
  unavailable: 'retry',
  // Only an administrator can give this consent.
  administratorConsent: 'user',
  // A policy requires another device, another location or another authentication method.
  conditionalAccess: 'user',
  // The account does not belong to the tenant: another account is needed.
  wrongTenant: 'user',
  // The account of the open session is needed.
  wrongAccount: 'user',
  // Microsoft Graph has no workbook sessions for personal accounts: another account is needed.
  personalAccount: 'user',
  // Only an administrator can unblock the account; until then another account is needed.
  accountBlocked: 'user',
  // Only an administrator can assign the user; until then another account is needed.
  notAssigned: 'user',
  // The request did not reach the service: nothing is known.
  offline: 'retry',
  // The add-in's own server did not deliver a file: nothing is known about the user.
  notLoaded: 'retry',
  // The registration or the settings are wrong: the same request fails for every user, every time.
  configuration: 'nothing',
  // MSAL removes old tokens to free space, so a later attempt may succeed.
  storageFull: 'retry',
  // The service, or MSAL without a token to renew, requires an interactive sign-in.
  interactionRequired: 'user',
  // An unlisted fault, or an unusable response: nothing is known about the user.
  unknown: 'retry',
};

/** A failed sign-in or token request. It contains no secret: it may be shown and copied. */
export interface SignInFailure {
  readonly reason: SignInReason;
  /**
   * The innermost code: the AADSTS number, else Office's dialog code, else MSAL's or OAuth's code.
   */
  readonly code?: string;
  readonly correlationId?: string;
  /** The page on which an administrator can give consent. */
  readonly consentLink?: string;
  /**
   * The earliest time (ms since the epoch) at which a silent request reaches the service again.
   * Until then MSAL itself answers with the cached failure. An interactive request is not limited.
   */
  readonly notBefore?: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** Why no session can be opened on the open workbook. */
export type WorkbookReason =
  | 'noAddress'
  | 'unsaved'
  | 'local'
  | 'networkShare'
  | 'consumer'
  | 'chinaCloud'
  | 'oldFormat'
  | 'notFound'
  | 'noAccess'
  /** Refused, and the permission for all files was not requested yet. */
  | 'sharedFile'
  /** The file belongs to another organization than the account. */
  | 'otherTenant'
  /** The server is not part of Microsoft 365. */
  | 'otherServer'
  | 'badLink'
  | 'signIn'
  /** Refused after a renewed token and a recent sign-in. */
  | 'otherAccount'
  | 'offline'
  /** The user cancelled the lookup. */
  | 'cancelled'
  | 'unknown';

/** Why the pane cannot work at all. */
export type UnsupportedReason =
  'notExcel' | 'officeSilent' | 'oldEngine' | 'clientIdMissing' | 'badConfiguration' | 'chinaCloud';

/** Why the workbook was not located, with the failed request if there was one. */
export interface WorkbookProblem {
  readonly reason: WorkbookReason;
  readonly failure?: Failure;
}

/** The next attempt: its time (ms since the epoch), and the failure of the last one. */
export interface NextAttempt {
  readonly at: number;
  readonly failure: Failure;
}

/** The repetition of a sign-in or a look-up that failed at the start. */
export interface Repeating {
  /** The time of the first attempt, ms since the epoch. */
  readonly since?: number;
  /** Number of attempts that failed in a row. */
  readonly failed?: number;
  /** The time of the next attempt, ms since the epoch. */
  readonly repeatAt?: number;
  /** The end of the pause that the service asked for, ms since the epoch; 0 without one. */
  readonly notBefore?: number;
}
