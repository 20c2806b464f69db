import type { Failure, SignInFailure, WorkbookProblem } from './failure';
import type { Account, Choices, Left, Memory, Workbook, WorkbookSession } from './state';

/** The answer of a port: the value, or why there is none. Ports do not throw for what the world may do. */
export type Outcome<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export const succeeded = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const failed = <F>(failure: F): { readonly ok: false; readonly failure: F } => ({ ok: false, failure });

/**
 * Who the person is. `another` lets the person choose an account, `wider` asks for a permission that reaches more files;
 * only `silent` never opens a window.
 */
export interface Identity {
  signIn(how: 'silent' | 'interactive' | 'another' | 'wider', signal: AbortSignal): Promise<Outcome<Account, SignInFailure>>;
  signOut(account: Account): Promise<void>;
}

/** Which workbook is open. `known` is what was found last time; `link` is the person's own word. */
export interface Workbooks {
  locate(
    asked: { readonly known: Workbook | null; readonly link: string | null },
    signal: AbortSignal,
  ): Promise<Outcome<Workbook, WorkbookProblem>>;
}

/** The three calls of the service. Source: Microsoft Graph, workbook-createsession, -refreshsession, -closesession. */
export interface Sessions {
  open(
    workbook: Workbook,
    persistChanges: boolean,
    signal: AbortSignal,
  ): Promise<Outcome<Pick<WorkbookSession, 'id' | 'persistChanges'>, Failure>>;
  refresh(workbook: Workbook, sessionId: string, signal: AbortSignal): Promise<Outcome<null, Failure>>;
  close(workbook: Workbook, sessionId: string, signal: AbortSignal): Promise<Outcome<null, Failure>>;
}

export interface Clock {
  /** ms since the epoch; never goes back. */
  now(): number;
  /** Calls back once, at `at` (ms) or later; returns what cancels it. */
  wake(at: number, callback: () => void): () => void;
}

/** What outlives a reload. Never throws: without storage nothing is remembered. */
export interface Vault {
  /** `now` is ms since the epoch; `left` is told once. */
  load(now: number): { readonly memory: Memory | null; readonly choices: Choices | null; readonly left?: Left };
  save(memory: Memory | null, choices: Choices): void;
}

export interface Ports {
  readonly identity: Identity;
  readonly workbooks: Workbooks;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly vault: Vault;
  /** A number in [0, 1). */
  readonly chance: () => number;
}
