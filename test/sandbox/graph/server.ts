import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { WorldClock } from '../clock';
import type { Handler } from '../http';
import { decodeLeniently, readBody, targetOf } from '../http';
import type { RecordedRequest, RequestLog } from '../requests';
import type { Answer, RequestIds } from './answer';
import { errorBody, refuse } from './answer';
import type { Service } from './call';
import { answerPreflight, corsHeaders } from './cors';
import { answerOfFault, takeOver } from './faults';
import type { WorkbookFile } from './files';
import { createDrives } from './files';
import { sandboxGap } from './gap';
import { createOpenings } from './openings';
import type { Order, Orders } from './orders';
import { createOrders } from './orders';
import { matchRoute } from './routes';
import type { Sessions } from './sessions';
import { createSessions } from './sessions';
import { defaultSettings } from './settings';
import type { TokenIssuer } from './tokens';
import { createAuthenticate } from './tokens';

/** The emulated Microsoft Graph. */
export interface Graph extends Pick<Service, 'drives' | 'settings'> {
  readonly handle: Handler;
  readonly orders: Orders;
  readonly sessions: Sessions;
  /** Calls the listener when what is saved in a file has changed. @returns stops that. */
  readonly watch: (listener: (file: WorkbookFile) => void) => () => void;
}

/** What the emulation needs. */
export interface GraphOptions {
  readonly origin: string;
  readonly clock: WorldClock;
  readonly issuer: TokenIssuer;
  readonly requests: RequestLog;
}

/** One request on its way through. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly ids: RequestIds;
  readonly recorded: RecordedRequest;
  readonly order: Order | undefined;
}

/** Makes a Graph with files, no sessions and no orders. */
export function createGraph({ origin, clock, issuer, requests }: GraphOptions): Graph {
  const sessions = createSessions(clock);
  const orders = createOrders(clock);
  const listeners = new Set<(file: WorkbookFile) => void>();
  const service: Service = {
    root: `${origin}/v1.0`, clock, sessions,
    drives: createDrives(clock.now()),
    openings: createOpenings(clock, sessions),
    settings: defaultSettings(),
    saved: (file) => listeners.forEach((listener) => listener(file)),
  };
  const answerCall = answerWith(service, createAuthenticate(issuer));
  const handle: Handler = async (request, response) => {
    const recorded = record(request, requests);
    if (recorded.preflight) {
      recorded.status = answerPreflight(request, response);
      return;
    }
    const order = orders.take(operationOf(request));
    if (order !== undefined) recorded.orderId = order.id;
    const exchange: Exchange = { request, response, ids: idsOf(request), recorded, order };
    await carryOut(exchange, service, answerCall);
  };
  const watch: Graph['watch'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return { handle, orders, sessions, watch, drives: service.drives, settings: service.settings };
}

/** Answers a request, or lets the order that stands for it have its way. */
async function carryOut(exchange: Exchange, service: Service, answerCall: (exchange: Exchange) => Promise<Answer>): Promise<void> {
  const { order, request, response, recorded } = exchange;
  const cors = corsHeaders(request, service.settings);
  if (order?.fault.kind === 'delay') await setTimeout(order.fault.ms);
  const worded = order && answerOfFault(order.fault, secondsLeft(order, service.clock));
  if (order?.when === 'before') {
    recorded.status = takeOver(order.fault, response, cors);
    if (recorded.status !== undefined) return;
  }
  const answer = order?.when === 'before' && worded !== undefined ? worded : await answerCall(exchange);
  if (order?.when === 'after') {
    recorded.status = takeOver(order.fault, response, cors);
    if (recorded.status !== undefined) return;
  }
  // The log has the status before the client has the answer.
  recorded.status = (worded ?? answer).status;
  sendAnswer(exchange, worded ?? answer, order?.fault.kind === 'noCors' ? {} : cors);
}

function answerWith(service: Service, authenticate: ReturnType<typeof createAuthenticate>) {
  return async ({ request, recorded }: Exchange): Promise<Answer> => {
    const body = parseBody(await readBody(request));
    const caller = await authenticate(request.headers.authorization);
    if ('status' in caller) return caller;
    recorded.account = caller.account.userName;
    const matched = matchOf(request);
    if (matched === 'wrongMethod') return refuse(405, 'methodNotAllowed', 'The HTTP method is not allowed for this resource.');
    if (matched === undefined) return sandboxGap(`${request.method ?? ''} ${resourceOf(request)}`);
    const path = (request.url ?? '').slice('/v1.0'.length);
    return matched.route.answer({ ...caller, service, parts: matched.parts, path, query: targetOf(request).query, headers: request.headers, body });
  };
}

/** The path with its ids left out. */
function resourceOf(request: IncomingMessage): string {
  const { path } = targetOf(request);
  return path.replace(/(drives|items|worksheets|tables|names|charts)\/[^/]+/g, '$1/{id}').replace(/root:\/[^:]*/, 'root:/{path}');
}

function matchOf(request: IncomingMessage, method = request.method ?? '') {
  const { path } = targetOf(request);
  return path.startsWith('/v1.0/') ? matchRoute(method, decodeLeniently(path.slice('/v1.0'.length))) : undefined;
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

/** How long a client has to wait for the end of an order, in seconds of its own clock. */
function secondsLeft({ until }: Order, clock: WorldClock): number {
  const worldMs = until === undefined ? 60_000 : until - clock.now();
  return Math.max(1, Math.ceil(worldMs / 1000 / (clock.speed() || 1)));
}

function sendAnswer({ response, ids, order }: Exchange, answer: Answer, cors: Readonly<Record<string, string>>): void {
  const body = answer.error === undefined ? answer.body : errorBody(answer.error, ids, Date.now());
  const whole = body === undefined ? '' : JSON.stringify(body);
  const text = order?.fault.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole;
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    ...(text === '' ? {} : { 'content-type': 'application/json' }),
    ...(answer.status === 204 ? {} : { 'content-length': Buffer.byteLength(text) }),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    ...cors,
    ...answer.headers,
  });
  response.end(text);
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
