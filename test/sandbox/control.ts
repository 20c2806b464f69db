import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { WorldClock } from './clock';
import type { Graph } from './graph/server';
import { faultSchema } from './graph/faults';
import { orderScopes } from './graph/orders';
import { idleLimitMs } from './graph/sessions';
import { changeSettings } from './graph/settings';
import { readBody, sendJson, targetOf } from './http';
import { giveBrokerToken } from './identity/broker';
import { identityFaults } from './identity/orders';
import type { Identity } from './identity/server';
import type { UserAgent } from './identity/userAgent';
import { Misunderstood, numberFrom, parseJson, understand } from './parse';
import type { RequestLog } from './requests';
import { scriptAccess } from './scripts';

/** What can be controlled. */
export interface Controlled {
  readonly clock: WorldClock;
  readonly graph: Graph;
  readonly identity: Identity;
  readonly requests: RequestLog;
  /** A new browser for each sign-in that is asked for. */
  readonly userAgent: () => UserAgent;
  /** The file of the certificate that signed the world's, if it is in one. */
  readonly caFile: string | undefined;
}

/** What a control answers; 204 when there is nothing to say. */
type Control = (world: Controlled, body: () => unknown, query: URLSearchParams) => unknown;

const endSchema = z.strictObject({ id: z.string().exactOptional() });

/** Every control, by method and path below `/sandbox`. */
const controls: Readonly<Record<string, Control>> = {
  'GET /state': (world) => state(world),
  'POST /orders': (world, body) => giveOrder(world, body()),
  'DELETE /orders': ({ graph, identity }, _body, query) => {
    const id = query.get('id') ?? undefined;
    graph.orders.withdraw(id);
    identity.orders.withdraw(id);
  },
  'POST /sessions/end': ({ graph }, body) => {
    const { id } = understand(endSchema, body(), 'The body');
    return { ended: graph.sessions.end(id) };
  },
  'POST /tokens/revoke': ({ identity }) => {
    identity.revokeTokens();
  },
  'POST /tokens': giveBrokerToken,
  'POST /scripts/token': scriptAccess,
  'POST /clock': setClock,
  'PATCH /settings': ({ graph }, body) => {
    changeSettings(graph.settings, body());
    return graph.settings;
  },
  'GET /requests': ({ requests }) => requests.all(),
  'DELETE /requests': ({ requests }) => {
    requests.clear();
  },
};

/**
 * Answers `/sandbox/...` over HTTP: JSON in, JSON out, 400 with `{ "error": "..." }` for what makes no sense.
 *
 * @param origin the only page that may use it, besides programs.
 * @returns whether the request was one of these.
 */
export function createControl(world: Controlled, origin: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { path, query } = targetOf(request);
    const control = path.startsWith('/sandbox/')
      ? controls[`${request.method ?? ''} ${path.slice('/sandbox'.length)}`]
      : undefined;
    if (control === undefined) return false;
    if (request.headers.origin !== undefined && request.headers.origin !== origin) {
      sendJson(response, 403, { error: 'Only Excel’s page and programs may control the sandbox.' });
      return true;
    }
    try {
      const text = await readBody(request);
      const result = await control(world, () => (text === '' ? {} : parseJson(text)), query);
      if (result === undefined) response.writeHead(204).end();
      else sendJson(response, 200, result);
    } catch (error) {
      if (!(error instanceof Misunderstood)) throw error;
      sendJson(response, 400, { error: error.message });
    }
    return true;
  };
}

function state({ clock, graph, identity }: Controlled): unknown {
  const sessions = graph.sessions.alive().map(({ id, file, persistChanges, lastUsedAt }) => {
    const endsAt = lastUsedAt + idleLimitMs[persistChanges ? 'persistent' : 'scratch'];
    return { id, workbook: file.name, persistChanges, lastUsedAt, endsAt };
  });
  return {
    now: clock.now(),
    speed: clock.speed(),
    settings: graph.settings,
    orders: [...graph.orders.all(), ...identity.orders.all()],
    sessions,
  };
}

const term = { times: numberFrom(1).exactOptional(), forMs: numberFrom(1).exactOptional() };
const orderSchema = z.discriminatedUnion('service', [
  z.strictObject({
    service: z.literal('graph').optional(),
    operation: z.enum(orderScopes).default('any'),
    when: z.enum(['before', 'after']).default('before'),
    fault: faultSchema,
    ...term,
  }),
  z.strictObject({
    service: z.literal('identity'),
    fault: z.enum(identityFaults),
    retryAfterSeconds: numberFrom(0).exactOptional(),
    ...term,
  }),
]);

function giveOrder({ graph, identity }: Controlled, body: unknown): unknown {
  const order = understand(orderSchema, body, 'The order');
  if (order.service !== 'identity') return graph.orders.give(order);
  const { service: _service, fault, ...given } = order;
  return identity.orders.give(fault, given);
}

const clockSchema = z
  .strictObject({
    advanceMs: numberFrom(0).exactOptional(),
    speed: numberFrom(0, 1_000_000).exactOptional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'The clock wants "advanceMs" or "speed".');

function setClock({ clock }: Controlled, body: () => unknown): unknown {
  const { advanceMs, speed } = understand(clockSchema, body(), 'The clock');
  if (speed !== undefined) clock.setSpeed(speed);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  return { now: clock.now(), speed: clock.speed() };
}
