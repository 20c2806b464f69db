/** A literal of JavaScript, Python and C# alike: all three read JSON's escapes. */
export const quoted = (text: string): string => JSON.stringify(text);

/** Nothing is special between single quotes of a POSIX shell, but the single quote. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** PowerShell takes typographic quotes for quotes, too. Source: about_Quoting_Rules. */
export const powerShellQuoted = (text: string): string =>
  `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
