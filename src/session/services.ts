import type { Failure, SignInFailure, WorkbookProblem } from './failures';
import type { Account, Choices, KnownWorkbook, RecordKey, SessionRecord, Workbook } from './state';

/** The answer of a port: the value, or why there is none. Ports do not throw for what the world may do. */
export type Outcome<T, F> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export const succeeded = <T>(value: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value,
});
export const failed = <F>(failure: F): { readonly ok: false; readonly failure: F } => ({
  ok: false,
  failure,
});

/**
 * Who the user is. `another` lets the user choose an account, `wider` asks for a permission that reaches more files;
 * only `silent` never opens a window.
 */
export interface Identity {
  signIn(
    mode: 'silent' | 'interactive' | 'another' | 'allFiles',
    signal: AbortSignal,
  ): Promise<Outcome<Account, SignInFailure>>;
  signOut(account: Account): Promise<void>;
}

/** Which workbook is open. `known` is what was found last time; `link` is the user's own word. */
export interface Workbooks {
  locate(
    asked: { readonly known: Workbook | null; readonly link: string | null },
    signal: AbortSignal,
  ): Promise<Outcome<Workbook, WorkbookProblem>>;
}

/** What a request in a session answered: when the attempt that succeeded was sent, ms. */
export interface Sent {
  readonly sentAt: number;
}

/** A session that was opened; its kind is what the server answered. */
export interface OpenedSession extends Sent {
  readonly id: string;
  readonly persistChanges: boolean | 'unknown';
}

/** The three calls of the service. Source: Microsoft Graph, workbook-createsession, -refreshsession, -closesession. */
export interface Sessions {
  open(
    workbook: Workbook,
    persistChanges: boolean,
    signal: AbortSignal,
  ): Promise<Outcome<OpenedSession, Failure>>;
  refresh(
    workbook: Workbook,
    sessionId: string,
    signal: AbortSignal,
  ): Promise<Outcome<Sent, Failure>>;
  close(
    workbook: Workbook,
    sessionId: string,
    signal: AbortSignal,
  ): Promise<Outcome<null, Failure>>;
}

export interface Clock {
  /** ms since the epoch; never goes back. */
  now(): number;
  /** How far (ms) the wall clock is ahead of `now`, negative after it was set back: for times that are displayed. */
  wallAheadMs(): number;
  /** Calls back once, at `at` (ms) or later; returns what cancels it. */
  wake(at: number, callback: () => void): () => void;
}

/** What outlives the page. Never throws: without storage nothing is remembered. */
export interface Persistence {
  /** The workbook that this tab found last. */
  saveKnown(known: KnownWorkbook | null): void;
  saveChoices(choices: Choices): void;
  /** The record of a session on this workbook; what is stored and is none is dropped. */
  record(key: RecordKey): SessionRecord | null;
  saveRecord(record: SessionRecord): void;
  removeRecord(key: RecordKey): void;
  /** Removes every record of which this is true, and what is stored in place of a record and is none. */
  removeRecords(isOver: (record: SessionRecord) => boolean): void;
}

/** Locks that the browser lets go of however a page dies. Source: Web Locks API. */
export interface Locks {
  /** Holds the lock of a record from when it is free; calls back then. What is returned lets go of it. */
  hold(key: RecordKey, held: () => void): () => void;
  /** How many other live panes hold the lock or wait for it. */
  holders(key: RecordKey): Promise<number>;
  /** Runs the task once no earlier one on this workbook runs, in this pane or in another one. */
  inTurn<T>(workbook: Pick<RecordKey, 'driveId' | 'itemId'>, task: () => Promise<T>): Promise<T>;
}

export interface Services {
  readonly identity: Identity;
  readonly workbooks: Workbooks;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly persistence: Persistence;
  readonly locks: Locks;
  /** A number in [0, 1). */
  readonly random: () => number;
}
