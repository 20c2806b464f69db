import { describe, expect, it } from 'vitest';
import { createSessions, itemPath } from '../../../src/graph/sessions';
import type { GraphResponse } from '../../../src/graph/request';
import type { ScriptLine } from './graphScript';
import {
  answered,
  item,
  neverAborted,
  noTokenReply,
  refused,
  script,
  unanswered,
  graphWorkbook,
} from './graphScript';

const opened = { id: 'cluster=CH3&session=15.a%2bb&usid=1', persistChanges: true };

async function open(...lines: readonly ScriptLine[]) {
  const service = script(...lines);
  const outcome = await createSessions(service.send, service.clock).open(
    graphWorkbook,
    false,
    neverAborted,
  );
  return { ...service, outcome };
}

async function refresh(...lines: readonly ScriptLine[]) {
  const service = script(...lines);
  const outcome = await createSessions(service.send, service.clock).refresh(
    graphWorkbook,
    opened.id,
    neverAborted,
  );
  return { ...service, outcome, recovery: outcome.ok ? 'ok' : outcome.failure.recovery };
}

async function close(...line: readonly GraphResponse[]) {
  const service = script(...line);
  const outcome = await createSessions(service.send, service.clock).close(
    graphWorkbook,
    opened.id,
    neverAborted,
  );
  return { ...service, outcome, recovery: outcome.ok ? 'ok' : outcome.failure.recovery };
}

describe('the address of a drive item', () => {
  it('is encoded segment by segment', () => {
    expect(itemPath({ driveId: 'b!a/b', itemId: '01?#' })).toBe('/drives/b!a%2Fb/items/01%3F%23');
  });
});

describe('opening a session', () => {
  it('always sends the kind, allows a long operation, and uses the kind in the response', async () => {
    const { calls, outcome } = await open(answered(201, opened));
    expect(outcome).toEqual({ ok: true, value: { ...opened, sentAt: 0 } });
    expect(calls).toEqual([
      {
        at: 0,
        method: 'POST',
        path: `${item}/workbook/createSession`,
        body: { persistChanges: false },
        prefer: 'respond-async',
        timeLimitMs: 60_000,
      },
    ]);
  });

  it('accepts a 200 response too', async () => {
    expect((await open(answered(200, opened))).outcome).toEqual({
      ok: true,
      value: { ...opened, sentAt: 0 },
    });
  });

  for (const [name, answer] of [
    ['without an id', answered(201, { persistChanges: true })],
    ['with the id of an operation', answered(201, { id: 'x', status: 'running' })],
    ['with an error beside an id', answered(200, { id: 'x', error: { code: 'unknownError' } })],
    ['with an id of white space', answered(201, { id: ' \n', persistChanges: true })],
    ['with half a number for an id', answered(201, { id: 1.5, persistChanges: true })],
    ['with an empty id', answered(201, { id: '', persistChanges: true })],
    ['with nothing in it', answered(201)],
    ['that is no JSON', answered(200)],
    ['with a list', answered(201, [opened])],
    ['that says nothing happened', answered(204)],
    ['that a network made', unanswered('network')],
    ['that never came', unanswered('timeout')],
    ['that a captive portal redirected', unanswered('redirected')],
    ['of 500', answered(500)],
    ['of 502', answered(502)],
    ['of 408', answered(408)],
  ] as const) {
    it(`has an unknown outcome after a response ${name}, and is not repeated`, async () => {
      const { calls, outcome } = await open(answer);
      expect(outcome).toMatchObject({ ok: false, failure: { recovery: { kind: 'unknown' } } });
      expect(calls).toHaveLength(1);
    });
  }

  for (const [name, answer, recovery] of [
    ['504', answered(504), { kind: 'retry' }],
    ['gatewayTimeoutUncategorized', refused(504, 'gatewayTimeoutUncategorized'), { kind: 'retry' }],
    ['a throttling', answered(429), { kind: 'retry', because: 'throttled' }],
    ['an overload', answered(503), { kind: 'retry' }],
    ['a lock', answered(423), { kind: 'retry', because: 'fileOrSite' }],
    ['a conflict', answered(409), { kind: 'retry', because: 'conflict' }],
    ['a lock by its code', refused(409, 'accessConflict'), { kind: 'retry', because: 'locked' }],
    [
      'a file that could not be opened',
      answered(500, {
        error: {
          code: 'GenericFileOpenError',
          innerError: { code: 'internalServerErrorUncategorized' },
        },
      }),
      { kind: 'retry', because: 'fileOpen' },
    ],
    ['a missing file', answered(404), { kind: 'forbidden', need: 'existingFile' }],
    ['a missing item', refused(404, 'itemNotFound'), { kind: 'forbidden', need: 'existingFile' }],
    [
      'an unsupported workbook',
      refused(501, 'unsupportedWorkbook'),
      { kind: 'forbidden', need: 'supportedWorkbook' },
    ],
    ['a missing permission', answered(403), { kind: 'forbidden', need: 'permission' }],
    ['a second 401', answered(401), { kind: 'reauthenticate' }],
    ['a sign-in that is needed', noTokenReply('interactionRequired'), { kind: 'reauthenticate' }],
    ['a sign-in for unknown reasons', noTokenReply('unknown'), { kind: 'unknown' }],
    ['no way to the sign-in', noTokenReply('offline'), { kind: 'unknown' }],
    ['a sign-in that took too long', noTokenReply('timedOut'), { kind: 'unknown' }],
  ] as const) {
    it(`reports ${name}`, async () => {
      const { outcome } = await open(answer);
      expect(outcome).toMatchObject({ ok: false, failure: { recovery } });
    });
  }

  it('reports the request ids, the Retry-After and the time of a failure', async () => {
    const { clock, outcome } = await open(refused(429, 'brandNew', { 'Retry-After': '2.128' }));
    expect(outcome).toEqual({
      ok: false,
      failure: {
        recovery: { kind: 'retry', because: 'throttled' },
        status: 429,
        code: 'brandNew',
        requestId: 'r-1',
        clientRequestId: 'c-1',
        sentAt: 0,
        at: clock.now(),
        notBefore: clock.now() + 2_128,
      },
    });
  });

  it('uses the request id of the header if the body has none, and the cause as the code if there is no response', async () => {
    const bare = await open(answered(500, undefined, { 'request-id': 'r-header' }));
    expect(bare.outcome).toMatchObject({
      failure: { requestId: 'r-header', clientRequestId: 'c-1', status: 500 },
    });
    expect(bare.outcome.ok || Object.keys(bare.outcome.failure).sort()).toEqual([
      'at',
      'clientRequestId',
      'recovery',
      'requestId',
      'sentAt',
      'status',
    ]);
    const cut = await open(unanswered('network'));
    expect(cut.outcome).toEqual({
      ok: false,
      failure: {
        recovery: { kind: 'unknown' },
        code: 'network',
        clientRequestId: 'c-1',
        at: cut.clock.now(),
      },
    });
    const unsigned = await open(noTokenReply('interactionRequired'));
    expect(unsigned.outcome).toEqual({
      ok: false,
      failure: {
        recovery: { kind: 'reauthenticate' },
        code: 'msal_interactionRequired',
        signIn: 'interactionRequired',
        at: unsigned.clock.now(),
      },
    });
  });
});

describe('refreshing a session', () => {
  it('sends its id byte for byte and no body', async () => {
    const { calls, outcome } = await refresh(answered(204));
    expect(outcome).toEqual({ ok: true, value: { sentAt: 0 } });
    expect(calls).toEqual([
      {
        at: 0,
        method: 'POST',
        path: `${item}/workbook/refreshSession`,
        sessionId: opened.id,
        timeLimitMs: 10_000,
      },
    ]);
  });

  for (const answer of [
    answered(200),
    answered(200, { value: 'welcome' }),
    answered(202),
    answered(500),
    unanswered('network'),
    unanswered('redirected'),
  ]) {
    it(`is unknown after ${answer.kind === 'answered' ? answer.status : 'nothing'}: only 204 is a refresh`, async () => {
      expect((await refresh(answer)).recovery).toEqual({ kind: 'unknown' });
    });
  }

  for (const status of [502, 503]) {
    it(`may need a new session after a ${status} without a code`, async () => {
      expect((await refresh(answered(status))).recovery).toEqual({
        kind: 'recreate',
        certain: false,
      });
    });
  }
});

describe('a 404 in a session', () => {
  it('is resolved by one request for the file, without the session', async () => {
    const { calls, recovery } = await refresh(answered(404), answered(200, { id: '01BUDGET' }));
    expect(calls[1]).toEqual({
      at: 0,
      method: 'GET',
      path: `${item}?$select=id`,
      timeLimitMs: 10_000,
    });
    expect(calls).toHaveLength(2);
    // Whether its idle time has passed is the core's to know.
    expect(recovery).toEqual({ kind: 'ended', reason: 'notFound' });
  });

  it('keeps the code and the ids of the refresh if the file exists', async () => {
    const { outcome } = await refresh(
      refused(404, 'notFoundUncategorized'),
      answered(200, { id: '01BUDGET' }),
    );
    expect(outcome).toMatchObject({
      failure: { status: 404, code: 'notFoundUncategorized', requestId: 'r-1' },
    });
  });

  for (const [name, look, recovery] of [
    ['the file is gone as well', answered(404), { kind: 'ended', reason: 'fileGone' }],
    ['the file is gone for good', answered(410), { kind: 'ended', reason: 'fileGone' }],
    ['the look is a captive portal’s page', answered(200), { kind: 'unknown' }],
    ['the look names no file', answered(200, { error: 'x' }), { kind: 'unknown' }],
    ['the look does not come through', unanswered('network'), { kind: 'unknown' }],
    ['the look takes too long', unanswered('timeout'), { kind: 'unknown' }],
    ['the service is down', answered(500), { kind: 'unknown' }],
    [
      'the look says something about sessions',
      refused(500, 'internalServerErrorUncategorized'),
      { kind: 'unknown' },
    ],
    [
      'the look would have to be in a new session',
      refused(404, 'invalidSessionReCreatable'),
      { kind: 'unknown' },
    ],
    ['the look is throttled', answered(429), { kind: 'retry', because: 'throttled' }],
    [
      'the user may no longer see the file',
      answered(403),
      { kind: 'forbidden', need: 'permission' },
    ],
    ['the token is refused', answered(401), { kind: 'reauthenticate' }],
    ['there is no token any more', noTokenReply('interactionRequired'), { kind: 'reauthenticate' }],
  ] as const) {
    it(`if ${name}`, async () => {
      expect((await refresh(answered(404), look)).recovery).toEqual(recovery);
    });
  }

  it('passes on the Retry-After of the request for the file', async () => {
    const { clock, outcome } = await refresh(
      answered(404),
      answered(429, undefined, { 'Retry-After': '30' }),
    );
    expect(outcome).toMatchObject({ failure: { status: 429, notBefore: clock.now() + 30_000 } });
  });

  it('is not resolved during its own Retry-After', async () => {
    const { calls, clock, outcome } = await refresh(
      answered(404, undefined, { 'Retry-After': '30' }),
    );
    expect(calls).toHaveLength(1);
    expect(outcome).toMatchObject({
      failure: { recovery: { kind: 'unknown' }, status: 404, notBefore: clock.now() + 30_000 },
    });
  });

  it('is resolved at once if its Retry-After has passed', async () => {
    const { recovery } = await refresh(
      answered(404, undefined, { 'Retry-After': '0' }),
      answered(200, { id: '01BUDGET' }),
    );
    // Whether its idle time has passed is the core's to know.
    expect(recovery).toEqual({ kind: 'ended', reason: 'notFound' });
  });
});

describe('closing a session', () => {
  it('continues after the page unloads', async () => {
    const { calls, outcome } = await close(answered(204));
    expect(outcome).toEqual({ ok: true, value: null });
    expect(calls).toEqual([
      {
        at: 0,
        method: 'POST',
        path: `${item}/workbook/closeSession`,
        sessionId: opened.id,
        timeLimitMs: 10_000,
        keepalive: true,
      },
    ]);
  });

  it('treats a session that is not found as ended where the file is there', async () => {
    expect((await close(answered(404), answered(200, { id: '01BUDGET' }))).recovery).toEqual({
      kind: 'ended',
      reason: 'notFound',
    });
  });

  it('is not confirmed where the file is not found either', async () => {
    expect((await close(answered(404), answered(404))).recovery).toEqual({ kind: 'unknown' });
  });

  it('is not confirmed by any other response', async () => {
    expect((await close(answered(200))).recovery).toEqual({ kind: 'unknown' });
    expect((await close(refused(404, 'invalidSessionNotFound'))).recovery).toEqual({
      kind: 'ended',
      reason: 'notFound',
    });
  });
});
