import type { AccountInfo } from '@azure/msal-browser';
import type { Account } from '../session/state';

/**
 * Converts MSAL's account to the session core's. `inExcel` is the user name of Excel's own account.
 */
export function toAccount(account: AccountInfo, inExcel: string | undefined): Account {
  const { homeAccountId: id, username: userName, name, tenantId } = account;
  const differs = inExcel !== undefined && inExcel.toLowerCase() !== userName.toLowerCase();
  return {
    id,
    userName,
    name: name === undefined || name === '' ? userName : name,
    tenantId,
    ...(differs ? { inExcel } : {}),
  };
}
