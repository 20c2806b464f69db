import type { AccountInfo, AuthenticationResult } from '@azure/msal-browser';
import type { Account } from '../session/state';
import { tenantOf } from './tenant';
import type { ClientLoader } from './loader';
import type { MsalApplication } from './types';

/**
 * Converts the account of MSAL's result to the session core's, in the tenant of its token. `inExcel`
 * is the user name of Excel's own account.
 */
export function toAccount(result: AuthenticationResult, inExcel: string | undefined): Account {
  const { homeAccountId: id, username: userName, name } = result.account;
  const differs = inExcel !== undefined && inExcel.toLowerCase() !== userName.toLowerCase();
  return {
    id,
    userName,
    name: name === undefined || name === '' ? userName : name,
    tenantId: tenantOf(result),
    ...(differs ? { inExcel } : {}),
  };
}

/**
 * Removes the account and its tokens, or all of them, from MSAL's cache. With nested app auth Excel
 * owns the sign-in, but MSAL keeps the tokens in the same cache, which only a standard client can
 * clear. Source: msal-browser 5.30, NestedAppAuthController.hydrateCache and clearCache.
 */
export async function removeFromCache(
  removed: AccountInfo | null,
  client: MsalApplication,
  { dialog }: Pick<ClientLoader, 'dialog'>,
): Promise<void> {
  const { application } = client.method === 'nested' ? await dialog() : client;
  await application.clearCache(removed === null ? undefined : { account: removed });
}
