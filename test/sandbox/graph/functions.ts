import type { SheetValue } from './content';
import { CellError, numberOf } from './operators';

/** One argument: a value, or the values of a range. */
export type Argument = readonly (SheetValue | CellError)[];

/** The inputs of functions without arguments. */
export interface FunctionContext {
  /** The time of the last calculation, in milliseconds since 1970. */
  readonly at: number;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

type WorkbookFunction = (
  given: readonly Argument[],
  context: FunctionContext,
) => SheetValue | CellError;

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
  ROUND: ([value = [], digits = [0]]) => {
    const [number, places] = [numberOf(value[0] ?? ''), numberOf(digits[0] ?? 0)];
    if (number instanceof CellError) return number;
    if (places instanceof CellError) return places;
    const factor = 10 ** Math.trunc(places);
    return (Math.sign(number) * Math.round(Math.abs(number) * factor)) / factor;
  },
  IF: ([condition = [], yes = [true], no = [false]]) => {
    const holds = numberOf(condition[0] ?? '');
    if (holds instanceof CellError) return holds;
    return (holds === 0 ? no[0] : yes[0]) ?? '';
  },
  NOW: (_given, { at }) => serialOf(at),
  TODAY: (_given, { at }) => Math.floor(serialOf(at)),
  RAND: (_given, { random }) => random(),
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Excel counts days from 30 December 1899. @param at milliseconds since 1970, in UTC. */
const serialOf = (at: number): number => at / 86_400_000 + 25_569;

/** The numbers in the arguments. Text and blank cells are ignored. */
function numbersOf(given: readonly Argument[]): (number | CellError)[] {
  return given.flat().filter((each) => typeof each === 'number' || each instanceof CellError);
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
