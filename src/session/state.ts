import type { EndReason, Failure, SignInFailure, WorkbookProblem } from './failure';

export interface Account {
  /** The home account id: names the person, not a token. */
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
  /** The address by which it was found: Excel's, or a link that the person gave. */
  readonly address: string;
  /** Where the person gave a link: what Excel itself told at that time, or nothing. */
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
  readonly aliveAt: number;
  /** When the page that held it went, for longer than a reload takes, ms: it may have been closed since. */
  readonly leftAt?: number;
}

/** The request under way inside an open session. */
export type Request =
  | { readonly kind: 'idle'; readonly failure?: Failure }
  | { readonly kind: 'refreshing'; readonly run: number; readonly sentAt: number; readonly attempt: number }
  | { readonly kind: 'retrying'; readonly at: number; readonly attempt: number; readonly failure: Failure }
  | { readonly kind: 'waiting'; readonly for: 'network'; readonly failure?: Failure }
  | { readonly kind: 'waiting'; readonly for: 'signIn'; readonly failure: Failure; readonly notice?: SignInFailure }
  | { readonly kind: 'signingIn'; readonly run: number; readonly failure: Failure };

export type KeepAlive =
  | { readonly kind: 'off'; readonly stopped?: 'timeIsUp' | 'refused' }
  /** `refreshAt` is the next planned refresh, ms. */
  | { readonly kind: 'on'; readonly until: number | null; readonly refreshAt: number };

export interface OpenSession {
  readonly session: WorkbookSession;
  readonly request: Request;
  readonly keepAlive: KeepAlive;
  /** The name of another workbook, where Excel shows that one now. */
  readonly elsewhere?: string;
}

/** How the last session ended, as far as the card still tells it. */
export type Ending =
  | { readonly kind: 'closed'; readonly session: WorkbookSession; readonly at: number; readonly failure?: Failure }
  /** An earlier life of the pane left a session open, which could not be closed later either. */
  | { readonly kind: 'leftOpen'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How a session comes to be: opened, taken over, or opened anew in place of one that the service gave up. */
export type Opening =
  | { readonly kind: 'start'; readonly persistChanges: boolean }
  | { readonly kind: 'attach'; readonly sessionId: string }
  | { readonly kind: 'recreate'; readonly replaced: WorkbookSession; readonly keepAlive: KeepAlive };

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
  /** The run that closes what an earlier life of the pane left open. */
  readonly sweeping?: number;
}

interface Lost extends Located {
  readonly kind: 'lost';
  readonly session: WorkbookSession;
  readonly reason: EndReason;
  readonly failure: Failure;
}

/** A screen to which giving up a sign-in leads back. */
export type Back = NoWorkbook | Ready | Lost;

export type UnsupportedReason = 'notExcel' | 'officeSilent' | 'clientIdMissing' | 'badConfiguration' | 'chinaCloud';

export type State =
  | { readonly kind: 'starting'; readonly run: number }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }
  | { readonly kind: 'signedOut'; readonly notice?: SignInFailure | 'signedOut' }
  | {
      readonly kind: 'signingIn';
      readonly run: number;
      /** Where the person comes from, and goes back to when nothing comes of it. */
      readonly back?: Back;
      /** The person was asked to let the pane reach more files. */
      readonly wider?: true;
    }
  | (Signed & { readonly kind: 'locating'; readonly run: number })
  | NoWorkbook
  | Ready
  | (Located & {
      readonly kind: 'opening';
      readonly run: number;
      readonly since: number;
      readonly how: Opening;
      readonly attempt: number;
      /** Set while the service asked us to wait before the next attempt. */
      readonly retry?: { readonly at: number; readonly failure: Failure };
    })
  | (Located & OpenSession & { readonly kind: 'open' })
  | Lost
  | (Located & { readonly kind: 'closing'; readonly run: number; readonly session: WorkbookSession });

export type StateOf<K extends State['kind']> = Extract<State, { kind: K }>;

/** What the person chose, remembered from session to session. */
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
  readonly failure?: Failure;
}

/** Everything that the pane shows and the vault keeps. */
export interface Snapshot {
  readonly state: State;
  readonly choices: Choices;
  readonly activity: readonly Activity[];
  readonly online: boolean;
  /** The service asked for silence until then (Retry-After), ms since the epoch: no request at all before it. */
  readonly quietUntil: number;
  /** Counts the requests, so that an answer that belongs to the past is known as such. */
  readonly run: number;
  /** What an earlier life of this pane left in the vault, until it is taken up or dropped. */
  readonly memory: Memory | null;
  /** What a page that is gone left open, until it is closed. */
  readonly left?: Left;
}

/** A session of our own whose page is gone. */
export interface Left {
  readonly accountId: string;
  readonly workbook: Workbook;
  readonly session: WorkbookSession;
  /** When the page went, ms. */
  readonly at: number;
}

/** What outlives a reload. Belongs to one account and one workbook. */
export interface Memory {
  readonly accountId: string;
  readonly workbook: Workbook;
  readonly session: WorkbookSession | null;
  readonly keepAlive: { readonly on: boolean; readonly until: number | null };
}
