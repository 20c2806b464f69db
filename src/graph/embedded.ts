import { charOf } from '../session/charOf';
import { withoutEntities } from '../session/entities';
import { trimEndMatching } from '../session/trim';
import { base64Text, decoded, urlDefenseAddress } from './encodings';
import { sharePointHosts } from './sharePoint';

const colon = String.raw`(?::|[%~*-](?:25)*3a)`;
const slash = String.raw`(?:\\?/|[%~*-](?:25)*2f|_)`;
const sharePoint = `(?:${sharePointHosts}|[a-z0-9-]+\\.sharepoint\\.cn)`;

/** The start of an address: `https://`, `https%253A%252F%252F`, `https:~2F~2F`, `https-3A__`. */
const schemes = new RegExp(`https?${colon}${slash}{1,3}`, 'gi');
/**
 * SharePoint's host without a scheme (`//host/…` too), followed by a path. Group 1 is the text
 * before the host.
 */
const hosts = new RegExp(
  String.raw`((?:^|[^\w.@:%~*\\/-])(?:${slash}{2})?|[^/]/)(?=${sharePoint}${slash})`,
  'gi',
);
/** Base64; its signs may be percent-encoded. */
const base64s = /(?:[\w+/-]|%2[bf]){20,}/gi;
/** "http" in base64, at the start of the encoded text. */
const httpInBase64 = 'aHR0c';

/**
 * The encoding of the rest of an address: the escape character, and `25` for each further level.
 */
const encoding = /^(?:https?(?::(?=[%~*-]))?|[\w.-]+?)([%~*-])((?:25)*)(?:3a|2f)/i;

/** What closes the mark before an address. */
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

/**
 * The text in quotation marks or brackets; any other text as it is. A word processor may have
 * replaced one of two marks.
 */
export const withoutMarks = (text: string): string => {
  const isMarked =
    /^["“„].*["“”]$/s.test(text) || (closers[text.charAt(0)] ?? text) === text.at(-1);
  return isMarked ? text.slice(1, -1) : text;
};

/**
 * Characters that end an address in a text: it cannot contain them, or only encoded, as the
 * punctuation of other scripts (`。`, `！`, `،`).
 */
export const delimiter = /[\s"<>|`“”„«»「」『』（）＜＞…]|(?![!-~])\p{Terminal_Punctuation}/u;
const encodedDelimiter = new RegExp(`[&?#]|${delimiter.source}`, 'u');
/** A line up to the last workbook's name in it, and its query. */
const workbookAddress = new RegExp(
  String.raw`^.*\.xls[xmb](?:\?[^\s"<>|]*|(?=$|[,;:.!)\]}'’]|${delimiter.source}))`,
  'iu',
);
/** A line up to a workbook's name that a letter of another script follows: a word, or the name. */
const beforeWord = /^.*\.xls[xmb](?=(?![!-~])\p{L})/iu;
/** Punctuation that ends a sentence, not an address. */
const punctuation = /[.,;:!?)\]}'’]/;

/**
 * The addresses nested in a text, completely decoded, the most likely first: in a query, a fragment
 * or a path, in base64, or between words and punctuation. This works for any wrapping service.
 * `ownQuery: false` skips those in the query of the address at the start of the text.
 */
export function addressesIn(text: string, { ownQuery }: { readonly ownQuery: boolean }): string[] {
  const plain = withoutEntities(text.replaceAll(/\\u00([2-7][0-9a-f])/gi, charOf));
  const addresses = [...(plain === text ? [] : [plain]), ...addressEnds(text)];
  if (ownQuery) addresses.push(...urlDefenseAddress(text));
  for (const at of addressStarts(text)) {
    if (ownQuery || !isInQuery(text, at)) addresses.push(...addressesAt(text, at));
  }
  if (ownQuery) addresses.push(...fromBase64(text));
  addresses.push(...(beforeWord.exec(text) ?? []));
  return addresses.map(withScheme);
}

/** The positions at which an address starts, except for a plain one at the start of the text. */
function addressStarts(text: string): number[] {
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
    // "%25" is an encoded "%"; with another escape character it is left to the next reading.
    const times = escape === '%' ? 1 + level.length / 2 : 1;
    return [decodedAddress(rest, { escape, times, inQuery: isInQuery(text, at) })];
  }
  const before = text.charAt(at - 1);
  const marked = betweenMarks(rest, text.slice(Math.max(0, at - maxMarks), at));
  if (before !== '=') return [...marked, ...addressEnds(rest), rest];
  // A parameter is encoded by definition, but some wrappers do not encode it.
  const [value = ''] = rest.split(/[&\s]/, 1);
  return [decoded(value), value, ...marked, ...addressEnds(rest), rest];
}

interface Encoding {
  readonly escape: string;
  readonly times: number;
  readonly inQuery: boolean;
}

/** Decodes an address. It ends at the first character that would have been encoded. */
function decodedAddress(rest: string, { escape, times, inQuery }: Encoding): string {
  let address = rest;
  if (escape === '-') address = address.replaceAll('_', '/');
  // Form encoding writes a space as a plus sign.
  if (escape === '%' && inQuery) address = address.replaceAll('+', '%20');
  for (let pass = 0; pass < times; pass += 1) {
    // What an outer level encoded less often belongs to that level.
    [address = ''] = address.split(encodedDelimiter, 1);
    address = decoded(address, escape);
  }
  return address;
}

/** Maximum number of marks before an address. */
const maxMarks = 8;

/**
 * An address in quotation marks, brackets or a repeated mark (`**…**`, Check Point's `___…___`); a
 * name can contain some of these too.
 */
function betweenMarks(rest: string, before: string): string[] {
  const closer = closers[before.slice(-1)] ?? /([_*~])\1+$/.exec(before)?.[0];
  if (closer === undefined || !rest.includes(closer)) return [];
  return [rest.slice(0, rest.indexOf(closer)), rest.slice(0, rest.lastIndexOf(closer))];
}

/**
 * The possible ends of an address: at a character that it cannot contain, after a workbook's name,
 * at the end of the line.
 */
function addressEnds(text: string): string[] {
  if (!/^(?:https?:|[a-z0-9-]+(?:\.[a-z0-9-]+)+)\//i.test(text)) return [];
  if (!delimiter.test(text) && !punctuation.test(text.slice(-1))) return [];
  const [line = ''] = text.split(/[\r\n]/, 1);
  const [token = ''] = text.split(delimiter, 1);
  const [named = ''] = workbookAddress.exec(line) ?? [];
  const ends = [token, trimEndMatching(token, punctuation), named, line];
  return ends.filter((end) => end !== '' && end !== text);
}

/** The base64 texts that contain an address. Some wrappers prefix characters of their own. */
function fromBase64(text: string): string[] {
  const runs = [...text.matchAll(base64s)].map(([run]) => decoded(run));
  const candidates = runs.flatMap((run) => [run, run.slice(run.indexOf(httpInBase64))]);
  return (
    candidates
      // A slash is part of the base64, or starts the next segment of a path.
      .flatMap((run) => [run, run.split('/', 1)[0] ?? ''])
      .map((base64) => base64Text(base64) ?? '')
      .filter((address) => /https?/i.test(address) && !/\p{Cc}/u.test(address))
  );
}

/** Normalizes the scheme to two plain slashes: servers merge two into one, JSON escapes them. */
function withScheme(address: string): string {
  const plain = /^https?:\\\//i.test(address) ? address.replaceAll('\\/', '/') : address;
  return plain.replace(/^(https?):\/+/i, '$1://');
}
