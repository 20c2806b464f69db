import { trimmedBy, trimmedEndBy } from './trim';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/**
 * An id of the documented form, `cluster=…&session=…&usid={guid}`: the only one whose end is known.
 * Source: Microsoft Graph, workbook-createsession.
 */
const documented = new RegExp(`^cluster=[\\x21-\\x7e]+&usid=${guid}$`, 'i');
const documentedStart = new RegExp(`^cluster=[^"'\`,;{}<>]+?&usid=${guid}`, 'i');

const quotes = `"'\`´“”„‟‘’‚‛«»‹›「」『』＂＇`;
const mark = new RegExp(`[\\s${quotes}<>,;\\\\]`);

/** Names of the header, and of variables that hold it. */
const headerName = /(?:^|[^a-z0-9])(?:workbook[-_ ]?)?session[-_ ]?id(?![a-z0-9])/i;
/** The member of the answer, in code or in a printed object. */
const idName = /(?:^|[^a-z0-9])id(?![a-z0-9])/i;
/** What stands between a name and its value: `": "`, ` = '`, `", "`, `"] = "`. */
const between = /^[\\"'`\])]*\s*(?:=>|[:=,])\s*[\\"'`]*/;

/** A text that was pasted for a session id, without invisible characters and marks at its ends. */
export function withoutMarks(text: string): string {
  return trimmedBy(text.replaceAll(/\p{Cf}/gu, ''), mark);
}

/**
 * The session id that a text holds, or undefined. Looked for, in this order: the answer of
 * createSession as JSON, the header `workbook-session-id` in any code, a printed answer, the id by
 * itself. An empty string means that a value stands there which is no id.
 */
export function idIn(text: string): string | undefined {
  const id = inJson(text) ?? valueOf(headerName, text) ?? inPrintedAnswer(text) ?? alone(text);
  return id === undefined ? undefined : joined(unescaped(id));
}

/** An id that was broken into lines, where the documented form shows that it is whole. */
function joined(id: string): string {
  const inOne = id.replaceAll(/\s+/g, '');
  return documented.test(inOne) && /^cluster=(?!.*cluster=)/i.test(inOne) ? inOne : id;
}

/** In JSON and HTML `&` is written otherwise, and an id of the documented form holds neither. */
function unescaped(id: string): string {
  if (!/^cluster=/i.test(id)) return id;
  const charOf = (_code: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));
  return id.replaceAll('&amp;', '&').replaceAll(/\\u00([2-7][0-9a-f])/gi, charOf);
}

/** Objects in a text are looked at from so many braces, at most. */
const mostBraces = 30;

function inJson(text: string): string | undefined {
  let start = text.indexOf('{');
  for (let brace = 0; start >= 0 && brace < mostBraces; brace += 1) {
    const object = objectAt(text, start);
    const value = parsed(object);
    const id = inAnswer(value, 0);
    if (id !== undefined) return id;
    start = text.indexOf('{', start + (value === undefined ? 1 : object.length));
  }
  return undefined;
}

/** The text of the object that begins at a brace, up to the brace that closes it. */
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

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

const deepestMember = 5;

/** The id in createSession's answer, which other objects may hold (`body`, `headers`). */
function inAnswer(value: unknown, depth: number): string | undefined {
  if (depth > deepestMember) return undefined;
  if (typeof value === 'string') return value.includes('{') ? inJson(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value as Readonly<Record<string, unknown>>);
  for (const [name, member] of members) {
    if (typeof member !== 'string') continue;
    const isId = /^id$/i.test(name) && isAnswer(members, member, depth);
    if (isId || headerName.test(name)) return member.trim();
  }
  const inner = members.map(([, member]) => inAnswer(member, depth + 1));
  return inner.find((id) => id !== undefined);
}

/** Whether an `id` is a session's: those of other resources stand among other members. */
const isAnswer = (members: readonly [string, unknown][], id: string, depth: number): boolean =>
  /^cluster=/i.test(id) ||
  members.some(([name]) => /^persistChanges$/i.test(name)) ||
  (depth === 0 && members.every(([name]) => /^(?:id$|@)/i.test(name)));

/** The value behind a name; empty where it stands for another one (`$id`, `{id}`). */
function valueOf(name: RegExp, text: string): string | undefined {
  const found = name.exec(text);
  const rest = found === null ? '' : text.slice(found.index + found[0].length);
  const [separator] = between.exec(rest) ?? [];
  if (separator === undefined) return undefined;
  const value = rest.slice(separator.length);
  const [first = ''] = value.split(/[\s"'`,;{}<>]/, 1);
  if (first.startsWith('$')) return '';
  // A long value is broken into lines.
  const [whole] = documentedStart.exec(value.replaceAll(/\s+/g, '')) ?? [];
  return whole !== undefined && whole.length > first.length ? whole : trimmedEndBy(first, /\\/);
}

/** An answer that is printed otherwise than as JSON: by PowerShell, Python or Node. */
function inPrintedAnswer(text: string): string | undefined {
  const id = valueOf(idName, text);
  const isPrinted = /persistChanges/i.test(text) || /^cluster=/i.test(id ?? '');
  return isPrinted ? id : undefined;
}

/** The id by itself, broken into lines, or among words where it has the documented form. */
function alone(text: string): string | undefined {
  if (!/[\s"{}<>]/.test(text)) return text;
  const inOne = joined(unescaped(text));
  if (documented.test(inOne)) return inOne;
  const words = text.split(/[\s"'`{}<>]+/).map((word) => trimmedBy(word, /[().,;]/));
  const ids = new Set(words.map(unescaped).filter((word) => documented.test(word)));
  return ids.size === 1 ? [...ids][0] : undefined;
}
