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
