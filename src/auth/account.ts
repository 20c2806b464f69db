import type { AuthenticationResult } from '@azure/msal-browser';
import type { Account } from '../session/state';
import { tenantOf } from './tenant';

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
