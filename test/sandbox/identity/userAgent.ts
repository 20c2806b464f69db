import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { WorldFetch } from '../worldFetch';
import { parseJson, understand } from '../parse';
import type { TestAccount } from './accounts';
import { tenantPath } from './providerConfiguration';

/** Result of a token request. */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** Granted scopes, separated by spaces. */
  readonly scope: string;
  readonly expiresInSeconds: number;
}

/**
 * Thrown when the provider refuses. `code` is OAuth's error code; `message` is the provider's
 * description. `code` is `no_network` when the provider is unreachable.
 */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Minimal browser with cookies that signs users in through the provider's pages. */
export interface UserAgent {
  /**
   * Signs in with an authorization code and PKCE. Consents to every request.
   * @throws SignInRefused
   */
  signIn(
    account: TestAccount,
    scopes: readonly string[],
    parameters?: Readonly<Record<string, string>>,
  ): Promise<TokenAnswer>;
  /**
   * Redeems a refresh token.
   * @throws SignInRefused
   */
  refresh(refreshToken: string, scopes: readonly string[]): Promise<TokenAnswer>;
}

/** Provider and app of the sign-in. */
export interface UserAgentOptions {
  readonly fetch: WorldFetch;
  readonly identityOrigin: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Domain or id of the organization to sign in to; default: the account's own. */
  readonly organization?: string;
}

/** Creates a user agent without a signed-in user. */
export function createUserAgent(options: UserAgentOptions): UserAgent {
  const { organization } = options;
  const tenant = organization === undefined ? tenantPath : `/${organization}`;
  const endpoint = `${options.identityOrigin}${tenant}/oauth2/v2.0`;
  const fetch: WorldFetch = (url, request) =>
    options.fetch(url, request).catch(() => {
      throw new SignInRefused('no_network', 'The identity provider could not be reached.');
    });
  const browse = createBrowse(fetch);
  const redeem = async (form: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({
      client_id: options.clientId,
      client_info: '1',
      ...form,
    }).toString();
    return tokenAnswer(
      await (await fetch(`${endpoint}/token`, { method: 'POST', headers: formType, body })).text(),
    );
  };
  return {
    signIn: async (account, scopes, parameters = {}) => {
      const verifier = randomBytes(32).toString('base64url');
      const asked = new URLSearchParams({
        client_id: options.clientId,
        redirect_uri: options.redirectUri,
        response_type: 'code',
        scope: [...scopes, 'openid', 'profile', 'offline_access'].join(' '),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state: randomUUID(),
        nonce: randomUUID(),
        ...parameters,
      });
      const code = await walk(
        browse,
        `${endpoint}/authorize?${asked.toString()}`,
        options,
        account,
      );
      return redeem({
        grant_type: 'authorization_code',
        redirect_uri: options.redirectUri,
        code,
        code_verifier: verifier,
      });
    },
    refresh: (refreshToken, scopes) =>
      redeem({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        scope: [...scopes, 'openid', 'profile', 'offline_access'].join(' '),
      }),
  };
}

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

/** Follows redirects and submits forms until the provider sends the code to the app. */
async function walk(
  browse: WorldFetch,
  start: string,
  { redirectUri, identityOrigin }: UserAgentOptions,
  account: TestAccount,
): Promise<string> {
  let url = start;
  let response = await browse(url);
  for (let step = 0; step < 12; step += 1) {
    const location = response.headers.get('location');
    if (location?.startsWith(redirectUri) === true) return codeOf(location);
    if (location !== null) {
      url = new URL(location, identityOrigin).href;
      response = await browse(url);
      continue;
    }
    const page = await response.text();
    const body = page.includes('<h1>Sign in</h1>') ? `account=${account.oid}` : 'action=accept';
    if (!page.includes('<form')) {
      throw new SignInRefused('page', /<h1>(.*?)<\/h1>/.exec(page)?.[1] ?? page.slice(0, 200));
    }
    response = await browse(url, { method: 'POST', headers: formType, body });
  }
  throw new Error('The provider sends the browser round in circles.');
}

function codeOf(location: string): string {
  const { searchParams, hash } = new URL(location.replace(/^brk-multihub:/, 'https:'));
  const answer = hash === '' ? searchParams : new URLSearchParams(hash.slice(1));
  const code = answer.get('code');
  if (code === null) {
    throw new SignInRefused(answer.get('error') ?? '', answer.get('error_description') ?? '');
  }
  return code;
}

/**
 * Creates a `fetch` with a cookie jar. The provider's cookies have unique names, so their paths are
 * ignored.
 */
function createBrowse(fetch: WorldFetch): WorldFetch {
  const jar = new Map<string, string>();
  return async (url, options = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...options, headers: { ...options.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const found = /^([^=]+)=([^;]*)/.exec(line);
      if (found !== null) jar.set(found[1] ?? '', found[2] ?? '');
    }
    return response;
  };
}

const refusalSchema = z.object({ error: z.string(), error_description: z.string().default('') });
const tokenSchema = z
  .object({
    access_token: z.string(),
    id_token: z.string(),
    refresh_token: z.string(),
    scope: z.string(),
    expires_in: z.number(),
  })
  .transform((body): TokenAnswer => ({
    accessToken: body.access_token,
    idToken: body.id_token,
    refreshToken: body.refresh_token,
    scope: body.scope,
    expiresInSeconds: body.expires_in,
  }));

function tokenAnswer(text: string): TokenAnswer {
  const body = understand(z.union([refusalSchema, tokenSchema]), parseJson(text), 'The answer');
  if ('error' in body) throw new SignInRefused(body.error, body.error_description);
  return body;
}
