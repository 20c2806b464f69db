/** Why the service says a workbook session is over. Source: Microsoft Graph, workbook-error-codes. */
export type EndReason =
  /** The service does not know the session, and its idle timeout has passed; or the code says so. */
  | 'expired'
  /** The service does not find the file either. */
  | 'fileGone'
  /** The service does not know the session, although its idle timeout has not passed; the file is there. */
  | 'notFound'
  /** The session ended while no pane held it. */
  | 'left'
  | 'authentication'
  | 'conflict'
  | 'restricted'
  | 'unexpected'
  | 'unsupportedWorkbook'
  | 'serviceFault'
  /** The service offers to open the session anew, but it was a scratch copy, or somebody else's. */
  | 'recreatable';

/** What a refused request would need before it can succeed; only a user can bring it about. */
export type Need =
  | 'editRight'
  | 'supportedWorkbook'
  | 'unlocked'
  /** Refused without a reason. */
  | 'permission'
  /** Refused without a reason, and a permission that reaches the files of others was not asked for yet. */
  | 'sharedFile'
  /** Refused after a renewed token and a fresh sign-in: this account does not reach this file. */
  | 'otherAccount'
  /** The storage of the user or the site is full. */
  | 'storageSpace'
  /** The service found malware in the file. */
  | 'cleanFile'
  | 'workAccount'
  | 'existingFile'
  | 'otherRequest';

/** What the service said of a fault that passes; undefined where it only said that it passes. */
export type RetryCause =
  /** Too many requests. */
  | 'throttled'
  /** Another client holds the lock of the workbook. */
  | 'locked'
  /** A conflict that the service does not explain. */
  | 'conflict'
  /** The file could not be opened, often for a moment only. */
  | 'fileOpen';

/** What a failed answer asks for. The core acts on this, never on a status. */
export type Recovery =
  /** The service said that the request may be repeated. */
  | { readonly kind: 'retry'; readonly because?: RetryCause }
  | { readonly kind: 'reauthenticate' }
  /**
   * The session is to be opened anew. `certain` is false for a bare 502 or 503: the documentation asks for a new
   * session, but the old one may be alive, so it is worth asking again while its idle time lasts.
   */
  | { readonly kind: 'recreate'; readonly certain: boolean }
  | { readonly kind: 'ended'; readonly reason: EndReason }
  | { readonly kind: 'forbidden'; readonly need: Need }
  /** Unknown: no answer, or one that is not documented. Whether the request was carried out is unknown too. */
  | { readonly kind: 'unknown' };

/** A request to the service that did not succeed. Holds nothing secret: it may be shown and copied. */
export interface Failure {
  readonly recovery: Recovery;
  /** The innermost code, as the service wrote it: the one that people search for. */
  readonly code?: string;
  /** Set where no request was sent, because the sign-in service gave no token: what it said. */
  readonly signIn?: SignInReason;
  /** A permission that reaches the files of others was not asked for yet, and may be what is missing. */
  readonly allFilesMayHelp?: true;
  /** The user has just changed to this account, and it was refused as the one before. */
  readonly anotherFailed?: true;
  readonly status?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** The service's Retry-After, ms since the epoch: no request at all is sent before it. */
  readonly notBefore?: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** Why a sign-in, or the silent renewal of a token, did not succeed. */
export type SignInReason =
  | 'cancelled'
  | 'declined'
  | 'windowBlocked'
  /** Excel shows one window of an add-in at a time. */
  | 'windowOpen'
  /** The window could not be opened, for a reason that the code names. */
  | 'windowFailed'
  | 'timedOut'
  /** The sign-in service reports a passing fault of its own, or too many requests. */
  | 'unavailable'
  | 'administratorConsent'
  | 'conditionalAccess'
  | 'wrongTenant'
  | 'personalAccount'
  /** The account is locked, disabled or blocked. */
  | 'accountBlocked'
  /** The organization lets only assigned users use this add-in. */
  | 'notAssigned'
  | 'offline'
  | 'configuration'
  /** The browser has no room left for the tokens. */
  | 'storageFull'
  | 'interactionRequired'
  | 'unknown';

/**
 * What a failed sign-in asks for. `user`: the service needs a user. `retry`: nothing is known about the user, the same
 * request may succeed later. `nothing`: a repeat can't help, and no step of the service is open: the user decides.
 */
export type SignInAsk = 'user' | 'retry' | 'nothing';

/** The evidence for each reason; the codes behind it are in src/auth/reasons.ts. */
export const askedBySignIn: Readonly<Record<SignInReason, SignInAsk>> = {
  // The user's own act; the same window is one click away.
  cancelled: 'nothing',
  // OAuth's `access_denied` (RFC 6749, 4.1.2.1): the user refused consent, and only the user can give it.
  declined: 'user',
  // The browser or the user's answer to Office's own question; a window may be opened by a click only.
  windowBlocked: 'nothing',
  // Excel or MSAL has one window open already; a second one is refused until the first is closed.
  windowOpen: 'nothing',
  // Office's error for a dialog that did not open; a window may be opened by a click only.
  windowFailed: 'nothing',
  // No answer within our own limit: nothing is known.
  timedOut: 'retry',
  // OAuth's `temporarily_unavailable` and `server_error`: the service itself calls the fault a passing one.
  unavailable: 'retry',
  // Consent that only an administrator can give.
  administratorConsent: 'user',
  // A policy: another device or place, or another way to prove who one is.
  conditionalAccess: 'user',
  // The account is none of the tenant's: another account is needed.
  wrongTenant: 'user',
  // Microsoft Graph has no workbook sessions for personal accounts: another account is needed.
  personalAccount: 'user',
  // Only an administrator can unblock the account; until then another account is needed.
  accountBlocked: 'user',
  // Only an administrator can assign the user; until then another account is needed.
  notAssigned: 'user',
  // The request did not reach the service: nothing is known.
  offline: 'retry',
  // The registration or the settings are wrong: the same request fails for every user, however often.
  configuration: 'nothing',
  // MSAL drops old tokens to make room, so that a later attempt may find some.
  storageFull: 'retry',
  // The service, or MSAL without a token to renew, asks for an interactive sign-in.
  interactionRequired: 'user',
  // A fault that is not listed, or an answer that cannot be used: nothing is known about the user.
  unknown: 'retry',
};

export interface SignInFailure {
  readonly reason: SignInReason;
  /** The innermost code that the service sent: AADSTS number, else Office's dialog code, else MSAL's or OAuth's code. */
  readonly code?: string;
  readonly correlationId?: string;
  /** Where an administrator can grant what is missing. */
  readonly consentLink?: string;
  /**
   * The earliest moment, ms since the epoch, at which a silent request reaches the service again: MSAL answers earlier ones
   * itself, with the failure it keeps. A window is not held back.
   */
  readonly notBefore?: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** Why the open workbook has no drive item that a session can be opened on. */
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
  /** Refused, and a permission that reaches the files of others was not asked for yet. */
  | 'sharedFile'
  /** The file belongs to another organization than the account. */
  | 'otherTenant'
  /** A server that is none of Microsoft 365's. */
  | 'otherServer'
  | 'badLink'
  | 'signIn'
  /** Refused after a renewed token and a fresh sign-in. */
  | 'otherAccount'
  | 'offline'
  /** The user stopped waiting. */
  | 'cancelled'
  | 'unknown';

export interface WorkbookProblem {
  readonly reason: WorkbookReason;
  readonly failure?: Failure;
}
