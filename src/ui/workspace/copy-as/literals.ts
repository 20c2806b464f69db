/** String literal for JavaScript, Python and C#, which all read JSON's escapes. */
export const quoted = (text: string): string => JSON.stringify(text);

/** POSIX shell string: only the single quote is special between single quotes. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** PowerShell string. Typographic quotes are quotes too. Source: about_Quoting_Rules. */
export const powerShellQuoted = (text: string): string =>
  `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
