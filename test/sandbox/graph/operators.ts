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

type Result = SheetValue | CellError;

/**
 * Converts a value to a number as Excel does in arithmetic. Blank is 0, and non-numeric text is
 * `#VALUE!`.
 */
export function numberOf(value: Result): number | CellError {
  if (value instanceof CellError) return value;
  const number = Number(value);
  const isSpace = typeof value === 'string' && value !== '' && value.trim() === '';
  return Number.isNaN(number) || isSpace ? new CellError('#VALUE!') : number;
}

/** The text of a result. */
export function resultText(value: Result): string {
  if (value instanceof CellError) return value.text;
  return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

/** `-A1`, `+A1`, `A1%` */
export function unary(operator: UnaryOperator, value: Result): Result {
  if (operator === '+') return value;
  const number = numberOf(value);
  if (number instanceof CellError) return number;
  return operator === '%' ? number / 100 : -number;
}

/** Two operands and their operator. */
export function binary(operator: BinaryOperator, left: Result, right: Result): Result {
  if (left instanceof CellError) return left;
  if (right instanceof CellError) return right;
  if (operator === '&') return resultText(left) + resultText(right);
  return comparisons[operator]?.(compare(left, right)) ?? arithmetic(operator, left, right);
}

function arithmetic(operator: string, left: SheetValue, right: SheetValue): Result {
  const [first, second] = [numberOf(left), numberOf(right)];
  if (first instanceof CellError) return first;
  if (second instanceof CellError) return second;
  if (operator === '/' && second === 0) return new CellError('#DIV/0!');
  const result = calculations[operator]?.(first, second) ?? Number.NaN;
  return Number.isFinite(result) ? result : new CellError('#NUM!');
}

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
function compare(left: SheetValue, right: SheetValue): number {
  const rank = (value: SheetValue) => ['number', 'string', 'boolean'].indexOf(typeof value);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  const [first, second] = [left, right].map((value) =>
    typeof value === 'string' ? value.toLowerCase() : value,
  );
  return first === second ? 0 : (first ?? 0) < (second ?? 0) ? -1 : 1;
}
