import { randomBytes } from 'node:crypto';
import { interactionPolicy } from 'oidc-provider';
import type { ClientMetadata, Configuration, JWK } from 'oidc-provider';
import type { TestAccount } from './accounts';
import { accountByHint, accountByOid, loginHintOf, mayEnter } from './accounts';
import { organizationOf } from './mounting';
import { createMemoryAdapter } from './adapter';
import { errorPage, signedOutPage, signOutPage } from './signInPages';
import { graphAudience, graphScope, graphScopes } from './scopes';

export interface ProviderOptions {
  readonly clients: readonly ClientMetadata[];
  readonly signingKey: JWK;
  /** Lifetime of an access token, in seconds of real time. */
  readonly accessTokenSeconds: number;
  /**
   * Generation of newly issued tokens. After a revocation, Graph refuses tokens of earlier
   * generations.
   */
  readonly tokenGeneration: () => number;
}

/** Path prefix of the Microsoft identity platform for organizations. */
export const tenantPath = '/organizations';

const daySeconds = 86_400;

/**
 * Returns an oidc-provider configuration that MSAL cannot distinguish from the Microsoft identity
 * platform.
 */
export function configurationOf({
  clients,
  signingKey,
  accessTokenSeconds,
  tokenGeneration,
}: ProviderOptions): Configuration {
  return {
    adapter: createMemoryAdapter(),
    clients,
    jwks: { keys: [signingKey] },
    // The pane's frame and the provider are cross-site: the browser sends only cookies with these
    // attributes.
    cookies: {
      keys: [randomBytes(24).toString('hex')],
      long: crossSiteCookie,
      short: crossSiteCookie,
    },
    routes: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      end_session: '/oauth2/v2.0/logout',
      jwks: '/discovery/v2.0/keys',
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub', 'oid', 'tid', 'ver'],
      profile: ['name', 'preferred_username', 'login_hint'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    extraParams: ['pocd', 'domain_hint'],
    clientBasedCORS: (_context, origin, client) =>
      (client.redirectUris ?? []).some((uri) => originOf(uri) === origin),
    // Entra issues a refresh token whenever offline_access is requested. Several tabs can use the
    // same refresh token, for one day in all.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      RefreshToken: daySeconds,
      Interaction: 3600,
      Session: 14 * daySeconds,
      Grant: 14 * daySeconds,
    },
    features: featuresOf(accessTokenSeconds),
    extraTokenClaims: (context, token) => {
      const account = 'accountId' in token ? accountByOid(token.accountId) : undefined;
      const scopes = (token.scope ?? '').split(' ').map((scope) => graphScope(scope) ?? scope);
      return {
        oid: account?.oid,
        tid: organizationOf(context.req)?.id ?? account?.tid,
        upn: account?.userName,
        name: account?.name,
        scp: scopes.join(' '),
        ver: '2.0',
        generation: tokenGeneration(),
      };
    },
    findAccount: (context, oid) => {
      const account = accountByOid(oid);
      const organization = organizationOf(context.req);
      if (account === undefined || (organization && !mayEnter(organization, account))) {
        return undefined;
      }
      const tid = organization?.id ?? account.tid;
      return { accountId: oid, claims: () => claimsOf({ ...account, tid }) };
    },
    interactions: {
      policy: policy(),
      url: (_context, interaction) => `${tenantPath}/interaction/${interaction.uid}`,
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error, out.error_description);
    },
  };
}

const crossSiteCookie = { httpOnly: true, sameSite: 'none', secure: true, signed: true } as const;

function featuresOf(accessTokenSeconds: number): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => {
        context.body = signOutPage(form);
      },
      postLogoutSuccessSource: (context) => {
        context.body = signedOutPage();
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => graphAudience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: graphScopes.join(' '),
        audience: graphAudience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

/**
 * Prompts for sign-in, consent and account selection. Omits oidc-provider's rule that native apps
 * always prompt, which Entra does not have. As in Entra, the session of one account does not answer
 * a request with another account's hint.
 */
function policy() {
  const prompts = interactionPolicy.base();
  prompts.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  prompts.get('login')?.checks.add(hintedAccount);
  prompts.get('consent')?.checks.remove('native_client_prompt');
  return prompts;
}

const hintedAccount = new interactionPolicy.Check(
  'login_hint',
  'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
  'login_required',
  ({ oidc }) => {
    const hinted = accountByHint(oidc.params?.['login_hint']);
    const answered = hinted === undefined || oidc.result?.login !== undefined;
    return !answered && oidc.session?.accountId !== hinted.oid;
  },
);

function claimsOf({ oid, tid, name, userName }: TestAccount) {
  return {
    sub: oid,
    oid,
    tid,
    ver: '2.0',
    name,
    preferred_username: userName,
    email: userName,
    login_hint: loginHintOf(userName),
  };
}

/**
 * Returns the origin of a redirect address. Nested app authentication identifies an add-in by its
 * origin: brk-multihub://host:port.
 */
function originOf(uri: string): string {
  return new URL(uri.replace(/^brk-multihub:/, 'https:')).origin;
}
