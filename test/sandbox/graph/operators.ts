import type { BinaryOperator, UnaryOperator } from '@borgar/fx';
import type { SheetValue } from './content';

/** A cell error, such as `#DIV/0!`. */
export class CellError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The operators that the sandbox supports. */
export const operators: readonly string[] = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '&',
  '=',
  '<>',
  '<',
  '>',
  '<=',
  '>=',
  '%',
];

/**
 * An operand. Null is a blank cell: 0 beside a number, and `""` beside text. A formula whose result
 * is `""` is text.
 */
export type Operand = SheetValue | CellError | null;

/**
 * Converts a value to a number as Excel does in arithmetic. Blank is 0, and non-numeric text is
 * `#VALUE!`.
 */
export function numberOf(value: Operand): number | CellError {
  if (value instanceof CellError) return value;
  const number = Number(value);
  const isEmpty = typeof value === 'string' && value.trim() === '';
  return Number.isNaN(number) || isEmpty ? new CellError('#VALUE!') : number;
}

/** The 15 digits with which Excel rounds, compares and writes a number. */
export const excelDigits = (number: number): number => Number(number.toPrecision(15));

/** The text of a result. */
export function resultText(value: Operand): string {
  if (value instanceof CellError) return value.text;
  if (typeof value === 'number') return String(excelDigits(value)).toUpperCase();
  return typeof value === 'boolean' ? String(value).toUpperCase() : (value ?? '');
}

/** `-A1`, `+A1`, `A1%` */
export function unary(operator: UnaryOperator, value: Operand): Operand {
  if (operator === '+') return value;
  const number = numberOf(value);
  if (number instanceof CellError) return number;
  return operator === '%' ? number / 100 : -number;
}

/** Two operands and their operator. */
export function binary(operator: BinaryOperator, left: Operand, right: Operand): Operand {
  if (left instanceof CellError) return left;
  if (right instanceof CellError) return right;
  if (operator === '&') return resultText(left) + resultText(right);
  return comparisons[operator]?.(compare(left, right)) ?? arithmetic(operator, left, right);
}

function arithmetic(operator: string, left: Constant, right: Constant): Operand {
  const [first, second] = [numberOf(left), numberOf(right)];
  if (first instanceof CellError) return first;
  if (second instanceof CellError) return second;
  if (operator === '/' && second === 0) return new CellError('#DIV/0!');
  const result = calculations[operator]?.(first, second) ?? Number.NaN;
  return Number.isFinite(result) ? result : new CellError('#NUM!');
}

type Constant = SheetValue | null;

const calculations: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** Excel sorts numbers before text before TRUE and FALSE, and ignores case. */
function compare(one: Constant, other: Constant): number {
  const [left, right] = [one ?? blankBeside(other), other ?? blankBeside(one)];
  const rank = (value: SheetValue) => ['number', 'string', 'boolean'].indexOf(typeof value);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  const [first = 0, second = 0] = [left, right].map((value) => {
    if (typeof value === 'number') return excelDigits(value);
    return typeof value === 'string' ? value.toLowerCase() : value;
  });
  return first === second ? 0 : first < second ? -1 : 1;
}

/** The value of a blank cell in a comparison. */
function blankBeside(other: Constant): SheetValue {
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}
