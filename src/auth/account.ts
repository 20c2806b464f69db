import type { AccountInfo } from '@azure/msal-browser';
import type { Account } from '../session/state';

/** The session core's view of an account of MSAL; `inExcel` is the user name of the account that Excel is signed in with. */
export function toAccount(account: AccountInfo, inExcel: string | undefined): Account {
  const { homeAccountId: id, username: userName, name, tenantId } = account;
  const another = inExcel !== undefined && inExcel.toLowerCase() !== userName.toLowerCase();
  return {
    id,
    userName,
    name: name === undefined || name === '' ? userName : name,
    tenantId,
    ...(another ? { inExcel } : {}),
  };
}
