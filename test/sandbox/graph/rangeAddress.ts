import { MAX_COLS, MAX_ROWS, parseA1Ref, stringifyA1Ref } from '@borgar/fx';
import type { CellArea, Sheet } from './content';

/** A parsed address. */
export interface Address {
  /** The sheet name before the `!`, if any. */
  readonly sheet?: string;
  readonly area: CellArea;
}

/** The whole sheet. */
export const wholeSheet: CellArea = { top: 0, left: 0, bottom: MAX_ROWS, right: MAX_COLS };

/**
 * Parses `B2`, `A1:C3`, `A:C`, `3:5`, `Sheet1!A1` or `'My sheet'!A1`.
 *
 * @returns undefined if the text is not an address.
 */
export function parseAddress(text: string): Address | undefined {
  const found = parseA1Ref(text, { allowNamed: false, allowTernary: false });
  if (found === undefined || !('range' in found)) return undefined;
  const { top, left, bottom, right } = found.range;
  const area = {
    top: top ?? 0,
    left: left ?? 0,
    bottom: bottom ?? MAX_ROWS,
    right: right ?? MAX_COLS,
  };
  const [sheet, more] = found.context ?? [];
  // Two names before the range are a workbook and a sheet. Other workbooks are not supported.
  if (more !== undefined) return undefined;
  return sheet === undefined ? { area } : { sheet, area };
}

/** The address in Graph's form, with the sheet name. */
export function addressOf({ name }: Sheet, area: CellArea): string {
  const rows = isWhole(area, 'rows') ? { top: null, bottom: null } : {};
  const columns =
    rows.top === undefined && isWhole(area, 'columns') ? { left: null, right: null } : {};
  return stringifyA1Ref({ context: [name], range: { ...area, ...rows, ...columns } });
}

/** True if the area covers all rows of its columns, or all columns of its rows. */
export const hasOpenEdge = (area: CellArea): boolean =>
  isWhole(area, 'rows') || isWhole(area, 'columns');

function isWhole({ top, left, bottom, right }: CellArea, what: 'rows' | 'columns'): boolean {
  return what === 'rows' ? top === 0 && bottom === MAX_ROWS : left === 0 && right === MAX_COLS;
}

export const rowCount = ({ top, bottom }: CellArea): number => bottom - top + 1;
export const columnCount = ({ left, right }: CellArea): number => right - left + 1;

/** The address of one cell without its sheet name, for example `C3`. */
export function cellAddress(row: number, column: number): string {
  return stringifyA1Ref({ range: { top: row, left: column, bottom: row, right: column } });
}

/** Maps each cell of a bounded area, row by row. */
export function mapCells<Result>(
  area: CellArea,
  map: (row: number, column: number) => Result,
): Result[][] {
  return Array.from({ length: rowCount(area) }, (_row, y) =>
    Array.from({ length: columnCount(area) }, (_column, x) => map(area.top + y, area.left + x)),
  );
}
