import type { EndReason, Failure, SignInFailure, WorkbookProblem } from './failures';

export interface Account {
  /** The home account id: names the user, not a token. */
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  readonly tenantId: string;
  /** The user name of whoever is signed in to Excel, where that is somebody else. */
  readonly inExcel?: string;
}

/** The drive item of the open workbook. */
export interface Workbook {
  readonly driveId: string;
  readonly itemId: string;
  readonly name: string;
  readonly webUrl: string;
  /** The address by which it was found: Excel's, or a link that the user gave. */
  readonly address: string;
  /** Where the user gave a link: what Excel itself told at that time, or nothing. */
  readonly insteadOf?: string;
  readonly checkedOut?: true;
}

export interface WorkbookSession {
  readonly id: string;
  /** What the server answered; unknown for a session that somebody else opened. */
  readonly persistChanges: boolean | 'unknown';
  readonly origin: 'opened' | 'attached';
  readonly openedAt: number;
  /** When the last request that succeeded was sent, ms: the idle time counts from here. */
  readonly lastActivityAt: number;
}

/** The request under way inside an open session. `failure` is that of the attempt before. */
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
    }
  | { readonly kind: 'waitingForNetwork'; readonly failure?: Failure }
  | { readonly kind: 'signingIn'; readonly requestKey: number; readonly failure: Failure };

export type KeepAlive =
  | { readonly kind: 'off'; readonly stopped?: 'timeIsUp' | 'refused' }
  /** `refreshAt` is the next planned refresh, ms. */
  | { readonly kind: 'on'; readonly until: number | null; readonly refreshAt: number };

/** The user is asked to sign in, while the refreshes go on. */
export interface SignInQuestion {
  readonly failure: Failure;
  /** Why the last attempt to sign in failed. */
  readonly notice?: SignInFailure;
}

/** What is asked before a session whose changes would be lost is left. */
export type LeavingQuestion = 'close' | 'signOut' | 'switchAccount';

export interface OpenSession {
  readonly session: WorkbookSession;
  readonly request: PendingRequest;
  readonly keepAlive: KeepAlive;
  readonly signInNeeded?: SignInQuestion;
  /** Taken up from its record after so long (ms) without a pane; the service has not answered since. */
  readonly unverifiedAfterMs?: number;
  /** Another pane was told that the session is over: it is asked about here, and not opened anew a second time. */
  readonly endedElsewhere?: true;
  readonly question?: LeavingQuestion;
  /** Excel shows another document now; its name, where it has one. */
  readonly elsewhere?: { readonly name: string };
}

/** How the last session ended, as far as the card still tells it. */
export type Ending =
  | {
      readonly kind: 'closed';
      readonly session: WorkbookSession;
      readonly at: number;
      readonly failure?: Failure;
    }
  /** The pane went while a session was being opened (at `at`, ms): one may be open. */
  | { readonly kind: 'mayBeOpen'; readonly at: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How a session comes to be: opened, taken over, or opened anew in place of one that the service gave up. */
export type Opening =
  | { readonly kind: 'start'; readonly persistChanges: boolean }
  | { readonly kind: 'attach'; readonly sessionId: string }
  | {
      readonly kind: 'recreate';
      readonly replaced: WorkbookSession;
      readonly keepAlive: KeepAlive;
    };

interface Signed {
  readonly account: Account;
}
interface Located extends Signed {
  readonly workbook: Workbook;
}

interface NoWorkbook extends Signed {
  readonly kind: 'noWorkbook';
  readonly problem: WorkbookProblem;
  /** Why the wider permission was not given. */
  readonly notice?: SignInFailure;
}

interface Ready extends Located {
  readonly kind: 'ready';
  readonly ending?: Ending;
}

interface Lost extends Located {
  readonly kind: 'lost';
  readonly session: WorkbookSession;
  readonly reason: EndReason;
  readonly failure: Failure;
}

/** A screen to which giving up a sign-in leads back. */
export type ReturnTo = NoWorkbook | Ready | Lost;

export type UnsupportedReason =
  'notExcel' | 'officeSilent' | 'clientIdMissing' | 'badConfiguration' | 'chinaCloud';

export type SessionState =
  | { readonly kind: 'starting'; readonly requestKey: number }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }
  | { readonly kind: 'signedOut'; readonly notice?: SignInFailure | 'signedOut' }
  | {
      readonly kind: 'signingIn';
      readonly requestKey: number;
      /** Where the user comes from, and goes back to when nothing comes of it. */
      readonly returnTo?: ReturnTo;
      /** The user was asked to let the pane reach more files. */
      readonly allFiles?: true;
    }
  | (Signed & { readonly kind: 'locating'; readonly requestKey: number })
  | NoWorkbook
  | Ready
  | (Located & {
      readonly kind: 'opening';
      readonly requestKey: number;
      readonly since: number;
      readonly mode: Opening;
      readonly attempt: number;
      /** Set while the service asked us to wait before the next attempt. */
      readonly retry?: { readonly at: number; readonly failure: Failure };
    })
  | (Located & OpenSession & { readonly kind: 'open' })
  | Lost
  | (Located & {
      readonly kind: 'closing';
      readonly requestKey: number;
      readonly session: WorkbookSession;
    });

export type StateOf<K extends SessionState['kind']> = Extract<SessionState, { kind: K }>;

/** What the user chose, remembered from session to session. */
export interface Choices {
  readonly persistChanges: boolean;
  readonly keepAlive: boolean;
  /** How long keep-alive goes on by itself, ms; null means until the pane is closed. */
  readonly stopAfterMs: number | null;
}

/** One line of the list "Activity". */
export interface Activity {
  readonly at: number;
  readonly what:
    | 'opened'
    | 'attached'
    | 'recreated'
    | 'refreshed'
    | 'refreshFailed'
    | 'openFailed'
    | 'lost'
    | 'closed'
    | 'closeFailed'
    | 'keepAliveOn'
    | 'keepAliveOff'
    | 'keepAliveTimeIsUp'
    | 'keepAliveRefused';
  /** How long the service took, ms. */
  readonly tookMs?: number;
  readonly failure?: ActivityFailure;
}

/** What the list "Activity" keeps of a failure: it is stored, so it holds nothing secret. */
export interface ActivityFailure {
  /** The kind of the recovery. */
  readonly recovery: string;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly clientRequestId?: string;
}

/** Everything that the pane shows and the storage keeps. */
export interface AppState {
  readonly state: SessionState;
  readonly choices: Choices;
  readonly activity: readonly Activity[];
  readonly online: boolean;
  /** The end of the service's Retry-After, ms since the epoch: no request at all is sent before it. */
  readonly throttledUntil: number;
  /** Counts the requests, so that an answer that belongs to the past is known as such. */
  readonly requestKey: number;
  /** The workbook that was found last, by the account that found it: spares looking it up again. */
  readonly known: KnownWorkbook | null;
  /** This pane holds the lock of its session's record: it alone refreshes by itself. */
  readonly holdsLock: boolean;
  /** The user's last sign-in through a window, until a request in a session succeeds: when (ms), and if with another account. */
  readonly signedIn?: { readonly at: number; readonly asAnother: boolean };
}

/** A workbook and the account that found it; outlives a reload of this tab. */
export interface KnownWorkbook {
  readonly accountId: string;
  readonly workbook: Workbook;
}

/** The one workbook of one account that a record, and its lock, belong to. */
export interface RecordKey {
  readonly accountId: string;
  readonly driveId: string;
  readonly itemId: string;
}

/**
 * What is stored of a session from its opening on, for the next start and for the other panes of the same user.
 * `closed` and `ended` are written for the other panes, just before the record is removed.
 */
export interface SessionRecord {
  readonly accountId: string;
  readonly workbook: Workbook;
  readonly phase: 'opening' | 'open' | 'closing' | 'closed' | 'ended';
  /** Null while it is being opened. */
  readonly session: WorkbookSession | null;
  readonly keepAlive: { readonly on: boolean; readonly until: number | null };
  readonly activity: readonly Activity[];
  /** When a pane that held the session last wrote this, ms. */
  readonly seenAt: number;
}
