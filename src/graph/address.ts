import type { WorkbookReason } from '../session/failures';
import { withoutEntities } from '../session/entities';
import { trimMatching, trimEndMatching } from '../session/trim';
import { addressesIn, delimiter, withoutMarks } from './embedded';
import { formatProblem } from './fileNames';
import { isChina, isConsumer, isRelay } from './hosts';
import { decodedSegments, encodedPath, illegalInNames, segmentsOf, withoutTail } from './segments';
import { isSharePoint, normalizeHost, pageTarget } from './sharePoint';

/** The location of a workbook. `path` has the decoded segments, `url` encodes them again. */
export type WorkbookLocation =
  | {
      readonly kind: 'online';
      readonly host: string;
      readonly path: readonly string[];
      readonly url: string;
      /** The URL of the path's other reading, if it differs: `100%25.xlsx` is a legal name too. */
      readonly literalUrl?: string;
    }
  /** A sharing link. It is passed to the service unchanged: most contain no path of the file. */
  | { readonly kind: 'link'; readonly url: string }
  | UnsupportedLocation;

/** The location of a workbook by its path. */
export type OnlineLocation = Extract<WorkbookLocation, { kind: 'online' }>;

interface UnsupportedLocation {
  readonly kind: 'unsupported';
  readonly reason: WorkbookReason;
}

const unsupported = (reason: WorkbookReason): UnsupportedLocation => ({
  kind: 'unsupported',
  reason,
});

/**
 * Maximum length of a text, in characters; a link is shorter, even when it is wrapped several
 * times.
 */
const maxTextLength = 16_000;
/** Maximum nesting of an address within others. */
const maxNesting = 10;
/** Maximum number of readings of one text that are tried. */
const maxReadings = 200;

/**
 * Parses Excel's address (`Office.context.document.url`: never with a query), or a pasted text with
 * a link. Percent-encoding is inconsistent in Excel's addresses, and `#` and `%` are legal in names
 * (office-js#831). An address nested in another one is found whatever wraps it. The result is at a
 * SharePoint host, or unsupported: no other host is followed.
 */
export function parseLocation(address: string | null): WorkbookLocation {
  const text = trimMatching((address ?? '').slice(0, maxTextLength + 1), blank);
  // Excel's address is null for guests on the web (office-js#3204), and '' for a workbook that was
  // never saved (office-js#3509).
  if (text === '') return unsupported(address === null ? 'noAddress' : 'unsaved');
  if (text.length > maxTextLength) return unsupported('badLink');
  // Windows' "Copy as path" puts a path in quotation marks, a shell or a script in other ones.
  const local = localLocation(withoutMarks(text));
  if (local !== undefined) return local;
  const search: Search = { left: maxReadings, seen: new Set() };
  // Mail programs wrap a long address after some 70 characters.
  const isWrapped = /^(?:\S{60,}\r?\n)+\S+$/.test(text);
  const location = isWrapped ? findLocation(text.replaceAll(/\r?\n/g, ''), search) : undefined;
  return location !== undefined && location.kind !== 'unsupported'
    ? location
    : findLocation(text, search);
}

/** The location of the file whose path a link (`:x:/r/…`) contains; undefined for other links. */
export function fileOfLink(url: string): OnlineLocation | undefined {
  const file = parseLocation(url.replace(/\/:[a-z]:\/r\//i, '/'));
  return file.kind === 'online' ? file : undefined;
}

/**
 * White space and invisible characters (a byte order mark, a zero-width space) that are copied
 * along.
 */
const blank = /[\s\p{Cf}]/u;

/** A library that Windows mounts by WebDAV: `\\host@SSL\sites\…`, or its file URL. */
const mountedPath =
  /^(?:file:\/{2,5}|\\\\)([^\\/@:?#]+)(?:@SSL)?(?:@443)?[\\/](?:DavWWWRoot[\\/])?(.+)$/is;

/** The location on a device or in a network; undefined for any other text. */
function localLocation(text: string): WorkbookLocation | undefined {
  const [, server = '', path = ''] = mountedPath.exec(text) ?? [];
  const host = normalizeHost(server);
  // Only a URL is percent-encoded.
  if (isSharePoint(host) && !text.startsWith('\\')) return atSharePoint(host, path);
  if (isSharePoint(host)) return fileAt(host, segmentsOf(path.replaceAll('\\', '/')));
  if (text.startsWith('//') && isSharePoint(partsOf(text)?.host ?? '')) return undefined;
  const isShare = /^(?:\\\\|\/\/[^/]|(?:file|smb):\/\/(?!localhost\/)[^/])/i.test(text);
  if (isShare) return unsupported('networkShare');
  return /^(?:[a-z]:[\\/]|(?:file|content):|[/~])/i.test(text) ? unsupported('local') : undefined;
}

interface Search {
  /** The number of readings that may still be tried. */
  left: number;
  readonly seen: Set<string>;
}

/** The first location among an address and the ones nested in it, or why there is none. */
function findLocation(text: string, search: Search, depth = 0): WorkbookLocation {
  const parts = partsOf(text);
  const own = parts === undefined ? locationWithoutHost(text) : locationAt(parts, search, depth);
  if (own.kind !== 'unsupported' || depth >= maxNesting) return own;
  let best: UnsupportedLocation = own;
  // SharePoint's own addresses contain others, which are not their target.
  const ownQuery = parts === undefined || !(isSharePoint(parts.host) || isChina(parts.host));
  for (const address of addressesIn(text, { ownQuery })) {
    if (search.left <= 0) break;
    if (search.seen.has(address)) continue;
    search.seen.add(address);
    search.left -= 1;
    const location = findLocation(address, search, depth + 1);
    if (location.kind !== 'unsupported') return location;
    if (certainty(location) > certainty(best)) best = location;
  }
  return best;
}

const locationWithoutHost = (text: string): UnsupportedLocation =>
  unsupported(/^[a-z][a-z0-9+.-]*:/i.test(text) ? 'badLink' : 'unsaved');

/** The location of an address that leads to another one, which it does not contain. */
const unknownTarget = unsupported('badLink');

/**
 * Ranks reasons: the reason of a nested address is more specific than that the outer host is not
 * SharePoint's.
 */
function certainty(location: UnsupportedLocation): number {
  if (location.reason === 'unsaved') return 0;
  if (location === unknownTarget) return 1;
  return location.reason === 'otherServer' ? 2 : 3;
}

/** An address in two parts: its host, and what follows the slash after it. */
interface Parts {
  readonly host: string;
  readonly rest: string;
}

/** The parts of an address, with or without a scheme; undefined for any other text. */
function partsOf(text: string): Parts | undefined {
  const withScheme = /^(?:https?:)?\/\/(?:[^/?#@\s\\]*@)?([^/?#\s:\\]+)(?::\d+)?((?:[/?#].*)?)$/is;
  const withoutScheme = /^((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(\/.*)$/is;
  const [, host, rest = ''] = withScheme.exec(text) ?? withoutScheme.exec(text) ?? [];
  return host === undefined
    ? undefined
    : { host: normalizeHost(host), rest: withPlainMark(rest.replace(/^\//, '')) };
}

/** The text after a host; the mark of a sharing link (`%3Ax%3A`) has plain colons. */
const withPlainMark = (rest: string): string =>
  rest.replace(/^(?:%3a|:)([a-z])(?:%3a|:)(?=\/)/i, ':$1:');

function locationAt({ host, rest }: Parts, search: Search, depth: number): WorkbookLocation {
  if (isConsumer(host)) return unsupported('consumer');
  if (isChina(host)) return unsupported('chinaCloud');
  if (isRelay(host)) return unknownTarget;
  if (!isSharePoint(host)) return unsupported('otherServer');
  const link: WorkbookLocation = { kind: 'link', url: linkUrl(host, rest) };
  if (/^:[a-z]:\//i.test(rest)) return link;
  const target = pageTarget(host, rest);
  switch (target?.kind) {
    case 'file':
      return fileAt(target.host, target.path);
    case 'address':
      return depth < maxNesting
        ? findLocation(target.address, search, depth + 1)
        : unsupported('badLink');
    // The browser's address of an open file contains its id; only the service can resolve it.
    case 'byId':
      return link;
    case undefined:
      return atSharePoint(host, rest);
  }
}

/** The location of a file by its path, which may be percent-encoded or not. */
function atSharePoint(host: string, rest: string): WorkbookLocation {
  const path = withoutTail(rest);
  const location = fileAt(host, decodedSegments(path));
  const literalUrl = urlOf(host, alternativePath(path));
  return location.kind === 'online' && location.url !== literalUrl
    ? { ...location, literalUrl }
    : location;
}

/** The path in its other reading: copied from HTML, or with codes although it was never encoded. */
function alternativePath(path: string): readonly string[] {
  const plain = withoutEntities(path);
  if (plain !== path) return decodedSegments(plain);
  return /%[0-9a-f]{2}/i.test(path) ? segmentsOf(path) : decodedSegments(path);
}

const namedLink = new RegExp(
  String.raw`^:[a-z]:\/r\/[^?"<>]*?\.xls[xmb]?(?=[?#]|${delimiter.source}|$)`,
  'isu',
);

/**
 * Characters that end an encoded part of an address: Japanese words can follow it without a space.
 * Invisible characters may be inside it.
 */
const encodedEnd = new RegExp(String.raw`${delimiter.source}|[^!-~\p{Cf}]`, 'u');

/**
 * The URL of a sharing link, without the text after it. Only the path of a `:x:/r/` link can
 * contain spaces and characters that are not encoded.
 */
function linkUrl(host: string, rest: string): string {
  const [named = ''] = namedLink.exec(rest) ?? [];
  const [whole = ''] = rest.slice(named.length).split(delimiter, 1);
  // The segments before the last one may be those of a site, which has a name.
  const [path = ''] = /^:[a-z]:\/(?:r\/.*|[^?#]*\/(?=[!-~]))/i.exec(whole) ?? [];
  const [last = ''] = whole.slice(path.length).split(encodedEnd, 1);
  const ended = trimEndMatching(withoutEntities(path + last), /[.,;:!'’)\]]/);
  const plain = `${named.replaceAll(' ', '%20')}${ended}`;
  return `https://${host}/${plain.replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')}`;
}

function fileAt(host: string, path: readonly string[]): WorkbookLocation {
  const problem = formatProblem(path.at(-1) ?? '');
  if (problem !== undefined) return unsupported(problem);
  // In a text, words after an address may look like a part of its path.
  if (path.some((name) => illegalInNames.test(name))) return unsupported('badLink');
  return { kind: 'online', host, path, url: urlOf(host, path) };
}

const urlOf = (host: string, path: readonly string[]): string =>
  `https://${host}/${encodedPath(path)}`;
