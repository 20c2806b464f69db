import { z } from 'zod';
import { columnCount, mapCells, rowCount } from './rangeAddress';
import type { GraphAnswer } from './answer';
import { refuse } from './answer';
import type { CellArea, Cell, SheetValue } from './content';
import { cellKey, recalculate } from './content';
import { invalidArgument } from './contentAnswer';
import type { Entered } from './enter';
import { enterFormat, enterValue } from './enter';
import { sandboxGap } from './gap';
import type { CellRange } from './rangeBody';

/**
 * The properties that the sandbox can write. Formats come first, because they affect how values are
 * entered.
 */
const writable = ['numberFormat', 'values', 'formulas', 'formulasLocal'] as const;
/** Documented properties that the sandbox cannot write. Source: "Update range". */
const documented = ['formulasR1C1', 'columnHidden', 'rowHidden'];

const blank: Cell = { value: '', numberFormat: 'General' };

/**
 * Writes the properties in the body of a PATCH to a range and recalculates the workbook. If any is
 * invalid, nothing changes.
 *
 * A single value applies to every cell. `null` leaves a cell unchanged, and `''` clears it. Source:
 * "Working with Excel in Microsoft Graph", Null and blank inputs.
 *
 * @param at world time in milliseconds.
 * @returns the error response, if any.
 */
export function writeCells(range: CellRange, body: unknown, at: number): GraphAnswer | undefined {
  const { success, data } = z.record(z.string(), z.unknown()).safeParse(body);
  if (!success) return invalidArgument();
  const given = new Map(Object.entries(data));
  const unknown = [...given.keys()].find((name) => !writable.some((known) => known === name));
  if (unknown !== undefined) {
    return documented.includes(unknown)
      ? sandboxGap(`way to write ${unknown}`)
      : unknownProperty(unknown);
  }
  const cells = new Map<string, Cell>();
  for (const property of writable.filter((name) => given.has(name))) {
    const refused = enter(range, given.get(property), property, cells);
    if (refused !== undefined) return refused;
  }
  if (cells.size === 0) return invalidArgument();
  for (const [key, cell] of cells) store(range, key, cell);
  recalculate(range.content, at);
  return undefined;
}

/** Enters one property of every cell of the range into `cells`. */
function enter(
  { sheet, area }: CellRange,
  input: unknown,
  property: string,
  cells: Map<string, Cell>,
): GraphAnswer | undefined {
  const rows = rowsOf(input, area);
  if (rows === undefined) return invalidArgument();
  if (rows === 'misfit') {
    return refuse(
      400,
      'invalidArgument',
      'The number of rows or columns in the input array doesn’t match the size of the range.',
    );
  }
  const entered = mapCells(area, (row, column): { key: string; entered: Entered } => {
    const key = cellKey(row, column);
    const cell = cells.get(key) ?? sheet.cells.get(key) ?? blank;
    const value = rows[row - area.top]?.[column - area.left] ?? null;
    if (value === null) return { key, entered: { kind: 'cell', cell } };
    return {
      key,
      entered:
        property === 'numberFormat' ? enterFormat(cell, String(value)) : enterValue(value, cell),
    };
  }).flat();
  for (const { key, entered: result } of entered) {
    if (result.kind === 'wrong') return invalidArgument();
    if (result.kind === 'gap') return sandboxGap(result.what);
    cells.set(key, result.cell);
  }
  return undefined;
}

function store({ sheet }: CellRange, key: string, cell: Cell): void {
  if (cell.value === '' && cell.formula === undefined && cell.numberFormat === 'General') {
    sheet.cells.delete(key);
  } else sheet.cells.set(key, cell);
}

const valueSchema = z.union([z.string(), z.number(), z.boolean()]);
const rowsSchema = z.array(z.array(valueSchema.nullable()));

/**
 * The rows of an input. Undefined if it has no rows, `misfit` if its size differs from the range.
 */
function rowsOf(input: unknown, area: CellArea): (SheetValue | null)[][] | 'misfit' | undefined {
  const one = valueSchema.safeParse(input);
  if (one.success) return mapCells(area, () => one.data);
  const table = rowsSchema.safeParse(input).data;
  if (table === undefined) return undefined;
  const fits =
    table.length === rowCount(area) && table.every((row) => row.length === columnCount(area));
  return fits ? table : 'misfit';
}

function unknownProperty(name: string): GraphAnswer {
  return refuse(
    400,
    'BadRequest',
    `The property '${name}' does not exist on type 'microsoft.graph.workbookRange'.`,
  );
}
