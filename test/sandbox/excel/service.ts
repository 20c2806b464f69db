import { isFields, parseMessage, type Fields } from './protocol';

/** State of the sandbox's services, as returned by the control API (`../control.ts`). */
export interface ServiceState {
  /** Ratio of the service clock's time to real time. */
  readonly speed: number;
  readonly sessions: readonly LiveSession[];
  /** Ids of active orders that cut the connection. */
  readonly cuts: readonly string[];
}

export interface LiveSession {
  readonly id: string;
  readonly workbook: string;
  readonly persistChanges: boolean;
  readonly endsInMs: number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Kind of request: `create`, `refresh`, `token`, ... */
  readonly operation: string;
  /** 0: the connection was cut. Undefined: not yet answered. */
  readonly status: number | undefined;
}

const throttled = { fault: { kind: 'throttle' }, forMs: 60_000 };
const cut = { service: 'graph', fault: { kind: 'cut' } };
const identityCut = { service: 'identity', fault: 'offline' };
const refreshRefused = { service: 'identity', fault: 'refuseRefresh' };

export const service = {
  /** Ends every session, as if the service had lost it; the number of them. */
  endSessions: async () => {
    const answer = await control('POST', 'sessions/end', {});
    return isFields(answer) ? Number(answer['ended']) : 0;
  },
  throttleForAMinute: () => order(throttled),
  /**
   * Makes one request fail.
   * @param code a documented second-level code.
   */
  failOnce: (code: string) => order({ fault: { kind: 'error', innerCode: code }, times: 1 }),
  goOffline: () => Promise.all([order(cut), order(identityCut)]),
  async goOnline() {
    const { cuts } = await service.state();
    await Promise.all(cuts.map((id) => control('DELETE', `orders?id=${id}`)));
  },
  /** Revokes all tokens and refuses refresh tokens, so the user must sign in again. */
  demandSignIn: () => Promise.all([order(refreshRefused), control('POST', 'tokens/revoke')]),
  /** A token for a script, with what its terminal needs (`../scripts.ts`). */
  scriptToken: () => control('POST', 'scripts/token'),
  backToNormal: () => control('DELETE', 'orders'),
  advance: (advanceMs: number) => control('POST', 'clock', { advanceMs }),
  setSpeed: (speed: number) => control('POST', 'clock', { speed }),
  state: async () => parseState(await control('GET', 'state')),
  /** Oldest first, without preflights. */
  requests: async () => parseRequests(await control('GET', 'requests')),
};

const order = (fields: Fields) => control('POST', 'orders', fields);

async function control(method: string, path: string, body?: Fields): Promise<unknown> {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    ...(body
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(reasonIn(text) ?? `${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The words of a refusal; undefined if the response has another form. */
function reasonIn(text: string): string | undefined {
  const reason = parseMessage(text)?.['error'];
  return typeof reason === 'string' ? reason : undefined;
}

function parseState(value: unknown): ServiceState {
  const state = isFields(value) ? value : {};
  const nowMs = Number(state['now']);
  return {
    speed: Number(state['speed']),
    sessions: list(state['sessions']).map(({ id, workbook, persistChanges, endsAt }) => ({
      id: String(id),
      workbook: String(workbook),
      persistChanges: persistChanges === true,
      endsInMs: Number(endsAt) - nowMs,
    })),
    cuts: list(state['orders']).flatMap(({ id, fault }) => (isCut(fault) ? [String(id)] : [])),
  };
}

const isCut = (fault: unknown): boolean =>
  fault === identityCut.fault || (isFields(fault) && fault['kind'] === cut.fault.kind);

function parseRequests(value: unknown): readonly SeenRequest[] {
  return list(value)
    .filter(({ preflight }) => preflight !== true)
    .map(({ method, path, operation, status }) => ({
      method: String(method),
      path: String(path),
      operation: String(operation),
      status: typeof status === 'number' ? status : undefined,
    }));
}

const list = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : [];
