import type { SignInFailure } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import type { ThrottleGate } from '../session/throttleGate';
import { retryAfter } from './retryAfter';

/**
 * A request to Graph. `path` starts with a slash and is below the Graph root; a URL of the service
 * is used unchanged.
 */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly sessionId?: string;
  readonly body?: unknown;
  /** The value of the Prefer header. */
  readonly prefer?: string;
  readonly timeLimitMs: number;
  /** Continues after the page unloads: only for a close. */
  readonly keepalive?: boolean;
}

/** The response. `body` is the parsed JSON, or undefined if there is none. */
export type GraphResponse =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly header: (name: string) => string | null;
      readonly body: unknown;
      readonly clientRequestId: string;
      /** When the request was sent, ms since the epoch. */
      readonly sentAt: number;
    }
  /**
   * No status, because of the network, CORS, a redirect, a time limit or our own abort. Whether the
   * request arrived is unknown, but for three causes. `notSent`: it was aborted before it was sent.
   * `offline`: there was no network from before it was sent on. `foreign`: the URL is not the
   * service's, and no other server gets the token.
   */
  | {
      readonly kind: 'unanswered';
      readonly cause:
        'network' | 'offline' | 'timeout' | 'aborted' | 'redirected' | 'notSent' | 'foreign';
      readonly clientRequestId: string;
    }
  | { readonly kind: 'noToken'; readonly failure: SignInFailure };

/**
 * Requests an access token silently. `claims` is the decoded challenge of a 401; `renew` bypasses
 * the cached token.
 */
export type TokenSource = (options: {
  readonly claims?: string;
  readonly renew?: boolean;
}) => Promise<Outcome<string, SignInFailure>>;

/**
 * Sends a request to Graph; the signal aborts it. `onSend` is called after the waits, just before
 * the request leaves. A network failure is a response, not an error.
 */
export type Send = (call: Call, signal: AbortSignal, onSend?: () => void) => Promise<GraphResponse>;

/** The members of fetch's response that are used. */
export type Fetched = Pick<Response, 'type' | 'status' | 'text'> & {
  readonly headers: Pick<Headers, 'get'>;
};

/** The network as the browser reports it: an answer shows that there is one, whatever it reports. */
interface Network {
  /** False while the browser reports no network, and `answered` was not called since. */
  readonly online: () => boolean;
  readonly answered: () => void;
}

/** What sending needs. */
export interface SendContext {
  readonly graphRoot: string;
  readonly token: TokenSource;
  readonly clock: Clock;
  readonly gate: ThrottleGate;
  readonly network: Network;
  readonly fetch?: (url: string, request: RequestInit) => Promise<Fetched>;
}

/**
 * Creates the function that sends requests to Graph. Each gets a token, then waits at the gate
 * until the service's Retry-After has passed. After a 401 it is repeated once, with the claims of
 * the challenge (continuous access evaluation) or a renewed token: a refused request was not
 * carried out.
 */
export function createSend(context: SendContext): Send {
  const { graphRoot, token, gate } = context;
  return async (call, signal, onSend) => {
    const url = call.path.startsWith('/') ? `${graphRoot}${call.path}` : call.path;
    if (new URL(url).origin !== new URL(graphRoot).origin) {
      return { kind: 'unanswered', cause: 'foreign', clientRequestId: '' };
    }
    const attempt = async (options: Parameters<TokenSource>[0]): Promise<GraphResponse> => {
      const isAborted = (): boolean => signal.aborted;
      const notSent = { kind: 'unanswered', cause: 'notSent', clientRequestId: '' } as const;
      if (isAborted()) return notSent;
      // The request belongs to the account of this moment: another one may sign in during the wait.
      const accessToken = await untilAborted(token(options), signal);
      if (accessToken === undefined) return notSent;
      if (!accessToken.ok) return { kind: 'noToken', failure: accessToken.failure };
      await gate.pass(signal);
      if (isAborted()) return notSent;
      onSend?.();
      return sendOnce(url, call, accessToken.value, signal, context);
    };
    const answer = await attempt({});
    if (answer.kind !== 'answered' || answer.status !== 401) return answer;
    const claims = challengeOf(answer.header('WWW-Authenticate'));
    return attempt(claims === undefined ? { renew: true } : { claims });
  };
}

/** The result, or undefined when the signal is aborted: a token request cannot be cancelled. */
function untilAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    signal.addEventListener('abort', stop);
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

async function sendOnce(
  url: string,
  call: Call,
  token: string,
  signal: AbortSignal,
  context: SendContext,
): Promise<GraphResponse> {
  const { clock, network, fetch = globalThis.fetch.bind(globalThis) } = context;
  const clientRequestId = crypto.randomUUID();
  const limit = new AbortController();
  const sentAt = clock.now();
  const cancel = clock.wake(sentAt + call.timeLimitMs, () => limit.abort());
  let hadNetwork = network.online();
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
    hadNetwork = true;
    network.answered();
    if (response.type === 'opaqueredirect') {
      return { kind: 'unanswered', cause: 'redirected', clientRequestId };
    }
    const { status, header, body } = await readResponse(response, signal, context);
    return { kind: 'answered', status, header, body, clientRequestId, sentAt };
  } catch {
    const lost = hadNetwork || network.online() ? 'network' : 'offline';
    const cause = signal.aborted ? 'aborted' : limit.signal.aborted ? 'timeout' : lost;
    return { kind: 'unanswered', cause, clientRequestId };
  } finally {
    cancel();
  }
}

/**
 * Reads the body. The Retry-After of a refusal closes the gate even if the body does not arrive.
 * The refusal then has no body; any other response throws, because its code is unknown.
 */
async function readResponse(response: Fetched, signal: AbortSignal, context: SendContext) {
  const { status } = response;
  const header = (name: string): string | null => response.headers.get(name);
  const receivedAt = context.clock.now();
  const throttle = (body?: unknown): boolean => {
    // On success Retry-After is the time of the next poll, and blocks no request.
    const until = status < 400 ? undefined : retryAfter({ header, body }, receivedAt);
    if (until !== undefined) context.gate.throttle(until);
    return until !== undefined;
  };
  // A date is compared with the service's time, which only the body contains.
  const isDate = /[a-z]/i.test(header('Retry-After') ?? '');
  if (!isDate) throttle();
  const body = await response.text().then(parseJson, (error: unknown) => {
    if (!throttle() || signal.aborted) throw error;
    return undefined;
  });
  if (isDate) throttle(body);
  return { status, header, body };
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The claims that a 401 requires, decoded from base64, or undefined. Source: Microsoft identity
 * platform, claims-challenge.
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
