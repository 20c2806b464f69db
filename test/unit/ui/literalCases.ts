/**
 * Strict readers of the literals of two languages: the value that the language would read, or an error where it would
 * read something else than one literal. Where a literal begins and ends in a text, grammar.ts tells.
 */

/** A single-quoted string of PowerShell at `start`: nothing is special but the quote, doubled. Source: about_Quoting_Rules. */
export function readPowerShell(text: string, start: number): string {
  const quote = /['\u2018-\u201b]/;
  if (!quote.test(text.charAt(start))) throw new Error('No quote.');
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (!quote.test(letter)) value += letter;
    else if (quote.test(text.charAt(at + 1))) value += text.charAt((at += 1));
    else return value;
  }
  throw new Error('Not closed.');
}

/** A regular string literal of C# at `start`. Source: C# language specification, 6.4.5.6. */
export function readCSharp(text: string, start: number): string {
  if (text.charAt(start) !== '"') throw new Error('No quote.');
  const simple: Readonly<Record<string, string>> = {
    '"': '"',
    "'": "'",
    '\\': '\\',
    n: '\n',
    r: '\r',
    t: '\t',
  };
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') return value;
    if (letter === '\n' || letter === '\r') throw new Error('A line break inside.');
    if (letter !== '\\') value += letter;
    else {
      const escaped = simple[text.charAt((at += 1))];
      if (escaped === undefined) throw new Error('An escape that C# does not know.');
      value += escaped;
    }
  }
  throw new Error('Not closed.');
}
