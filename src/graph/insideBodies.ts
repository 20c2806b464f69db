import type { CellValue, ReadCell } from '../session/inside';
import { objectOf, textOf } from './errorBody';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The visible sheets in a list of worksheets, in the order of their tabs: the list has none. */
export function sheetsIn(body: unknown): readonly Named[] {
  return listIn(body)
    .filter((sheet) => (textOf(sheet, 'visibility') ?? 'Visible') === 'Visible')
    .map((sheet) => ({ ...idAndName(sheet), position: Number(objectOf(sheet)?.['position'] ?? 0) }))
    .sort((a, b) => a.position - b.position)
    .flatMap(({ id, name }) => (id === undefined || name === undefined ? [] : [{ id, name }]));
}

/** What is listed, by id and name (the name alone where there is no id); of one type where given. */
export function namedIn(body: unknown, type?: string): readonly Named[] {
  return listIn(body)
    .filter((one) => type === undefined || (textOf(one, 'type') ?? type) === type)
    .filter((one) => objectOf(one)?.['visible'] !== false)
    .map(idAndName)
    .flatMap(({ id, name }) => (name === undefined ? [] : [{ id: id ?? name, name }]));
}

/** The rows of a range; undefined where the body has none that fit together. */
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

/** The text in `value`, for example a picture in base64. Only its alphabet is taken. */
export function valueIn(body: unknown): string | undefined {
  const value = textOf(body, 'value');
  return value !== undefined && /^[A-Za-z0-9+/]+=*$/.test(value) ? value : undefined;
}

function listIn(body: unknown): readonly unknown[] {
  const value = objectOf(body)?.['value'];
  return Array.isArray(value) ? value : [];
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
