import { withoutBase64 } from './base64Ids';
import { charOf } from './charOf';
import { withoutEntities } from './entities';
import { trimMatching, trimEndMatching } from './trim';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/**
 * An id of the documented form, `cluster=…&session=…&usid={guid}`: the only one whose end is known.
 * Source: Microsoft Graph, workbook-createsession.
 */
const documentedId = new RegExp(`^cluster=[\\x21-\\x7e]+&usid=${guid}$`, 'i');
/** Characters that no documented id contains, and that end it in a text. */
const delimiters = `\\s"'\`,;{}<>\\\\`;
const documentedText = `cluster=[^${delimiters}]{1,1950}?&usid=${guid}`;
const documentedStart = new RegExp(`^${documentedText}`, 'i');
/**
 * In a text, also after `\n` in a printed one. Only other marks may follow: a longer id is not of
 * this form.
 */
const documentedIds = new RegExp(
  `(?:(?<![a-z0-9])|(?<=\\\\[nrt]))${documentedText}(?![^a-z0-9${delimiters}]*[a-z0-9&=%+/])`,
  'gi',
);

const quotes = `"'\`´“”„‟‘’‚‛«»‹›「」『』＂＇`;
const edgeCharacter = new RegExp(`[\\s${quotes}<>,;\\\\]`);

/** Names of the header, and of variables that hold it. */
const headerName = /(?:^|[^a-z0-9])(?:workbook[-_ ]?)?session[-_ ]?id(?![a-z0-9])/i;
/** The member of the answer, in code or in a printed object. */
const idName = /(?:^|[^a-z0-9])id(?![a-z0-9])/i;
/** The text between a name and its value: `": "`, ` = '`, `", "`, `"] = "`, `": ["`. */
const separatorPattern = /^[\\"'`\])]*\s*(?:=>|[:=,])\s*(?:\[\s*(?=[\\"'`]+[^\s\\"'`]))?[\\"'`]*/;

/** Removes invisible characters, and the space and punctuation at both ends of a pasted text. */
export function trimPastedText(text: string): string {
  return trimMatching(text.replaceAll(/\p{Cf}/gu, ''), edgeCharacter);
}

/**
 * A value that is no id: a token, the name of an empty value, a variable, or a text that was
 * shortened.
 */
const noId = /^(?:ey[\w-]+(?:\.[\w-]*){2,4}|none|undefined|null|nil|\$.*|%\w+%)$|\.{3}/i;

/**
 * Finds the session id in a text, or returns undefined. It tries, in this order: the only id of the
 * documented form in any text, encoded or not; the JSON response of createSession, the
 * header `workbook-session-id` in any code, a printed response, the bare id. An empty string means
 * that the value found is a placeholder. Of several ids of the documented form none is chosen.
 */
export function findSessionId(pasted: string): string | undefined {
  // Windows' command line escapes some characters by a caret, quotation marks too.
  const text = pasted.includes('^"') ? pasted.replaceAll(/\^([&"%^])/g, '$1') : pasted;
  const [documented, other] = documentedIdsIn(text);
  if (documented !== undefined) return other === undefined ? documented : undefined;
  const id =
    findInJson(text) ?? valueOf(headerName, text) ?? findInPrintedAnswer(text) ?? bareId(text);
  return id === undefined || noId.test(id) ? undefined : joinLines(unescape(id));
}

/** Joins the lines of a wrapped id if the result has the documented form. */
function joinLines(id: string): string {
  const oneLine = id.replaceAll(/\s+/g, '');
  return documentedId.test(oneLine) && /^cluster=(?!.*cluster=)/i.test(oneLine) ? oneLine : id;
}

/** Maximum number of readings of a text: as it is, decoded once, decoded twice. */
const maxReadings = 3;

/** The different ids of the documented form in a text, encoded or not. */
function documentedIdsIn(text: string): readonly string[] {
  let reading = withoutEscapes(text);
  for (let count = 0; count < maxReadings; count += 1) {
    const ids = new Set(reading.match(documentedIds));
    if (ids.size > 0) return [...ids];
    // In a percent-encoded text `&` separates parameters.
    const values = reading.replaceAll('&', ' ');
    reading = withoutEscapes(values.replaceAll(/%([2-7][0-9a-f])/gi, charOf));
  }
  return [];
}

/** A documented id contains no escapes; another id may. */
const unescape = (id: string): string => (/^cluster=/i.test(id) ? withoutEscapes(id) : id);

/** An id with the same mark of a shell, or of Markdown, before each `&`. */
const markedId = /cluster=[^\s&]{1,99}?([\\^`])&[^\s&]{1,1950}?\1&usid=/gi;

/** Replaces the escapes of `&` and other characters in JSON, HTML, Markdown and shells, and base64. */
const withoutEscapes = (text: string): string =>
  // HTML in HTML has `&amp;` for each `&`.
  withoutEntities(withoutBase64(text).replaceAll(/&(?:amp;)+/gi, '&'))
    .replaceAll(/\\+u00([2-7][0-9a-f])/gi, charOf)
    .replaceAll(markedId, (id, mark: string) => id.replaceAll(`${mark}&`, '&'));

/** Maximum number of opening braces at which an object is tried. */
const maxBraces = 30;

function findInJson(text: string): string | undefined {
  let start = text.indexOf('{');
  for (let brace = 0; start >= 0 && brace < maxBraces; brace += 1) {
    const object = objectAt(text, start);
    const value = parseJson(object);
    const id = findInAnswer(value, 0);
    if (id !== undefined) return id;
    start = text.indexOf('{', start + (value === undefined ? 1 : object.length));
  }
  return undefined;
}

/** The text of the object that begins at a brace, up to its closing brace. */
function objectAt(text: string, start: number): string {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    depth += token[0] === '{' ? 1 : token[0] === '}' ? -1 : 0;
    if (depth === 0) return text.slice(start, tokens.lastIndex);
  }
  return '';
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

const maxDepth = 5;

/**
 * The id in a response of createSession, which may be nested in another object (`body`, `headers`).
 */
function findInAnswer(value: unknown, depth: number): string | undefined {
  if (depth > maxDepth) return undefined;
  if (typeof value === 'string') return value.includes('{') ? findInJson(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  for (const [name, member] of members) {
    if (typeof member !== 'string') continue;
    const isId = /^id$/i.test(name) && isSessionMember(members, member, depth);
    if (isId || headerName.test(name)) return member.trim();
    // A header in two members: `name` or `key`, and `value`.
    const [, paired] = members.find(([other]) => other === 'value') ?? [];
    if (typeof paired === 'string' && headerName.test(member)) return paired.trim();
  }
  const inner = members.map(([, member]) => findInAnswer(member, depth + 1));
  return inner.find((id) => id !== undefined);
}

/**
 * True if an `id` belongs to a session: the ids of other resources have other members beside them.
 */
const isSessionMember = (
  members: readonly [string, unknown][],
  id: string,
  depth: number,
): boolean =>
  /^cluster=/i.test(id) ||
  members.some(([name]) => /^persistChanges$/i.test(name)) ||
  (depth === 0 && members.every(([name]) => /^(?:id$|@)/i.test(name)));

/** The value after a name; empty if it is a placeholder (`{id}`). */
function valueOf(name: RegExp, text: string): string | undefined {
  const match = name.exec(text);
  const rest = match === null ? '' : text.slice(match.index + match[0].length);
  const [separator] = separatorPattern.exec(rest) ?? [];
  if (separator === undefined) return undefined;
  const value = rest.slice(separator.length);
  const [first = ''] = value.split(/[\s"'`,;{}<>]/, 1);
  // A long value may be wrapped.
  const [whole] = documentedStart.exec(value.replaceAll(/\s+/g, '')) ?? [];
  return whole !== undefined && whole.length > first.length ? whole : trimEndMatching(first, /\\/);
}

/** The id in a response that PowerShell, Python or Node printed, not in JSON. */
function findInPrintedAnswer(text: string): string | undefined {
  const id = valueOf(idName, text);
  const isPrinted = /persistChanges/i.test(text) || /^cluster=/i.test(id ?? '');
  return isPrinted ? id : undefined;
}

/** The bare id; a wrapped one only in the documented form. An address is none. */
function bareId(text: string): string | undefined {
  if (!/[\s"{}<>]/.test(text)) return text.includes('://') ? undefined : text;
  const oneLine = joinLines(unescape(text));
  return documentedId.test(oneLine) ? oneLine : undefined;
}
