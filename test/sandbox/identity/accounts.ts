/** User account of the sandbox's identity provider. */
export interface TestAccount {
  /** Object id in the directory. */
  readonly oid: string;
  /** Tenant id. */
  readonly tid: string;
  readonly name: string;
  readonly userName: string;
}

/** Tenant id of Contoso, the organization of the sandbox's users. */
export const tenantId = '11111111-2222-4333-8444-555555555555';

/** Tenant id of Fabrikam, where Adele is a guest. */
export const fabrikamTenantId = '99999999-2222-4333-8444-555555555555';

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

/** Organization of the sandbox's identity provider. */
export interface TestOrganization {
  readonly id: string;
  /** Domains, in lower case. Each one and the id are a path of the provider. */
  readonly domains: readonly string[];
  readonly guests: readonly TestAccount[];
}

export const organizations: readonly TestOrganization[] = [
  { id: tenantId, domains: ['contoso.onmicrosoft.com', 'contoso.example'], guests: [] },
  {
    id: fabrikamTenantId,
    domains: ['fabrikam.onmicrosoft.com', 'fabrikam.example'],
    guests: [adele],
  },
];

/** Returns the organization of a path such as `/fabrikam.example/oauth2/v2.0/token`. */
export function organizationAt(path: string): TestOrganization | undefined {
  const name = path.split('/')[1]?.toLowerCase() ?? '';
  return organizations.find(({ id, domains }) => name === id || domains.includes(name));
}

/** True for a member or a guest. */
export const mayEnter = ({ id, guests }: TestOrganization, account: TestAccount): boolean =>
  account.tid === id || guests.includes(account);

export function accountByOid(oid: unknown): TestAccount | undefined {
  return accounts.find((account) => account.oid === oid);
}

/** Opaque `login_hint` claim of an account's ID token. */
export const loginHintOf = (userName: string): string =>
  `O.${Buffer.from(userName).toString('base64url')}`;

/** Returns the account that a `login_hint` stands for: a user name, or the claim of an ID token. */
export function accountByHint(hint: unknown): TestAccount | undefined {
  return accounts.find(({ userName }) => hint === userName || hint === loginHintOf(userName));
}
