import { describe, expect, it } from 'vitest';
import { serviceTime, textOf } from '../../../src/graph/errorBody';
import { classify, classifyBody } from '../../../src/graph/classify';
import type { GraphResponse } from '../../../src/graph/request';

const at = Date.UTC(2026, 10, 23, 15);
const now = Date.UTC(2026, 10, 23, 12);

describe('the service’s time in an error body', () => {
  const timeOf = (date: unknown): number | undefined =>
    serviceTime({ error: { code: 'x', innerError: { date } } });

  it.each([
    '2026-11-23T15:00:00',
    '2026-11-23T15:00:00Z',
    '2026-11-24T00:00:00+09:00',
    '2026-11-24T00:00:00+0900',
    '2026-11-23T07:00:00-08:00',
  ])('is UTC, or what %s says', (date) => {
    expect(timeOf(date)).toBe(at);
  });

  it.each([undefined, null, 2026, '', 'yesterday', {}])('is not known where it is %o', (date) =>
    expect(timeOf(date)).toBeUndefined(),
  );

  it('is looked for on every level, and given up where a body nests without end', () => {
    expect(
      serviceTime({
        error: { date: 'yesterday', innerError: { innererror: { date: '2026-11-23T15:00:00Z' } } },
      }),
    ).toBe(at);
    const loop: { innerError?: unknown } = {};
    loop.innerError = loop;
    expect(serviceTime({ error: loop })).toBeUndefined();
  });
});

describe('a member that is to be text', () => {
  it('is that, or missing', () => {
    expect(textOf({ id: 'a' }, 'id')).toBe('a');
    for (const value of [{ id: '' }, { id: 7 }, {}, ['a'], 'id', null]) {
      expect(textOf(value, 'id')).toBeUndefined();
    }
    expect([textOf({ id: { toString: () => 'a' } }, 'id'), textOf(() => 'a', 'name')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('the failure of an answer', () => {
  const answered = (
    status: number,
    headers: Readonly<Record<string, string>>,
    body: unknown,
  ): Extract<GraphResponse, { kind: 'answered' }> => ({
    kind: 'answered',
    status,
    clientRequestId: 'ours',
    sentAt: 0,
    body,
    header: (name) => headers[name.toLowerCase()] ?? null,
  });
  const failureOf = (answer: GraphResponse) =>
    classify(answer, { inSession: true }, now).failure({ kind: 'unknown' });

  it('has the ids of its body, else of its header, else the one that was sent', () => {
    const ids = { 'request-id': 'of the body', 'client-request-id': 'theirs' };
    expect(
      failureOf(answered(500, { 'request-id': 'of the header' }, { error: { innerError: ids } })),
    ).toMatchObject({ requestId: 'of the body', clientRequestId: 'theirs' });
    const empty = { error: { 'request-id': '', innerError: { 'request-id': 'inner' } } };
    expect(failureOf(answered(500, {}, empty))).toMatchObject({ requestId: 'inner' });
    expect(failureOf(answered(500, { 'request-id': 'of the header' }, undefined))).toMatchObject({
      requestId: 'of the header',
      clientRequestId: 'ours',
    });
    expect(failureOf(answered(500, {}, undefined))).toStrictEqual({
      recovery: { kind: 'unknown' },
      status: 500,
      sentAt: 0,
      at: now,
      clientRequestId: 'ours',
    });
  });

  it('has the end of its Retry-After, unless the answer itself is a success', () => {
    const waiting = { 'retry-after': '30' };
    expect(
      [400, 429, 503].map((status) => failureOf(answered(status, waiting, undefined)).notBefore),
    ).toEqual([now + 30_000, now + 30_000, now + 30_000]);
    const operation = answered(200, waiting, { status: 'failed' });
    expect(
      classifyBody(
        operation,
        { error: { code: 'generalException' } },
        { inSession: true },
        now,
      ).failure({ kind: 'unknown' }),
    ).not.toHaveProperty('notBefore');
  });

  it('without a token is the one of the sign-in, with the time before which it is not repeated', () => {
    const failure = { reason: 'unavailable', at: 0 } as const;
    expect(failureOf({ kind: 'noToken', failure })).toStrictEqual({
      recovery: { kind: 'unknown' },
      code: 'unavailable',
      signIn: 'unavailable',
      at: now,
    });
    expect(
      failureOf({
        kind: 'noToken',
        failure: { ...failure, code: 'AADSTS90033', notBefore: now + 61_000 },
      }),
    ).toMatchObject({ code: 'AADSTS90033', notBefore: now + 61_000 });
  });
});
