import type { Activity } from './activity';
import type {
  EndReason,
  Failure,
  NextAttempt,
  Repeating,
  SignInFailure,
  UnsupportedReason,
  WorkbookProblem,
} from './failures';
import type { KnownWorkbook, RecordKey } from './stored';
import type { AwaitedRequest, UnconfirmedSession } from './unconfirmed';
import type { LeavingQuestion, UserAction } from './userAction';

/** A signed-in account. */
export interface Account {
  /** The home account id: identifies the user, is not a token. */
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly tenantId: string;
  /** The user name of Excel's own account, if it is another one. */
  readonly inExcel?: string;
}

/** The drive item of the open workbook. */
export interface Workbook {
  readonly driveId: string;
  readonly itemId: string;
  readonly name: string;
  readonly webUrl: string;
  /** The address that located the workbook: Excel's, or the user's link. */
  readonly address: string;
  /** If the user gave a link: Excel's own address at that time; '' if there was none. */
  readonly insteadOf?: string;
  readonly checkedOut?: true;
}

/** The document that Excel shows; `name` is '' if it has none. */
export interface ExcelDocument {
  readonly name: string;
  /** Absent if the document was not located. */
  readonly workbook?: Workbook;
}

/** A workbook session. */
export interface WorkbookSession {
  readonly id: string;
  /** From the response; unknown for a session that another client opened. */
  readonly persistChanges: boolean | 'unknown';
  readonly origin: 'opened' | 'attached';
  readonly openedAt: number;
  /**
   * When the last successful request was sent, ms since the epoch: the idle timeout counts from
   * here.
   */
  readonly lastActivityAt: number;
}

/** The pending request of an open session. `failure` is the one of the attempt before. */
export type PendingRequest =
  | { readonly kind: 'idle'; readonly failure?: Failure }
  | {
      readonly kind: 'refreshing';
      readonly requestKey: number;
      readonly sentAt: number;
      readonly attempt: number;
      readonly failure?: Failure;
    }
  | {
      readonly kind: 'retrying';
      readonly at: number;
      readonly attempt: number;
      readonly failure: Failure;
    };

/**
 * Keep-alive: off, with the reason if it stopped by itself, or on until a time (ms since the
 * epoch), or without end. `setAt` is the time (ms since the epoch) of the choice that it follows: of
 * two panes the later choice holds.
 */
export type KeepAlive = { readonly setAt?: number | undefined } & (
  | { readonly kind: 'off'; readonly stopped?: 'timeIsUp' | 'refused' | undefined }
  /** `refreshAt` is the time of the next planned refresh, ms since the epoch. */
  | { readonly kind: 'on'; readonly until: number | null; readonly refreshAt: number }
);

/** The user is asked to sign in while the refreshes continue. */
export interface SignInQuestion {
  readonly failure: Failure;
  /** The key of the sign-in while the user signs in. */
  readonly requestKey?: number;
}

/** The members of the open state. */
export interface OpenSession {
  readonly session: WorkbookSession;
  readonly request: PendingRequest;
  readonly keepAlive: KeepAlive;
  readonly signInNeeded?: SignInQuestion;
  /**
   * Set on a session that was resumed from its record: the time (ms) without a pane. Removed when
   * the service confirms the session.
   */
  readonly unverifiedAfterMs?: number;
  /** A stored record told of this session: another pane may show it too. */
  readonly isShared?: true;
  /** When a refresh was sent that the service may have carried out, though it did not say so. */
  readonly unclearAt?: number;
  /** The same, where no answer came: nothing speaks for the end of the session. */
  readonly unansweredAt?: number;
  /**
   * In another pane the service reported the end of the session, or the user has left it: this pane
   * checks it, and does not recreate it.
   */
  readonly endedElsewhere?: true;
  /** How often the user has clicked Refresh: on the card, on the ribbon or by its shortcut. */
  readonly clicks?: number;
  /** Another pane or an earlier page opened it, and the user asked this one for something else. */
  readonly overtook?: true;
  readonly question?: LeavingQuestion;
  /** The organization to sign in to once the user has confirmed `switchAccount`. */
  readonly switchTo?: string | undefined;
  /** The user signs in with another account, or to an organization, meanwhile. */
  readonly switching?: { readonly requestKey: number; readonly organization?: string };
}

/** How the last session ended, as long as the card shows it. */
export type Ending =
  | {
      readonly kind: 'closed';
      readonly session: WorkbookSession;
      readonly at: number;
      readonly failure?: Failure;
      /** The user has to sign in for the close. The record keeps it: it is repeated then. */
      readonly needsUser?: boolean;
      /** The session's workbook, if Excel shows another one since. */
      readonly workbook?: RecordKey;
    }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** The id of the session that was to be attached. */
      readonly attach?: string;
    };

/** How a session is opened: created, attached to, or recreated in place of one that ended. */
export type Opening =
  | { readonly kind: 'start'; readonly persistChanges: boolean }
  | { readonly kind: 'attach'; readonly sessionId: string }
  | {
      readonly kind: 'recreate';
      readonly replaced: WorkbookSession;
      readonly keepAlive: KeepAlive;
      /** Why it is replaced: the service said that it is over, or that is only presumed. */
      readonly failure: Failure;
    };

type Located = Omit<KnownWorkbook, 'organization'>;

interface NoWorkbook extends Pick<KnownWorkbook, 'account'>, Repeating {
  readonly kind: 'noWorkbook';
  readonly problem: WorkbookProblem;
  /** The key of the look-up that goes on beside this screen, while it is under way. */
  readonly requestKey?: number;
  /** The user's link, if that was looked up. */
  readonly link?: string | null;
}

interface Ready extends Located {
  readonly kind: 'ready';
  /** The user has just cancelled a start: its record stays until that is answered. */
  readonly awaits?: true;
  readonly ending?: Ending;
}

type Open = { readonly kind: 'open' } & Located & OpenSession;

interface Lost extends Located {
  readonly kind: 'lost';
  readonly session: WorkbookSession;
  readonly reason: EndReason;
  readonly failure: Failure;
}

interface Closing extends Located {
  readonly kind: 'closing';
  readonly requestKey: number;
  /** Set once an attempt has failed and another one is planned. */
  readonly retry?: NextAttempt;
  readonly session: WorkbookSession;
  /**
   * The session is left for another account, and closed only if no other pane shows it: the request
   * itself stores that in the record.
   */
  readonly isLeft?: true;
}

interface SignedOut extends Repeating {
  readonly kind: 'signedOut';
  readonly notice?: SignInFailure | 'signedOut';
  /** The key of the silent sign-in that goes on beside this screen, while it is under way. */
  readonly requestKey?: number;
}

/** A state that a cancelled sign-in returns to. */
export type ReturnTo = SignedOut | NoWorkbook | Ready | Lost | Closing;

/** The state of the session, one member for each screen. */
export type SessionState =
  | ({ readonly kind: 'starting'; readonly requestKey: number } & Repeating)
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }
  | SignedOut
  | {
      readonly kind: 'signingIn';
      readonly requestKey: number;
      /** The state to return to if the sign-in fails. */
      readonly returnTo: ReturnTo;
      /** The organization that is signed in to, if it is not the account's own. */
      readonly organization?: string;
      /** The user is asked for the permission for all files. */
      readonly isForAllFiles?: true;
    }
  /** The page was reloaded: the user is signed in silently, then the workbook is located again. */
  | (Located &
      Repeating & {
        readonly kind: 'resuming';
        readonly requestKey: number;
        /** The user is signed in: the workbook is being located. */
        readonly isSignedIn?: true;
        /**
         * What storage tells, not verified: the session as open, its close without an answer, which is
         * repeated in the located workbook, or the workbook without a session.
         */
        readonly shown: Open | Closing | Ready;
        readonly activity: readonly Activity[];
        /** What the user asks for meanwhile; carried out once the workbook is located. */
        readonly actions: readonly UserAction[];
      })
  | (Pick<KnownWorkbook, 'account'> & {
      readonly kind: 'locating';
      readonly requestKey: number;
      /** The user's link, or null for Excel's address. */
      readonly link: string | null;
    })
  | NoWorkbook
  | Ready
  | (Located & {
      readonly kind: 'opening';
      readonly requestKey: number;
      readonly since: number;
      readonly mode: Opening;
      readonly attempt: number;
      /** The failure of an earlier attempt that may have opened a session. */
      readonly unclear?: Failure;
      /** Set until the next attempt. */
      readonly retry?: NextAttempt;
    })
  | Open
  | Lost
  | Closing;

/** The session state of one kind. */
export type StateOf<K extends SessionState['kind']> = Extract<SessionState, { kind: K }>;

/** The user's choices, kept from session to session. */
export interface Choices {
  readonly persistChanges: boolean;
  readonly keepAlive: boolean;
  /** How long keep-alive lasts, ms; null means without end. */
  readonly stopAfterMs: number | null;
  /**
   * The organization that the user signs in to, by its domain or tenant id (parseOrganization).
   * Undefined: the account's own.
   */
  readonly organization?: string;
}

/** The whole state of the pane. */
export interface AppState {
  readonly state: SessionState;
  readonly choices: Choices;
  /**
   * True if the configuration names the only organization: no other one is offered, and a choice of
   * the user is ignored.
   */
  readonly organizationIsFixed: boolean;
  /** The organization that the workbook's address suggests, by its domain; '' if there is none. */
  readonly suggestedOrganization: string;
  readonly activity: readonly Activity[];
  readonly online: boolean;
  /** The end of the service's Retry-After, ms since the epoch: no request is sent before it. */
  readonly throttledUntil: number;
  /**
   * When the pane started, ms since the epoch, until the workbook is located or the user has signed
   * in through a window; then 0.
   */
  readonly startedAt: number;
  /** The key of the latest request: the result of an earlier one is ignored. */
  readonly requestKey: number;
  /** The workbook that was located last, and its account: it need not be located again. */
  readonly known: KnownWorkbook | null;
  /** What Excel shows, if it is not the workbook of `state`; null as far as is known. */
  readonly excelShows: ExcelDocument | null;
  /**
   * True if this pane holds the lock of its session's record: of the panes that show the session,
   * it sends the planned refreshes.
   */
  readonly holdsLock: boolean;
  /**
   * The last interactive sign-in, until a request in a session succeeds: the time (ms since the
   * epoch), and whether the user switched accounts.
   */
  readonly signedIn?: { readonly at: number; readonly asAnother: boolean };
  /**
   * The sessions that have ended here or were replaced, the latest last, and a time of each (ms since
   * the epoch): of its close, or of its last known activity. Another pane's record shows one again
   * only if it was alive later.
   */
  readonly ends: readonly { readonly id: string; readonly at: number }[];
  /**
   * The starts that the user has cancelled, and the closes of sessions that the user has left, until
   * they are answered.
   */
  readonly awaited: readonly AwaitedRequest[];
  /** The last session that may be open without being shown, until the user dismisses that. */
  readonly unconfirmed?: UnconfirmedSession | undefined;
  /** Why the last sign-in of a signed-in user failed, until the user's next action. */
  readonly signInNotice?: SignInFailure | undefined;
  /** The permission for all files was asked for and not given, since the last sign-in. */
  readonly allFilesRefused?: boolean;
}
