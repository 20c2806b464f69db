import type { UserAction } from '../session/events';
import type { InsideReader } from '../session/inside';
import type { AppState } from '../session/state';

/** A value that changes: read it, and be told of each change. */
export interface Readable<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What Excel says of the pane's hostContext. */
export interface HostContext {
  /** BCP 47. */
  readonly language: string;
  readonly theme: 'light' | 'dark' | 'contrast';
  /** No shared runtime: closing the pane stops keep-alive. */
  readonly closingEndsKeepAlive?: boolean;
  /** The add-in starts with this workbook by itself; undefined where Excel cannot, or has not said yet. */
  readonly startsWithWorkbook?: boolean;
}

/** Everything that the pane needs from the rest of the add-in. */
export interface AppProps {
  readonly appState: Readable<AppState>;
  readonly hostContext: Readable<HostContext>;
  readonly dispatch: (click: UserAction) => void;
  readonly clock: {
    /** ms since the epoch. */
    now(): number;
    /** How far (ms) the wall clock is ahead of `now`. */
    wallAheadMs(): number;
    /** Calls back once, at `at` (ms) or later; returns what cancels it. */
    wake(at: number, callback: () => void): () => void;
  };
  /** Lets the add-in start with this workbook by itself, or not. */
  readonly startWithWorkbook: (on: boolean) => void;
  /** Puts the text on the clipboard; false where that is not allowed. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Reads what is in the workbook, on a click only. */
  readonly inside: InsideReader;
  readonly version: string;
  readonly graphRoot: string;
  /** Storage is denied: nothing outlives a reload. */
  readonly forgets?: boolean;
}
