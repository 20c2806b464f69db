import type { CellValue, ReadCell, ReadCells } from './inside';

/** `recalculated`: same formula, other value, such as NOW or RAND. */
export type Difference = 'changed' | 'recalculated';

export interface CellDifference {
  /** Row and column in the sheet, zero-based. */
  readonly row: number;
  readonly column: number;
  readonly kind: Difference;
  readonly saved: CellValue;
}

/**
 * Returns the cells of `inside` that differ from the saved workbook, in row order. Compares
 * formulas first, then values. Ignores the displayed text, which depends on the session's language.
 * A cell missing on the other side counts as blank.
 */
export function compareCells(inside: ReadCells, saved: ReadCells): readonly CellDifference[] {
  return inside.rows.flatMap((cells, rowIndex) =>
    cells.flatMap((cell, columnIndex) => {
      const row = inside.area.top + rowIndex;
      const column = inside.area.left + columnIndex;
      const other = saved.rows[row - saved.area.top]?.[column - saved.area.left] ?? blank;
      const kind = differenceOf(cell, other);
      if (kind === undefined) return [];
      // The formula of a recalculated cell is the same in both.
      return [{ row, column, kind, saved: kind === 'changed' ? other.formula : other.text }];
    }),
  );
}

const blank: ReadCell = { value: '', text: '', formula: '' };

function differenceOf(cell: ReadCell, other: ReadCell): Difference | undefined {
  if ((cell.formula ?? '') !== (other.formula ?? '')) return 'changed';
  return (cell.value ?? '') === (other.value ?? '') ? undefined : 'recalculated';
}
