import type { AccountInfo, AuthenticationResult } from '@azure/msal-browser';

export const contosoId = '11111111-2222-4333-8444-555555555555';
export const fabrikamId = '99999999-2222-4333-8444-555555555555';
export const personalId = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const accountOf = (name: string, tenantId = contosoId): AccountInfo => ({
  homeAccountId: `${name}.${tenantId}`,
  localAccountId: name,
  environment: 'login.microsoftonline.com',
  tenantId,
  username: `${name}@contoso.example`,
  name,
});
export const adeleAccount = accountOf('adele');
export const alexAccount = accountOf('alex');

/** Token of an account; its tenant defaults to the account's. */
export const tokenOf = (
  account: AccountInfo,
  more: Partial<AuthenticationResult> = {},
): AuthenticationResult => ({
  account,
  accessToken: `token of ${account.username}`,
  authority: '',
  uniqueId: '',
  tenantId: account.tenantId,
  scopes: [],
  idToken: '',
  idTokenClaims: { tid: account.tenantId },
  fromCache: false,
  expiresOn: null,
  tokenType: 'Bearer',
  correlationId: 'c',
  ...more,
});

/** Error with the members that MSAL's public types declare. */
export const errorOf = (errorCode: string, more: object = {}): Error =>
  Object.assign(new Error('secret words'), { name: 'AuthError', errorCode, ...more });
/** MSAL's ServerError with the token endpoint's response. */
export const serverError = (error: string, number: number): Error =>
  errorOf(error, {
    name: 'ServerError',
    errorNo: number,
    errorMessage: `Error(s): ${number} - Description: AADSTS${number}: secret words`,
  });
