import { parseEnv } from 'node:util';

/**
 * Reads the text of an `.env` file with `util.parseEnv`: quotes, comments and `export` are understood, the last of two
 * lines for one name counts.
 *
 * Node 20 takes only spaces as space, keeps a byte order mark in the first name, and joins a line
 * without "=" to the next one. The text is brought into the form that it reads correctly; `trim` removes the mark too.
 */
export function parseDotenv(text: string): Readonly<Record<string, string | undefined>> {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  // A line with a quote may end a value of several lines.
  const isKept = (line: string): boolean => line.startsWith('#') || /[="'`]/.test(line);
  const kept = lines
    .filter(isKept)
    .map((line) => line.replace(/^(?:export\s+)?([\w.-]+)\s*=\s*/, '$1='));
  const values = Object.entries(parseEnv(kept.join('\n')));
  return Object.fromEntries(values.map(([name, value]) => [name, value?.trim()]));
}
