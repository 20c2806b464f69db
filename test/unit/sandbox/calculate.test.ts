import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalculation } from '../../sandbox/graph/calculate';
import type { SheetValue, Content } from '../../sandbox/graph/content';
import { cellKey, copyContent, createContent, recalculate } from '../../sandbox/graph/content';
import { enterValue } from '../../sandbox/graph/enter';
import { CellError } from '../../sandbox/graph/operators';

const noon = Date.UTC(2026, 0, 2, 12);

/**
 * Enters values into column A from row 1 and returns the displayed value of each of these cells.
 */
function shown(...entered: readonly SheetValue[]): readonly SheetValue[] {
  return results(column(entered), entered.length);
}

function column(entered: readonly SheetValue[]): Content {
  const content = createContent('a file', noon);
  const [, blank] = content.sheets;
  entered.forEach((value, row) => {
    const result = enterValue(value, { numberFormat: 'General' });
    if (result.kind !== 'cell') throw new Error(`${String(value)} is ${result.kind}.`);
    blank?.cells.set(cellKey(row, 0), result.cell);
  });
  return content;
}

function results(content: Content, rows: number): readonly SheetValue[] {
  const [, sheet] = content.sheets;
  if (sheet === undefined) throw new Error('There is no second sheet.');
  const calculation = createCalculation(content);
  return Array.from({ length: rows }, (_row, row) => {
    const result = calculation(sheet, row, 0);
    return result instanceof CellError ? result.text : result;
  });
}

/** A formula and its result in JavaScript. */
const sums = fc.letrec<{ tree: { excel: string; value: number } }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.nat(99).map((number) => ({ excel: String(number), value: number })),
    fc
      .tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree'))
      .map(([left, operator, right]) => ({
        excel: `(${left.excel})${operator}(${right.excel})`,
        value: {
          '+': left.value + right.value,
          '-': left.value - right.value,
          '*': left.value * right.value,
        }[operator],
      })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => ({
      excel: `SUM(${parts.map(({ excel }) => excel).join(',')})`,
      value: parts.reduce((total, { value }) => total + value, 0),
    })),
  ),
})).tree;

describe('a calculation', () => {
  it('matches arithmetic in JavaScript', () => {
    fc.assert(
      fc.property(sums, ({ excel, value }) => {
        // JSON has no -0.
        expect(Number(shown(`=${excel}`)[0]) + 0).toBe(value + 0);
      }),
    );
  });

  it.each<[string, SheetValue]>([
    ['=2+3*4', 14],
    ['=(2+3)*4', 20],
    ['=2^3', 8],
    ['=-2', -2],
    ['=50%', 0.5],
    ['=7/2', 3.5],
    ['="a"&1', 'a1'],
    ['=1/0', '#DIV/0!'],
    ['="a"+1', '#VALUE!'],
    ['=1/0+1', '#DIV/0!'],
    ['=IF(2>1,"yes","no")', 'yes'],
    ['=IF(1>2,"yes")', false],
    ['="A"="a"', true],
    ['=1<"a"', true],
    ['=ROUND(2.345,2)', 2.35],
    ['=ROUND(1.005,2)', 1.01],
    ['=ROUND(-2.5,0)', -3],
    ['=ROUND(Sheet1!B4:B5,0)', '#VALUE!'],
    ['=0.1+0.2=0.3', true],
    ['=1/3&""', '0.333333333333333'],
    ['=10^21&""', '1E+21'],
    ['=SUM(,1)', 1],
    ['=AVERAGE(1,2,6)', 3],
    ['=AVERAGE("a")', '#VALUE!'],
    ['=AVERAGE(Sheet1!A4:A5)', '#DIV/0!'],
    ['=SUM(TRUE,"3",1)', 5],
    ['=SUM(Sheet1!A3:B4,TRUE)', 21],
    ['=MIN(3,1,2)', 1],
    ['=MAX(3,1,2)', 3],
    ['=COUNT(1,"a",TRUE)', 2],
    ['=COUNT(Sheet1!A3:B4)', 1],
    ['=Total', 42],
    ['=Rate*100', 19],
    ['=Sheet1!B4', 20],
    ['=sheet1!B4', 20],
    ['=Nowhere!A1', '#REF!'],
    ['=#REF!', '#REF!'],
    ['=SUM(Sheet1!B4:B7)', 42],
    ['=SUM(Sheet1!B4:B7,1/0)', '#DIV/0!'],
    ['=NOW()', 46_024.5],
    ['=TODAY()', 46_024],
  ])('shows %s as %s', (formula, value) => {
    expect(shown(formula)).toEqual([value]);
  });

  it('resolves indirect references, treats blank as 0, and shows 0 for a circular reference', () => {
    expect(shown(2, '=A1*2', '=A2+A9', '=SUM(A1:A3)', '=A5')).toEqual([2, 4, 4, 10, 0]);
    expect(shown('=A2', '=A1')).toEqual([0, 0]);
  });

  it.each<[string, SheetValue]>([
    ['=B1', 0],
    ['=IF(TRUE,B1)', 0],
    ['=IF(TRUE,,1)', 0],
    ['=B1=0', true],
    ['=B1=""', true],
    ['=B1=FALSE', true],
    ['=B1=B2', true],
    ['=IF(B1>5,"over","under")', 'under'],
    ['=B1<-1', false],
    ['=B1&"x"', 'x'],
    ['=-B1+1', 1],
    ['=""+1', '#VALUE!'],
    ['=""=0', false],
  ])('treats a blank cell as 0 beside a number, and as no text beside text: %s', (formula, value) =>
    expect(shown(formula)).toEqual([value]),
  );

  it('keeps the empty text of a formula apart from a blank cell', () => {
    expect(shown('=""', '=A1', '=A1+1', '=A1=0')).toEqual(['', '', '#VALUE!', false]);
  });

  it('does not spill: a range in place of one value is an error, even if most cells are blank', () => {
    expect(shown(1, 2, '=A1:A2*2', '=A8:A9*2', '=B1:B2')).toEqual([
      1,
      2,
      '#VALUE!',
      '#VALUE!',
      '#VALUE!',
    ]);
  });

  it('changes volatile cells only on recalculation', () => {
    const content = column(['=RAND()', '=RAND()', '=NOW()']);
    const first = results(content, 3);
    expect(results(content, 3)).toEqual(first);
    expect(first[0]).not.toBe(first[1]);
    recalculate(content, noon + 60_000);
    const second = results(content, 3);
    second.forEach((value, index) => expect(value).not.toBe(first[index]));
  });

  it('returns numbers from 0 to 1 for RAND()', () => {
    const content = column(['=RAND()']);
    for (let round = 0; round < 200; round += 1) {
      recalculate(content, noon);
      const value = Number(results(content, 1)[0]);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });
});

describe('cell input', () => {
  it.each<[SheetValue, SheetValue]>([
    ['3.5', 3.5],
    ['50%', 0.5],
    ['TRUE', true],
    ['text', 'text'],
    ["'42", '42'],
    ["'=A1", '=A1'],
    ['=', '='],
    [' ', ' '],
  ])('parses %j as Excel does: %j', (entered, value) => {
    expect(enterValue(entered, { numberFormat: 'General' })).toMatchObject({
      kind: 'cell',
      cell: { value },
    });
  });

  it.each<[SheetValue, number, string]>([
    ['2026-01-02', 46_024, 'm/d/yyyy'],
    ['50%', 0.5, '0%'],
    ['12:30', 0.5208333333333334, 'h:mm'],
    ['1,234.5', 1234.5, '#,##0.00'],
    ['3.5', 3.5, 'General'],
    [50, 50, 'General'],
  ])(
    'gives a cell without a format that of the input, as Excel does: %j',
    (entered, value, numberFormat) => {
      expect(enterValue(entered, { numberFormat: 'General' })).toEqual({
        kind: 'cell',
        cell: { value, numberFormat },
      });
      expect(enterValue(entered, { numberFormat: '0.00' })).toMatchObject({
        cell: { value, numberFormat: '0.00' },
      });
    },
  );

  it('stays text in a cell with text format', () => {
    expect(enterValue('=A1', { numberFormat: '@' })).toEqual({
      kind: 'cell',
      cell: { value: '=A1', numberFormat: '@' },
    });
  });

  it.each([
    '=VLOOKUP(1,A1:B2,2)',
    '=SUM(1,foo(2))',
    '={1,2}',
    '=Costs[Amount]',
    '=@A1',
    '=A1:A2 B1',
    '=LET(a,1,a)',
  ])('is a gap if the sandbox cannot calculate it: %s', (formula) =>
    expect(enterValue(formula, { numberFormat: 'General' }).kind).toBe('gap'),
  );

  it.each(['=1+', '="a', '=SUM(', '=)'])('is invalid if Excel would reject it: %s', (formula) =>
    expect(enterValue(formula, { numberFormat: 'General' }).kind).toBe('wrong'),
  );
});

it('changes to a copy of a workbook do not affect the original', () => {
  const original = createContent('a file', noon);
  const copy = copyContent(original, noon);
  copy.sheets[0]?.cells.set(cellKey(0, 0), { value: 'changed', numberFormat: 'General' });
  expect(original.sheets[0]?.cells.get(cellKey(0, 0))?.value).toBe('Total');
  expect(copy.sheets[0]?.id).toBe(original.sheets[0]?.id);
});
