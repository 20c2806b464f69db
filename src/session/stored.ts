import type { Activity } from './activity';
import type { Account, Choices, KeepAlive, Workbook, WorkbookSession } from './state';

type Off = Extract<KeepAlive, { kind: 'off' }>;

// What storage keeps for the next start and for the other panes.

/** A workbook and the account that located it; kept when this tab is reloaded. */
export interface KnownWorkbook {
  readonly account: Account;
  readonly workbook: Workbook;
  /** The organization that the account signed in to, as in `Choices`. */
  readonly organization?: string;
}

/** The choices that hold for every workbook. */
export type StoredChoices = Omit<Choices, 'organization'>;

/** The organization that the user signs in to, and whose workbooks that is for. */
export interface StoredOrganization extends Required<Pick<Choices, 'organization'>> {
  /** The result of ownerOf for the workbook's address. */
  readonly owner: string;
}

/** What identifies a drive item. */
export type Item = Pick<Workbook, 'driveId' | 'itemId'>;

/** The account and the workbook that a record and its lock belong to. */
export interface RecordKey extends Item {
  readonly accountId: string;
}

/**
 * The stored record of a session, for the next start and for the other panes of the same user. The
 * phases `closed` and `ended` are written for the other panes, just before the record is removed.
 */
export interface SessionRecord {
  readonly accountId: string;
  readonly workbook: Workbook;
  readonly phase: 'opening' | 'open' | 'closing' | 'closed' | 'ended';
  /** Null while the session is being opened. */
  readonly session: WorkbookSession | null;
  readonly keepAlive: Pick<Off, 'stopped' | 'setAt'> & {
    readonly on: boolean;
    readonly until: number | null;
  };
  /** How long keep-alive lasts, ms, as in `Choices`; absent in a record of an older version. */
  readonly stopAfterMs?: number | null;
  readonly activity: readonly Activity[];
  /** When a pane that held the session last wrote this, ms since the epoch. */
  readonly seenAt: number;
}
