import type { WorkbookReason } from '../session/failure';

/** Where a workbook is, by its address. `path` holds the decoded segments. */
export type Place =
  | { readonly kind: 'online'; readonly host: string; readonly path: readonly string[]; readonly url: string }
  /** A sharing link: followed as it is, its path names no file. */
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'elsewhere'; readonly reason: WorkbookReason };

const elsewhere = (reason: WorkbookReason): Place => ({ kind: 'elsewhere', reason });

const consumerHosts = ['d.docs.live.net', 'onedrive.live.com', '1drv.ms', 'my.microsoftpersonalcontent.com'];

/**
 * Reads the address that Excel gives (`Office.context.document.url`: a location, never with a query) or that a person
 * pastes. Percent-encoding is inconsistent in Excel's addresses, and `#` and `%` are legal in names (office-js#831).
 */
export function placeOf(address: string | null): Place {
  const text = address?.trim() ?? '';
  if (text === '') return elsewhere('noAddress');
  if (text.startsWith('\\\\') || /^\/\/[^/]/.test(text) || /^file:\/\/[^/]/i.test(text)) return elsewhere('networkShare');
  if (/^[A-Za-z]:[\\/]/.test(text) || /^file:/i.test(text) || text.startsWith('/')) return elsewhere('local');
  const found = /^https:\/\/([^/?#\s:]+)(?::443)?\/(.*)$/is.exec(text);
  if (found === null) return elsewhere(/^[a-z]+:/i.test(text) ? 'badLink' : 'unsaved');
  const [, host = '', rest = ''] = found;
  return online(host.toLowerCase(), rest, text);
}

function online(host: string, rest: string, text: string): Place {
  if (consumerHosts.some((consumer) => host === consumer || host.endsWith(`.${consumer}`))) return elsewhere('consumer');
  if (host.endsWith('.sharepoint.cn')) return elsewhere('chinaCloud');
  if (!/\.sharepoint(-df|-mil)?\.(com|us|de)$/.test(host)) return elsewhere('badLink');
  if (/^:[a-z]:\//i.test(rest)) return { kind: 'link', url: text };
  // A pasted address of the browser names the file by its id; only the service can follow it.
  if (/^[^?]*\/_layouts\/15\/[^?]*\?.*\bsourcedoc=/i.test(rest)) return { kind: 'link', url: text };
  const path = decodedSegments(withoutQuery(rest));
  const name = path.at(-1) ?? '';
  if (/\.xls$/i.test(name)) return elsewhere('oldFormat');
  return { kind: 'online', host, path, url: `https://${host}/${path.map(encodeURIComponent).join('/')}` };
}

/** Drops what a person pastes along (`?web=1`, `?csf=1&e=…`); a `?` is not legal in a file's name. */
const withoutQuery = (rest: string): string => rest.split('?')[0] ?? '';

/** An address with a character that encoding would have replaced is not encoded; in others `%xx` is decoded. */
function decodedSegments(rest: string): string[] {
  const segments = rest.split('/').filter((segment) => segment !== '');
  const encoded = !/[^\x21-\x7e]|[#"<>\\^`{|}]|%(?![0-9a-f]{2})/i.test(rest);
  if (!encoded) return segments;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return segments;
  }
}
