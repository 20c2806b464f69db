import type { CellValue, Named, ReadCell, WorkbookOutline } from '../session/inside';
import { objectOf, textOf } from './errorBody';
import { listIn } from './members';

/**
 * Visible sheets from a list of worksheets, sorted by tab position; the response is unsorted.
 * Undefined if there are none, which no workbook can be.
 */
export function sheetsIn(body: unknown): WorkbookOutline['sheets'] | undefined {
  const [first, ...more] = (listIn(body) ?? [])
    .filter((sheet) => (textOf(sheet, 'visibility') ?? 'Visible') === 'Visible')
    .map((sheet) => ({ ...idAndName(sheet), position: Number(objectOf(sheet)?.['position'] ?? 0) }))
    .sort((a, b) => a.position - b.position)
    .flatMap(({ id, name }) => (id === undefined || name === undefined ? [] : [{ id, name }]));
  return first && [first, ...more];
}

/**
 * Entries by id and name (name only if the id is missing), filtered by `type` if given; undefined
 * if there is no list.
 */
export function namedIn(body: unknown, type?: string): readonly Named[] | undefined {
  return listIn(body)
    ?.filter((one) => type === undefined || (textOf(one, 'type') ?? type) === type)
    .filter((one) => objectOf(one)?.['visible'] !== false)
    .map(idAndName)
    .flatMap(({ id, name }) => (name === undefined ? [] : [{ id: id ?? name, name }]));
}

/** Rows of a range; undefined if the response has no consistent rows. */
export function rowsIn(body: unknown): readonly (readonly ReadCell[])[] | undefined {
  const { values, text, formulas } = objectOf(body) ?? {};
  const rows = tableOf(values);
  const [texts, written] = [tableOf(text), tableOf(formulas)];
  return rows?.map((cells, row) =>
    cells.map((value, column) => ({
      value: valueOf(value),
      text: String(valueOf(texts?.[row]?.[column] ?? value) ?? ''),
      formula: valueOf(written?.[row]?.[column] ?? value),
    })),
  );
}

/** Text in `value`, for example a base64 picture. Accepts base64 characters only. */
export function valueIn(body: unknown): string | undefined {
  const value = textOf(body, 'value');
  return value !== undefined && /^[A-Za-z0-9+/]+=*$/.test(value) ? value : undefined;
}

function idAndName(one: unknown): {
  readonly id: string | undefined;
  readonly name: string | undefined;
} {
  return { id: textOf(one, 'id'), name: textOf(one, 'name') };
}

function tableOf(value: unknown): readonly (readonly unknown[])[] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every((row) => Array.isArray(row))
    ? value
    : undefined;
}

const valueOf = (value: unknown): CellValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
