import { decoded } from './encodings';
import { segmentsOf } from './segments';

/**
 * The pattern of SharePoint's hosts: also US Government (`.us`; `-mil.us` and `dps.mil` of the
 * DoD), and Germany. Source: Microsoft 365, "U.S. Government DoD endpoints".
 */
export const sharePointHosts = String.raw`[a-z0-9-]+\.(?:sharepoint(?:-df|-mil)?\.(?:com|us|de)|dps\.mil)`;

const sharePointHost = new RegExp(`^${sharePointHosts}$`);

/**
 * The suffix that Microsoft Defender for Cloud Apps adds to a host. Source: Defender for Cloud
 * Apps, troubleshooting-proxy-url.
 */
const sessionControl =
  /\.(?:(?:admin-|rs-)?mcas(?:-gov)?(?:-df)?\.(?:ms|us)|(?:[a-z]{2}\d?\.)?cas\.ms)$/;

/** True for a host of SharePoint or OneDrive; `host` is normalized. */
export const isSharePoint = (host: string): boolean => sharePointHost.test(host);

/** The host in lower case, without suffixes that the server does not use. */
export const normalizeHost = (host: string): string =>
  host.toLowerCase().replace(/\.$/, '').replace(sessionControl, '');

/** Parameters that contain the path of the page's file. */
const fileParameters = ['id', 'sourcedoc', 'sourceurl'];
/** Parameters that contain an id of the page's file; only the service can resolve it. */
const idParameters = ['sourcedoc', 'share', 'docid', 'uniqueid'];
/** Parameters that contain the page after the sign-in, or another value (`Source=cookie`). */
const returnParameters = ['source', 'returnurl'];
const signInPage =
  /(?:^|\/)_(?:layouts|forms|login)\/.*(?:authenticate|accessdenied|signin|default)\.aspx$/i;

/** The page that redirects to the document with an id. */
const documentIdPage = /(?:^|\/)_layouts\/.*docidredir\.aspx$/i;
/**
 * A file in SharePoint's REST service, by its path. A quotation mark in it is doubled. Source:
 * SharePoint, "Working with folders and files with REST".
 */
const restFile =
  /(?:^|\/)_api\/web\/getfilebyserverrelative(?:path\(decodedurl=|url\()(?:'|%27)(\/.*?)(?:'|%27)\)/i;

/** The target of a page: a file by its path, another page, or a file by its id. */
export type PageTarget =
  | { readonly kind: 'file'; readonly host: string; readonly path: readonly string[] }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'byId' };

/**
 * The target of a page of SharePoint or OneDrive (`/my?id=…`, `AllItems.aspx?id=…`); undefined if
 * it shows no file. `rest` is the address after its host. Other parameters (`source`, `parent`) do
 * not name the target and are ignored.
 */
export function pageTarget(host: string, rest: string): PageTarget | undefined {
  const [, ofRest] = restFile.exec(rest) ?? [];
  if (ofRest !== undefined) {
    return { kind: 'address', address: `https://${host}${ofRest.replaceAll(/'{2}|%27%27/g, "'")}` };
  }
  const [, path = '', query] = /^([^?#]*)[?#](.*)$/s.exec(rest) ?? [];
  if (query === undefined || !isPage(path)) return undefined;
  const parameters = parametersOf(query);
  const valuesOf = (names: readonly string[]): string[] =>
    names.flatMap((name) => parameters.get(name) ?? []);
  const file = valuesOf(fileParameters).find(isAddress);
  if (file?.startsWith('/') === true) {
    return { kind: 'file', host: hostOf(file, host, parameters), path: segmentsOf(file) };
  }
  if (file !== undefined) return { kind: 'address', address: file };
  const isLayout = /(?:^|\/)_layouts\//i.test(path);
  const isById = isLayout && valuesOf(idParameters).length > 0;
  const isRedirected = documentIdPage.test(path) && parameters.has('id');
  if (isById || isRedirected) return { kind: 'byId' };
  const next = valuesOf(returnParameters).find(isAddress);
  if (next === undefined || !signInPage.test(path)) return undefined;
  return { kind: 'address', address: next.startsWith('/') ? `https://${host}${next}` : next };
}

/** True for an address, with or without its host. */
const isAddress = (value: string): boolean => /^(?:\/|https?:\/\/)./i.test(value);

/** True for the path of a page; one with another extension is a file's. */
const isPage = (path: string): boolean => /\.aspx$/i.test(path) || !/\.[a-z0-9]{2,5}$/i.test(path);

/** The path of a workbook as the value of a parameter. */
const workbookPath = /=\/(?:[^&?#]|#(?!\w+=))*?\.xls[xmb](?=[&#?]|$)/gi;

/** The first value of each parameter, by its name in lower case. Some values are encoded twice. */
function parametersOf(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  // A `#` in the path of a workbook belongs to a name if the page did not encode the path.
  const plain = query.replaceAll(workbookPath, (path) => path.replaceAll('#', '%23'));
  for (const [name, value] of new URLSearchParams(plain.replaceAll(/&amp;|[#?]/gi, '&'))) {
    const isEncoded = /^(?:https?%3a|%2f)/i.test(value);
    if (parameters.has(name.toLowerCase())) continue;
    parameters.set(name.toLowerCase(), isEncoded ? decoded(value) : value);
  }
  return parameters;
}

/**
 * The host of a file. OneDrive also shows the libraries of sites, which are on another host: the
 * one of `listurl`. Only personal sites, and the library of its root, are on OneDrive's own host.
 */
function hostOf(file: string, host: string, parameters: ReadonlyMap<string, string>): string {
  const listUrl = parameters.get('listurl') ?? '';
  const listHost = normalizeHost(/^https:\/\/([^/?#\\@:]+)\//i.exec(listUrl)?.[1] ?? '');
  if (isSharePoint(listHost)) return listHost;
  return /^\/(?:personal|documents)\//i.test(file) ? host : host.replace(/-my(?=\.)/, '');
}
