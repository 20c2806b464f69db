import type { WorkbookReason } from '../session/failure';
import { formatProblem } from './fileNames';
import { decodedSegments, encodedPath, segmentsOf, withoutTail } from './segments';

/** Where a workbook is, by its address. `path` holds the decoded segments, `url` encodes them again. */
export type Place =
  | {
      readonly kind: 'online';
      readonly host: string;
      readonly path: readonly string[];
      readonly url: string;
      /** The same without decoding: `100%25.xlsx` is a legal name too. Only where it makes a difference. */
      readonly literalUrl?: string;
    }
  /** A sharing link: followed as it is, its path names no file. */
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'elsewhere'; readonly reason: WorkbookReason };

const elsewhere = (reason: WorkbookReason): Place => ({ kind: 'elsewhere', reason });

const consumerHosts = ['docs.live.net', 'onedrive.live.com', '1drv.ms', 'my.microsoftpersonalcontent.com', 'storage.live.com'];
const sharePointHost = /\.sharepoint(-df|-mil)?\.(com|us|de)$/;

/**
 * Reads the address that Excel gives (`Office.context.document.url`: a location, never with a query) or that a person
 * pastes. Percent-encoding is inconsistent in Excel's addresses, and `#` and `%` are legal in names (office-js#831).
 */
export function placeOf(address: string | null): Place {
  const text = unwrapped(address?.trim() ?? '');
  if (text === '') return elsewhere('noAddress');
  const mounted = /^\\\\([^\\@]+\.sharepoint[^\\@]*)@SSL(?:@443)?\\(?:DavWWWRoot\\)?(.+)$/i.exec(text);
  if (mounted !== null) return mountedPlace(mounted);
  if (text.startsWith('\\\\') || /^\/\/[^/]/.test(text) || /^(file|smb):\/\/(?!localhost\/)[^/]/i.test(text)) return elsewhere('networkShare');
  if (/^[A-Za-z]:[\\/]/.test(text) || /^(file|content):/i.test(text) || /^[/~]/.test(text)) return elsewhere('local');
  const found = /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#\s:]+)(?::\d+)?(?:\/(.*))?$/is.exec(text);
  if (found === null) return elsewhere(/^[a-z][a-z0-9+.-]*:/i.test(text) ? 'badLink' : 'unsaved');
  const [, host = '', rest = ''] = found;
  return online(host.toLowerCase(), rest, text);
}

/** An address inside another: of Office's URI scheme (ms-excel:ofe|u|…), or of a file's link in Teams (objectUrl). */
function unwrapped(text: string): string {
  const scheme = /^ms-excel:(?:[^|]*\|)*u\|([^|]+)/i.exec(text)?.[1];
  if (scheme !== undefined) return scheme;
  const teams = /^https:\/\/teams\.(?:microsoft\.com|cloud\.microsoft|microsoft\.us)\/l\/file\/[^?]*\?(.*)$/is.exec(text)?.[1];
  return (teams === undefined ? null : new URLSearchParams(teams).get('objectUrl')) ?? text.replace(/^<(.*)>$|^"(.*)"$/s, '$1$2');
}

/** A library that Windows mounted by WebDAV: \\host@SSL\DavWWWRoot\sites\…, never percent-encoded. */
function mountedPlace([, host = '', path = '']: RegExpExecArray): Place {
  return sharePointHost.test(host.toLowerCase()) ? fileAt(host.toLowerCase(), path.split('\\').filter((part) => part !== '')) : elsewhere('networkShare');
}

function online(host: string, rest: string, text: string): Place {
  if (consumerHosts.some((consumer) => host === consumer || host.endsWith(`.${consumer}`))) return elsewhere('consumer');
  if (host.endsWith('.sharepoint.cn')) return elsewhere('chinaCloud');
  if (!sharePointHost.test(host)) return elsewhere('otherServer');
  if (/^:[a-z]:\//i.test(rest)) return { kind: 'link', url: text };
  // A pasted address of the browser names the file by its id; only the service can follow it.
  if (/^[^?]*\/_layouts\/15\/[^?]*\?.*\bsourcedoc=/i.test(`/${rest}`)) return { kind: 'link', url: text };
  const path = withoutTail(rest);
  const place = fileAt(host, selectedIn(rest) ?? decodedSegments(path));
  const literalUrl = urlOf(host, segmentsOf(path));
  return place.kind !== 'online' || place.url === literalUrl || !/%[0-9a-f]{2}/i.test(path) ? place : { ...place, literalUrl };
}

/** The file that is selected in the page of a library or a OneDrive: …/AllItems.aspx?id=/sites/…/b.xlsx. */
function selectedIn(rest: string): string[] | undefined {
  const query = /^[^?]*(?:\.aspx|_layouts\/15\/[^?/]*)\?(.*)$/is.exec(rest)?.[1];
  const id = query === undefined ? null : new URLSearchParams(query).get('id');
  return id?.startsWith('/') ? id.split('/').filter((segment) => segment !== '') : undefined;
}

function fileAt(host: string, path: readonly string[]): Place {
  const problem = formatProblem(path.at(-1) ?? '');
  if (problem !== undefined) return elsewhere(problem);
  return { kind: 'online', host, path, url: urlOf(host, path) };
}

const urlOf = (host: string, path: readonly string[]): string => `https://${host}/${encodedPath(path)}`;
