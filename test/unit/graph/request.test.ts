import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GraphResponse, TokenSource } from '../../../src/graph/request';
import { challengeOf } from '../../../src/graph/request';
import { failed, succeeded } from '../../../src/session/services';
import { requestBench, hangingFetch, of, serviceRoot, sendWith } from './requestBench';
import { neverAborted } from './graphScript';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
const challenge = `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a request', () => {
  it('has a token and its own id, and no other header', async () => {
    const { sent, get } = requestBench(of(200, '{"id":1}', { 'request-id': 'r' }));
    const answer = await get();
    expect(answer).toMatchObject({ kind: 'answered', status: 200, body: { id: 1 } });
    expect(answer.kind === 'answered' && answer.header('Request-Id')).toBe('r');
    expect(answer.kind === 'answered' && answer.header('Retry-After')).toBeNull();
    const clientRequestId = answer.kind === 'answered' ? answer.clientRequestId : '';
    expect(clientRequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent).toMatchObject([
      {
        url: `${serviceRoot}/me`,
        method: 'GET',
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        keepalive: false,
      },
    ]);
    expect(sent[0]?.headers).toEqual({
      Authorization: 'Bearer token-1',
      'client-request-id': clientRequestId,
    });
    expect(sent[0]).not.toHaveProperty('body');
  });

  it('has the session id byte for byte, the Prefer header, and a JSON body', async () => {
    const { sent, get } = requestBench(of(201, '{}'));
    await get({
      method: 'POST',
      path: '/x',
      sessionId: 'cluster=CH3&session=a%2bb',
      prefer: 'respond-async',
      body: { persistChanges: false },
      keepalive: true,
    });
    expect(sent).toMatchObject([
      { method: 'POST', body: '{"persistChanges":false}', keepalive: true },
    ]);
    expect(sent[0]?.headers).toMatchObject({
      'workbook-session-id': 'cluster=CH3&session=a%2bb',
      Prefer: 'respond-async',
      'Content-Type': 'application/json',
    });
  });

  it('uses a URL of the service unchanged', async () => {
    const { sent, get } = requestBench(of(200));
    await get({ path: `${serviceRoot}/operations/1?token=a%2bb` });
    expect(sent[0]?.url).toBe(`${serviceRoot}/operations/1?token=a%2bb`);
  });

  for (const path of [
    'https://graph.microsoft.com.evil.example/v1.0/x',
    'http://graph.microsoft.com/v1.0/x',
    'https://graph.microsoft.com:8443/x',
  ]) {
    it(`never sends the token to ${path}`, async () => {
      const { sent, asked, get } = requestBench(of(200));
      expect(await get({ path })).toMatchObject({ kind: 'unanswered', cause: 'foreign' });
      expect([sent, asked]).toEqual([[], []]);
    });
  }

  for (const [name, body] of [
    ['nothing', null],
    ['a portal’s HTML', '<h1>Welcome</h1>'],
    ['half an answer', '{"id":"1"'],
  ] as const) {
    it(`with ${name} as the response has no body`, async () => {
      const { get } = requestBench(of(200, body));
      expect(await get()).toMatchObject({ kind: 'answered', status: 200, body: undefined });
    });
  }

  it('that fails in the network has no response', async () => {
    const { get } = requestBench(new TypeError('Failed to fetch'));
    expect(await get()).toMatchObject({ kind: 'unanswered', cause: 'network' });
  });

  it('did not arrive if there was no network from before it was sent on', async () => {
    for (const [before, after, cause] of [
      [false, false, 'offline'],
      [true, false, 'network'],
      [false, true, 'network'],
    ] as const) {
      const { network, get } = requestBench(() => {
        network.isOnline = after;
        return Promise.reject(new TypeError('Failed to fetch'));
      });
      network.isOnline = before;
      expect(await get()).toMatchObject({ kind: 'unanswered', cause });
    }
  });

  it('may have arrived after one that was answered: there is a network, whatever the browser reports', async () => {
    const { network, get } = requestBench(of(401), new TypeError('Failed to fetch'));
    network.isOnline = false;
    expect(await get()).toMatchObject({ kind: 'unanswered', cause: 'network' });
    expect(network.isOnline).toBe(true);
  });

  it('has arrived if its response breaks off, whatever the browser reports', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('cut')),
    });
    const { network, get } = requestBench(of(200, broken));
    network.isOnline = false;
    expect(await get()).toMatchObject({ kind: 'unanswered', cause: 'network' });
  });

  it('whose response breaks off has no response', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('cut')),
    });
    expect(await requestBench(of(200, broken)).get()).toMatchObject({
      kind: 'unanswered',
      cause: 'network',
    });
  });

  it('that is redirected is not followed', async () => {
    const redirected = Object.defineProperty(of(200), 'type', { value: 'opaqueredirect' });
    expect(await requestBench(redirected).get()).toMatchObject({
      kind: 'unanswered',
      cause: 'redirected',
    });
  });

  it('ends at its time limit, not before', async () => {
    const { time, get } = requestBench(hangingFetch);
    let answer: GraphResponse | undefined;
    void get().then((found) => (answer = found));
    await time.run(9_999);
    expect(answer).toBeUndefined();
    await time.run(10_000);
    expect(answer).toMatchObject({ kind: 'unanswered', cause: 'timeout' });
  });

  it('ends when it is cancelled', async () => {
    const { time, get } = requestBench(hangingFetch);
    const controller = new AbortController();
    let answer: GraphResponse | undefined;
    void get({}, controller.signal).then((found) => (answer = found));
    await time.run(100);
    controller.abort();
    await time.run(101);
    expect(answer).toMatchObject({ kind: 'unanswered', cause: 'aborted' });
  });

  it('leaves no timer behind', async () => {
    const { timers, get } = requestBench(of(200), new TypeError('Failed to fetch'));
    await get();
    await get();
    expect(timers).toEqual(['set', 'cancelled', 'set', 'cancelled']);
  });
});

describe('a token', () => {
  it('that fails silently is reported, and nothing is sent', async () => {
    const { sent } = requestBench(of(200));
    const failure = { reason: 'interactionRequired', at: 0 } as const;
    const send = sendWith(() => Promise.resolve(failed(failure)));
    expect(await send({ method: 'GET', path: '/me', timeLimitMs: 1 }, neverAborted)).toEqual({
      kind: 'noToken',
      failure,
    });
    expect(sent).toEqual([]);
  });

  it('that is refused is requested once more with the claims of the challenge', async () => {
    const { sent, asked, get } = requestBench(
      of(401, null, { 'WWW-Authenticate': challenge }),
      of(200, '{}'),
    );
    expect(await get()).toMatchObject({ kind: 'answered', status: 200 });
    expect(asked).toEqual([{}, { claims }]);
    expect(sent.map(({ headers }) => headers['Authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('that is refused without a challenge is renewed once', async () => {
    const { asked, get } = requestBench(of(401), of(200, '{}'));
    expect(await get()).toMatchObject({ status: 200 });
    expect(asked).toEqual([{}, { renew: true }]);
  });

  it('that is refused a second time is not requested again', async () => {
    const { sent, get } = requestBench(of(401), of(401, null, { 'WWW-Authenticate': challenge }));
    expect(await get()).toMatchObject({ kind: 'answered', status: 401 });
    expect(sent).toHaveLength(2);
  });

  it('that is refused and cannot be renewed silently is reported', async () => {
    requestBench(of(401));
    const failure = { reason: 'interactionRequired', at: 0 } as const;
    const token: TokenSource = (asked) =>
      Promise.resolve(asked.renew === true ? failed(failure) : succeeded('t'));
    const send = sendWith(token);
    expect(await send({ method: 'GET', path: '/me', timeLimitMs: 1 }, neverAborted)).toEqual({
      kind: 'noToken',
      failure,
    });
  });

  it('is not renewed for another status', async () => {
    const { asked, get } = requestBench(of(403, null, { 'WWW-Authenticate': challenge }));
    expect(await get()).toMatchObject({ status: 403 });
    expect(asked).toHaveLength(1);
  });
});

describe('a challenge', () => {
  it('is decoded from base64 and from base64url', () => {
    const odd = '{"a":"~~~???>>>"}';
    expect(challengeOf(`Bearer claims="${btoa(odd)}"`)).toBe(odd);
    expect(
      challengeOf(
        `Bearer claims="${btoa(odd).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}"`,
      ),
    ).toBe(odd);
  });

  for (const header of [
    null,
    '',
    'Bearer realm=""',
    'Bearer claims=""',
    'Bearer claims="a"',
    'Bearer noclaims="eyJ9"',
    'Bearer claims="{}"',
  ]) {
    it(`is not found in ${header ?? 'nothing'}`, () => {
      expect(challengeOf(header)).toBeUndefined();
    });
  }
});
