import { spawnSync } from 'node:child_process';

/** Values of a registry key by name; the default value has the name "". */
export type RegistryValues = ReadonlyMap<string, string>;

/** Reads a key: its values, `missing`, or undefined when the registry cannot be read. */
export type RegistryReader = (key: string) => RegistryValues | 'missing' | undefined;

/** A key that every Windows has: it tells a missing key from an unreadable registry. */
const alwaysThere = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const timeoutMs = 10_000;

/**
 * Reads the registry by reg.exe, as Microsoft's tools do. Its exit code is 1 both for a missing key
 * and for a refusal, so a second key is read to tell them apart.
 */
export const readRegistry: RegistryReader = (key) => {
  const text = query(key);
  if (text !== undefined) return parseRegQuery(text);
  return query(alwaysThere) === undefined ? undefined : 'missing';
};

function query(key: string): string | undefined {
  const { status, stdout } = spawnSync('reg', ['query', key], {
    encoding: 'utf8',
    timeout: timeoutMs,
    windowsHide: true,
  });
  return status === 0 ? stdout : undefined;
}

/**
 * Parses the output of `reg query`: a line per value, with name, type and data. The default value's
 * name is in brackets, and translated.
 */
export function parseRegQuery(text: string): RegistryValues {
  return new Map(
    [...text.matchAll(/^ {4}(.*?) {4}REG_\w+(?: {4}(.*?))?\r?$/gm)].map(
      ([, name = '', data = '']) => [/^\(.*\)$/.test(name) ? '' : name, data],
    ),
  );
}
