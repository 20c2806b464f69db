import type { Failure, SignInFailure, WorkbookProblem } from './failures';
import type { Account, Workbook } from './state';
import type {
  KnownWorkbook,
  RecordKey,
  SessionRecord,
  StoredChoices,
  StoredOrganization,
} from './stored';

/** The result of a service call. Services do not throw for expected failures. */
export type Outcome<T, F> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** A successful outcome. */
export const succeeded = <T>(value: T): { readonly ok: true; readonly value: T } => ({
  ok: true,
  value,
});
/** A failed outcome. */
export const failed = <F>(failure: F): { readonly ok: false; readonly failure: F } => ({
  ok: false,
  failure,
});

/** The failure of a call that was ended by our own fault; nothing is known of its outcome. */
export const clientFault = (clock: Clock) => (): Failure => ({
  recovery: { kind: 'unknown' },
  code: 'clientFault',
  at: clock.now(),
});

/** Converts an exception of the task, our own fault, to a failure: the session core continues. */
export async function guarded<T, F>(
  task: () => Promise<Outcome<T, F>>,
  fault: () => F,
): Promise<Outcome<T, F>> {
  try {
    return await task();
  } catch {
    return failed(fault());
  }
}

/**
 * How to sign in. `again` refuses every account but the one that is signed in, `another` lets the
 * user choose one, `allFiles` requests the permission for all files. Only `silent` never opens a
 * window.
 */
export type SignInMode = 'silent' | 'interactive' | 'again' | 'another' | 'allFiles';

/**
 * The user's identity. `organization` is the one to sign in to, by its domain or tenant id;
 * undefined for the account's own.
 */
export interface Identity {
  signIn(
    mode: SignInMode,
    signal: AbortSignal,
    organization?: string,
  ): Promise<Outcome<Account, SignInFailure>>;
  /**
   * From now on no start signs this account in by itself, however the page ends. Its tokens stay
   * until `signOut`: a session may have to be closed before.
   */
  beginSignOut(account: Account): void;
  signOut(account: Account): Promise<void>;
}

/**
 * Locates the open workbook. `known` is the workbook that was located last; `link` is the user's
 * link. `checkForMove` reports a document that Excel shows since as an event, before it resolves.
 */
export interface Workbooks {
  checkForMove(): Promise<void>;
  locate(
    request: { readonly known: Workbook | null; readonly link: string | null },
    signal: AbortSignal,
  ): Promise<Outcome<Workbook, WorkbookProblem>>;
}

/**
 * The result of a request in a session: when the successful attempt was sent, ms since the epoch.
 */
export interface Sent {
  readonly sentAt: number;
}

/** A session that was opened; `persistChanges` is from the response. */
export interface OpenedSession extends Sent {
  readonly id: string;
  readonly persistChanges: boolean | 'unknown';
  /** When the request was sent that the service has carried out later than its answer, ms. */
  readonly requestedAt?: number;
}

/**
 * The three session calls. Source: Microsoft Graph, workbook-createsession, -refreshsession,
 * -closesession.
 */
export interface Sessions {
  /** `onSend` is called just before the request is sent: from then on a session may be opened. */
  open(
    workbook: Workbook,
    persistChanges: boolean,
    signal: AbortSignal,
    onSend?: () => void,
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

/** The reason of an aborted signal if the request is not needed any more. */
export const obsolete = 'obsolete';

/** The clock and the timers. */
export interface Clock {
  /** The time in ms since the epoch; never goes back. */
  now(): number;
  /**
   * How far (ms) the wall clock is ahead of `now`, negative if it was set back: for times that are
   * displayed.
   */
  wallAheadMs(): number;
  /**
   * Calls `callback` once, at `at` (ms since the epoch) or later. Returns the function that cancels
   * it.
   */
  wake(at: number, callback: () => void): () => void;
}

/** Persistent storage. Never throws: without storage nothing is persisted. */
export interface Persistence {
  /** Saves the workbook that this tab located last. */
  readonly saveKnown: (known: KnownWorkbook | null) => void;
  /**
   * Saves the members that were changed here, and keeps what another pane stored in the others;
   * without a stored value all of `choices` are saved.
   */
  readonly saveChoices: (choices: StoredChoices, changed?: Partial<StoredChoices>) => void;
  /** Saves the organization that the user signs in to; null removes it. */
  readonly saveOrganization: (organization: StoredOrganization | null) => void;
  /** Loads the record of a session on this workbook; null if it is invalid. */
  record(key: RecordKey): SessionRecord | null;
  saveRecord(record: SessionRecord): void;
  removeRecord(key: RecordKey): void;
  /** All records. Removes the invalid ones. */
  records(): readonly SessionRecord[];
}

/** Locks that the browser releases however a page ends. Source: Web Locks API. */
export interface Locks {
  /**
   * Requests the lock of a record, and calls `held` once it is granted, later than it returns.
   * Returns the function that releases it: from then on `held` is not called.
   */
  hold(key: RecordKey, held: () => void): () => void;
  /** The number of other live panes that hold the lock or wait for it. */
  holders(key: RecordKey): Promise<number>;
  /**
   * Runs the task when no earlier task on this workbook is running, in this pane or in another one.
   * The wait for another pane ends when the signal aborts, and after a time limit unless the task is
   * `exclusive`: it then runs at once.
   */
  inTurn<T>(
    workbook: Pick<RecordKey, 'driveId' | 'itemId'>,
    task: () => Promise<T>,
    signal: AbortSignal,
    exclusive?: boolean,
  ): Promise<T>;
}

/** The services that the session core needs. */
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
