import { expect, it } from 'vitest';
import { shiftedTimes, timesFor } from '../../../src/locales/index';
import type { ReadCells } from '../../../src/session/inside';
import { cellsAsCsv, cellsAsJson } from '../../../src/ui/workspace/look-inside/export';

const times = timesFor('en');
const area = { top: 0, left: 0, bottom: 1, right: 1 };
const cells: ReadCells = {
  sheet: 's',
  area,
  whole: area,
  readAt: Date.UTC(2026, 10, 26, 9),
  rows: [
    [
      { value: 'a "quoted", word', text: '', formula: 'a "quoted", word' },
      { value: 'two\nlines', text: '', formula: 'two\nlines' },
    ],
    [
      { value: 3, text: '3.00', formula: '=1+2' },
      { value: null, text: '', formula: null },
    ],
  ],
};

it('CSV holds the values or the formulas, quoted where RFC 4180 asks for it', () => {
  expect(cellsAsCsv(cells, false)).toBe('"a ""quoted"", word","two\nlines"\r\n3,\r\n');
  expect(cellsAsCsv(cells, true)).toContain('=1+2,\r\n');
});

it('CSV quotes a value for each of the characters that RFC 4180 names', () => {
  for (const [value, field] of [
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a b', 'a b'],
  ] as const) {
    const rows = [[{ value, text: '', formula: value }]];
    expect(cellsAsCsv({ ...cells, rows }, false)).toBe(`${field}\r\n`);
  }
});

it('JSON holds the address, the time, the values and the formulas', () => {
  expect(JSON.parse(cellsAsJson(cells, times))).toEqual({
    address: 'A1:B2',
    readAt: '2026-11-26T09:00:00.000Z',
    values: [
      ['a "quoted", word', 'two\nlines'],
      [3, null],
    ],
    formulas: [
      ['a "quoted", word', 'two\nlines'],
      ['=1+2', null],
    ],
  });
});

it('JSON holds the time of the read that the pane shows, also after the clock was set back', () => {
  expect(JSON.parse(cellsAsJson(cells, shiftedTimes(times, -3_600_000)))).toMatchObject({
    readAt: '2026-11-26T08:00:00.000Z',
  });
});
