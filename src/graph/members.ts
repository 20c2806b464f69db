import { objectOf } from './errorBody';

/** The entries of a list of Graph, which stand in `value`; undefined if there is no list. */
export function listIn(body: unknown): readonly unknown[] | undefined {
  const value = objectOf(body)?.['value'];
  return Array.isArray(value) ? value : undefined;
}

/** A member by its name in any letter case, the exact match first; undefined if there is none. */
export function memberOf(value: unknown, name: string): unknown {
  const record = objectOf(value) ?? {};
  if (Object.hasOwn(record, name)) return record[name];
  return Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** A non-blank string member by its name in any letter case, or undefined. */
export function textMember(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}
