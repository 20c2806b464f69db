/** The address of the sign-in service, taken apart. */
export interface Authority {
  /** Without a slash at the end, which would double in every path below it. */
  readonly url: string;
  /** With its port. */
  readonly host: string;
  /**
   * The one tenant whose accounts may sign in: its id, or one of its domain names, in lower case.
   * Undefined when the authority serves every tenant.
   */
  readonly tenant: string | undefined;
}

/** Authorities of many tenants. Source: Microsoft identity platform, msal-client-application-configuration. */
const forManyTenants: readonly string[] = ['', 'organizations', 'common', 'consumers'];

/** @throws TypeError when `text` is no URL; the configuration is validated before. */
export function parseAuthority(text: string): Authority {
  const { origin, host, pathname } = new URL(text);
  const path = pathname.replace(/\/+$/, '');
  const tenant = path.slice(1).toLowerCase();
  return { url: origin + path, host, tenant: forManyTenants.includes(tenant) ? undefined : tenant };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isTenantId = (tenant: string): boolean => guid.test(tenant);
