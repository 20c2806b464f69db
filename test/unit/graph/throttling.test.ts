import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GraphResponse } from '../../../src/graph/request';
import { settled } from '../../simulation/time';
import { requestBench, hangingFetch, of, sendWith, serviceRoot } from './requestBench';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the service’s Retry-After', () => {
  const busy = (seconds: string, status = 429): Response =>
    of(status, null, { 'Retry-After': seconds });

  it('delays every next request until it has passed', async () => {
    const { time, sent, get } = requestBench(busy('40'), of(200));
    await get({ method: 'POST', path: '/refreshSession', sessionId: 's' });
    const next = get({ method: 'POST', path: '/closeSession', sessionId: 's' });
    await time.run(39_999);
    expect(sent).toHaveLength(1);
    await time.run(40_000);
    expect(await next).toMatchObject({ status: 200, sentAt: expect.any(Number) as number });
    expect(sent[1]?.url).toBe(`${serviceRoot}/closeSession`);
  });

  it('delays the request with the token of its account, and the time limit counts from its end', async () => {
    const { time, asked, sent, get, now } = requestBench(busy('40', 503), hangingFetch);
    await get();
    let answer: GraphResponse | undefined;
    void get().then((found) => (answer = found));
    await settled();
    // Another account may sign in during the wait: the token is that of the click.
    expect(asked).toHaveLength(2);
    await time.run(39_999);
    expect(sent).toHaveLength(1);
    await time.run(49_999);
    expect([sent.length, asked.length, answer]).toEqual([2, 2, undefined]);
    await time.run(50_000);
    expect(answer).toMatchObject({ kind: 'unanswered', cause: 'timeout' });
    expect(now()).toBeGreaterThan(0);
  });

  it('delays the repetition after a 401 too', async () => {
    const { time, sent, gate, get, now } = requestBench(of(401), of(200));
    const answer = get();
    gate.throttle(now() + 5_000);
    await settled();
    await time.run(4_999);
    const before = sent.length;
    await time.run(60_000);
    expect(await answer).toMatchObject({ status: 200 });
    expect([before, sent.length]).toEqual([0, 2]);
  });

  it('is over before a request counts as sent', async () => {
    const { time, sent, get } = requestBench(busy('40'), of(200));
    await get();
    const sentBefore: number[] = [];
    void get({}, undefined, () => sentBefore.push(sent.length));
    await time.run(39_999);
    expect(sentBefore).toEqual([]);
    await time.run(40_000);
    expect([sentBefore, sent.length]).toEqual([[1], 2]);
  });

  it('and a token that never comes hold no request that is cancelled', async () => {
    const controller = new AbortController();
    const send = sendWith(() => new Promise(() => undefined));
    const call = { method: 'GET', path: '/me', timeLimitMs: 10_000 } as const;
    const answer = send(call, controller.signal);
    await settled();
    controller.abort();
    expect(await answer).toMatchObject({ kind: 'unanswered', cause: 'notSent' });
  });

  it('ends the wait of a request that is cancelled, without sending it', async () => {
    const { time, sent, get } = requestBench(busy('40'), of(200));
    await get();
    const controller = new AbortController();
    const next = get({}, controller.signal);
    controller.abort();
    await time.run(1);
    expect(await next).toMatchObject({ kind: 'unanswered', cause: 'notSent' });
    expect(sent).toHaveLength(1);
  });

  it('of a success delays no request: it is the time of the next poll', async () => {
    const { sent, get } = requestBench(of(202, null, { 'Retry-After': '40' }), of(200));
    await get();
    await get();
    expect(sent).toHaveLength(2);
  });

  const noBody = {
    'breaks off': (response) =>
      Object.assign(response, { text: () => Promise.reject(new TypeError('network error')) }),
    'never ends': (response, { signal }) =>
      Object.assign(response, {
        text: () =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
          ),
      }),
  } satisfies Record<string, (response: Response, request: RequestInit) => Response>;
  const inAMinute = new Date(requestBench().now() + 60_000).toUTCString();

  for (const [fault, without] of Object.entries(noBody)) {
    it.each([
      ['40', 429, 40_000],
      ['2.5', 503, 2_500],
      [inAMinute, 429, 60_000],
    ])(`%s counts in a %i whose body ${fault}`, async (value, status, waitMs) => {
      const { time, gate, get, now } = requestBench((request) =>
        Promise.resolve(without(busy(value, status), request)),
      );
      const start = now();
      let answer: GraphResponse | undefined;
      void get().then((found) => (answer = found));
      await time.run(10_000);
      expect(answer).toMatchObject({ kind: 'answered', status, body: undefined });
      expect(gate.until() - start).toBe(waitMs);
    });
  }

  it('closes the gate before the body arrives, also for a request that is then cancelled', async () => {
    const { gate, get, now } = requestBench((request) =>
      Promise.resolve(noBody['never ends'](busy('40'), request)),
    );
    const controller = new AbortController();
    const answer = get({}, controller.signal);
    await settled();
    expect(gate.until() - now()).toBe(40_000);
    controller.abort();
    expect(await answer).toMatchObject({ kind: 'unanswered', cause: 'aborted' });
  });

  it.each([200, 404, 429, 503])(
    'is missing in a %i whose body breaks off: there is no response, and the gate stays open',
    async (status) => {
      const { gate, get } = requestBench(noBody['breaks off'](of(status)));
      expect(await get()).toMatchObject({ kind: 'unanswered', cause: 'network' });
      expect(gate.until()).toBe(0);
    },
  );

  it('as a date is compared with the service’s time in the body', async () => {
    const date = new Date(requestBench().now() + 30_000).toISOString();
    const body = JSON.stringify({ error: { code: 'tooManyRequests', innerError: { date } } });
    const { gate, get, now } = requestBench(of(429, body, { 'Retry-After': inAMinute }));
    await get();
    expect(gate.until() - now()).toBe(30_000);
  });
});
