import type { AstExpression } from '@borgar/fx';
import { parse, tokenize } from '@borgar/fx';
import { parseAddress } from './rangeAddress';
import type { CellArea, SheetValue, Content, Sheet } from './content';
import { cellKey, findSheet } from './content';
import type { Argument } from './functions';
import { functions, single } from './functions';
import type { Operand } from './operators';
import { CellError, binary, unary } from './operators';

/** The result of a cell: its value, or an error such as `#DIV/0!`. */
export type Result = SheetValue | CellError;

/** Returns the result of a cell. Row and column are 0-based. */
export type Calculation = (sheet: Sheet, row: number, column: number) => Result;

/** Calculates cells on demand, each at most once. */
export function createCalculation(content: Content): Calculation {
  const known = new Map<string, Result>();
  const under = new Set<string>();
  const resultOf: Calculation = (sheet, row, column) => {
    const key = `${sheet.id} ${cellKey(row, column)}`;
    const done = known.get(key);
    if (done !== undefined) return done;
    const cell = sheet.cells.get(cellKey(row, column));
    if (cell?.formula === undefined) return cell?.value ?? '';
    // Excel shows 0 in a cell that refers to itself.
    if (under.has(key)) return 0;
    under.add(key);
    const result = calculate(cell.formula, { content, sheet, row, column, resultOf });
    under.delete(key);
    known.set(key, result);
    return result;
  };
  return resultOf;
}

/** The workbook and sheet of a formula, and the means to read other cells. */
interface Place {
  readonly content: Content;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
  readonly resultOf: Calculation;
}

function calculate(formula: string, place: Place): Result {
  const random = randomFor(
    `${place.content.calculated.seed} ${place.sheet.id} ${place.row},${place.column}`,
  );
  const context = { at: place.content.calculated.at, random };
  const evaluate = (node: AstExpression): Argument => {
    switch (node.type) {
      case 'Literal':
        return value(literal(node.value));
      case 'ErrorLiteral':
        return value(new CellError(node.value));
      case 'ReferenceIdentifier':
        return refer(node.value, place);
      case 'UnaryExpression':
        return value(unary(node.operator, single(node.arguments.map(evaluate)[0])));
      case 'BinaryExpression': {
        const [left, right] = node.arguments.map(evaluate);
        return value(binary(node.operator, single(left), single(right)));
      }
      case 'CallExpression': {
        const call = functions[node.callee.name.toUpperCase()];
        // An argument may be omitted, as in SUM(,1). The parser's types do not include this.
        const given = node.arguments.map((each: AstExpression | null) =>
          each === null ? value(null) : evaluate(each),
        );
        return value(call === undefined ? new CellError('#NAME?') : call(given, context));
      }
      default:
        return value(new CellError('#VALUE!'));
    }
  };
  // Excel shows 0 in a cell that refers to a blank one.
  return single(evaluate(parse(tokenize(formula)))) ?? 0;
}

const literal = (given: unknown): Result => (isValue(given) ? given : '');
const isValue = (given: unknown): given is SheetValue =>
  ['string', 'number', 'boolean'].includes(typeof given);

const value = (result: Operand): Argument => ({ results: [result], ofCells: false });

/** The results of the cells of a reference or a name. */
function refer(text: string, { content, sheet, resultOf }: Place): Argument {
  const named = content.names.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (named !== undefined && !named.refersTo.includes('!')) {
    return value(Number(named.refersTo.slice(1)));
  }
  const address = parseAddress(named?.refersTo.slice(1) ?? text);
  if (address === undefined) return value(new CellError('#NAME?'));
  const target = address.sheet === undefined ? sheet : findSheet(content, address.sheet);
  if (target === undefined) return value(new CellError('#REF!'));
  const { top, left, bottom, right } = address.area;
  const operandOf = (row: number, column: number) =>
    isBlank(target, row, column) ? null : resultOf(target, row, column);
  if (top === bottom && left === right) return { results: [operandOf(top, left)], ofCells: true };
  const results = filledCells(target, address.area).map((place) => operandOf(...place));
  // A range of several cells stays several results, even if all but one are blank.
  return { results: results.length > 1 ? results : [...results, null, null], ofCells: true };
}

function isBlank({ cells }: Sheet, row: number, column: number): boolean {
  const cell = cells.get(cellKey(row, column));
  return cell === undefined || (cell.formula === undefined && cell.value === '');
}

/** The non-blank cells of an area. An unbounded area has millions of blank ones. */
export function filledCells(
  { cells }: Sheet,
  { top, left, bottom, right }: CellArea,
): (readonly [number, number])[] {
  const places = [...cells.keys()].map((key) => key.split(',').map(Number));
  return places.flatMap(([row = 0, column = 0]) =>
    row >= top && row <= bottom && column >= left && column <= right
      ? [[row, column] as const]
      : [],
  );
}

/** Random numbers from 0 to 1 that change only on recalculation (mulberry32). */
function randomFor(text: string): () => number {
  let state = Array.from(text).reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193),
    0x811c9dc5,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
