import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GraphResponse } from '../../../src/graph/request';
import { settled } from '../../simulation/time';
import { requestBench, hangingFetch, of, serviceRoot } from './requestBench';

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

  it('delays the token request too, and the time limit and the sending count from its end', async () => {
    const { time, asked, get, now } = requestBench(busy('40', 503), hangingFetch);
    await get();
    let answer: GraphResponse | undefined;
    void get().then((found) => (answer = found));
    await time.run(39_999);
    expect(asked).toHaveLength(1);
    await time.run(49_999);
    expect([asked.length, answer]).toEqual([2, undefined]);
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

  it('ends the wait of a request that is cancelled, without sending it', async () => {
    const { time, sent, get } = requestBench(busy('40'), of(200));
    await get();
    const controller = new AbortController();
    const next = get({}, controller.signal);
    controller.abort();
    await time.run(1);
    expect(await next).toMatchObject({ kind: 'unanswered', cause: 'aborted' });
    expect(sent).toHaveLength(1);
  });

  it('of a success delays no request: it is the time of the next poll', async () => {
    const { sent, get } = requestBench(of(202, null, { 'Retry-After': '40' }), of(200));
    await get();
    await get();
    expect(sent).toHaveLength(2);
  });
});
