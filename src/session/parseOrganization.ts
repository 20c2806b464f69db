import { isOrganization } from './organization';
import { organizationOfHost } from './organizationOfHost';

/** Maximum length of a text that may name an organization, in characters. */
const maxTextLength = 2_000;

/** The ids in a text that may be a tenant's; the text is in lower case. */
const ids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/**
 * The organization in an address of Microsoft's: a parameter, Azure's `#@domain`, the path at a
 * host of the sign-in service, national ones too.
 */
const namedInUrl =
  /(?<=[?&#](?:tenant|c?t)id=|#@|login\.[^/]*microsoft[^/]*\/|sts\.windows\.net\/)[^/?&#]+/g;

/** SharePoint's host of an organization in an address, also in one nested in another's. */
const workbookHosts = /(?<=\/\/|%(?:25)*2f)[a-z\d-]+\.sharepoint\.com(?=$|[^\w.-]|\.mcas)/g;

/**
 * Microsoft's own hosts, which name no organization; `microsoft.com` itself is one. Domains of mail,
 * of short links and of SharePoint are none either.
 */
const ownHost =
  /(?:\.(?:(?:microsoft\w*|azure|office(?:365)?|windows|live)\.(?:com|us|cn|net)|microsoft|dps\.mil)|(?:^|\.)(?:(?:sharepoint(?:-\w+)?|outlook|onedrive)\.\w+|(?:m?cas|1drv|aka)\.ms|mcas-gov\.us))$/;

/**
 * Parses what the user typed or pasted for an organization: a domain, a tenant id, an e-mail
 * address, a URL at a host of the organization, or one of Microsoft's that names it. The result is
 * a domain or a tenant id in lower case: the last part of the sign-in service's address. Source:
 * Microsoft identity platform, v2-protocols, "{tenant}".
 * @returns undefined if the text names no organization
 */
export function parseOrganization(text: string): string | undefined {
  if (text.length > maxTextLength) return undefined;
  // Invisible characters and quotation marks are copied along, and brackets around a domain after a
  // name; input methods type full-width characters, and an ideographic full stop.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}"'“”{}]/gu, '')
    .replaceAll(/[()[\]]/g, ' ')
    .replaceAll('。', '.')
    .trim()
    .toLowerCase();
  // One of several ids, or one in an address, may be a file's, a team's or an app's.
  // Without an id, a domain may follow a label: "Primary domain: contoso.com".
  const [id = plain.replace(/^.*[\s:]/s, ''), other] = plain.match(ids) ?? [];
  const isAlone = other === undefined && !plain.includes('/');
  return [
    ...(plain.match(namedInUrl) ?? []),
    ...(plain.match(workbookHosts) ?? []),
    hostOf(plain),
    isAlone ? id : '',
  ]
    .map((name) => organizationOfHost(name) ?? name)
    .find((name) => isOrganization(name) && !ownHost.test(name));
}

/** The host of a URL, or the domain of an e-mail address; another text as it is. */
function hostOf(text: string): string {
  const [, ofUrl] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(text) ?? [];
  // A display name, and the user name of a guest (`#EXT#`), may have any character.
  const host = ofUrl ?? text.slice(text.lastIndexOf('@') + 1).replace(/[/?#:>,;].*$/s, '');
  return host.replace(/\.$/, '');
}
