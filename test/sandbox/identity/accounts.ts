/** User account of the sandbox's identity provider. */
export interface Account {
  /** Object id in the directory. */
  readonly oid: string;
  /** Tenant id. */
  readonly tid: string;
  readonly name: string;
  readonly userName: string;
}

/** Tenant id of the sandbox's only organization. */
export const tenantId = '11111111-2222-4333-8444-555555555555';

/** Tenant id shared by all personal Microsoft accounts. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const adele: Account = {
  oid: 'aaaaaaaa-0000-4000-8000-000000000001',
  tid: tenantId,
  name: 'Adele Vance',
  userName: 'adele@contoso.example',
};
export const alex: Account = {
  oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  tid: tenantId,
  name: 'Alex Wilber',
  userName: 'alex@contoso.example',
};
export const someone: Account = {
  oid: '00000000-0000-0000-0000-0000deadbeef',
  tid: personalTenantId,
  name: 'Sam One',
  userName: 'someone@outlook.example',
};

/** All accounts, in the order of the sign-in page. */
export const accounts: readonly Account[] = [adele, alex, someone];

export function accountByOid(oid: unknown): Account | undefined {
  return accounts.find((account) => account.oid === oid);
}
