import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser';
import type { SignInReason } from '../session/failures';
import { isTenantId, parseAuthority } from './authority';
import type { Registration } from './types';

/** The tenant of personal accounts, which the workbook API does not serve. Source: Microsoft Graph, workbook-refreshsession. */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Why the account of a token is refused; undefined when it is accepted. */
export type AccountRule = (
  result: AuthenticationResult,
  application: IPublicClientApplication,
) => Promise<SignInReason | undefined>;

/**
 * Refuses personal accounts, and accounts of other tenants where the authority names one: MSAL does not send its authority
 * to Excel's bridge, and Excel answers with the account that it has. A guest's token has the tenant that the guest is in.
 *
 * A domain name is compared by the tenant's id, which the authority's OpenID metadata gives in its issuer (Microsoft
 * identity platform, v2-protocols-oidc; "find your tenant ID"). It is asked for once, with MSAL's own network client.
 *
 * @throws the error of MSAL's network client while that metadata cannot be fetched: nothing is known about the account then.
 */
export function createAccountRule({ authority }: Registration): AccountRule {
  const { url, tenant } = parseAuthority(authority);
  let tenantId = tenant !== undefined && isTenantId(tenant) ? tenant : undefined;
  return async (result, application) => {
    const tid = tenantOf(result);
    if (tid === personalTenantId) return 'personalAccount';
    if (tenant === undefined) return undefined;
    // A token without a tenant can't be judged, and should not exist.
    if (tid === '') return 'unknown';
    tenantId ??= await fetchTenantId(url, application);
    return tid === tenantId ? undefined : 'wrongTenant';
  };
}

/**
 * The `tid` of the ID token. MSAL's own `tenantId` is, behind Excel's bridge, what Excel says of the account: a guest's home.
 * Source: Microsoft identity platform, id-token-claims-reference.
 */
function tenantOf({ idTokenClaims, tenantId }: AuthenticationResult): string {
  const { tid } = Object(idTokenClaims) as { readonly tid?: unknown };
  return (typeof tid === 'string' && tid !== '' ? tid : tenantId).toLowerCase();
}

async function fetchTenantId(url: string, application: IPublicClientApplication): Promise<string> {
  const { networkClient } = application.getConfiguration().system;
  const { body } = await networkClient.sendGetRequestAsync<unknown>(
    `${url}/v2.0/.well-known/openid-configuration`,
  );
  const { issuer } = Object(body) as Readonly<Record<string, unknown>>;
  const id =
    typeof issuer === 'string' && URL.canParse(issuer)
      ? new URL(issuer).pathname.split('/')[1]?.toLowerCase()
      : undefined;
  if (id === undefined || !isTenantId(id)) throw new TenantNotFound();
  return id;
}

/** The authority's metadata names no tenant: its domain is unknown to the service, or what answered is not the service. */
class TenantNotFound extends Error {
  readonly errorCode = 'tenant_not_found';
}
