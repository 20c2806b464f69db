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
  const [, name] = /^([a-z0-9-]+?)(?:-admin|-my)?\.sharepoint\.com$/.exec(host) ?? [];
  return name === undefined ? undefined : `${name}.onmicrosoft.com`;
}

/**
 * A domain name in ASCII, with two labels or more; the last label of an IP address is a number.
 * Source: RFC 1035, 2.3.1 and 2.3.4.
 */
const domain = /^(?!.{254})(?:(?!-)[a-z\d-]{1,63}(?<!-)\.)+[a-z][a-z\d-]{0,62}(?<!-)$/;

/** True for a tenant's id; `text` is in lower case. */
export const isTenantId = (text: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** True for what names an organization to the sign-in service: a tenant's id, or a domain. */
export const isOrganization = (text: string): boolean => isTenantId(text) || domain.test(text);
