import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOfArea,
  columnName,
  intersectionOf,
  isSameArea,
  isUnbounded,
  parseCellAddress,
  unionOf,
} from '../../../src/session/cellAddress';

const area = fc
  .tuple(fc.nat(1_048_574), fc.nat(1_048_574), fc.nat(16_382), fc.nat(16_382))
  .map(([a, b, c, d]) => ({
    top: Math.min(a, b),
    bottom: Math.max(a, b),
    left: Math.min(c, d),
    right: Math.max(c, d),
  }));

describe('an address in A1 notation', () => {
  it('is read back as it was written, with any sheet', () => {
    // Excel allows no brackets in a sheet's name.
    const sheet = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 31 })
      .filter((name) => name.trim() === name && !/[[\]]/.test(name));
    fc.assert(
      fc.property(area, sheet, (cells, name) => {
        expect(parseCellAddress(addressOfArea(cells))).toEqual({ area: cells });
        const quoted = `'${name.replaceAll("'", "''")}'!${addressOfArea(cells)}`;
        expect(parseCellAddress(quoted)).toEqual({ sheet: name, area: cells });
      }),
    );
  });

  it.each([
    ['B2', 'B2'],
    [' $b$2 : a1 ', 'A1:B2'],
    ['Sheet1!C3', 'C3'],
    ['AA10:Z9', 'Z9:AA10'],
  ])('%s is %s', (text, expected) => {
    const found = parseCellAddress(text);
    expect(found && addressOfArea(found.area)).toBe(expected);
  });

  it.each([
    ['Sheet1!A1', 'Sheet1'],
    ['シート1！A1', 'シート1'],
    ['売上！合計!A1', '売上！合計'],
    ['=Sheet1!A1', 'Sheet1'],
    ["='My Sheet'!A1", 'My Sheet'],
    ['‘My Sheet’!A1', 'My Sheet'],
    ['‘Adele’s’！A1', 'Adele’s'],
    // A Japanese input method types the same mark on both sides.
    ['’売上 2026’！Ａ１', '売上 2026'],
    ['＇売上 2026＇！Ａ１', '売上 2026'],
    ['＝Sheet1！＄Ａ＄１', 'Sheet1'],
    ["＝'Adele''s'!A1", "Adele's"],
    ["'[Budget.xlsx]My Sheet'!A1", 'My Sheet'],
    ["='C:\\Finance\\[Budget.xlsx]My Sheet'!A1", 'My Sheet'],
    ['=[Budget.xlsx]Sheet1!A1', 'Sheet1'],
    ['[Budget.xlsx]!A1', '[Budget.xlsx]'],
  ])('%s is of the sheet %s', (text, name) => {
    expect(parseCellAddress(text)).toEqual({
      sheet: name,
      area: { top: 0, left: 0, bottom: 0, right: 0 },
    });
  });

  it('may be of whole columns and rows', () => {
    const columns = parseCellAddress('C:A')?.area;
    expect(columns).toMatchObject({ left: 0, right: 2, top: 0, bottom: 1_048_575 });
    const rows = parseCellAddress('2:5')?.area;
    expect(rows).toMatchObject({ top: 1, bottom: 4, left: 0, right: 16_383 });
    for (const whole of [columns, rows]) expect(whole && isUnbounded(whole)).toBe(true);
    expect(isUnbounded({ top: 0, left: 0, bottom: 9, right: 9 })).toBe(false);
  });

  it.each([
    '',
    'A',
    '5',
    'A1:',
    ':A1',
    'A1:B2:C3',
    'A0',
    'XFE1',
    'A1048577',
    'A1:C',
    '!A1',
    'Total',
    '=A1',
    'A1;B2',
  ])('%s is none', (text) => expect(parseCellAddress(text)).toBeUndefined());

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual([
      'A',
      'Z',
      'AA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
  });

  it('lies with another in the smallest area that contains both', () => {
    fc.assert(
      fc.property(area, area, (a, b) => {
        const whole = unionOf(a, b);
        expect([intersectionOf(whole, a), intersectionOf(whole, b)]).toEqual([a, b]);
        expect(unionOf(b, a)).toEqual(whole);
        // Each edge is one of the two.
        for (const edge of ['top', 'left', 'bottom', 'right'] as const) {
          expect([a[edge], b[edge]]).toContain(whole[edge]);
          expect(isSameArea(a, { ...a, [edge]: b[edge] })).toBe(a[edge] === b[edge]);
        }
      }),
    );
  });

  it('shares with another what lies in both', () => {
    fc.assert(
      fc.property(area, area, (a, b) => {
        const both = intersectionOf(a, b);
        expect(both).toEqual(intersectionOf(b, a));
        if (both !== undefined) expect(intersectionOf(both, a)).toEqual(both);
        const apart = a.bottom < b.top || b.bottom < a.top || a.right < b.left || b.right < a.left;
        expect(both === undefined).toBe(apart);
      }),
    );
  });
});
