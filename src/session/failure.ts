/** Why the service says a workbook session is over. Source: Microsoft Graph, workbook-error-codes. */
export type EndReason =
  /** A bare 404 while the file is still there: idle for too long. */
  | 'expired'
  /** The file itself is gone. */
  | 'fileGone'
  /** The service says that this session does not exist and cannot be opened again. */
  | 'notFound'
  /** Our own word: the pane that held it was closed for longer than a reload takes. */
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
  | 'permission'
  /** A permission that reaches the files of others, which was not asked for yet. */
  | 'sharedFile'
  | 'workAccount'
  | 'existingFile'
  | 'otherRequest';

/** What a failed answer asks of us. The heart acts on this, never on a status. */
export type Verdict =
  /** May be repeated; `locked` when somebody else's hold on the workbook has to end first. */
  | { readonly kind: 'retry'; readonly locked?: true }
  | { readonly kind: 'reauthenticate' }
  /**
   * The session is to be opened anew. `certain` is false for a bare 502 or 503: the documentation asks for a new
   * session, but the old one may be alive, so it is worth asking again while its idle time lasts.
   */
  | { readonly kind: 'recreate'; readonly certain: boolean }
  | { readonly kind: 'over'; readonly reason: EndReason }
  | { readonly kind: 'forbidden'; readonly need: Need }
  /** Nobody knows whether the request was carried out. */
  | { readonly kind: 'unclear' };

/** A request to the service that did not succeed. Holds nothing secret: it may be shown and copied. */
export interface Failure {
  readonly verdict: Verdict;
  /** The deepest code that we know, else the deepest one, as the service wrote it. */
  readonly code?: string;
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

export interface SignInFailure {
  readonly reason: SignInReason;
  readonly code?: string;
  readonly correlationId?: string;
  /** Where an administrator can grant what is missing. */
  readonly consentLink?: string;
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
  | 'offline'
  | 'unclear';

export interface WorkbookProblem {
  readonly reason: WorkbookReason;
  readonly failure?: Failure;
}
