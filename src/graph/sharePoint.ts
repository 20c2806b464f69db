import { decoded } from './encodings';
import { segmentsOf } from './segments';

/** The hosts of SharePoint, those of US Government (`.us`, `-mil.us`) and of Germany included. */
const sharePointHost = /^[a-z0-9-]+\.sharepoint(-df|-mil)?\.(com|us|de)$/;

/**
 * What Microsoft Defender for Cloud Apps puts behind a host.
 * Source: Defender for Cloud Apps, troubleshooting-proxy-url.
 */
const sessionControl =
  /\.(?:(?:admin-|rs-)?mcas(?:-gov)?(?:-df)?\.(?:ms|us)|(?:[a-z]{2}\d?\.)?cas\.ms)$/;

export const isSharePoint = (host: string): boolean => sharePointHost.test(host);

/** The host as its server knows it, in small letters. */
export const plainHost = (host: string): string =>
  host.toLowerCase().replace(/\.$/, '').replace(sessionControl, '');

/** Parameters in which a page names, by its path, the one file that it shows. */
const fileParameters = ['id', 'sourcedoc', 'sourceurl'];
/** Parameters in which a page names a file by an id that only the service knows. */
const idParameters = ['sourcedoc', 'share', 'docid', 'uniqueid'];
/** Parameters in which a page of the sign-in names the page that comes after it. */
const returnParameters = ['source', 'returnurl'];
const signInPage =
  /(?:^|\/)_(?:layouts|forms|login)\/.*(?:authenticate|accessdenied|signin|default)\.aspx$/i;

/** What a page shows: a file by its path, another page, or a file that only the service finds. */
export type Shown =
  | { readonly kind: 'file'; readonly host: string; readonly path: readonly string[] }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'byId' };

/**
 * What a page of SharePoint or OneDrive shows (`/my?id=…`, `AllItems.aspx?id=…`), or undefined
 * where it shows no file. `rest` is the address after its host. Other parameters are passed over:
 * what a page merely carries (`source`, `parent`) is not what it shows.
 */
export function shownBy(host: string, rest: string): Shown | undefined {
  const [, path = '', query] = /^([^?#]*)[?#](.*)$/s.exec(rest) ?? [];
  if (query === undefined || !isPage(path)) return undefined;
  const parameters = parametersOf(query);
  const valuesOf = (names: readonly string[]): string[] =>
    names.flatMap((name) => parameters.get(name) ?? []);
  const file = valuesOf(fileParameters).find((value) => /^(?:\/|https?:\/\/)./i.test(value));
  if (file?.startsWith('/') === true) {
    return { kind: 'file', host: hostOf(file, host, parameters), path: segmentsOf(file) };
  }
  if (file !== undefined) return { kind: 'address', address: file };
  const isLayout = /(?:^|\/)_layouts\//i.test(path);
  if (isLayout && valuesOf(idParameters).length > 0) return { kind: 'byId' };
  const [next] = signInPage.test(path) ? valuesOf(returnParameters) : [];
  if (next === undefined) return undefined;
  return { kind: 'address', address: next.startsWith('/') ? `https://${host}${next}` : next };
}

/** A path that ends in another extension than a page's is a file's. */
const isPage = (path: string): boolean => /\.aspx$/i.test(path) || !/\.[a-z0-9]{2,5}$/i.test(path);

/** The first value of each parameter, by its name in small letters. Some are encoded twice. */
function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query.replaceAll(/&amp;|[#?]/gi, '&'))) {
    const isEncoded = /^(?:https?%3a|%2f)/i.test(value);
    if (parameters.has(name.toLowerCase())) continue;
    parameters.set(name.toLowerCase(), isEncoded ? decoded(value) : value);
  }
  return parameters;
}

/** A OneDrive shows the libraries of sites too, whose host is another: that of `listurl`. */
function hostOf(file: string, host: string, parameters: ReadonlyMap<string, string>): string {
  const listUrl = parameters.get('listurl') ?? '';
  const listHost = plainHost(/^https:\/\/([^/?#\\@:]+)\//i.exec(listUrl)?.[1] ?? '');
  if (isSharePoint(listHost)) return listHost;
  return /^\/(?:sites|teams)\//i.test(file) ? host.replace(/-my(?=\.)/, '') : host;
}
