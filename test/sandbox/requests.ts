import type { WorldClock } from './clock';

/** One request that a service of the sandbox received. */
export interface RecordedRequest {
  readonly service: 'graph' | 'identity';
  /** Milliseconds of the world's clock at which it arrived. */
  readonly at: number;
  readonly method: string;
  /** The path as it was sent, percent-encoding and query included. */
  readonly path: string;
  /** What the request asks for: `create`, `refresh`, `range`, `token`, `authorize`, ... or `unknown`. */
  readonly operation: string;
  readonly preflight: boolean;
  /** The `workbook-session-id` header, as sent. */
  readonly sessionId?: string;
  /** The `Prefer` header, as sent. */
  readonly prefer?: string;
  /** The user name in the token, once the token has been verified. */
  account?: string;
  grantType?: string;
  /** The id of the order that changed the answer. */
  orderId?: string;
  /** The HTTP status; 0 when the connection was cut or never answered. Absent while the request is being worked on. */
  status?: number | undefined;
}

/** What was asked of the services, oldest first. */
export interface RequestLog {
  add(request: Omit<RecordedRequest, 'at'>): RecordedRequest;
  all(): readonly RecordedRequest[];
  clear(): void;
}

/** So many are kept: a sandbox that is left open for a week must not eat the machine. */
const most = 5_000;

/** Makes an empty log. */
export function createRequestLog(clock: WorldClock): RequestLog {
  let requests: RecordedRequest[] = [];
  return {
    add: (request) => {
      const recorded = { ...request, at: clock.now() };
      requests = [...requests.slice(1 - most), recorded];
      return recorded;
    },
    all: () => requests,
    clear: () => {
      requests = [];
    },
  };
}
