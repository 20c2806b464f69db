import type {
  Failure,
  NextAttempt,
  SignInFailure,
  UnsupportedReason,
  WorkbookProblem,
} from './failures';
import type { Account, AppState, Choices, ExcelDocument, Opening, Workbook } from './state';
import type { SignInMode } from './services';
import type { KnownWorkbook, RecordKey, SessionRecord } from './stored';
import type { UserAction } from './userAction';

/**
 * The stored record of a session on a workbook, if there is one; `isLive` is true if another pane
 * holds its lock.
 */
export interface FoundRecord {
  readonly record?: SessionRecord;
  readonly isLive?: boolean;
}

/** The result of an effect; `requestKey` is the effect's. */
export type EffectResult =
  | { readonly kind: 'signedIn'; readonly requestKey: number; readonly account: Account }
  | { readonly kind: 'signInFailed'; readonly requestKey: number; readonly failure: SignInFailure }
  | ({
      readonly kind: 'located';
      readonly requestKey: number;
      readonly workbook: Workbook;
    } & FoundRecord)
  | ({
      readonly kind: 'recordFound';
      readonly requestKey: number;
      /** The start that waits for the record. */
      readonly mode?: Opening;
    } & FoundRecord)
  | { readonly kind: 'notLocated'; readonly requestKey: number; readonly problem: WorkbookProblem }
  | {
      readonly kind: 'opened';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly sessionId: string;
      /** The kind of session in the response; unknown if the response does not contain it. */
      readonly persistChanges: boolean | 'unknown';
      readonly sentAt: number;
      /** When the request was sent, if the service has carried it out later than its answer. */
      readonly requestedAt?: number;
    }
  | { readonly kind: 'openFailed'; readonly requestKey: number; readonly failure: Failure }
  /**
   * Excel shows another document than the user started with: nothing was sent. The record is of that
   * document, if it was located.
   */
  | ({ readonly kind: 'openDiverted'; readonly requestKey: number } & FoundRecord)
  | { readonly kind: 'refreshed'; readonly requestKey: number; readonly sentAt: number }
  | { readonly kind: 'refreshFailed'; readonly requestKey: number; readonly failure: Failure }
  /** `isShared` is true if the session was left to another pane that shows it. */
  | { readonly kind: 'closed'; readonly requestKey: number; readonly isShared?: boolean }
  | { readonly kind: 'closeFailed'; readonly requestKey: number; readonly failure: Failure }
  /** A close failed, and is repeated: not its last result. Without `retry` that begins now. */
  | { readonly kind: 'closeRepeated'; readonly requestKey: number; readonly retry?: NextAttempt };

/** Everything that can happen: an action, a result of an effect, or a change in the environment. */
export type SessionEvent =
  /**
   * `record` is the stored record of the session on the known workbook. `organizationIsFixed` is
   * true if the configuration names the only organization.
   */
  | {
      readonly kind: 'started';
      readonly known: KnownWorkbook | null;
      readonly record?: SessionRecord | null;
      readonly choices: Choices;
      readonly organizationIsFixed?: boolean;
    }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }
  /**
   * A timer fired, or the page became visible, focused or resumed: the reducer compares the clock
   * with its plans.
   */
  | { readonly kind: 'woke' }
  | { readonly kind: 'onlineChanged'; readonly online: boolean }
  /** The workbook's address is known: the organization that it suggests, or ''. */
  | { readonly kind: 'organizationSuggested'; readonly organization: string }
  /**
   * Another pane of the same user stored this record. `unsentKey` is the key of the create that was
   * not sent because of it.
   */
  | {
      readonly kind: 'recordChanged';
      readonly record: SessionRecord;
      readonly unsentKey?: number;
    }
  /** This pane acquired the lock of the record of this account and workbook. */
  | { readonly kind: 'lockHeld'; readonly key: RecordKey }
  /** This pane released the lock. */
  | { readonly kind: 'lockLost' }
  /**
   * The service sent a Retry-After, to this pane or to another one; `until` is in ms since the
   * epoch.
   */
  | { readonly kind: 'throttled'; readonly until: number }
  /** Excel's document has another address than before; this account looked it up there. */
  | {
      readonly kind: 'documentChanged';
      readonly accountId: string;
      readonly document: ExcelDocument;
    }
  | UserAction
  | EffectResult;

/** The event of one kind. */
export type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

/**
 * The time of an event (ms since the epoch) and a random number in [0, 1) that spreads requests.
 */
export interface Context {
  readonly now: number;
  readonly random: number;
}

/**
 * A side effect that the reducer requests. A service call is answered by one event with its request
 * key, after `closeRepeated` for each repetition. `cancelRequest` and `signOut` are not answered.
 */
export type Effect =
  | {
      readonly kind: 'signIn';
      readonly requestKey: number;
      readonly mode: SignInMode;
      /** The organization to sign in to; undefined for the account's own. */
      readonly organization?: string;
    }
  | { readonly kind: 'signOut'; readonly account: Account }
  | {
      readonly kind: 'locate';
      readonly requestKey: number;
      readonly accountId: string;
      readonly tenantId: string;
      readonly known: Workbook | null;
      readonly link: string | null;
    }
  /** Reads the stored record of a workbook that is shown again. */
  | {
      readonly kind: 'findRecord';
      readonly requestKey: number;
      readonly key: RecordKey;
      readonly mode?: Opening;
    }
  | {
      readonly kind: 'open';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly persistChanges: boolean;
    }
  | {
      readonly kind: 'refresh';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly sessionId: string;
    }
  /**
   * `leftBy` is the account that leaves the session. The session is closed unless another live pane
   * of that account shows it.
   */
  | {
      readonly kind: 'close';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly sessionId: string;
      readonly leftBy?: Account;
    }
  /** Cancels a pending request: at the user's wish, or because it is not needed any more. */
  | { readonly kind: 'cancelRequest'; readonly requestKey: number; readonly isObsolete?: true };

/** The effect of one kind. */
export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** The next app state and its effects: what the reducer returns. */
export interface Transition {
  readonly appState: AppState;
  readonly effects: readonly Effect[];
}
