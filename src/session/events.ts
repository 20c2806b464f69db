import type { Failure, SignInFailure, WorkbookProblem } from './failures';
import type {
  Account,
  Choices,
  KnownWorkbook,
  RecordKey,
  SessionRecord,
  AppState,
  UnsupportedReason,
  Workbook,
} from './state';

/** What a user did. */
export type UserAction =
  | { readonly kind: 'signInRequested'; readonly another: boolean }
  | { readonly kind: 'signOutRequested' }
  /** The user agreed to be asked for a permission that reaches more files. */
  | { readonly kind: 'allFilesRequested' }
  | { readonly kind: 'checkAgainRequested' }
  | { readonly kind: 'linkGiven'; readonly link: string }
  | { readonly kind: 'persistChangesChosen'; readonly persistChanges: boolean }
  | { readonly kind: 'startRequested' }
  | { readonly kind: 'attachRequested'; readonly sessionId: string }
  /** The user does not want to wait any longer: for a window, for the workbook, for a session. */
  | { readonly kind: 'cancelRequested' }
  | { readonly kind: 'refreshRequested' }
  | { readonly kind: 'keepAliveSet'; readonly on: boolean }
  | { readonly kind: 'stopAfterChosen'; readonly stopAfterMs: number | null }
  | { readonly kind: 'closeRequested' }
  /** The user agreed that what the session holds is lost. */
  | { readonly kind: 'leavingConfirmed' }
  | { readonly kind: 'dismissed' };

/** What the world answered to an effect. `requestKey` is that of the effect. */
export type EffectResult =
  | { readonly kind: 'signedIn'; readonly requestKey: number; readonly account: Account }
  | { readonly kind: 'signInFailed'; readonly requestKey: number; readonly failure: SignInFailure }
  /** `record` is what is stored of a session on this workbook; `isLive` where another pane holds it. */
  | {
      readonly kind: 'located';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly record?: SessionRecord;
      readonly isLive?: boolean;
    }
  | { readonly kind: 'notLocated'; readonly requestKey: number; readonly problem: WorkbookProblem }
  | {
      readonly kind: 'opened';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly sessionId: string;
      /** What the service answered; unknown where it answered nothing of it. */
      readonly persistChanges: boolean | 'unknown';
      readonly sentAt: number;
    }
  | { readonly kind: 'openFailed'; readonly requestKey: number; readonly failure: Failure }
  | { readonly kind: 'refreshed'; readonly requestKey: number; readonly sentAt: number }
  | { readonly kind: 'refreshFailed'; readonly requestKey: number; readonly failure: Failure }
  | { readonly kind: 'closed'; readonly requestKey: number }
  | { readonly kind: 'closeFailed'; readonly requestKey: number; readonly failure: Failure };

export type SessionEvent =
  | { readonly kind: 'started'; readonly known: KnownWorkbook | null; readonly choices: Choices }
  | { readonly kind: 'unsupported'; readonly reason: UnsupportedReason }
  /** A timer, or the world stirring: visible again, focused, resumed. Time is looked at, nothing else is meant. */
  | { readonly kind: 'woke' }
  | { readonly kind: 'onlineChanged'; readonly online: boolean }
  /** Another pane of the same user stored this record. */
  | { readonly kind: 'recordChanged'; readonly record: SessionRecord }
  /** This pane holds the lock of the record of this account and workbook now. */
  | { readonly kind: 'lockHeld'; readonly key: RecordKey }
  /** This pane let go of the lock that it held. */
  | { readonly kind: 'lockLost' }
  /** The service asked for a pause until then (ms), in this pane or in another one. */
  | { readonly kind: 'throttled'; readonly until: number }
  /** What Excel shows was found at another address than before. */
  | { readonly kind: 'workbookSeen'; readonly accountId: string; readonly workbook: Workbook }
  /** Excel shows a document now on which no session can be; its name, or ''. */
  | { readonly kind: 'workbookLeft'; readonly accountId: string; readonly name: string }
  | UserAction
  | EffectResult;

export type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

/** When an event happened (ms since the epoch) and a number in [0, 1) to spread requests with. */
export interface Context {
  readonly now: number;
  readonly random: number;
}

/** What the core asks of the world. Each is answered by an event with the same request key, or by none. */
export type Effect =
  | {
      readonly kind: 'signIn';
      readonly requestKey: number;
      readonly mode: 'silent' | 'interactive' | 'another' | 'allFiles';
    }
  | {
      readonly kind: 'signOut';
      readonly account: Account;
      readonly leaving: { workbook: Workbook; sessionId: string } | null;
    }
  | {
      readonly kind: 'locate';
      readonly requestKey: number;
      readonly accountId: string;
      readonly known: Workbook | null;
      readonly link: string | null;
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
  /** `leftBy` is the account that leaves the session: it is closed unless another live pane of that account shows it. */
  | {
      readonly kind: 'close';
      readonly requestKey: number;
      readonly workbook: Workbook;
      readonly sessionId: string;
      readonly leftBy?: string;
    }
  /** Nobody waits for that request any more. */
  | { readonly kind: 'cancelRequest'; readonly requestKey: number };

export interface Transition {
  readonly appState: AppState;
  readonly effects: readonly Effect[];
}
