/** The parts of the sign-in service's address. */
export interface Authority {
  /** Without a trailing slash, which would be doubled in every path below it. */
  readonly url: string;
  readonly origin: string;
  /** Includes the port. */
  readonly host: string;
  /**
   * The only tenant whose accounts may sign in: its id or a domain name, in lower case. Undefined
   * if the authority serves every tenant.
   */
  readonly tenant: string | undefined;
}

/**
 * Paths of the authorities that serve many tenants. Source: Microsoft identity platform,
 * msal-client-application-configuration.
 */
const multiTenantPaths: readonly string[] = ['', 'organizations', 'common', 'consumers'];

/**
 * Parses the authority.
 * @throws TypeError if `text` is not a URL; the configuration is validated before
 */
export function parseAuthority(text: string): Authority {
  const { origin, host, pathname } = new URL(text);
  const path = pathname.replace(/\/+$/, '');
  const tenant = path.slice(1).toLowerCase();
  return {
    url: origin + path,
    origin,
    host,
    tenant: multiTenantPaths.includes(tenant) ? undefined : tenant,
  };
}
