import type { Operand } from './operators';
import { CellError, excelDigits, numberOf } from './operators';

/** One argument: a value, or the values of a range. */
export interface Argument {
  readonly results: readonly Operand[];
  /** True if the values are those of cells. Functions then skip text, TRUE, FALSE and blanks. */
  readonly ofCells: boolean;
}

/** Reduces an argument to one result. Excel would spill several results; the sandbox does not. */
export function single({ results }: Argument = { results: [null], ofCells: false }): Operand {
  const [only = null] = results;
  return results.length === 1 ? only : new CellError('#VALUE!');
}

/** The inputs of functions without arguments. */
export interface FunctionContext {
  /** The time of the last calculation, in milliseconds since 1970. */
  readonly at: number;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

type WorkbookFunction = (given: readonly Argument[], context: FunctionContext) => Operand;

/** The worksheet functions that the sandbox supports. */
export const functions: Readonly<Record<string, WorkbookFunction>> = {
  SUM: (given) => overNumbers(given, sum),
  AVERAGE: (given) =>
    overNumbers(given, (numbers) =>
      numbers.length === 0 ? new CellError('#DIV/0!') : sum(numbers) / numbers.length,
    ),
  MIN: (given) =>
    overNumbers(given, (numbers) =>
      numbers.reduce((least, each) => Math.min(least, each), numbers[0] ?? 0),
    ),
  MAX: (given) =>
    overNumbers(given, (numbers) =>
      numbers.reduce((most, each) => Math.max(most, each), numbers[0] ?? 0),
    ),
  COUNT: (given) => numbersOf(given).filter((each) => typeof each === 'number').length,
  ROUND: ([value, digits]) => {
    const [number, places] = [numberOf(single(value)), numberOf(single(digits))];
    if (number instanceof CellError) return number;
    if (places instanceof CellError) return places;
    const factor = 10 ** Math.trunc(places);
    return (Math.sign(number) * Math.round(excelDigits(Math.abs(number) * factor))) / factor;
  },
  IF: ([condition, yes, no]) => {
    const holds = numberOf(single(condition));
    if (holds instanceof CellError) return holds;
    const chosen = holds === 0 ? no : yes;
    return chosen === undefined ? holds !== 0 : single(chosen);
  },
  NOW: (_given, { at }) => serialOf(at),
  TODAY: (_given, { at }) => Math.floor(serialOf(at)),
  RAND: (_given, { random }) => random(),
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Excel counts days from 30 December 1899. @param at milliseconds since 1970, in UTC. */
const serialOf = (at: number): number => at / 86_400_000 + 25_569;

/**
 * The numbers in the arguments. Those of cells are the numbers that they contain; an argument that
 * stands in the formula is converted. Source: Microsoft's pages of SUM, AVERAGE and COUNT.
 */
function numbersOf(given: readonly Argument[]): (number | CellError)[] {
  return given.flatMap(({ results, ofCells }) =>
    ofCells
      ? results.filter((each) => typeof each === 'number' || each instanceof CellError)
      : results.map(numberOf),
  );
}

/** Calculates over numbers. If an argument contains an error, that error is the result. */
function overNumbers(
  given: readonly Argument[],
  calculate: (numbers: readonly number[]) => number | CellError,
): number | CellError {
  const found = numbersOf(given);
  const error = found.find((each) => each instanceof CellError);
  return error ?? calculate(found.filter((each) => typeof each === 'number'));
}
