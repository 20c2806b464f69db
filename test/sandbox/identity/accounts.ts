/** User account of the sandbox's identity provider. */
export interface TestAccount {
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

export const adele: TestAccount = {
  oid: 'aaaaaaaa-0000-4000-8000-000000000001',
  tid: tenantId,
  name: 'Adele Vance',
  userName: 'adele@contoso.example',
};
export const alex: TestAccount = {
  oid: 'aaaaaaaa-0000-4000-8000-000000000002',
  tid: tenantId,
  name: 'Alex Wilber',
  userName: 'alex@contoso.example',
};
export const someone: TestAccount = {
  oid: '00000000-0000-0000-0000-0000deadbeef',
  tid: personalTenantId,
  name: 'Sam One',
  userName: 'someone@outlook.example',
};

/** All accounts, in the order of the sign-in page. */
export const accounts: readonly TestAccount[] = [adele, alex, someone];

export function accountByOid(oid: unknown): TestAccount | undefined {
  return accounts.find((account) => account.oid === oid);
}
