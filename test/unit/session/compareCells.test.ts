import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsWithin, compareCells } from '../../../src/session/compareCells';
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
      { row: 0, column: 1, kind: 'changed', saved: 'text y' },
      { row: 0, column: 2, kind: 'changed', saved: '=A1*3' },
      { row: 1, column: 0, kind: 'recalculated', saved: 'text 4' },
      { row: 1, column: 1, kind: 'changed', saved: 'text 2' },
    ]);
  });

  it('tells what was saved as Excel shows it, unless that is hidden or looks the same', () => {
    const shown = (value: ReadCell['value'], text: string): ReadCell => ({ ...cell(value), text });
    const saved = (now: ReadCell, before: ReadCell): unknown =>
      compareCells(cells([[now]]), cells([[before]]))[0]?.saved;
    expect(saved(shown(46_100, '2026/03/19'), shown(46_085, '2026/03/04'))).toBe('2026/03/04');
    expect(saved(shown('#N/A', '#N/A'), shown(0.125, '12.5%'))).toBe('12.5%');
    expect(saved(shown(1.004, '1.00'), shown(1.001, '1.00'))).toBe(1.001);
    expect(saved(shown(2, ''), shown(1, ''))).toBe(1);
    expect(saved(shown(2, '2'), shown('', ''))).toBe('');
    const now = (value: number): ReadCell => ({ value, text: '10:00', formula: '=NOW()' });
    expect(saved(now(46_085.2), now(46_085.1))).toBe(46_085.1);
  });

  it('goes by places in the sheet, and compares only what was read on both sides', () => {
    const inside = cells([[cell('a'), cell('b')]], 4, 2);
    expect(compareCells(inside, cells([[cell('c')]], 4, 2))).toMatchObject([{ row: 4, column: 2 }]);
    expect(compareCells(inside, cells([[cell('c')]], 0, 0))).toEqual([]);
    const larger = cells(
      [
        [cell('x'), cell('y'), cell('z')],
        [cell('w'), cell('a'), cell('b')],
      ],
      3,
      1,
    );
    expect(compareCells(inside, larger)).toEqual([]);
  });

  it('shows the cells that were read on both sides', () => {
    const inside = cells(
      [
        [cell('a'), cell('b')],
        [cell('c'), cell('d')],
      ],
      4,
      2,
    );
    const within = (top: number, left: number): unknown =>
      cellsWithin(inside, { top, left, bottom: 4, right: 9 });
    expect(within(4, 3)).toMatchObject({
      area: { top: 4, left: 3, bottom: 4, right: 3 },
      whole: inside.area,
      rows: [[cell('b')]],
    });
    expect(within(0, 0)).toMatchObject({ rows: [[cell('a'), cell('b')]] });
    expect(cellsWithin(inside, inside.area)).toEqual(inside);
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
