import type { WorldClock } from './worldClock';

/** Request received by a service of the sandbox. */
export interface RecordedRequest {
  readonly service: 'graph' | 'identity';
  /** Time of arrival, in milliseconds of the world's clock. */
  readonly at: number;
  readonly method: string;
  /** Path as sent, including percent-encoding and query. */
  readonly path: string;
  /** Kind of request: `create`, `refresh`, `range`, `token`, `authorize`, ... or `unknown`. */
  readonly operation: string;
  readonly preflight: boolean;
  /** Header `workbook-session-id`, as sent. */
  readonly sessionId?: string;
  /** Header `Prefer`, as sent. */
  readonly prefer?: string;
  /** User name in the token; set after the token is verified. */
  account?: string;
  grantType?: string;
  /** Id of the order that changed the response. */
  orderId?: string;
  /**
   * HTTP status. 0 when the connection was cut or the request was never answered. Absent while
   * pending.
   */
  status?: number | undefined;
}

/** Requests to the services, oldest first. */
export interface RequestLog {
  add(request: Omit<RecordedRequest, 'at'>): RecordedRequest;
  all(): readonly RecordedRequest[];
  clear(): void;
}

/** Maximum number of entries, which limits memory use in a sandbox that runs for days. */
const most = 5_000;

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
