import type { AccountInfo } from '@azure/msal-browser';
import type { Account } from '../session/state';

/** The tenant of personal accounts, which the workbook API does not serve. Source: Microsoft Graph, workbook-refreshsession. */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const isPersonal = ({ tenantId }: { readonly tenantId: string }): boolean => tenantId === personalTenantId;

/** What the heart is told of an account of MSAL; `inExcel` is the user name of whoever is signed in to Excel. */
export function toldOf(account: AccountInfo, inExcel: string | undefined): Account {
  const { homeAccountId: id, username: userName, name, tenantId } = account;
  const another = inExcel !== undefined && inExcel.toLowerCase() !== userName.toLowerCase();
  return { id, userName, name: name === undefined || name === '' ? userName : name, tenantId, ...(another ? { inExcel } : {}) };
}
