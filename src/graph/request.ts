import type { SignInFailure } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import type { ThrottleGate } from '../session/throttleGate';
import { retryAfter } from './retryAfter';

/** A call to the service. `path` begins with a slash, below the Graph root; a URL of the service itself is followed verbatim. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly sessionId?: string;
  readonly body?: unknown;
  /** Value of the Prefer header. */
  readonly prefer?: string;
  readonly timeLimitMs: number;
  /** Goes on when the page is left: for what the user asked for, not for what the pane would send by itself. */
  readonly keepalive?: boolean;
}

/** What came back. `body` is the parsed JSON, or undefined where there was none that could be read. */
export type GraphResponse =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly header: (name: string) => string | null;
      readonly body: unknown;
      readonly clientRequestId: string;
      /** When the request was sent, ms. */
      readonly sentAt: number;
    }
  /**
   * No status: the network, CORS, a redirect, a time limit or our own abort. Whether the request arrived is unknown; only
   * `foreign` was not sent: its address is not the service's, and nobody else gets the token.
   */
  | {
      readonly kind: 'unanswered';
      readonly cause: 'network' | 'timeout' | 'aborted' | 'redirected' | 'foreign';
      readonly clientRequestId: string;
    }
  | { readonly kind: 'noToken'; readonly failure: SignInFailure };

/** Gives an access token silently. `claims` is the decoded challenge of a 401; `renew` passes over a cached token. */
export type TokenSource = (asked: {
  readonly claims?: string;
  readonly renew?: boolean;
}) => Promise<Outcome<string, SignInFailure>>;

export type Send = (call: Call, signal: AbortSignal) => Promise<GraphResponse>;

/** What is read of a response of fetch. */
export type Fetched = Pick<Response, 'type' | 'status' | 'text'> & {
  readonly headers: Pick<Headers, 'get'>;
};

export interface SendParts {
  readonly graphRoot: string;
  readonly token: TokenSource;
  readonly clock: Clock;
  readonly gate: ThrottleGate;
  readonly fetch?: (url: string, request: RequestInit) => Promise<Fetched>;
}

/**
 * Sends calls to Graph. Each waits at the gate until the service's Retry-After has passed, and asks for a token then. A
 * 401 is answered once, with the claims of its challenge (continuous access evaluation) or a renewed token, because a
 * refused request was not carried out.
 */
export function createSend(parts: SendParts): Send {
  const { graphRoot, token, gate } = parts;
  return async (call, signal) => {
    const url = call.path.startsWith('/') ? `${graphRoot}${call.path}` : call.path;
    if (new URL(url).origin !== new URL(graphRoot).origin) {
      return { kind: 'unanswered', cause: 'foreign', clientRequestId: '' };
    }
    const attempt = async (asked: Parameters<TokenSource>[0]): Promise<GraphResponse> => {
      await gate.pass(signal);
      if (signal.aborted) return { kind: 'unanswered', cause: 'aborted', clientRequestId: '' };
      const given = await token(asked);
      if (!given.ok) return { kind: 'noToken', failure: given.failure };
      // The gate may have closed while the token was asked for.
      await gate.pass(signal);
      return sendOnce(url, call, given.value, signal, parts);
    };
    const answer = await attempt({});
    if (answer.kind !== 'answered' || answer.status !== 401) return answer;
    const claims = challengeOf(answer.header('WWW-Authenticate'));
    return attempt(claims === undefined ? { renew: true } : { claims });
  };
}

async function sendOnce(
  url: string,
  call: Call,
  token: string,
  signal: AbortSignal,
  parts: SendParts,
): Promise<GraphResponse> {
  const { clock, gate, fetch = globalThis.fetch.bind(globalThis) } = parts;
  const clientRequestId = crypto.randomUUID();
  const limit = new AbortController();
  const sentAt = clock.now();
  const cancel = clock.wake(sentAt + call.timeLimitMs, () => limit.abort());
  try {
    const response = await fetch(url, {
      method: call.method,
      headers: headersOf(call, token, clientRequestId),
      signal: AbortSignal.any([signal, limit.signal]),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      keepalive: call.keepalive ?? false,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    if (response.type === 'opaqueredirect') {
      return { kind: 'unanswered', cause: 'redirected', clientRequestId };
    }
    const body = parsed(await response.text());
    const answer = {
      kind: 'answered',
      status: response.status,
      header: (name: string) => response.headers.get(name),
      body,
      clientRequestId,
      sentAt,
    } as const;
    // On success Retry-After says when the next look is worth while, and holds nothing up.
    const until = answer.status < 400 ? undefined : retryAfter(answer, clock.now());
    if (until !== undefined) gate.throttle(until);
    return answer;
  } catch {
    const cause = signal.aborted ? 'aborted' : limit.signal.aborted ? 'timeout' : 'network';
    return { kind: 'unanswered', cause, clientRequestId };
  } finally {
    cancel();
  }
}

function headersOf(
  { body, prefer, sessionId }: Call,
  token: string,
  clientRequestId: string,
): Record<string, string> {
  return {
    Authorization: `Bearer ${token}`,
    'client-request-id': clientRequestId,
    ...(sessionId === undefined ? {} : { 'workbook-session-id': sessionId }),
    ...(prefer === undefined ? {} : { Prefer: prefer }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The claims that a 401 asks for, decoded from its base64, or undefined.
 * Source: Microsoft identity platform, claims-challenge.
 */
export function challengeOf(header: string | null): string | undefined {
  const encoded = /\bclaims="([A-Za-z0-9+/=_-]+)"/.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    return atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
