import type { Fetched } from '../../src/graph/request';

/** A temporary fault of Graph or of the network. */
export type GraphOutage =
  | { readonly kind: 'network' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'answerLost' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      /** Seconds; sent as a number, or as a date of the service's clock. */
      readonly retryAfter?: number;
      readonly asDate?: true;
      /** A response that is not Graph's: from a proxy or a captive portal. */
      readonly body?: string;
      readonly redirects?: true;
    };

/** A response before delivery. */
export interface GraphReply {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string;
  /** The Retry-After, ms. */
  readonly retryAfterMs?: number;
  readonly location?: string;
  readonly authenticate?: string;
  readonly redirects?: true;
  /** The session that this response opens. */
  readonly opened?: string;
}

/** The time (ms) by which the service's clock is ahead of true time. */
const serviceAheadMs = 95_000;

export const json = (status: number, body: unknown): GraphReply => ({
  status,
  body: JSON.stringify(body),
});

export const refusedReply = (
  status: number,
  code: string,
  more: Readonly<Record<string, string>> = {},
): GraphReply => json(status, { error: { code: 'x', innerError: { code, ...more } } });

/** The response to an expired token, or, with claims, to a revoked one. */
export function challenge(isRevoked: boolean): GraphReply {
  const claims = btoa('{"access_token":{"nbf":{"essential":true,"value":"1"}}}');
  const authenticate = isRevoked
    ? `Bearer error="insufficient_claims", claims="${claims}"`
    : 'Bearer';
  return { ...refusedReply(401, 'InvalidAuthenticationToken'), authenticate };
}

/** The response of a fault; `now` is true time, ms since the epoch. */
export function faulty(fault: Extract<GraphOutage, { kind: 'status' }>, now: number): GraphReply {
  const { status, code, retryAfter, asDate, body, redirects } = fault;
  const served = Math.floor((now + serviceAheadMs) / 1000) * 1000;
  const dated = asDate === true ? { date: new Date(served).toISOString().slice(0, 19) } : {};
  const plain =
    code === undefined && asDate !== true
      ? { status, body: body ?? '' }
      : refusedReply(status, code ?? 'brandNewCode', dated);
  if (retryAfter === undefined) {
    return { ...plain, ...(redirects === undefined ? {} : { redirects }) };
  }
  const wait = asDate === true ? Math.ceil(retryAfter) : retryAfter;
  const text = asDate === true ? new Date(served + wait * 1000).toUTCString() : String(retryAfter);
  return { ...plain, retryAfter: text, retryAfterMs: wait * 1000 };
}

/** The response as `fetch` returns it. */
export function fetched(reply: GraphReply): Fetched {
  const headers: Readonly<Record<string, string | undefined>> = {
    'Retry-After': reply.retryAfter,
    Location: reply.location,
    'WWW-Authenticate': reply.authenticate,
  };
  return {
    type: reply.redirects === true ? 'opaqueredirect' : 'cors',
    status: reply.redirects === true ? 0 : reply.status,
    text: () => Promise.resolve(reply.body),
    headers: { get: (name) => headers[name] ?? null },
  };
}
