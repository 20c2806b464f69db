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

/** What a refused request would need before it can succeed; only a person can bring it about. */
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
export type Verdict =
  /** The service said that the request may be repeated. */
  | { readonly kind: 'retry'; readonly because?: RetryCause }
  | { readonly kind: 'reauthenticate' }
  /**
   * The session is to be opened anew. `certain` is false for a bare 502 or 503: the documentation asks for a new
   * session, but the old one may be alive, so it is worth asking again while its idle time lasts.
   */
  | { readonly kind: 'recreate'; readonly certain: boolean }
  | { readonly kind: 'over'; readonly reason: EndReason }
  | { readonly kind: 'forbidden'; readonly need: Need }
  /** Unknown: no answer, or one that is not documented. Whether the request was carried out is unknown too. */
  | { readonly kind: 'unclear' };

/** A request to the service that did not succeed. Holds nothing secret: it may be shown and copied. */
export interface Failure {
  readonly verdict: Verdict;
  /** The innermost code, as the service wrote it: the one that people search for. */
  readonly code?: string;
  /** Set where no request was sent, because the sign-in service gave no token: what it said. */
  readonly signIn?: SignInReason;
  /** A permission that reaches the files of others was not asked for yet, and may be what is missing. */
  readonly widerMayHelp?: true;
  readonly status?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** The service's Retry-After, ms since the epoch: no request at all is sent before it. */
  readonly notBefore?: number;
  /** ms since the epoch. */
  readonly at: number;
}

/** Why nobody is signed in. */
export type SignInReason =
  | 'cancelled'
  | 'declined'
  | 'windowBlocked'
  /** Excel shows one window of an add-in at a time. */
  | 'windowOpen'
  | 'timedOut'
  | 'administratorConsent'
  | 'conditionalAccess'
  | 'wrongTenant'
  | 'personalAccount'
  | 'offline'
  | 'configuration'
  | 'interactionRequired'
  | 'unknown';

/** What a sign-in that failed asks for. The user is needed only where the sign-in service said so. */
export const askedBySignIn: Readonly<Record<SignInReason, 'user' | 'retry' | 'nothing'>> = {
  cancelled: 'nothing', declined: 'user', windowBlocked: 'nothing', windowOpen: 'nothing', timedOut: 'retry',
  administratorConsent: 'user', conditionalAccess: 'user', wrongTenant: 'user', personalAccount: 'user', offline: 'retry',
  configuration: 'nothing', interactionRequired: 'user', unknown: 'retry',
};

export interface SignInFailure {
  readonly reason: SignInReason;
  readonly code?: string;
  readonly correlationId?: string;
  /** Where an administrator can grant what is missing. */
  readonly consentLink?: string;
  /** The earliest moment (ms) at which a silent attempt can reach the sign-in service again. */
  readonly notBefore?: number;
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
  | 'unclear';

export interface WorkbookProblem {
  readonly reason: WorkbookReason;
  readonly failure?: Failure;
}
