import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WorldClock } from './clock';
import type { Graph } from './graph/server';
import { parseFault } from './graph/faults';
import { orderScopes } from './graph/orders';
import { idleLimitMs } from './graph/sessions';
import { changeSettings } from './graph/settings';
import { readBody, sendJson, targetOf } from './http';
import { giveBrokerToken } from './identity/broker';
import { identityFaults } from './identity/orders';
import type { Identity } from './identity/server';
import type { UserAgent } from './identity/userAgent';
import { Fields, Misunderstood, parseJson, required } from './parse';
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
    const fields = new Fields(body(), 'The body');
    const id = fields.string('id');
    fields.end();
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
    const control = path.startsWith('/sandbox/') ? controls[`${request.method ?? ''} ${path.slice('/sandbox'.length)}`] : undefined;
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
  return { now: clock.now(), speed: clock.speed(), settings: graph.settings, orders: [...graph.orders.all(), ...identity.orders.all()], sessions };
}

function giveOrder({ graph, identity }: Controlled, body: unknown): unknown {
  const fields = new Fields(body, 'The order');
  const service = fields.oneOf('service', ['graph', 'identity']) ?? 'graph';
  const times = fields.number('times', 1);
  if (service === 'identity') {
    const fault = required(fields.oneOf('fault', identityFaults), 'fault');
    const term = { times, forMs: fields.number('forMs', 1), retryAfterSeconds: fields.number('retryAfterSeconds') };
    fields.end();
    return identity.orders.give(fault, Object.fromEntries(Object.entries(term).filter(([, value]) => value !== undefined)));
  }
  const operation = fields.oneOf('operation', orderScopes) ?? 'any';
  const when = fields.oneOf('when', ['before', 'after']) ?? 'before';
  const forMs = fields.number('forMs', 1);
  const fault = parseFault(fields.unknown('fault'));
  fields.end();
  return graph.orders.give({ operation, fault, when, ...(times === undefined ? {} : { times }), ...(forMs === undefined ? {} : { forMs }) });
}

function setClock({ clock }: Controlled, body: () => unknown): unknown {
  const fields = new Fields(body(), 'The clock');
  const advanceMs = fields.number('advanceMs');
  const speed = fields.number('speed', 0, 1_000_000);
  fields.end();
  if (advanceMs === undefined && speed === undefined) throw new Misunderstood('The clock wants "advanceMs" or "speed".');
  if (speed !== undefined) clock.setSpeed(speed);
  if (advanceMs !== undefined) clock.advance(advanceMs);
  return { now: clock.now(), speed: clock.speed() };
}
