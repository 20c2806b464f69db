import type { WorkbookReason } from '../session/failures';
import { trimMatching, trimEndMatching } from '../session/trim';
import { addressesIn, delimiter } from './embedded';
import { withoutEntities } from './encodings';
import { formatProblem } from './fileNames';
import { decodedSegments, encodedPath, illegalInNames, segmentsOf, withoutTail } from './segments';
import { isSharePoint, plainHost, shownBy } from './sharePoint';

/** Where a workbook is. `path` holds the decoded segments, `url` encodes them again. */
export type Place =
  | {
      readonly kind: 'online';
      readonly host: string;
      readonly path: readonly string[];
      readonly url: string;
      /** The path's other reading, where it differs: `100%25.xlsx` is a legal name too. */
      readonly literalUrl?: string;
    }
  /** A sharing link: followed as it is, its path names no file. */
  | { readonly kind: 'link'; readonly url: string }
  | Elsewhere;

interface Elsewhere {
  readonly kind: 'elsewhere';
  readonly reason: WorkbookReason;
}

const elsewhere = (reason: WorkbookReason): Elsewhere => ({ kind: 'elsewhere', reason });

/** A link is shorter, also where it is wrapped several times. Characters. */
const longestText = 16_000;
/** An address stands no deeper inside others. */
const deepestNesting = 10;
/** The readings of one text that are tried, at most. */
const mostReadings = 200;

const consumerHosts = [
  'docs.live.net',
  'onedrive.live.com',
  'storage.live.com',
  '1drv.ms',
  'my.microsoftpersonalcontent.com',
];

/**
 * Reads the address that Excel gives (`Office.context.document.url`: a location, never with a
 * query), or a text with a link that a user pastes. Percent-encoding is inconsistent in Excel's
 * addresses, and `#` and `%` are legal in names (office-js#831). An address inside another is found
 * whatever wraps it. The result is at a host of SharePoint, or elsewhere: no other is followed.
 */
export function placeOf(address: string | null): Place {
  const text = trimMatching((address ?? '').slice(0, longestText + 1), blank);
  // Excel gives null to guests on the web (office-js#3204), '' for a workbook that was never saved (office-js#3509).
  if (text === '') return elsewhere(address === null ? 'noAddress' : 'unsaved');
  if (text.length > longestText) return elsewhere('badLink');
  const outside = outsideTheWeb(text);
  if (outside !== undefined) return outside;
  const search: Search = { left: mostReadings, seen: new Set() };
  // A mail program breaks a long address into lines of some 70 characters.
  const isBroken = /^(?:\S{60,}\r?\n)+\S+$/.test(text);
  const place = isBroken ? placeIn(text.replaceAll(/\r?\n/g, ''), search) : undefined;
  return place !== undefined && place.kind !== 'elsewhere' ? place : placeIn(text, search);
}

/** White space and invisible marks (a byte order mark, a zero-width space) are copied along. */
const blank = /[\s\p{Cf}]/u;

/** A library as Windows mounts it by WebDAV: `\\host@SSL\sites\…`, or as its file URL. */
const mountedPath =
  /^(?:file:\/{2,5}|\\\\)([^\\/@:?#]+)(?:@SSL)?(?:@443)?[\\/](?:DavWWWRoot[\\/])?(.+)$/is;

/** A place on a device or in a network; undefined for everything else. */
function outsideTheWeb(text: string): Place | undefined {
  const [, server = '', path = ''] = mountedPath.exec(text) ?? [];
  const host = plainHost(server);
  // Only a URL is percent-encoded.
  if (isSharePoint(host) && !text.startsWith('\\')) return atSharePoint(host, path);
  if (isSharePoint(host)) return fileAt(host, segmentsOf(path.replaceAll('\\', '/')));
  if (text.startsWith('//') && isSharePoint(partsOf(text)?.host ?? '')) return undefined;
  const isShare = /^(?:\\\\|\/\/[^/]|(?:file|smb):\/\/(?!localhost\/)[^/])/i.test(text);
  if (isShare) return elsewhere('networkShare');
  return /^(?:[a-z]:[\\/]|(?:file|content):|[/~])/i.test(text) ? elsewhere('local') : undefined;
}

interface Search {
  /** The readings that may still be tried. */
  left: number;
  readonly seen: Set<string>;
}

/** The first place among an address and those inside it, or why there is none. */
function placeIn(text: string, search: Search, depth = 0): Place {
  const parts = partsOf(text);
  const itself = parts === undefined ? withoutHost(text) : placeAt(parts, search, depth);
  if (itself.kind !== 'elsewhere' || depth >= deepestNesting) return itself;
  let best: Elsewhere = itself;
  // SharePoint's own addresses carry others, to which they do not lead.
  const ownQuery = parts === undefined || !(isSharePoint(parts.host) || isChina(parts.host));
  for (const address of addressesIn(text, { ownQuery })) {
    if (search.left <= 0) break;
    if (search.seen.has(address)) continue;
    search.seen.add(address);
    search.left -= 1;
    const place = placeIn(address, search, depth + 1);
    if (place.kind !== 'elsewhere') return place;
    if (certainty(place) > certainty(best)) best = place;
  }
  return best;
}

const withoutHost = (text: string): Elsewhere =>
  elsewhere(/^[a-z][a-z0-9+.-]*:/i.test(text) ? 'badLink' : 'unsaved');

/** The reason of an inner address says more than that the outer one is not SharePoint's. */
const certainty = ({ reason }: Elsewhere): number =>
  reason === 'unsaved' ? 0 : reason === 'otherServer' ? 1 : 2;

/** An address in two: its host, and what follows the slash after it. */
interface Parts {
  readonly host: string;
  readonly rest: string;
}

/** The parts of an address with its scheme or without; undefined for another text. */
function partsOf(text: string): Parts | undefined {
  const withScheme = /^(?:https?:)?\/\/(?:[^/?#@\s\\]*@)?([^/?#\s:\\]+)(?::\d+)?((?:[/?#].*)?)$/is;
  const withoutScheme = /^((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(\/.*)$/is;
  const [, host, rest = ''] = withScheme.exec(text) ?? withoutScheme.exec(text) ?? [];
  return host === undefined ? undefined : { host: plainHost(host), rest: rest.replace(/^\//, '') };
}

const isChina = (host: string): boolean => host.endsWith('.sharepoint.cn');
const isConsumer = (host: string): boolean =>
  consumerHosts.some((consumer) => host === consumer || host.endsWith(`.${consumer}`));

function placeAt({ host, rest }: Parts, search: Search, depth: number): Place {
  if (isConsumer(host)) return elsewhere('consumer');
  if (isChina(host)) return elsewhere('chinaCloud');
  if (!isSharePoint(host)) return elsewhere('otherServer');
  const link: Place = { kind: 'link', url: linkUrl(host, rest) };
  if (/^:[a-z]:\//i.test(rest)) return link;
  const shown = shownBy(host, rest);
  switch (shown?.kind) {
    case 'file':
      return fileAt(shown.host, shown.path);
    case 'address':
      return depth < deepestNesting
        ? placeIn(shown.address, search, depth + 1)
        : elsewhere('badLink');
    // The browser's address of an open file names it by its id; only the service can follow it.
    case 'byId':
      return link;
    case undefined:
      return atSharePoint(host, rest);
  }
}

/** A file by its path, which may be percent-encoded or not. */
function atSharePoint(host: string, rest: string): Place {
  const path = withoutTail(rest);
  const place = fileAt(host, decodedSegments(path));
  const literalUrl = urlOf(host, otherReading(path));
  return place.kind === 'online' && place.url !== literalUrl ? { ...place, literalUrl } : place;
}

/** A path that was copied from HTML, or one that holds codes though it was never encoded. */
function otherReading(path: string): readonly string[] {
  const plain = withoutEntities(path);
  if (plain !== path) return decodedSegments(plain);
  return /%[0-9a-f]{2}/i.test(path) ? segmentsOf(path) : decodedSegments(path);
}

/** A sharing link without the words behind it. Only the path of `:x:/r/` links can have spaces. */
function linkUrl(host: string, rest: string): string {
  const [named = ''] = /^:[a-z]:\/r\/[^?"<>]*?\.xls[xmb]?(?=[?#\s"<>]|$)/is.exec(rest) ?? [];
  const [tail = ''] = rest.slice(named.length).split(delimiter, 1);
  const ended = trimEndMatching(withoutEntities(tail), /[.,;:!'’)\]]/);
  const plain = `${named.replaceAll(' ', '%20')}${ended}`;
  return `https://${host}/${plain.replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')}`;
}

function fileAt(host: string, path: readonly string[]): Place {
  const problem = formatProblem(path.at(-1) ?? '');
  if (problem !== undefined) return elsewhere(problem);
  // Where words follow an address in a text, they may look like more of its path.
  if (path.some((name) => illegalInNames.test(name))) return elsewhere('badLink');
  return { kind: 'online', host, path, url: urlOf(host, path) };
}

const urlOf = (host: string, path: readonly string[]): string =>
  `https://${host}/${encodedPath(path)}`;
