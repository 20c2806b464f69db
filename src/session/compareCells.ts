import type { CellValue, ReadCell, ReadCells } from './inside';

/** `recalculated`: the same formula with another value, such as NOW or RAND. */
export type Difference = 'changed' | 'recalculated';

export interface CellDifference {
  /** Row and column in the sheet, counted from 0. */
  readonly row: number;
  readonly column: number;
  readonly kind: Difference;
  readonly saved: CellValue;
}

/**
 * The cells of `inside` that differ from the saved workbook, row by row: by their formulas first,
 * then by their values; never by their text, which follows the language of the session. A cell that
 * was not read on the other side counts as blank there.
 */
export function compareCells(inside: ReadCells, saved: ReadCells): readonly CellDifference[] {
  return inside.rows.flatMap((cells, rowIndex) =>
    cells.flatMap((cell, columnIndex) => {
      const row = inside.area.top + rowIndex;
      const column = inside.area.left + columnIndex;
      const other = saved.rows[row - saved.area.top]?.[column - saved.area.left] ?? blank;
      const kind = differenceOf(cell, other);
      return kind === undefined ? [] : [{ row, column, kind, saved: other.formula }];
    }),
  );
}

const blank: ReadCell = { value: '', text: '', formula: '' };

function differenceOf(cell: ReadCell, other: ReadCell): Difference | undefined {
  if ((cell.formula ?? '') !== (other.formula ?? '')) return 'changed';
  return (cell.value ?? '') === (other.value ?? '') ? undefined : 'recalculated';
}
