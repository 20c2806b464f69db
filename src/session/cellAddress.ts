/** Rectangle of cells; zero-based, with inclusive ends. */
export interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Last row and column of a sheet. Source: Excel specifications and limits. */
const lastRow = 1_048_575;
const lastColumn = 16_383;

/** Letters of a column (`A`, `AB`) from its zero-based index. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (column % 26));
}

function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) {
    column = column * 26 + letters.toUpperCase().charCodeAt(at) - 64;
  }
  return column - 1;
}

/** Address of an area in Excel's notation, for example `A1:C20`. */
export function addressOfArea({ top, left, bottom, right }: Area): string {
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right)}${bottom + 1}`;
  return first === last ? first : `${first}:${last}`;
}

/** Parsed A1 address with its optional sheet name; `area` may extend to the end of the sheet. */
export interface CellAddress {
  readonly sheet?: string;
  readonly area: Area;
}

/**
 * A sheet's name, with or without quotation marks, and the range after it. A formula may begin with
 * `=`. Input methods and word processors type other marks: `！`, `＝`, `‘…’`, `’…’`, `＇…＇`.
 */
const addressPattern = /^(?:[=＝]?(?:'((?:[^']|'')+)'|[‘’＇](.+)[’＇]|([^'!]+))[!！])?([^!！]+)$/;

/**
 * Parses an address such as `B2`, `$A$1:C20`, `A:C`, `2:5`, `'My sheet'!A1` or
 * `=[Budget.xlsx]Sheet1!A1`; returns undefined if it is invalid.
 */
export function parseCellAddress(text: string): CellAddress | undefined {
  const [, quoted, marked, plain, range = ''] = addressPattern.exec(text.trim()) ?? [];
  // Input methods type full-width characters.
  const area = parseArea(range.normalize('NFKC').replaceAll('$', '').trim());
  if (area === undefined) return undefined;
  // The name of a workbook ends with a bracket, which no sheet's name contains.
  const sheet = (quoted?.replaceAll("''", "'") ?? marked ?? plain)?.replace(/^.*\](?=.)/s, '');
  return sheet === undefined ? { area } : { sheet, area };
}

function parseArea(text: string): Area | undefined {
  const [first = '', second = first, ...more] = text.split(':').map((part) => part.trim());
  const [from, to] = [parseCorner(first), parseCorner(second)];
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  // `A` and `5` alone are invalid; `A:C` and `2:5` are whole columns and rows.
  const isWhole = from.row === undefined || from.column === undefined;
  const sameKind =
    (from.row === undefined) === (to.row === undefined) &&
    (from.column === undefined) === (to.column === undefined);
  if (!sameKind || (isWhole && !text.includes(':'))) return undefined;
  const rows = [from.row ?? 0, to.row ?? lastRow];
  const columns = [from.column ?? 0, to.column ?? lastColumn];
  const area = {
    top: Math.min(...rows),
    left: Math.min(...columns),
    bottom: Math.max(...rows),
    right: Math.max(...columns),
  };
  return area.bottom <= lastRow && area.right <= lastColumn ? area : undefined;
}

function parseCorner(
  text: string,
): { readonly row?: number; readonly column?: number } | undefined {
  const [match, letters = '', digits = ''] = /^([a-z]{0,3})([1-9]\d{0,6})?$/i.exec(text) ?? [];
  if (match === undefined || match === '') return undefined;
  return {
    ...(digits === '' ? {} : { row: Number(digits) - 1 }),
    ...(letters === '' ? {} : { column: columnOf(letters) }),
  };
}

/** True if an area extends to the end of the sheet: whole columns or rows. */
export const isUnbounded = ({ bottom, right }: Area): boolean =>
  bottom === lastRow || right === lastColumn;

/** True if two areas are the same. */
export const isSameArea = (a: Area, b: Area): boolean =>
  a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;

/** Smallest area that contains both. */
export const unionOf = (a: Area, b: Area): Area => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
});

/** Intersection of two areas; undefined if they do not overlap. */
export function intersectionOf(a: Area, b: Area): Area | undefined {
  const area = {
    top: Math.max(a.top, b.top),
    left: Math.max(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
  };
  return area.top <= area.bottom && area.left <= area.right ? area : undefined;
}
