import type { UserAction } from '../session/userAction';
import type { InsideReader } from '../session/inside';
import type { AppState } from '../session/state';

/** A read-only observable value. */
export interface Readable<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
}

/** What Excel reports about the pane's surroundings. */
export interface HostContext {
  /** BCP 47. */
  readonly language: string;
  readonly theme: 'light' | 'dark' | 'contrast';
  /** True without a shared runtime: closing the pane stops keep-alive. */
  readonly closingEndsKeepAlive?: boolean;
  /**
   * Whether the add-in starts when this workbook opens; undefined when Excel does not support that,
   * or has not answered yet.
   */
  readonly startsWithWorkbook?: boolean;
  readonly refusals?: readonly ShownRefusal[];
}

/**
 * What Excel refused to the add-in although it reports support for it, or the browser, which did not
 * store the session; with its own code.
 */
export interface ShownRefusal {
  readonly what: 'ribbon' | 'showPane' | 'visibility' | 'startup' | 'storage';
  readonly code: string;
}

/** Everything that the views need from the rest of the add-in. */
export interface AppProps {
  readonly appState: Readable<AppState>;
  readonly hostContext: Readable<HostContext>;
  readonly dispatch: (action: UserAction) => void;
  readonly clock: {
    /** ms since the epoch. */
    now(): number;
    /** How far (ms) the wall clock is ahead of `now`. */
    wallAheadMs(): number;
    /**
     * Calls back once, at `at` (ms since the epoch) or later. Returns the function that cancels it.
     */
    wake(at: number, callback: () => void): () => void;
  };
  /** Sets whether the add-in starts when this workbook opens; calls `refused` if Excel does not. */
  readonly startWithWorkbook: (on: boolean, refused: () => void) => void;
  /** Copies the text to the clipboard; false when the browser refuses. */
  readonly copy: (text: string) => Promise<boolean>;
  /** Loads the pane's page again; calls `failed` instead if its server does not have it. */
  readonly reload: (failed: () => void) => void;
  /** Reads what is in the workbook, on a click only. */
  readonly inside: InsideReader;
  readonly version: string;
  readonly graphRoot: string;
  /** True when storage is denied: a reload forgets everything. */
  readonly forgets?: boolean;
}
