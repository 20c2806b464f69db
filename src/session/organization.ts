/**
 * The domain that every tenant owns beside its SharePoint host: contoso.sharepoint.com and
 * contoso-my.sharepoint.com belong to contoso.onmicrosoft.com, also after a rename. Source:
 * SharePoint, change-your-sharepoint-domain-name. National clouds have other names, and a tenant
 * with several regions has hosts without a domain: they suggest nothing, or a name that the user
 * corrects.
 * @param host in lower case
 * @returns undefined if the host is not one of SharePoint in the public cloud
 */
export function organizationOfHost(host: string): string | undefined {
  const [, name] = /^([a-z0-9-]+?)(?:-my)?\.sharepoint\.com$/.exec(host) ?? [];
  return name === undefined ? undefined : `${name}.onmicrosoft.com`;
}

/** Maximum length of a text that may name an organization, in characters. */
const maxTextLength = 2_000;

/**
 * Parses what the user typed for an organization: a domain, a tenant id, an e-mail address, or a
 * URL at a host of the organization. The result is a domain or a tenant id in lower case: the last
 * part of the sign-in service's address. Source: Microsoft identity platform, v2-protocols,
 * "{tenant}".
 * @returns undefined if the text names no organization
 */
export function parseOrganization(text: string): string | undefined {
  if (text.length > maxTextLength) return undefined;
  // Invisible characters are copied along.
  const name = hostOf(
    text
      .replaceAll(/\p{Cf}/gu, '')
      .trim()
      .toLowerCase(),
  );
  return isTenantId(name) || isDomain(name) ? (organizationOfHost(name) ?? name) : undefined;
}

/** The host of a URL, or the domain of an e-mail address; another text as it is. */
function hostOf(text: string): string {
  const [, ofUrl] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(text) ?? [];
  const host =
    ofUrl ??
    // The user name of a guest contains `#EXT#`.
    (text.includes('@') ? text.slice(text.lastIndexOf('@') + 1) : text).replace(/[/?#:>].*$/s, '');
  return host.replace(/\.$/, '');
}

/** True for a tenant's id; `text` is in lower case. */
export const isTenantId = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** True for a domain name in ASCII, with two labels or more. Source: RFC 1035, 2.3.1 and 2.3.4. */
function isDomain(text: string): boolean {
  const labels = text.split('.');
  return (
    text.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    // The last label of an IP address is a number.
    /^[a-z]/.test(labels.at(-1) ?? '')
  );
}
