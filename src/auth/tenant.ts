import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser';
import type { SignInReason } from '../session/failures';
import { isTenantId } from '../session/organization';
import { parseAuthority } from './authority';
import { withTimeout } from '../session/withTimeout';
import type { Clock } from '../session/services';
import type { Registration } from './types';

/**
 * The tenant of personal accounts, which the workbook API does not support. Source: Microsoft
 * Graph, workbook-refreshsession.
 */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Time limit (ms) of the metadata request: MSAL's network client has none. */
const metadataLimitMs = 15_000;

/** Returns why the account of a token is refused; undefined if it is accepted. */
export type AccountRule = (
  result: AuthenticationResult,
  application: IPublicClientApplication,
) => Promise<SignInReason | undefined>;

/** The tenant of a sign-in. */
export interface Tenant {
  /** The authority of each of its requests. */
  readonly url: string;
  readonly refusalOf: AccountRule;
  /** True if the user chose it, and not the configuration or the account. */
  readonly isChosen: boolean;
}

/**
 * Creates the tenants of sign-ins. An organization is a tenant at the configured sign-in service,
 * by its domain or id; without one the configuration's authority counts. The function returns
 * undefined for an organization that the configuration does not allow: it names another one.
 */
export function createTenants(
  { authority }: Pick<Registration, 'authority'>,
  clock: Clock,
): (organization: string | undefined) => Tenant | undefined {
  const { url, origin, tenant } = parseAuthority(authority);
  const configured = {
    url,
    refusalOf: createAccountRule(authority, clock),
    isChosen: false,
  };
  const chosen = new Map<string, Tenant>();
  return (organization) => {
    if (organization === undefined || organization === tenant) return configured;
    if (tenant !== undefined) return undefined;
    const known = chosen.get(organization);
    if (known !== undefined) return known;
    const own = `${origin}/${organization}`;
    const made = {
      url: own,
      refusalOf: createAccountRule(own, clock),
      isChosen: true,
    };
    chosen.set(organization, made);
    return made;
  };
}

/**
 * Creates the rule that refuses personal accounts, and accounts of other tenants if the authority
 * names one. Each request names the authority, but Excel's bridge may respond with Excel's own
 * account. A guest's token has the tenant in which the user is a guest.
 *
 * A domain name is compared by tenant id, which is in the issuer of the authority's OpenID metadata
 * (Microsoft identity platform, v2-protocols-oidc; "find your tenant ID"). The metadata is fetched
 * once, with MSAL's own network client.
 *
 * @throws TimedOut or the error of MSAL's network client if the metadata cannot be fetched: nothing
 * is known about the account then
 */
function createAccountRule(authority: string, clock: Clock): AccountRule {
  const { url, tenant } = parseAuthority(authority);
  let tenantId = tenant !== undefined && isTenantId(tenant) ? tenant : undefined;
  return async (result, application) => {
    const tid = tenantOf(result);
    if (tid === personalTenantId) return 'personalAccount';
    if (tenant === undefined) return undefined;
    // A token without a tenant cannot be checked, and should not exist.
    if (tid === '') return 'unknown';
    tenantId ??= await withTimeout(fetchTenantId(url, application), metadataLimitMs, clock);
    return tid === tenantId ? undefined : 'wrongTenant';
  };
}

/**
 * The `tid` of the ID token. Behind Excel's bridge MSAL's own `tenantId` is Excel's: a guest's home
 * tenant. Source: Microsoft identity platform, id-token-claims-reference.
 */
export function tenantOf({ idTokenClaims, tenantId }: AuthenticationResult): string {
  const { tid } = Object(idTokenClaims) as { readonly tid?: unknown };
  return (typeof tid === 'string' && tid !== '' ? tid : tenantId).toLowerCase();
}

async function fetchTenantId(url: string, application: IPublicClientApplication): Promise<string> {
  const { networkClient } = application.getConfiguration().system;
  const { body } = await networkClient.sendGetRequestAsync<unknown>(
    `${url}/v2.0/.well-known/openid-configuration`,
  );
  const { issuer, error } = Object(body) as Readonly<Record<string, unknown>>;
  if (error === 'invalid_tenant') throw new UnknownTenant();
  const id =
    typeof issuer === 'string' && URL.canParse(issuer)
      ? new URL(issuer).pathname.split('/')[1]?.toLowerCase()
      : undefined;
  if (id === undefined || !isTenantId(id)) throw new TenantNotFound();
  return id;
}

/** The service does not know the tenant (AADSTS90002). */
class UnknownTenant extends Error {
  readonly errorCode = 'invalid_tenant';
}

/** The authority's metadata contains no tenant: the response is not the service's. */
class TenantNotFound extends Error {
  readonly errorCode = 'tenant_not_found';
}
