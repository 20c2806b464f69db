import { translateFormulaToR1C1 } from '@borgar/fx';
import { format } from 'numfmt';
import {
  addressOf,
  cellAddress,
  columnCount,
  hasOpenEdge,
  mapCells,
  rowCount,
} from './rangeAddress';
import type { Calculation, Result } from './calculate';
import { createCalculation } from './calculate';
import type { CellArea, Cell, Content, Sheet } from './content';
import { cellKey } from './content';
import { CellError, resultText } from './operators';

export interface CellRange {
  readonly content: Content;
  readonly sheet: Sheet;
  readonly area: CellArea;
}

/** The properties of a range that have one entry per cell. */
const cellProperties = [
  'values',
  'text',
  'formulas',
  'formulasLocal',
  'formulasR1C1',
  'numberFormat',
  'valueTypes',
] as const;

/**
 * Every property of `workbookRange`. The cell properties of an unbounded range are null. Source:
 * "Working with Excel in Microsoft Graph", Unbounded Range.
 */
export function rangeBody(range: CellRange): Record<string, unknown> {
  const { sheet, area } = range;
  const address = addressOf(sheet, area);
  const cells = hasOpenEdge(area) ? undefined : cellsOf(range);
  return {
    address,
    addressLocal: address,
    cellCount: rowCount(area) * columnCount(area),
    columnCount: columnCount(area),
    columnHidden: false,
    columnIndex: area.left,
    hidden: false,
    rowCount: rowCount(area),
    rowHidden: false,
    rowIndex: area.top,
    ...Object.fromEntries(cellProperties.map((name) => [name, cells?.[name] ?? null])),
  };
}

function cellsOf({
  content,
  sheet,
  area,
}: CellRange): Record<(typeof cellProperties)[number], unknown[][]> {
  const calculation = createCalculation(content);
  const map = (show: (shown: Shown) => unknown) =>
    mapCells(area, (row, column) => show(shownCell(sheet, row, column, calculation)));
  return {
    values: map(({ result }) => (result instanceof CellError ? result.text : result)),
    text: map(textShown),
    formulas: map(formulaShown),
    formulasLocal: map(formulaShown),
    formulasR1C1: map(({ place, ...shown }) => {
      const { formula } = shown.cell ?? {};
      return formula === undefined
        ? formulaShown({ place, ...shown })
        : translateFormulaToR1C1(formula, place);
    }),
    numberFormat: map(({ cell }) => cell?.numberFormat ?? 'General'),
    valueTypes: map(({ result }) => typeShown(result)),
  };
}

interface Shown {
  readonly place: string;
  readonly cell: Cell | undefined;
  readonly result: Result;
}

function shownCell(sheet: Sheet, row: number, column: number, calculation: Calculation): Shown {
  const cell = sheet.cells.get(cellKey(row, column));
  return { place: cellAddress(row, column), cell, result: calculation(sheet, row, column) };
}

/** The displayed text of a cell. */
function textShown({ cell, result }: Shown): string {
  return typeof result === 'number'
    ? format(cell?.numberFormat ?? 'General', result)
    : resultText(result);
}

/** The formula of a cell. Without a formula it is the value. */
function formulaShown({ cell, result }: Shown): unknown {
  return cell?.formula ?? (result instanceof CellError ? result.text : result);
}

function typeShown(result: Result): string {
  if (result instanceof CellError) return 'Error';
  if (result === '') return 'Empty';
  return { string: 'String', number: 'Double', boolean: 'Boolean' }[
    typeof result as 'string' | 'number' | 'boolean'
  ];
}

/**
 * The used part of a sheet: cells with a value or, unless `valuesOnly`, with a number format. For a
 * blank sheet this is the first cell. Source: "Worksheet: UsedRange".
 */
export function usedArea({ cells }: Sheet, valuesOnly: boolean): CellArea {
  const used = [...cells].filter(
    ([, { value, formula }]) => !valuesOnly || formula !== undefined || value !== '',
  );
  if (used.length === 0) return { top: 0, left: 0, bottom: 0, right: 0 };
  const start = { top: Infinity, left: Infinity, bottom: 0, right: 0 };
  return used.reduce((area, [key]) => {
    const [row = 0, column = 0] = key.split(',').map(Number);
    const { top, left, bottom, right } = area;
    return {
      top: Math.min(top, row),
      left: Math.min(left, column),
      bottom: Math.max(bottom, row),
      right: Math.max(right, column),
    };
  }, start);
}
