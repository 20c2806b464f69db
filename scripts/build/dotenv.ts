import * as util from 'node:util';

/**
 * Parses the text of an `.env` file with `util.parseEnv`, which supports quotes, comments and
 * `export`. The last line wins for a repeated name.
 *
 * Node 20 trims only spaces, keeps a byte order mark in the first name, and joins a line without
 * "=" to the next one. The text is normalized first; `trim` removes the mark too. Node before 20.12
 * has no `parseEnv`: an import by name would end a command before it can say which Node it needs.
 */
export function parseDotenv(text: string): Readonly<Record<string, string | undefined>> {
  // A line with a quote may be the end of a multi-line value.
  const isKept = (line: string): boolean => line.startsWith('#') || /[="'`]/.test(line);
  const kept = linesOf(text)
    .filter(isKept)
    .map((line) => line.replace(/^(?:export\s+)?([\w.-]+)\s*=\s*/, '$1='));
  const values = Object.entries(util.parseEnv(kept.join('\n')));
  return Object.fromEntries(values.map(([name, value]) => [name, value?.trim()]));
}

/** The line of an `.env` file that begins with `name` and has no "=" after it, if there is one. */
export function lineWithoutEquals(text: string, name: string): string | undefined {
  const fault = new RegExp(`^${name}(?![\\w.-]|\\s*=)`);
  return linesOf(text).find((line) => fault.test(line));
}

const linesOf = (text: string): readonly string[] =>
  text.split(/\r\n|\r|\n/).map((line) => line.trim());
