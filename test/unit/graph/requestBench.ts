import { vi } from 'vitest';
import { createClock } from '../../../src/browser/clock';
import type { GraphResponse, Call, TokenSource } from '../../../src/graph/request';
import { createSend } from '../../../src/graph/request';
import type { Clock } from '../../../src/session/services';
import { succeeded } from '../../../src/session/services';
import type { ThrottleStore } from '../../../src/session/throttleGate';
import { createThrottleGate } from '../../../src/session/throttleGate';
import { VirtualTime } from '../../simulation/time';
import { neverAborted } from './graphScript';

export const serviceRoot = 'https://graph.microsoft.com/v1.0';
const noStore: ThrottleStore = {
  load: () => null,
  save: () => undefined,
  onChange: () => undefined,
};

type Reply = Response | Error | ((init: RequestInit) => Promise<Response>);
interface Sent extends RequestInit {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends with a `fetch` that responds in order, and numbered tokens. */
export function requestBench(...replies: readonly Reply[]) {
  const time = new VirtualTime();
  const rest = [...replies];
  const sent: Sent[] = [];
  const asked: Parameters<TokenSource>[0][] = [];
  vi.stubGlobal('fetch', (url: string, init: Omit<Sent, 'url'>) => {
    sent.push({ ...init, url });
    const reply = rest.shift();
    if (init.signal?.aborted === true) return Promise.reject(new DOMException('', 'AbortError'));
    if (reply === undefined) return Promise.reject(new Error('unexpected request'));
    if (typeof reply === 'function') return reply(init);
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  });
  const token: TokenSource = (wanted) => {
    asked.push(wanted);
    return Promise.resolve(succeeded(`token-${asked.length}`));
  };
  const clock = createClock(time.source);
  const timers: string[] = [];
  const wake: Clock['wake'] = (at, callback) => {
    timers.push('set');
    const cancel = clock.wake(at, callback);
    return () => {
      timers.push('cancelled');
      cancel();
    };
  };
  const gate = createThrottleGate(clock, noStore);
  const network = { isOnline: true };
  const send = createSend({
    graphRoot: serviceRoot,
    token,
    clock: { ...clock, wake },
    gate,
    network: {
      online: () => network.isOnline,
      answered: () => (network.isOnline = true),
    },
  });
  const get = (
    more: Partial<Call> = {},
    signal = neverAborted,
    onSend?: () => void,
  ): Promise<GraphResponse> =>
    send({ method: 'GET', path: '/me', timeLimitMs: 10_000, ...more }, signal, onSend);
  return { time, timers, sent, asked, get, gate, network, now: () => clock.now() };
}

export function sendWith(token: TokenSource) {
  const clock = createClock(new VirtualTime().source);
  return createSend({
    graphRoot: serviceRoot,
    token,
    clock,
    gate: createThrottleGate(clock, noStore),
    network: { online: () => true, answered: () => undefined },
  });
}

/** No response until the caller aborts. */
export const hangingFetch = ({ signal }: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
  );

export const of = (
  status: number,
  body: BodyInit | null = null,
  headers: Readonly<Record<string, string>> = {},
): Response => new Response(body, { status, headers });
