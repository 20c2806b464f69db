import { IncomingMessage } from 'node:http';
import type { ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import type { ClientMetadata, KoaContextWithOIDC } from 'oidc-provider';
import type { Handler } from '../http';
import { readBody, send, sendJson, targetOf } from '../http';
import type { RecordedRequest, RequestLog } from '../requests';
import { answerAuthorize } from './authorize';
import { configurationOf, tenantPath } from './configuration';
import { answerInteraction } from './interactions';
import type { IdentityOrders } from './orders';
import { createIdentityOrders } from './orders';
import { errorPage } from './pages';
import type { TokenRefusal } from './refusals';
import { consentRequired, moreRequired, refreshTokenExpired, throttled, unavailable } from './refusals';

/** The identity provider of the sandbox. */
export interface Identity {
  readonly handle: Handler;
  readonly orders: IdentityOrders;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The public keys, as served below `/discovery/v2.0/keys`. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  /** Tokens given out so far are no longer good for Graph: it asks for new ones (continuous access evaluation). */
  revokeTokens(): void;
  readonly tokenGeneration: () => number;
}

/** What an identity provider needs. */
export interface IdentityOptions {
  readonly origin: string;
  readonly clients: readonly ClientMetadata[];
  readonly requests: RequestLog;
  /** The world's clock, ms since the epoch: orders that are given for a time go by it. */
  readonly now: () => number;
  /** How long an access token lives, in seconds of real time. */
  readonly accessTokenSeconds?: number;
}

/** Makes a certified OpenID provider that looks like the Microsoft identity platform's `/organizations`. */
export async function createIdentity({ origin, clients, requests, now, accessTokenSeconds = 3600 }: IdentityOptions): Promise<Identity> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const name = { alg: 'RS256', use: 'sig', kid: 'sandbox' };
  const orders = createIdentityOrders(now);
  let generation = 0;
  const tokenGeneration = () => generation;
  const issuer = `${origin}${tenantPath}/v2.0`;
  const signingKey = { ...(await exportJWK(privateKey)), ...name };
  const provider = new Provider(issuer, configurationOf({ clients, signingKey: { ...signingKey, kty: 'RSA' }, accessTokenSeconds, tokenGeneration }));
  provider.use(dressTokenAnswer);
  return {
    handle: handlerOf(provider, orders, clients, requests),
    orders,
    issuer,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), ...name }] },
    revokeTokens: () => {
      generation += 1;
    },
    tokenGeneration,
  };
}

/** Adds what Microsoft's token answers have: `client_info`, from which MSAL makes the account's id, and its words for a scope without consent. */
async function dressTokenAnswer(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const body: unknown = context.body;
  if (!context.path.endsWith('/oauth2/v2.0/token') || typeof body !== 'object' || body === null) return;
  const { AccessToken } = context.oidc.entities;
  if ('id_token' in body && AccessToken !== undefined) {
    const { oid, tid } = AccessToken.extra ?? {};
    context.body = { ...body, client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tid })).toString('base64url') };
  } else if ('error' in body && body.error === 'invalid_scope') {
    context.body = consentRequired();
  }
}

function handlerOf(provider: Provider, orders: IdentityOrders, clients: readonly ClientMetadata[], requests: RequestLog): Handler {
  const route = routerOf(provider, orders, clients);
  return async (request, response) => {
    const { path } = targetOf(request);
    const operation = operationOf(path);
    const preflight = request.method === 'OPTIONS';
    const recorded = requests.add({ service: 'identity', method: request.method ?? '', path: request.url ?? '', operation, preflight });
    response.once('close', () => {
      recorded.status = response.headersSent ? response.statusCode : 0;
    });
    const orderId = orders.take('offline')?.id;
    if (orderId === undefined) return route(request, response, recorded);
    recorded.orderId = orderId;
    request.socket.destroy();
  };
}

/** What is asked of the provider. Pages, and the way back from them, have a number of their own at the end. */
function operationOf(path: string): string {
  const [last = '', before] = path.split('/').reverse();
  if (path.startsWith(`${tenantPath}/interaction/`)) return 'interaction';
  return before === 'authorize' ? 'resume' : last;
}

function routerOf(provider: Provider, orders: IdentityOrders, clients: readonly ClientMetadata[]) {
  const callback = provider.callback();
  return async (request: IncomingMessage, response: ServerResponse, recorded: RecordedRequest): Promise<void> => {
    if (!targetOf(request).path.startsWith(`${tenantPath}/`)) {
      send(response, 404, 'text/html; charset=utf-8', errorPage('not_found', 'AADSTS90002: Tenant not found.'));
    } else if (recorded.operation === 'interaction') {
      await answerInteraction(provider, request, response);
    } else if (recorded.operation === 'token' && request.method === 'POST') {
      const form = new URLSearchParams(await readBody(request));
      recorded.grantType = form.get('grant_type') ?? '';
      if (!refuseToken(form, request, response, orders)) await callback(mounted(withBody(request, form)), response);
    } else if (recorded.operation !== 'authorize' || !answerAuthorize(request, response, orders, clients)) {
      if (recorded.operation === 'logout') nameTheClient(request, clients);
      await callback(mounted(request), response);
    }
  };
}

/** Refuses a token by order: any, or the one for a refresh token. */
function refuseToken(form: URLSearchParams, request: IncomingMessage, response: ServerResponse, orders: IdentityOrders): boolean {
  const headers = { 'access-control-allow-origin': request.headers.origin ?? '*' };
  if (orders.take('tokenUnavailable') !== undefined) {
    sendJson(response, 503, unavailable(), headers);
    return true;
  }
  const slowDown = orders.take('tokenThrottled');
  if (slowDown !== undefined) {
    // Whether Entra lets pages read Retry-After is not documented: here it does not, which is the stricter of the two.
    sendJson(response, 429, throttled(), { ...headers, 'retry-after': String(slowDown.retryAfterSeconds) });
    return true;
  }
  const refused = form.get('grant_type') === 'refresh_token' ? refusedSilently(orders) : undefined;
  if (refused !== undefined) sendJson(response, 400, refused, headers);
  return refused !== undefined;
}

/** The answer to a request without the person, by order: of the token endpoint, or of the broker that would have asked it. */
export function refusedSilently(orders: IdentityOrders): TokenRefusal | undefined {
  const refusals = { refuseRefresh: refreshTokenExpired, adminConsent: consentRequired, conditionalAccess: moreRequired } as const;
  const ordered = (['refuseRefresh', 'adminConsent', 'conditionalAccess'] as const).find((fault) => orders.take(fault) !== undefined);
  return ordered === undefined ? undefined : refusals[ordered]();
}

/** oidc-provider knows nothing of `/organizations`: it is mounted below it, and told so by `originalUrl`. */
function mounted(request: IncomingMessage): IncomingMessage {
  const url = (request.url ?? '').slice(tenantPath.length).replace(/^\/v2\.0\/\.well-known/, '/.well-known');
  return Object.assign(request, { originalUrl: tenantPath + url, url });
}

/**
 * The same request with its form sent anew. Entra accepts `offline_access` whenever a token is refreshed;
 * oidc-provider has dropped it from the grant, as nobody asked with prompt=consent, and would call it an invalid scope.
 */
function withBody(request: IncomingMessage, form: URLSearchParams): IncomingMessage {
  if (form.get('grant_type') === 'refresh_token') {
    form.set('scope', (form.get('scope') ?? '').split(' ').filter((scope) => scope !== 'offline_access').join(' '));
  }
  const body = Buffer.from(form.toString());
  const forwarded = Object.assign(new IncomingMessage(request.socket), { method: request.method, url: request.url });
  forwarded.headers = { ...request.headers, 'content-length': String(body.length) };
  // A message that is not complete takes its socket with it when it ends.
  forwarded.complete = true;
  forwarded.push(body);
  forwarded.push(null);
  return forwarded;
}

/** MSAL signs out without a client id, which Entra does not need; the page to return to tells whose it is. */
function nameTheClient(request: IncomingMessage, clients: readonly ClientMetadata[]): void {
  const { path, query } = targetOf(request);
  if (query.has('client_id') || query.has('id_token_hint')) return;
  const client = clients.find(({ post_logout_redirect_uris: uris }) => uris?.includes(query.get('post_logout_redirect_uri') ?? ''));
  if (client === undefined) return;
  query.set('client_id', client.client_id);
  request.url = `${path}?${query.toString()}`;
}
