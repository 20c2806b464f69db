import type { AuthenticationResult } from '@azure/msal-browser';
import type { SignInFailure, SignInReason } from '../session/failures';
import type { Tenant } from './tenant';
import type { Client, MsalApplication } from './types';

/** Excel's bridge returned a token of another tenant than the requested one. */
export class TenantIgnored extends Error {
  readonly errorCode = 'tenant_ignored';
}

/**
 * Requests a token of a tenant, and checks it if the user chose that tenant. MSAL reads its cache by
 * the account's tenant, whatever the authority, so another tenant's token of the same user is
 * requested again past the cache. MSAL sends the authority to Excel's bridge, but Excel need not
 * regard it. Sources: msal-common 16, SilentFlowClient; msal-browser 5.30,
 * NestedAppAuthController.acquireTokenFromCacheInternal and NestedAppAuthAdapter.toNaaTokenRequest.
 * @param acquire requests the token, past the cache if so
 * @throws TenantIgnored if the bridge returns another tenant's token: another method must be used
 */
export async function acquireOf(
  tenant: Tenant,
  { application, method }: MsalApplication,
  acquire: (pastCache: boolean) => Promise<AuthenticationResult>,
): Promise<AuthenticationResult> {
  const result = await acquire(false);
  const refusalOf = async (
    one: AuthenticationResult,
  ): Promise<SignInReason | 'unread' | undefined> =>
    // Without the tenant's metadata nothing is known. That is no fault of the client.
    tenant.isChosen ? tenant.refusalOf(one, application).catch(() => 'unread') : undefined;
  const refusal = await refusalOf(result);
  if (refusal !== 'wrongTenant' && refusal !== 'unread') return result;
  const next = result.fromCache ? await acquire(true) : result;
  if (method === 'nested' && (await refusalOf(next)) === 'wrongTenant') throw new TenantIgnored();
  return next;
}

/** A token, and the client that acquired it. */
export interface Acquired {
  readonly result: AuthenticationResult;
  readonly client: Client;
}

/**
 * True if Excel's bridge returned an account that was not asked for, or that is refused: it has
 * only Excel's own, so another method must be used. MSAL tells it neither the prompt nor the hint.
 * Source: msal-browser 5.30, NestedAppAuthAdapter.toNaaTokenRequest.
 */
export const isUseless = async (
  { result, client: { method, application } }: Acquired,
  { refusalOf }: Tenant,
  isAsked: boolean,
): Promise<boolean> =>
  method === 'nested' && (!isAsked || (await refusalOf(result, application)) !== undefined);

/** Codes of a tenant that the service does not know. */
const unknownTenantCodes: readonly (string | undefined)[] = ['AADSTS90002', 'invalid_tenant'];

/**
 * The failure of a sign-in to a tenant. That the tenant does not exist is the user's typing error if
 * the user chose it, and an error of the configuration otherwise.
 */
export const failureAt = (tenant: Tenant, failure: SignInFailure): SignInFailure =>
  tenant.isChosen && unknownTenantCodes.includes(failure.code)
    ? { ...failure, reason: 'wrongTenant' }
    : failure;
