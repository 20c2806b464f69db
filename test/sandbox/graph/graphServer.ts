import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { tryDecodeURIComponent } from 'hono/utils/url';
import type { WorldClock } from '../worldClock';
import type { HttpApp, RouteContext } from '../http';
import { createApp } from '../http';
import type { RecordedRequest, RequestLog } from '../requestLog';
import type { GraphAnswer, RequestIds } from './answer';
import { errorBody, refuse } from './answer';
import type { Service } from './call';
import { answerPreflight, corsHeaders } from './cors';
import { answerOfFault, takeOver } from './faults';
import type { WorkbookFile } from './files';
import { createDrives } from './files';
import { sandboxGap } from './gap';
import { createOpenings } from './openings';
import type { Order, Orders } from './faultOrders';
import { createOrders } from './faultOrders';
import { matchRoute } from './routes';
import type { SessionTable } from './sessionTable';
import { createSessionTable } from './sessionTable';
import { defaultSettings } from './graphSettings';
import type { Caller, TokenIssuer } from './tokens';
import { createAuthenticate } from './tokens';
import { personalTenantId, tenantId } from '../identity/accounts';

/** The emulated Microsoft Graph. */
export interface Graph extends Pick<Service, 'drives' | 'settings'> {
  readonly app: HttpApp;
  readonly orders: Orders;
  readonly sessions: SessionTable;
  /**
   * Calls the listener when the saved content of a file changes.
   *
   * @returns a function that unsubscribes.
   */
  readonly watch: (listener: (file: WorkbookFile) => void) => () => void;
}

export interface GraphOptions {
  readonly origin: string;
  readonly clock: WorldClock;
  readonly issuer: TokenIssuer;
  readonly requests: RequestLog;
}

/** One request in progress. */
interface Exchange {
  readonly c: RouteContext;
  readonly ids: RequestIds;
  readonly order: Order | undefined;
}

/** Creates a Graph with files, without sessions or orders. */
export function createGraph({ origin, clock, issuer, requests }: GraphOptions): Graph {
  const sessions = createSessionTable(clock);
  const orders = createOrders(clock);
  const listeners = new Set<(file: WorkbookFile) => void>();
  const service: Service = {
    root: `${origin}/v1.0`,
    clock,
    sessions,
    drives: createDrives(clock.now()),
    openings: createOpenings(clock, sessions),
    settings: defaultSettings(),
    saved: (file) => listeners.forEach((listener) => listener(file)),
  };
  const answerCall = answerWith(service, createAuthenticate(issuer));
  const app = createApp();
  app.use((c, next) => {
    c.set('recorded', record(c.env.incoming, requests));
    return next();
  });
  app.options('*', (c) => {
    c.get('recorded').status = 200;
    return answerPreflight(c);
  });
  app.all('*', async (c) => {
    const { incoming } = c.env;
    const recorded = c.get('recorded');
    const order = orders.take(operationOf(incoming));
    if (order !== undefined) recorded.orderId = order.id;
    const response = await carryOut({ c, ids: idsOf(incoming), order }, service, answerCall);
    // Log the status before the client receives the response.
    recorded.status = response === RESPONSE_ALREADY_SENT ? 0 : response.status;
    return response;
  });
  const watch: Graph['watch'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { app, orders, sessions, watch, drives: service.drives, settings: service.settings };
}

/** Answers a request, or applies the fault of its order. */
async function carryOut(
  exchange: Exchange,
  service: Service,
  answerCall: (exchange: Exchange) => Promise<GraphAnswer>,
): Promise<Response> {
  const { order, c } = exchange;
  const cors = corsHeaders(c, service.settings);
  if (order === undefined) return responseOf(exchange, await answerCall(exchange), cors);
  const { fault, when } = order;
  // The pause does not keep the process alive after the server has stopped.
  if (fault.kind === 'delay') await setTimeout(fault.ms, undefined, { ref: false });
  const worded = answerOfFault(fault, secondsLeft(order, service.clock));
  const before = when === 'before' ? takeOver(fault, c, cors) : undefined;
  if (before !== undefined) return before;
  const answer = when === 'before' && worded !== undefined ? worded : await answerCall(exchange);
  const after = when === 'after' ? takeOver(fault, c, cors) : undefined;
  return after ?? responseOf(exchange, worded ?? answer, fault.kind === 'noCors' ? {} : cors);
}

function answerWith(service: Service, authenticate: ReturnType<typeof createAuthenticate>) {
  return async ({ c }: Exchange): Promise<GraphAnswer> => {
    const { incoming } = c.env;
    const body = parseBody(await c.req.text());
    const caller = await authenticate(c.req.header('authorization'));
    if ('status' in caller) return caller;
    c.get('recorded').account = caller.account.userName;
    const matched = matchOf(incoming);
    if (matched === 'wrongMethod') {
      return refuse(405, 'methodNotAllowed', 'The HTTP method is not allowed for this resource.');
    }
    if (matched === undefined) {
      return sandboxGap(`${incoming.method ?? ''} ${resourceOf(incoming)}`);
    }
    const { route, parts } = matched;
    const path = (incoming.url ?? '').slice('/v1.0'.length);
    const query = new URL(c.req.url).searchParams;
    return route.answer({
      ...caller,
      service: { ...service, drives: drivesOf(service, caller) },
      parts,
      path,
      query,
      headers: incoming.headers,
      body,
    });
  };
}

/**
 * The drives of the token's tenant. A personal account sees that of Contoso, which then refuses it.
 */
function drivesOf({ drives }: Service, caller: Caller): Service['drives'] {
  const tenant = caller.tenantId === personalTenantId ? tenantId : caller.tenantId;
  return drives.filter((drive) => drive.tenantId === tenant);
}

/** The path exactly as sent. hono's own has its `..` resolved. */
const pathOf = ({ url = '/' }: IncomingMessage) => url.replace(/\?.*$/s, '');

/** The path with placeholders for its ids. */
function resourceOf(request: IncomingMessage): string {
  return pathOf(request)
    .replace(/(drives|items|worksheets|tables|names|charts)\/[^/]+/g, '$1/{id}')
    .replace(/root:\/[^:]*/, 'root:/{path}');
}

function matchOf(request: IncomingMessage, method = request.method ?? '') {
  const [, path] = /^\/v1\.0(\/.*)$/s.exec(pathOf(request)) ?? [];
  return path === undefined ? undefined : matchRoute(method, tryDecodeURIComponent(path));
}

function operationOf(request: IncomingMessage) {
  const asked = request.headers['access-control-request-method'];
  const matched = matchOf(request, request.method === 'OPTIONS' ? asked : request.method);
  return typeof matched === 'object' ? matched.route.operation : 'unknown';
}

function record(request: IncomingMessage, requests: RequestLog): RecordedRequest {
  const { 'workbook-session-id': sessionId, prefer } = request.headers;
  return requests.add({
    service: 'graph',
    method: request.method ?? '',
    path: request.url ?? '',
    operation: operationOf(request),
    preflight: request.method === 'OPTIONS',
    ...(typeof sessionId === 'string' ? { sessionId } : {}),
    ...(typeof prefer === 'string' ? { prefer } : {}),
  });
}

function idsOf(request: IncomingMessage): RequestIds {
  const requestId = randomUUID();
  const sent = request.headers['client-request-id'];
  return { requestId, clientRequestId: typeof sent === 'string' ? sent : requestId };
}

/** The remaining time of an order, in seconds of the client's clock. */
function secondsLeft({ until }: Order, clock: WorldClock): number {
  const worldMs = until === undefined ? 60_000 : until - clock.now();
  return Math.max(1, Math.ceil(worldMs / 1000 / (clock.speed() || 1)));
}

function responseOf(
  { ids, order }: Exchange,
  answer: GraphAnswer,
  cors: Readonly<Record<string, string>>,
): Response {
  const body = answer.error === undefined ? answer.body : errorBody(answer.error, ids, Date.now());
  const whole = body === undefined ? '' : JSON.stringify(body);
  const text = order?.fault.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole;
  const headers = {
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    ...cors,
    ...answer.headers,
  };
  return new Response(text === '' ? null : text, { status: answer.status, headers });
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
