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
