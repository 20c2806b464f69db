import { z } from 'zod';
import { streamCells } from './cells';
import type { WorldClock } from './worldClock';
import type { Graph } from './graph/graphServer';
import { faultSchema } from './graph/faults';
import { orderScopes } from './graph/faultOrders';
import { idleLimitMs } from './graph/sessionTable';
import { changeSettings } from './graph/graphSettings';
import type { HttpApp, RouteContext } from './http';
import { createApp } from './http';
import { giveBrokerToken } from './identity/broker';
import { identityFaults } from './identity/signInOrders';
import type { IdentityServer } from './identity/identityServer';
import type { UserAgent } from './identity/userAgent';
import { numberFrom, parseJson, understand } from './parse';
import type { RequestLog } from './requestLog';
import { scriptAccess } from './scripts';

/** Parts of the world that the control API changes. */
export interface Controlled {
  readonly clock: WorldClock;
  readonly graph: Graph;
  readonly identity: IdentityServer;
  readonly requests: RequestLog;
  /** Creates a new browser for each sign-in. */
  readonly userAgent: (organization?: string) => UserAgent;
  /** File of the certificate that issued the world's certificate, if any. */
  readonly caFile: string | undefined;
}

const endSchema = z.strictObject({ id: z.string().exactOptional() });

/**
 * Creates the HTTP control API below `/sandbox`. Requests and responses are JSON. An empty response
 * is 204; an invalid request is 400 with `{ "error": "..." }`.
 *
 * @param origin the only web origin that may use the API. Programs outside a browser may use it
 * too.
 */
export function createControl(world: Controlled, origin: string): HttpApp {
  const { clock, graph, identity, requests } = world;
  const app = createApp();
  app.use(async (c, next) => {
    const from = c.req.header('origin');
    if (from === undefined || from === origin) return next();
    return c.json({ error: 'Only Excel’s page and programs may use the sandbox.' }, 403);
  });
  app.get('/state', (c) => c.json(state(world)));
  app.post('/orders', async (c) => c.json(giveOrder(world, await bodyOf(c))));
  app.delete('/orders', (c) => {
    const id = c.req.query('id');
    graph.orders.withdraw(id);
    identity.orders.withdraw(id);
    return c.body(null, 204);
  });
  app.post('/sessions/end', async (c) => {
    const { id } = understand(endSchema, await bodyOf(c), 'The body');
    return c.json({ ended: graph.sessions.end(id) });
  });
  app.post('/tokens/revoke', (c) => {
    identity.revokeTokens();
    return c.body(null, 204);
  });
  app.post('/tokens', async (c) => c.json(await giveBrokerToken(world, await bodyOf(c))));
  app.post('/scripts/token', async (c) => c.json(await scriptAccess(world)));
  app.post('/clock', async (c) => c.json(setClock(clock, await bodyOf(c))));
  app.patch('/settings', async (c) => {
    changeSettings(graph.settings, await bodyOf(c));
    return c.json(graph.settings);
  });
  app.get('/requests', (c) => c.json(requests.all()));
  app.delete('/requests', (c) => {
    requests.clear();
    return c.body(null, 204);
  });
  app.get('/cells', (c) => streamCells(c, graph));
  return app;
}

async function bodyOf(c: RouteContext): Promise<unknown> {
  const text = await c.req.text();
  return text === '' ? {} : parseJson(text);
}

function state({ clock, graph, identity }: Controlled) {
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

function giveOrder({ graph, identity }: Controlled, body: unknown) {
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

function setClock(clock: WorldClock, body: unknown) {
  const { advanceMs, speed } = understand(clockSchema, body, 'The clock');
  if (speed !== undefined) clock.setSpeed(speed);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  return { now: clock.now(), speed: clock.speed() };
}
