import { intersectionOf, type Area } from './cellAddress';
import type { CellValue, ReadCell, ReadCells } from './inside';

/** `recalculated`: same formula, other value, such as NOW or RAND. */
export type Difference = 'changed' | 'recalculated';

export interface CellDifference {
  /** Row and column in the sheet, zero-based. */
  readonly row: number;
  readonly column: number;
  readonly kind: Difference;
  /** What differs in the saved workbook, as a user reads it. */
  readonly saved: CellValue;
}

/**
 * Returns the cells of `inside` that differ from the saved workbook, in row order. Compares
 * formulas first, then values. Ignores the displayed text, which depends on the session's language.
 * A cell that was not read on the other side is not compared.
 */
export function compareCells(inside: ReadCells, saved: ReadCells): readonly CellDifference[] {
  return inside.rows.flatMap((cells, rowIndex) =>
    cells.flatMap((cell, columnIndex) => {
      const row = inside.area.top + rowIndex;
      const column = inside.area.left + columnIndex;
      const other = saved.rows[row - saved.area.top]?.[column - saved.area.left];
      if (other === undefined) return [];
      const kind = differenceOf(cell, other);
      if (kind === undefined) return [];
      return [{ row, column, kind, saved: savedOf(cell, other) }];
    }),
  );
}

/** The cells in this area; an answer that is too large is read with fewer rows. */
export function cellsWithin(cells: ReadCells, limits: Area): ReadCells {
  const area = intersectionOf(cells.area, limits) ?? cells.area;
  const { top, left } = cells.area;
  const rows = cells.rows
    .slice(area.top - top, area.bottom - top + 1)
    .map((row) => row.slice(area.left - left, area.right - left + 1));
  return { ...cells, area, rows };
}

function differenceOf(cell: ReadCell, other: ReadCell): Difference | undefined {
  if ((cell.formula ?? '') !== (other.formula ?? '')) return 'changed';
  return (cell.value ?? '') === (other.value ?? '') ? undefined : 'recalculated';
}

/**
 * The saved formula if it differs; otherwise the displayed text, because a date's value is a number.
 * A text that is hidden, or the same on both sides, shows no difference: then the value.
 */
function savedOf(cell: ReadCell, other: ReadCell): CellValue {
  const hasFormula = other.formula !== other.value;
  if (hasFormula && other.formula !== cell.formula) return other.formula;
  return other.text === '' || other.text === cell.text ? other.value : other.text;
}
