import { trimEndMatching } from '../session/trim';
import { base64Text, decoded, urlDefenseAddress, withoutEntities } from './encodings';

const colon = String.raw`(?::|[%~*-](?:25)*3a)`;
const slash = String.raw`(?:\\?/|[%~*-](?:25)*2f|_)`;
const sharePoint = String.raw`[a-z0-9-]+\.sharepoint(?:-df|-mil)?\.(?:com|us|de|cn)`;

/** Where an address begins: `https://`, `https%253A%252F%252F`, `https:~2F~2F`, `https-3A__`. */
const schemes = new RegExp(`https?${colon}${slash}{1,3}`, 'gi');
/** SharePoint's host without a scheme, with a path after it. Group 1 stands before the host. */
const hosts = new RegExp(String.raw`(^|[^\w.@:%~*\\/-]|[^/]/)(?=${sharePoint}${slash})`, 'gi');
/** Base64, its signs percent-encoded or not. */
const base64s = /(?:[\w+/-]|%2[bf]){20,}/gi;
/** How "http" begins in base64, where the encoded text begins with it. */
const httpInBase64 = 'aHR0c';

/** How the rest of an address is encoded: the escape character, and `25` for each further time. */
const encoding = /^(?:https?(?::(?=[%~*-]))?|[\w.-]+?)([%~*-])((?:25)*)(?:3a|2f)/i;

const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '<': '>',
  '(': ')',
  '[': ']',
  '{': '}',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '（': '）',
  '＜': '＞',
};

/** What cannot stand in an address, and ends it within a text. */
export const delimiter = /[\s"<>|`“”„«»「」『』（）＜＞]/;
const encodedDelimiter = /[&?#\s"<>|`“”„«»「」『』（）＜＞]/;
/** A line as far as the last workbook's name in it, and the query after that. */
const workbookAddress = /^.*\.xls[xmb](?:\?[^\s"<>|]*|(?=$|[\s"<>|,;:.!)\]}'’]))/i;
/** What ends a sentence rather than an address. */
const punctuation = /[.,;:!?)\]}'’]/;

/**
 * The addresses that stand inside a text, decoded as often as they were encoded, the likeliest
 * first: in a query, a fragment or a path, in base64, or among words and marks. Nothing is known of
 * the service that wrapped them. `ownQuery: false` passes over those that stand in the query of the
 * address with which the text begins.
 */
export function addressesIn(text: string, { ownQuery }: { readonly ownQuery: boolean }): string[] {
  const plain = withoutEntities(text.replaceAll('\\u0026', '&'));
  const found = [...(plain === text ? [] : [plain]), ...endings(text)];
  if (ownQuery) found.push(...urlDefenseAddress(text));
  for (const at of beginnings(text)) {
    if (ownQuery || !isInQuery(text, at)) found.push(...addressesAt(text, at));
  }
  if (ownQuery) found.push(...fromBase64(text));
  return found.map(withScheme);
}

/** Where in a text an address begins, but for a plain one at its very beginning. */
function beginnings(text: string): number[] {
  const byScheme = [...text.matchAll(schemes)]
    .filter(({ index, 0: scheme }) => index > 0 || !/^https?:\\?\//i.test(scheme))
    .map(({ index }) => index);
  const byHost = [...text.matchAll(hosts)]
    .map(({ index, 1: before = '' }) => index + before.length)
    .filter((at) => at > 0);
  return [...byScheme, ...byHost].sort((a, b) => a - b);
}

const isInQuery = (text: string, at: number): boolean =>
  /[?#]/.test(
    text
      .slice(0, at)
      .split(/[\s"'<>]/)
      .at(-1) ?? '',
  );

function addressesAt(text: string, at: number): string[] {
  const rest = text.slice(at);
  const [, escape, level = ''] = encoding.exec(rest) ?? [];
  if (escape !== undefined) {
    // "%25" is an encoded "%"; behind another escape character it is for the next reading.
    const times = escape === '%' ? 1 + level.length / 2 : 1;
    return [decodedAddress(rest, { escape, times, inQuery: isInQuery(text, at) })];
  }
  const before = text.charAt(at - 1);
  if (before !== '=') return [...closedBy(rest, before), ...endings(rest), rest];
  // A parameter is encoded by definition; some wrappers leave it as it is.
  const [value = ''] = rest.split(/[&\s]/, 1);
  return [decoded(value), value, ...closedBy(rest, before), ...endings(rest), rest];
}

interface Encoding {
  readonly escape: string;
  readonly times: number;
  readonly inQuery: boolean;
}

/** An encoded address ends where something stands that would have been encoded as well. */
function decodedAddress(rest: string, { escape, times, inQuery }: Encoding): string {
  let [address = ''] = rest.split(encodedDelimiter, 1);
  if (escape === '-') address = address.replaceAll('_', '/');
  // In a form's encoding a plus sign is a space.
  if (escape === '%' && inQuery) address = address.replaceAll('+', '%20');
  for (let pass = 0; pass < times; pass += 1) address = decoded(address, escape);
  return address;
}

/** An address in quotation marks or brackets. Some of these can stand in a name as well. */
function closedBy(rest: string, opener: string): string[] {
  const closer = closers[opener];
  if (closer === undefined || !rest.includes(closer)) return [];
  return [rest.slice(0, rest.indexOf(closer)), rest.slice(0, rest.lastIndexOf(closer))];
}

/** Where an address may end: at what cannot be in one, after a workbook's name, with the line. */
function endings(text: string): string[] {
  if (!/^(?:https?:|[a-z0-9-]+(?:\.[a-z0-9-]+)+)\//i.test(text)) return [];
  if (!delimiter.test(text) && !punctuation.test(text.slice(-1))) return [];
  const [line = ''] = text.split(/[\r\n]/, 1);
  const [token = ''] = text.split(delimiter, 1);
  const [named = ''] = workbookAddress.exec(line) ?? [];
  const ends = [token, trimEndMatching(token, punctuation), named, line];
  return ends.filter((end) => end !== '' && end !== text);
}

/** The texts in base64 that hold an address. Some wrappers put letters of their own before it. */
function fromBase64(text: string): string[] {
  const runs = [...text.matchAll(base64s)].map(([run]) => decoded(run));
  const begun = runs.flatMap((run) => [run, run.slice(run.indexOf(httpInBase64))]);
  return (
    begun
      // A slash belongs to base64, or begins the next segment of a path.
      .flatMap((run) => [run, run.split('/', 1)[0] ?? ''])
      .map((base64) => base64Text(base64) ?? '')
      .filter((address) => /https?/i.test(address) && !/\p{Cc}/u.test(address))
  );
}

/** A scheme with two plain slashes: servers fold two into one, JSON escapes them. */
function withScheme(address: string): string {
  const plain = /^https?:\\\//i.test(address) ? address.replaceAll('\\/', '/') : address;
  return plain.replace(/^(https?):\/+/i, '$1://');
}
