import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCells } from '../../../src/session/compareCells';
import type { ReadCell, ReadCells } from '../../../src/session/inside';

const cell = (value: ReadCell['value'], formula = value): ReadCell => ({
  value,
  text: `text ${String(value)}`,
  formula,
});
function cells(rows: readonly (readonly ReadCell[])[], top = 0, left = 0): ReadCells {
  const area = {
    top,
    left,
    bottom: top + rows.length - 1,
    right: left + (rows[0]?.length ?? 1) - 1,
  };
  return { sheet: 's', area, whole: area, rows, readAt: 0 };
}

describe('comparing with the saved workbook', () => {
  it('finds changed formulas and values, and tells what was only recalculated', () => {
    const inside = cells([
      [cell(1), cell('x'), cell(3, '=A1+2')],
      [cell(5, '=NOW()'), cell(''), cell(7)],
    ]);
    const saved = cells([
      [cell(1), cell('y'), cell(3, '=A1*3')],
      [cell(4, '=NOW()'), cell(2), cell(7)],
    ]);
    expect(compareCells(inside, saved)).toEqual([
      { row: 0, column: 1, kind: 'changed', saved: 'y' },
      { row: 0, column: 2, kind: 'changed', saved: '=A1*3' },
      { row: 1, column: 0, kind: 'recalculated', saved: 'text 4' },
      { row: 1, column: 1, kind: 'changed', saved: 2 },
    ]);
  });

  it('goes by places in the sheet, and takes what the other side lacks for blank', () => {
    const inside = cells([[cell('a'), cell('')]], 4, 2);
    expect(compareCells(inside, cells([[cell('a')]], 4, 2))).toEqual([]);
    expect(compareCells(inside, cells([[cell('a')]], 0, 0))).toMatchObject([{ row: 4, column: 2 }]);
    const larger = cells(
      [
        [cell('x'), cell('y'), cell('z')],
        [cell('w'), cell('a'), cell('')],
      ],
      3,
      1,
    );
    expect(compareCells(inside, larger)).toEqual([]);
  });

  it('finds nothing between the same cells, nor between blanks of either kind', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    const rows = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (values) => {
        const read = cells(
          values.map((row) => row.map((one) => cell(Number.isNaN(one) ? 0 : one))),
        );
        expect(compareCells(read, read)).toEqual([]);
      }),
    );
    expect(compareCells(cells([[cell('')]]), cells([[cell(null)]]))).toEqual([]);
  });
});
