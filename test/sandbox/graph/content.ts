import { createHash, randomInt } from 'node:crypto';

/** A cell value in Graph's `values`. A blank cell is `''`. */
export type SheetValue = string | number | boolean;

/** The input of a cell: a constant, or a formula that begins with `=`. */
export interface Cell {
  readonly value: SheetValue;
  readonly formula?: string;
  /** A number format in Excel's notation, for example `#,##0.00`. */
  readonly numberFormat: string;
}

/** 0-based rows and columns, both ends included. */
export interface CellArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A column chart of one row or column of numbers. */
export interface Chart {
  readonly id: string;
  readonly name: string;
  readonly data: CellArea;
}

export interface Sheet {
  /** A GUID in braces. Renaming the sheet does not change it. */
  readonly id: string;
  readonly name: string;
  readonly visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  readonly charts: readonly Chart[];
  /** The non-blank cells, keyed by `cellKey`. */
  readonly cells: Map<string, Cell>;
}

/** A named item: a range, or a constant such as `=0.19`. */
export interface NamedItem {
  readonly name: string;
  readonly refersTo: string;
}

/** A table. The first row of its area is the header. */
export interface Table {
  readonly id: string;
  readonly name: string;
  readonly sheetId: string;
  readonly area: CellArea;
}

/** The time of the last calculation and the seed of RAND(). */
export interface Calculated {
  /** World time, in milliseconds since 1970. */
  readonly at: number;
  readonly seed: number;
}

/** The content of a workbook. A non-persistent session has its own copy. */
export interface Content {
  /** In tab order. */
  readonly sheets: readonly Sheet[];
  readonly names: readonly NamedItem[];
  readonly tables: readonly Table[];
  calculated: Calculated;
}

/** The key of a cell. Row and column are 0-based. */
export const cellKey = (row: number, column: number): string => `${row},${column}`;

/** Finds a sheet by its id or its name. Excel ignores case. */
export function findSheet({ sheets }: Content, idOrName: string): Sheet | undefined {
  const asked = idOrName.toLowerCase();
  return sheets.find(({ id, name }) => id.toLowerCase() === asked || name.toLowerCase() === asked);
}

/** Recalculates the workbook, so NOW() and RAND() change. @param at world time in milliseconds. */
export function recalculate(content: Content, at: number): void {
  content.calculated = { at, seed: randomInt(2 ** 32) };
}

/**
 * Copies the content and recalculates it, as Excel does when it opens a workbook. Changes to the
 * copy do not affect the original.
 */
export function copyContent(content: Content, at: number): Content {
  const sheets = content.sheets.map((sheet) => ({ ...sheet, cells: new Map(sheet.cells) }));
  const copy = { ...content, sheets };
  recalculate(copy, at);
  return copy;
}

/**
 * A small budget: a total over a table, a chart of it, volatile cells, a blank and a hidden sheet.
 */
export function createContent(fileId: string, at: number): Content {
  const sheet = (name: string, about: Partial<Sheet> = {}): Sheet => {
    const id = idOf(`${fileId}/${name}`);
    return { id, name, visibility: 'Visible', charts: [], cells: new Map(), ...about };
  };
  const area = { top: 2, left: 0, bottom: 6, right: 2 };
  const chart = {
    id: idOf(`${fileId}/chart`),
    name: 'Costs chart',
    data: { top: 3, left: 1, bottom: 6, right: 1 },
  };
  const first = sheet('Sheet1', { cells: cellsOf(budget), charts: [chart] });
  const hidden = sheet('Rates', { visibility: 'Hidden', cells: cellsOf([['Rate', 0.19]]) });
  return {
    sheets: [first, sheet('予算'), hidden],
    names: [
      { name: 'Total', refersTo: '=Sheet1!$B$1' },
      { name: 'Rate', refersTo: '=0.19' },
    ],
    tables: [{ id: idOf(`${fileId}/table`), name: 'Costs', sheetId: first.id, area }],
    calculated: { at, seed: randomInt(2 ** 32) },
  };
}

const budget: readonly (readonly SheetValue[])[] = [
  ['Total', '=SUM(B4:B7)'],
  [],
  ['Item', 'Amount', 'Doubled'],
  ['Rent', 20, '=B4*2'],
  ['Travel', 12, '=B5*2'],
  ['Books', 7, '=B6*2'],
  ['Other', 3, '=B7*2'],
  [],
  ['Calculated', '=NOW()'],
  ['Lucky number', '=RAND()'],
];

function cellsOf(rows: readonly (readonly SheetValue[])[]): Map<string, Cell> {
  const entries = rows.flatMap((row, y) =>
    row.map((entered, x) => [cellKey(y, x), cell(entered)] as const),
  );
  return new Map(entries);
}

function cell(entered: SheetValue): Cell {
  if (entered === '=NOW()') return { value: '', formula: entered, numberFormat: 'hh:mm:ss' };
  const isFormula = typeof entered === 'string' && entered.startsWith('=');
  if (isFormula) return { value: '', formula: entered, numberFormat: 'General' };
  return { value: entered, numberFormat: 'General' };
}

/** An id derived from a name, so it is the same in every world. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').toUpperCase();
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return `{${[...parts, hex.slice(20, 32)].join('-')}}`;
}
