import type { Area } from './cellAddress';
import type { Failure } from './failures';
import type { Outcome } from './services';
import type { Workbook } from './state';

/**
 * Limits of one read: more cells than the pane can show; a request stays far below the service's
 * limits.
 */
export const readLimits = { rows: 100, columns: 26 } as const;

/** Readable items of a workbook; hidden sheets are excluded. */
export interface WorkbookOutline {
  /** Sorted by tab position; a workbook has at least one visible sheet. */
  readonly sheets: readonly [Named, ...Named[]];
  readonly names: readonly string[];
  readonly tables: readonly Named[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Target of a read; a sheet is identified by id or name. */
export type ReadTarget =
  /** Used range of a sheet. */
  | { readonly kind: 'sheet'; readonly sheet: string }
  | { readonly kind: 'range'; readonly sheet: string; readonly area: Area }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'table'; readonly table: string };

/** Value of a cell in Graph: a blank is an empty string, an error its text, a date a number. */
export type CellValue = string | number | boolean | null;

export interface ReadCell {
  readonly value: CellValue;
  /** Text as Excel displays it. */
  readonly text: string;
  /** Formula, or the value if the cell has none. */
  readonly formula: CellValue;
}

/** Cells of one read. Kept in memory only. */
export interface ReadCells {
  /** Id or name of the sheet, as used in the next request. */
  readonly sheet: string;
  /** Area of the cells, and the whole requested range. */
  readonly area: Area;
  readonly whole: Area;
  readonly rows: readonly (readonly ReadCell[])[];
  /** Time when the request was sent, ms. */
  readonly readAt: number;
}

/** What the answer to a read says of the read itself. */
export type ReadFinding =
  /** The named sheet, name, table or chart was not found, or the saved workbook that is read. */
  | 'missing'
  /** The session, the workbook or an item in it was not found; the answer does not say which. */
  | 'notFound'
  /** The range was refused. */
  | 'badRange';

/** A failed read. The recovery action is the whole meaning if there is no finding. */
export type ReadFailure = Failure & { readonly finding?: ReadFinding };

/**
 * Reads the workbook in a session, or the saved workbook if the session is `null`. Requests to one
 * workbook are sent in sequence. Source: Microsoft Graph, workbookRange, workbookWorksheet.
 */
export interface InsideReader {
  outline(
    workbook: Workbook,
    sessionId: string | null,
    signal: AbortSignal,
  ): Promise<Outcome<WorkbookOutline, ReadFailure>>;
  /** Returns up to a few thousand cells: the first rows and columns of the target. */
  cells(
    workbook: Workbook,
    sessionId: string | null,
    target: ReadTarget,
    signal: AbortSignal,
  ): Promise<Outcome<ReadCells, ReadFailure>>;
  /** Returns the charts of a sheet. */
  charts(
    workbook: Workbook,
    sessionId: string | null,
    sheet: string,
    signal: AbortSignal,
  ): Promise<Outcome<readonly Named[], ReadFailure>>;
  /** Returns a chart as base64 PNG. */
  chartImage(
    workbook: Workbook,
    sessionId: string | null,
    chart: { readonly sheet: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<Outcome<string, ReadFailure>>;
}
