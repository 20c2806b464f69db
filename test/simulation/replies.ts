import type { Fetched } from '../../src/graph/request';

/** How Graph, or the way to it, fails for a while. */
export type Fault =
  | { readonly kind: 'network' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'answerLost' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      /** Seconds, as a number or, by the clock of the service, as a date. */
      readonly retryAfter?: number;
      readonly asDate?: true;
      /** An answer of something that is not Graph: a proxy, a captive portal. */
      readonly body?: string;
      readonly redirects?: true;
    };

/** An answer on its way. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string;
  /** What Retry-After comes to, ms. */
  readonly retryAfterMs?: number;
  readonly location?: string;
  readonly authenticate?: string;
  readonly redirects?: true;
  /** The session that this answer gives to the client. */
  readonly opened?: string;
}

/** The clock of the service is so much (ms) ahead of true time. */
const serviceAheadMs = 95_000;

export const json = (status: number, body: unknown): Reply => ({
  status,
  body: JSON.stringify(body),
});

export const refused = (
  status: number,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Reply => json(status, { error: { code: 'x', innerError: { code, ...more } } });

/** The answer to a token that has expired, or, with the claims that are asked for, to one that was revoked. */
export function challenge(isRevoked: boolean): Reply {
  const claims = btoa('{"access_token":{"nbf":{"essential":true,"value":"1"}}}');
  const authenticate = isRevoked
    ? `Bearer error="insufficient_claims", claims="${claims}"`
    : 'Bearer';
  return { ...refused(401, 'InvalidAuthenticationToken'), authenticate };
}

/** The answer that a fault orders; `now` is true time, ms since the epoch. */
export function faulty(fault: Extract<Fault, { kind: 'status' }>, now: number): Reply {
  const { status, code, retryAfter, asDate, body, redirects } = fault;
  const served = Math.floor((now + serviceAheadMs) / 1000) * 1000;
  const dated = asDate === true ? { date: new Date(served).toISOString().slice(0, 19) } : {};
  const plain =
    code === undefined && asDate !== true
      ? { status, body: body ?? '' }
      : refused(status, code ?? 'brandNewCode', dated);
  if (retryAfter === undefined)
    return { ...plain, ...(redirects === undefined ? {} : { redirects }) };
  const wait = asDate === true ? Math.ceil(retryAfter) : retryAfter;
  const text = asDate === true ? new Date(served + wait * 1000).toUTCString() : String(retryAfter);
  return { ...plain, retryAfter: text, retryAfterMs: wait * 1000 };
}

/** The answer as `fetch` gives it. */
export function fetched(reply: Reply): Fetched {
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
