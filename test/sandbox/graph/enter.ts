import type { AstExpression } from '@borgar/fx';
import { parse, tokenize } from '@borgar/fx';
import { getFormatFromId, isValidFormat, parseValue } from 'numfmt';
import type { Cell, SheetValue } from './content';
import { functions } from './functions';
import { operators } from './operators';

/**
 * A cell to store, or why it cannot be stored: invalid in Graph (`wrong`) or not supported by the
 * sandbox (`gap`).
 */
export type Entered =
  | { readonly kind: 'cell'; readonly cell: Cell }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'gap'; readonly what: string };

/**
 * Enters a value as Excel does. Text that begins with `=` is a formula, and text that parses as a
 * number becomes a number. Without a format, the cell takes that of the text: a date stays one. A
 * leading apostrophe makes any input text.
 */
export function enterValue(
  value: SheetValue,
  { numberFormat }: Pick<Cell, 'numberFormat'>,
): Entered {
  const constant = (entered: SheetValue): Entered => ({
    kind: 'cell',
    cell: { value: entered, numberFormat },
  });
  if (typeof value !== 'string' || numberFormat === '@') return constant(value);
  if (value.startsWith("'")) return constant(value.slice(1));
  if (value.length > 1 && value.startsWith('=')) return enterFormula(value, numberFormat);
  const parsed = parseValue(value);
  if (parsed === undefined) return constant(value);
  return {
    kind: 'cell',
    cell: { value: parsed.value, numberFormat: formatFor(parsed, numberFormat) },
  };
}

/** The format of a cell after text was entered. A format that the cell has stays. */
function formatFor({ formatId }: { readonly formatId?: number }, numberFormat: string): string {
  const ofText = formatId === undefined ? null : getFormatFromId(formatId);
  return numberFormat === 'General' ? (ofText ?? numberFormat) : numberFormat;
}

function enterFormula(formula: string, numberFormat: string): Entered {
  const expression = parseFormula(formula);
  if (expression === undefined) return { kind: 'wrong' };
  const lack = lackOf(expression);
  if (lack !== undefined) return { kind: 'gap', what: lack };
  return { kind: 'cell', cell: { value: '', formula, numberFormat } };
}

/** Changes the number format of a cell. */
export function enterFormat(cell: Cell, numberFormat: string): Entered {
  return isValidFormat(numberFormat)
    ? { kind: 'cell', cell: { ...cell, numberFormat } }
    : { kind: 'wrong' };
}

function parseFormula(formula: string): AstExpression | undefined {
  try {
    return parse(tokenize(formula));
  } catch {
    return undefined;
  }
}

/** The first part of a formula that the sandbox cannot calculate. */
function lackOf(node: AstExpression): string | undefined {
  switch (node.type) {
    case 'Literal':
    case 'ErrorLiteral':
      return undefined;
    case 'ReferenceIdentifier':
      return node.kind === 'table' ? 'structured references in formulas' : undefined;
    case 'UnaryExpression':
    case 'BinaryExpression':
      if (!operators.includes(node.operator)) return `operator ${node.operator} in formulas`;
      return node.arguments.map(lackOf).find((lack) => lack !== undefined);
    case 'CallExpression': {
      const name = node.callee.name.toUpperCase();
      if (functions[name] === undefined) return `worksheet function ${name}`;
      // An argument may be omitted, as in SUM(,1). The parser's types do not include this.
      const lacks = node.arguments.map((each: AstExpression | null) =>
        each === null ? undefined : lackOf(each),
      );
      return lacks.find((lack) => lack !== undefined);
    }
    default:
      return 'arrays, LET and LAMBDA in formulas';
  }
}
