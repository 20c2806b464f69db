import { describe, expect, it } from 'vitest';
import type { GraphResponse } from '../../../src/graph/request';
import { createSessions } from '../../../src/graph/sessions';
import type { GraphScript } from './graphScript';
import {
  answered,
  hanging,
  item,
  noTokenReply,
  refused,
  script,
  unanswered,
  graphWorkbook,
} from './graphScript';
import { minuteMs } from '../../support/durations';

const operation = `https://graph.microsoft.com/v1.0${item}/workbook/operations/1?token=a%2bb&v=1`;
const resource = `https://graph.microsoft.com/v1.0${item}/workbook/sessionInfoResource(key='1')`;
const session = { id: 'session-1', persistChanges: true };
const atOnce = { sentAt: 0, requestedAt: 0 };
const accepted = (headers = {}): GraphResponse =>
  answered(202, undefined, { Location: operation, ...headers });
const running = (headers = {}): GraphResponse =>
  answered(200, { id: '1', status: 'running' }, headers);
const succeeded = answered(200, { id: '1', status: 'succeeded', resourceLocation: resource });

type Outcome = Awaited<ReturnType<ReturnType<typeof createSessions>['open']>>;

/** Opens a session, and advances the time to the script's end or by `forMs`. */
async function open(
  service: GraphScript,
  { forMs = 15 * minuteMs, abortAt = Infinity } = {},
): Promise<Outcome | 'goesOn'> {
  const controller = new AbortController();
  let outcome: Outcome | 'goesOn' = 'goesOn';
  void createSessions(service.send, service.clock)
    .open(graphWorkbook, true, controller.signal)
    .then((found) => {
      outcome = found;
    });
  if (abortAt < forMs) service.time.after(abortAt, () => controller.abort());
  await service.time.run(forMs);
  return outcome;
}

const polledAt = ({ calls }: GraphScript): number[] => calls.slice(1).map(({ at }) => at / 1_000);

describe('a long-running create request', () => {
  it('opens a session that is as young as the last poll that found it under way', async () => {
    const at = (reply: GraphResponse, sentAt: number): GraphResponse =>
      reply.kind === 'answered' ? { ...reply, sentAt } : reply;
    const service = script(
      accepted(),
      at(running(), 61_000),
      at(running(), 91_000),
      at(answered(503), 121_000),
      at(succeeded, 151_000),
      at(answered(200, {}), 151_200),
      at(answered(200, session), 153_000),
    );
    expect(await open(service)).toMatchObject({
      ok: true,
      value: { sentAt: 91_000, requestedAt: 0 },
    });
  });

  it('is polled up to its session: quickly at first, then every 30 s, at the unchanged addresses', async () => {
    const service = script(
      accepted(),
      ...Array.from({ length: 7 }, () => running()),
      succeeded,
      answered(200, session),
    );
    expect(await open(service)).toEqual({ ok: true, value: { ...session, ...atOnce } });
    expect(polledAt(service)).toEqual([1, 3, 7, 15, 31, 61, 91, 121, 121]);
    expect(service.calls.slice(1).map(({ path }) => path)).toEqual([
      ...Array.from({ length: 8 }, () => operation),
      resource,
    ]);
    for (const call of service.calls.slice(1)) {
      expect(call).toMatchObject({ method: 'GET', timeLimitMs: 20_000 });
    }
    expect(service.calls.some(({ sessionId }) => sessionId !== undefined)).toBe(false);
  });

  it('that has not started yet is not a failure', async () => {
    const service = script(
      accepted(),
      answered(200, { id: '1', status: 'notStarted' }),
      succeeded,
      answered(200, session),
    );
    expect(await open(service)).toMatchObject({ ok: true });
  });

  const withoutSession = [answered(500), answered(200, {}), unanswered('network'), succeeded];
  it.each(withoutSession)('pauses longer while its session’s address gives %j', async (reply) => {
    const replies = Array.from({ length: 7 }, () => reply);
    const service = script(accepted(), running(), succeeded, ...replies, answered(200, session));
    expect(await open(service)).toMatchObject({ ok: true });
    expect(polledAt(service)).toEqual([1, 3, 3, 4, 6, 10, 18, 34, 64, 94]);
  });

  it('waits for the Retry-After before the first poll and between two', async () => {
    const service = script(
      accepted({ 'Retry-After': '20' }),
      running({ 'Retry-After': '100' }),
      running(),
      succeeded,
      answered(200, session),
    );
    expect(await open(service)).toMatchObject({ ok: true });
    expect(polledAt(service)).toEqual([20, 120, 124, 124]);
  });

  it('waits for the Retry-After before the session is requested', async () => {
    const late = answered(
      200,
      { id: '1', status: 'succeeded', resourceLocation: resource },
      { 'Retry-After': '5' },
    );
    const service = script(accepted(), late, answered(200, session));
    expect(await open(service)).toMatchObject({ ok: true });
    expect(polledAt(service)).toEqual([1, 6]);
  });

  for (const [name, fault] of [
    ['a network fault', unanswered('network')],
    ['a time limit', unanswered('timeout')],
    ['a redirect', unanswered('redirected')],
    ['an answer that is not JSON', answered(200)],
    ['a throttling', answered(429)],
    ['an overload', answered(503)],
    ['a bad gateway', answered(502)],
    ['a fault of the service', answered(500)],
    ['a fault without a session', refused(500, 'internalServerErrorUncategorized')],
    ['a lock', answered(423)],
    ['a sign-in service out of reach', noTokenReply('offline')],
  ] as const) {
    it(`continues after ${name}, and is never sent a second time`, async () => {
      const service = script(accepted(), fault, succeeded, fault, answered(200, session));
      expect(await open(service)).toEqual({ ok: true, value: { ...session, ...atOnce } });
      expect(service.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect(service.calls.at(-1)?.path).toBe(resource);
    });
  }

  for (const [name, answer, recovery] of [
    ['an operation that is not found', answered(404), { kind: 'unknown' }],
    ['a refused token', answered(401), { kind: 'reauthenticate' }],
    ['a missing permission', answered(403), { kind: 'forbidden', need: 'permission' }],
    ['a sign-in that is needed', noTokenReply('interactionRequired'), { kind: 'reauthenticate' }],
  ] as const) {
    it(`ends with ${name}`, async () => {
      const service = script(accepted(), answer);
      // The poll failed: the operation goes on, as far as is known.
      expect(await open(service)).toMatchObject({
        ok: false,
        failure: { recovery, accepted: true },
      });
    });
  }

  for (const [code, recovery] of [
    ['transientFailure', { kind: 'retry' }],
    ['genericFileOpenError', { kind: 'retry', because: 'fileOpen' }],
    ['accessConflict', { kind: 'retry', because: 'locked' }],
    ['unsupportedWorkbook', { kind: 'forbidden', need: 'supportedWorkbook' }],
    ['itemNotFound', { kind: 'forbidden', need: 'existingFile' }],
    ['internalServerErrorUncategorized', { kind: 'retry', because: 'notOpened' }],
    ['brandNew', { kind: 'retry', because: 'notOpened' }],
  ] as const) {
    it(`that failed with ${code} is a failure despite HTTP 200`, async () => {
      const service = script(
        accepted(),
        answered(200, { id: '1', status: 'failed', error: { code: 'x', innerError: { code } } }),
      );
      const outcome = await open(service);
      expect(outcome).toMatchObject({ ok: false, failure: { recovery, code, status: 200 } });
      expect(outcome).not.toHaveProperty('failure.accepted');
    });
  }

  it('that failed without a code has opened no session: only the reason is unknown', async () => {
    expect(await open(script(accepted(), answered(200, { status: 'failed' })))).toMatchObject({
      failure: { recovery: { kind: 'retry', because: 'notOpened' } },
    });
  });

  it('is polled for ten minutes at most', async () => {
    const service = script(
      accepted(),
      // A fault that has passed is not the reason.
      answered(503),
      ...Array.from({ length: 60 }, () => running()),
    );
    expect(await open(service)).toMatchObject({
      ok: false,
      failure: {
        recovery: { kind: 'unknown' },
        code: 'operationTimedOut',
        status: 202,
        clientRequestId: 'c-1',
      },
    });
    expect(polledAt(service).at(-1)).toBeGreaterThan(10 * 60 - 30);
    expect(polledAt(service).at(-1)).toBeLessThanOrEqual(10 * 60);
  });

  it('ends at once if the Retry-After is later than that, and passes the Retry-After on', async () => {
    const body = {
      error: { code: 'tooManyRequests', innerError: { code: 'activityLimitReached' } },
    };
    const service = script(accepted(), answered(429, body, { 'Retry-After': '3600' }));
    const outcome = await open(service, { forMs: 2_000 });
    const notBefore = service.time.source.wall() - 1_000 + 3_600_000;
    expect(outcome).toMatchObject({
      ok: false,
      failure: {
        recovery: { kind: 'unknown' },
        code: 'activityLimitReached',
        status: 429,
        notBefore,
      },
    });
  });

  it('does not throttle if Retry-After is only the time of the next poll', async () => {
    const outcome = await open(script(accepted(), running({ 'Retry-After': '3600' })), {
      forMs: 2_000,
    });
    expect(outcome).toMatchObject({ failure: { code: 'operationTimedOut' } });
    expect(outcome).not.toHaveProperty('failure.notBefore');
    expect(
      await open(script(accepted({ 'Retry-After': '3600' })), { forMs: 0 }),
    ).not.toHaveProperty('failure.notBefore');
  });

  it('can be cancelled between two polls', async () => {
    const service = script(accepted(), running());
    expect(await open(service, { forMs: 2_000, abortAt: 1_500 })).toMatchObject({
      ok: false,
      failure: { code: 'aborted' },
    });
    expect(service.left()).toBe(0);
  });

  it('can be cancelled during a poll', async () => {
    const service = script(accepted({ 'Retry-After': '20' }), hanging);
    expect(await open(service, { forMs: 21_000, abortAt: 20_500 })).toMatchObject({
      ok: false,
      failure: { code: 'aborted' },
    });
  });

  it('keeps the Retry-After if it is cancelled', async () => {
    const service = script(accepted(), answered(429, undefined, { 'Retry-After': '30' }));
    const outcome = await open(service, { forMs: 3_000, abortAt: 2_000 });
    expect(outcome).toMatchObject({
      failure: { code: 'aborted', notBefore: service.time.source.wall() - 2_000 + 30_000 },
    });
  });

  for (const [name, answer, code] of [
    ['no address', answered(202), 'operationWithoutLocation'],
    [
      'an address that is none',
      answered(202, undefined, { Location: 'later' }),
      'operationWithoutLocation',
    ],
    ['an empty address', answered(202, undefined, { Location: ' ' }), 'operationWithoutLocation'],
  ] as const) {
    it(`that has ${name} cannot be polled: its outcome is unknown`, async () => {
      expect(await open(script(answer), { forMs: 0 })).toMatchObject({
        failure: { recovery: { kind: 'unknown' }, code, status: 202, accepted: true },
      });
    });
  }

  for (const [name, last, code] of [
    ['names no session', answered(200, { status: 'succeeded' }), 'operationWithoutResource'],
    [
      'names its session by an address that is none',
      answered(200, { status: 'succeeded', resourceLocation: 'x' }),
      'operationWithoutResource',
    ],
    ['lives elsewhere, where the token does not go', unanswered('foreign'), 'operationElsewhere'],
  ] as const) {
    it(`that ${name} ends at once with an unknown outcome`, async () => {
      expect(await open(script(accepted(), last), { forMs: 1_000 })).toMatchObject({
        failure: { recovery: { kind: 'unknown' }, code },
      });
    });
  }

  for (const [location, followed] of [
    [`/v1.0${item}/workbook/operations/1?a=b%2bc`, `${item}/workbook/operations/1?a=b%2bc`],
    [`${item}/workbook/operations/1`, `${item}/workbook/operations/1`],
    [
      `drives/b!finance/items/01BUDGET/workbook/operations('1')`,
      `${item}/workbook/operations('1')`,
    ],
    ['operations/1', `${item}/workbook/operations/1`],
    ['workbook/operations/1', `${item}/workbook/operations/1`],
    [
      '//graph.microsoft.com/v1.0/me/drive/items/1/workbook/operations/1',
      'https://graph.microsoft.com/v1.0/me/drive/items/1/workbook/operations/1',
    ],
    [
      operation.replace('graph.microsoft.com', 'GRAPH.Microsoft.com:443'),
      operation.replace('graph.microsoft.com', 'GRAPH.Microsoft.com:443'),
    ],
  ] as const) {
    it(`is polled at ${location}, its session too`, async () => {
      const near = location.replace(/operations.*/, "sessionInfoResource(key='1')");
      const service = script(
        answered(202, undefined, { Location: location }),
        answered(200, { id: '1', Status: 'Succeeded', resourceLocation: near }),
        answered(200, session),
      );
      expect(await open(service)).toEqual({ ok: true, value: { ...session, ...atOnce } });
      expect(service.calls.slice(1).map(({ path }) => path)).toEqual([
        followed,
        followed.replace(/operations.*/, "sessionInfoResource(key='1')"),
      ]);
    });
  }

  it('has its status in any letter case', async () => {
    const failed = answered(200, {
      status: 'FAILED',
      error: { code: 'x', innerError: { code: 'unsupportedWorkbook' } },
    });
    expect(
      await open(script(accepted(), answered(200, { id: '1', status: 'Running' }), failed)),
    ).toMatchObject({ failure: { recovery: { kind: 'forbidden' } } });
  });

  it('returns a session of unknown kind; the operation’s own id is ignored', async () => {
    const service = script(
      accepted(),
      answered(200, { id: '1' }),
      succeeded,
      answered(200, { id: 'session-1' }),
    );
    expect(await open(service)).toEqual({
      ok: true,
      value: { id: 'session-1', persistChanges: 'unknown', ...atOnce },
    });
  });

  it('may respond with the session itself', async () => {
    expect(await open(script(accepted(), answered(200, session)))).toEqual({
      ok: true,
      value: { ...session, ...atOnce },
    });
  });

  it('that is refused has the failure of the refusal', async () => {
    const outcome = await open(script(accepted(), refused(403, 'editModeAccessDenied')));
    expect(outcome).toMatchObject({
      failure: {
        recovery: { kind: 'forbidden', need: 'editRight' },
        code: 'editModeAccessDenied',
        requestId: 'r-1',
        status: 403,
      },
    });
  });
});
