import { recordOf } from './errors';

/** A member by its name in any letter case, the exact one first; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  const record = recordOf(value) ?? {};
  if (Object.hasOwn(record, name)) return record[name];
  return Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/** A member that is a text with something in it, by its name in any letter case, or undefined. */
export function textMember(value: unknown, name: string): string | undefined {
  const found = memberOf(value, name);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
