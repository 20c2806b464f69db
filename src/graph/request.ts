import type { SignInFailure } from '../session/failure';
import type { Clock, Outcome } from '../session/ports';

/** A call to the service. `path` begins with a slash, below the Graph root; a URL of the service itself is followed verbatim. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly sessionId?: string;
  readonly body?: unknown;
  /** Value of the Prefer header. */
  readonly prefer?: string;
  readonly timeLimitMs: number;
  /** Goes on when the page is left. */
  readonly keepalive?: boolean;
}

/** What came back. `body` is the parsed JSON, or undefined where there was none that could be read. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly header: (name: string) => string | null;
      readonly body: unknown;
      readonly clientRequestId: string;
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
export type TokenSource = (asked: { readonly claims?: string; readonly renew?: boolean }) => Promise<Outcome<string, SignInFailure>>;

export type Send = (call: Call, signal: AbortSignal) => Promise<Answer>;

/**
 * Sends calls to Graph. A token is asked for before each; a 401 is answered once, with the claims of its challenge
 * (continuous access evaluation) or a renewed token, because a refused request was not carried out.
 */
export function createSend(graphRoot: string, token: TokenSource, clock: Clock): Send {
  return async (call, signal) => {
    const url = call.path.startsWith('/') ? `${graphRoot}${call.path}` : call.path;
    if (new URL(url).origin !== new URL(graphRoot).origin) {
      return { kind: 'unanswered', cause: 'foreign', clientRequestId: '' };
    }
    const first = await token({});
    if (!first.ok) return { kind: 'noToken', failure: first.failure };
    const answer = await sendOnce(url, call, first.value, signal, clock);
    if (answer.kind !== 'answered' || answer.status !== 401) return answer;
    const claims = challengeOf(answer.header('WWW-Authenticate'));
    const second = await token(claims === undefined ? { renew: true } : { claims });
    return second.ok ? sendOnce(url, call, second.value, signal, clock) : { kind: 'noToken', failure: second.failure };
  };
}

async function sendOnce(url: string, call: Call, token: string, signal: AbortSignal, clock: Clock): Promise<Answer> {
  const clientRequestId = crypto.randomUUID();
  const limit = new AbortController();
  const cancel = clock.wake(clock.now() + call.timeLimitMs, () => limit.abort());
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
    if (response.type === 'opaqueredirect') return { kind: 'unanswered', cause: 'redirected', clientRequestId };
    const body = parsed(await response.text());
    return { kind: 'answered', status: response.status, header: (name) => response.headers.get(name), body, clientRequestId };
  } catch {
    const cause = signal.aborted ? 'aborted' : limit.signal.aborted ? 'timeout' : 'network';
    return { kind: 'unanswered', cause, clientRequestId };
  } finally {
    cancel();
  }
}

function headersOf({ body, prefer, sessionId }: Call, token: string, clientRequestId: string): Record<string, string> {
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
