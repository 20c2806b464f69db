import { IncomingMessage } from 'node:http';
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import type { ClientMetadata, KoaContextWithOIDC } from 'oidc-provider';
import type { HttpApp, RouteContext, Env } from '../http';
import { createApp } from '../http';
import type { RequestLog } from '../requestLog';
import { accountByOid, organizationAt } from './accounts';
import { mounted, organizationOf } from './mounting';
import { refuseAuthorize } from './authorize';
import { configurationOf, tenantPath } from './providerConfiguration';
import { answerInteraction } from './interactions';
import type { IdentityOrders } from './signInOrders';
import { createIdentityOrders } from './signInOrders';
import { errorPage } from './signInPages';
import { consentRequired } from './signInRefusals';
import { refuseToken } from './token';

export interface IdentityServer {
  readonly app: HttpApp;
  readonly orders: IdentityOrders;
  /** Claim `iss` of its tokens. */
  readonly issuer: string;
  /** Public keys, as served below `/discovery/v2.0/keys`. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  /**
   * Invalidates all issued tokens for Graph, which then requests new ones (continuous access
   * evaluation).
   */
  revokeTokens(): void;
  readonly tokenGeneration: () => number;
}

export interface IdentityOptions {
  readonly origin: string;
  readonly clients: readonly ClientMetadata[];
  readonly requests: RequestLog;
  /** Time of the world's clock, in ms since the epoch. Orders with a time limit use it. */
  readonly now: () => number;
  /** Lifetime of an access token, in seconds of real time. */
  readonly accessTokenSeconds?: number;
}

/**
 * Creates a certified OpenID provider that imitates `/organizations` of the Microsoft identity
 * platform.
 */
export async function createIdentityServer({
  origin,
  clients,
  requests,
  now,
  accessTokenSeconds = 3600,
}: IdentityOptions): Promise<IdentityServer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const name = { alg: 'RS256', use: 'sig', kid: 'sandbox' };
  const orders = createIdentityOrders(now);
  let generation = 0;
  const tokenGeneration = () => generation;
  const issuer = `${origin}${tenantPath}/v2.0`;
  const signingKey = { ...(await exportJWK(privateKey)), ...name };
  const provider = new Provider(
    issuer,
    configurationOf({
      clients,
      signingKey: { ...signingKey, kty: 'RSA' },
      accessTokenSeconds,
      tokenGeneration,
    }),
  );
  provider.use(dressTokenAnswer);
  provider.use(dressMetadata(origin));
  return {
    app: routesOf(provider, orders, clients, requests),
    orders,
    issuer,
    jwks: { keys: [{ ...(await exportJWK(publicKey)), ...name }] },
    revokeTokens: () => {
      generation += 1;
    },
    tokenGeneration,
  };
}

/**
 * Adds Microsoft's fields to the token response: `client_info`, from which MSAL builds the account
 * id, and Microsoft's error for a scope without consent.
 */
async function dressTokenAnswer(
  context: KoaContextWithOIDC,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const body: unknown = context.body;
  if (!context.path.endsWith('/oauth2/v2.0/token') || typeof body !== 'object' || body === null) {
    return;
  }
  const { AccessToken } = context.oidc.entities;
  if ('id_token' in body && AccessToken !== undefined) {
    // A guest is known by the account of the home tenant.
    const { oid, tid } = accountByOid(AccessToken.accountId) ?? {};
    context.body = {
      ...body,
      client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tid })).toString('base64url'),
    };
  } else if ('error' in body && body.error === 'invalid_scope') {
    context.body = consentRequired();
  }
}

/** Adds the tenant id to the issuer in an organization's OpenID metadata, as Entra does. */
function dressMetadata(origin: string) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const organization = organizationOf(context.req);
    const body: unknown = context.body;
    if (organization === undefined || typeof body !== 'object' || body === null) return;
    if ('issuer' in body) context.body = { ...body, issuer: `${origin}/${organization.id}/v2.0` };
  };
}

function routesOf(
  provider: Provider,
  orders: IdentityOrders,
  clients: readonly ClientMetadata[],
  requests: RequestLog,
): HttpApp {
  const provide = provider.callback();
  const below = async (request: IncomingMessage, response: ServerResponse): Promise<Response> => {
    await provide(mounted(request), response);
    return RESPONSE_ALREADY_SENT;
  };
  const app = createApp();
  app.use(recordIn(requests), async ({ env, get }, next) => {
    const orderId = orders.take('offline')?.id;
    if (orderId === undefined) return next();
    get('recorded').orderId = orderId;
    env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  app.use(async (c, next) => {
    if (c.req.path.startsWith(`${tenantPath}/`) || organizationAt(c.req.path) !== undefined) {
      return next();
    }
    if (!c.req.path.endsWith('/.well-known/openid-configuration')) {
      return c.html(errorPage('not_found', unknownTenant), 404);
    }
    c.header('access-control-allow-origin', '*');
    return c.json({ error: 'invalid_tenant', error_description: unknownTenant }, 400);
  });
  app.all(`${tenantPath}/interaction/:uid`, (c) => answerInteraction(provider, c));
  app.post('/:tenant/oauth2/v2.0/token', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    c.get('recorded').grantType = form.get('grant_type') ?? '';
    const { incoming, outgoing } = c.env;
    return refuseToken(c, form, orders) ?? below(withBody(incoming, form), outgoing);
  });
  app.all(
    '/:tenant/oauth2/v2.0/authorize',
    (c, next) => refuseAuthorize(c, orders, clients) ?? next(),
  );
  app.all('/:tenant/oauth2/v2.0/logout', (c, next) => {
    nameTheClient(c, clients);
    return next();
  });
  app.all('*', ({ env }) => below(env.incoming, env.outgoing));
  return app;
}

const unknownTenant = 'AADSTS90002: Tenant not found.';

/** Logs the requests. */
function recordIn(requests: RequestLog): MiddlewareHandler<Env> {
  return (c, next) => {
    const { method = '', url: path = '' } = c.env.incoming;
    const { outgoing } = c.env;
    const operation = operationOf(c.req.path);
    const preflight = method === 'OPTIONS';
    const recorded = requests.add({ service: 'identity', method, path, operation, preflight });
    outgoing.once('close', () => {
      recorded.status = outgoing.headersSent ? outgoing.statusCode : 0;
    });
    c.set('recorded', recorded);
    return next();
  };
}

/**
 * Returns the kind of a request to the provider. Paths of pages, and of the return from them, end
 * in an id.
 */
function operationOf(path: string): string {
  const [last = '', before] = path.split('/').reverse();
  if (path.startsWith(`${tenantPath}/interaction/`)) return 'interaction';
  return before === 'authorize' ? 'resume' : last;
}

/**
 * Returns the same request with a new form body. Entra accepts `offline_access` in every refresh.
 * oidc-provider removes that scope from a grant without prompt=consent, and would return
 * invalid_scope.
 */
function withBody(request: IncomingMessage, form: URLSearchParams): IncomingMessage {
  if (form.get('grant_type') === 'refresh_token') {
    form.set(
      'scope',
      (form.get('scope') ?? '')
        .split(' ')
        .filter((scope) => scope !== 'offline_access')
        .join(' '),
    );
  }
  const body = Buffer.from(form.toString());
  const forwarded = Object.assign(new IncomingMessage(request.socket), {
    method: request.method,
    url: request.url,
  });
  forwarded.headers = { ...request.headers, 'content-length': String(body.length) };
  // An incomplete message destroys its socket when it ends.
  forwarded.complete = true;
  forwarded.push(body);
  forwarded.push(null);
  return forwarded;
}

/**
 * Adds the client id to MSAL's sign-out request, which omits it because Entra does not need it. The
 * post-logout address identifies the client.
 */
function nameTheClient(c: RouteContext, clients: readonly ClientMetadata[]): void {
  const { pathname, searchParams: query } = new URL(c.req.url);
  if (query.has('client_id') || query.has('id_token_hint')) return;
  const page = query.get('post_logout_redirect_uri') ?? '';
  const client = clients.find(({ post_logout_redirect_uris: uris }) => uris?.includes(page));
  if (client === undefined) return;
  query.set('client_id', client.client_id);
  c.env.incoming.url = `${pathname}?${query.toString()}`;
}
