import type { Area } from './cellAddress';
import type { Failure } from './failures';
import type { Outcome } from './services';
import type { Workbook } from './state';

/** What a workbook holds that can be read; hidden sheets are left out. */
export interface WorkbookOutline {
  /** In the order of the tabs. */
  readonly sheets: readonly Named[];
  readonly names: readonly string[];
  readonly tables: readonly Named[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What to read; a sheet by its id or its name. */
export type ReadTarget =
  /** The used range of a sheet. */
  | { readonly kind: 'sheet'; readonly sheet: string }
  | { readonly kind: 'range'; readonly sheet: string; readonly area: Area }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'table'; readonly table: string };

/** The value of a cell in Graph: a blank is an empty text, an error its text, a date a number. */
export type CellValue = string | number | boolean | null;

export interface ReadCell {
  readonly value: CellValue;
  /** As Excel would show it. */
  readonly text: string;
  /** The formula, or the value where there is none. */
  readonly formula: CellValue;
}

/** Cells that were read. They are kept in memory only. */
export interface ReadCells {
  /** The sheet by its id or its name, as the next request can name it. */
  readonly sheet: string;
  /** The cells that were read, and the whole range that was asked for. */
  readonly area: Area;
  readonly whole: Area;
  readonly rows: readonly (readonly ReadCell[])[];
  /** When the request was sent, ms. */
  readonly readAt: number;
}

/**
 * Reads the workbook as a session sees it, or, with `null` for the session, as it is saved. Requests
 * to one workbook go one after the other. Source: Microsoft Graph, workbookRange, workbookWorksheet.
 */
export interface InsideReader {
  outline(
    workbook: Workbook,
    sessionId: string | null,
    signal: AbortSignal,
  ): Promise<Outcome<WorkbookOutline, Failure>>;
  /** At most some thousand cells: the first rows and columns of the target. */
  cells(
    workbook: Workbook,
    sessionId: string | null,
    target: ReadTarget,
    signal: AbortSignal,
  ): Promise<Outcome<ReadCells, Failure>>;
  /** The names of the charts of a sheet. */
  charts(
    workbook: Workbook,
    sessionId: string | null,
    sheet: string,
    signal: AbortSignal,
  ): Promise<Outcome<readonly string[], Failure>>;
  /** A chart as a PNG in base64. */
  chartImage(
    workbook: Workbook,
    sessionId: string | null,
    chart: { readonly sheet: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<Outcome<string, Failure>>;
}
