import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from './sandboxClient';
import { openScene, textAt } from './sandboxClient';

describe('control by HTTP', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  it('returns the state: the clock, the orders and when each session ends', async () => {
    const id = await scene.open('Budget 2026.xlsx', true);
    await scene.control('POST', '/orders', { service: 'identity', fault: 'offline', times: 1 });
    const now = scene.world.clock.now();
    expect((await scene.control('GET', '/state')).body).toMatchObject({
      now,
      speed: 0,
      orders: [{ service: 'identity', fault: 'offline', times: 1 }],
      sessions: [{ id, workbook: 'Budget 2026.xlsx', persistChanges: true, endsAt: now + 300_000 }],
    });
    await scene.control('DELETE', '/orders');
  });

  it('moves the clock', async () => {
    const now = scene.world.clock.now();
    expect((await scene.control('POST', '/clock', { advanceMs: 1_500 })).body).toEqual({
      now: now + 1_500,
      speed: 0,
    });
  });

  it('keeps a log of requests to the services', async () => {
    await scene.control('DELETE', '/requests');
    const id = await scene.open('Budget 2026.xlsx', true);
    await scene.call('POST', `${scene.item('Budget 2026.xlsx')}/workbook/refreshSession`, {
      session: id,
    });
    expect((await scene.control('GET', '/requests')).body).toMatchObject([
      {
        service: 'graph',
        method: 'POST',
        operation: 'create',
        status: 201,
        account: 'adele@contoso.example',
        preflight: false,
      },
      { operation: 'refresh', status: 204, sessionId: id, at: scene.world.clock.now() },
    ]);
  });

  it('signs in for a host that supports nested authentication', async () => {
    const reply = await scene.control('POST', '/tokens', {
      userName: 'alex@contoso.example',
      scope: 'Files.ReadWrite openid profile offline_access',
    });
    expect(textAt(reply, 'id_token')).toContain('.');
    const me = await scene.world.fetch(
      'https://graph.microsoft.com/v1.0/sites/contoso.sharepoint.com:/sites/Keiri',
      { headers: { authorization: `Bearer ${textAt(reply, 'access_token')}` } },
    );
    expect(me.status).toBe(403);
  });

  it.each([
    [{ fault: 'tokenUnavailable' }, {}, { error: 'temporarily_unavailable' }],
    [{ fault: 'offline' }, {}, { error: 'no_network' }],
    [{ fault: 'decline' }, {}, { error: 'access_denied' }],
    [{ fault: 'refuseRefresh' }, { silent: true }, { error: 'invalid_grant' }],
    [{ fault: 'conditionalAccess' }, { silent: true }, { error: 'interaction_required' }],
    [{ fault: 'brokerEmptyToken' }, {}, { access_token: '', id_token: '' }],
    [{ fault: 'brokerUnlistedError' }, {}, { error: 'unlisted' }],
  ])('returns to that host why there is no token: %o', async (order, asked, answer) => {
    await scene.control('POST', '/orders', { service: 'identity', ...order });
    const reply = await scene.control('POST', '/tokens', {
      userName: 'adele@contoso.example',
      scope: 'Files.ReadWrite',
      ...asked,
    });
    expect(reply).toMatchObject({ status: 200, body: answer });
    await scene.control('DELETE', '/orders');
  });

  it.each([
    ['offline', 'The sign-in failed: The identity provider could not be reached.'],
    ['tokenUnavailable', 'The sign-in failed: AADSTS90033'],
  ])('says why there is no token for a script: %s', async (fault, reason) => {
    await scene.control('POST', '/orders', { service: 'identity', fault });
    const reply = await scene.control('POST', '/scripts/token');
    await scene.control('DELETE', '/orders');
    expect(reply.status).toBe(400);
    expect(textAt(reply, 'error')).toContain(reason);
  });

  it.each([
    [
      'POST',
      '/orders',
      { fault: { kind: 'error' } },
      'An error needs a "status", or a "code" or "innerCode" that is documented.',
    ],
    [
      'POST',
      '/orders',
      { fault: { kind: 'cut' }, operation: 'reload' },
      '"operation" must be one of',
    ],
    ['POST', '/orders', { fault: { kind: 'cut' }, time: 1 }, 'Nobody here knows the field "time".'],
    ['POST', '/orders', {}, '"fault" must be a JSON object.'],
    ['POST', '/orders', { service: 'identity' }, '"fault" is missing.'],
    ['POST', '/clock', {}, 'The clock wants "advanceMs" or "speed".'],
    ['POST', '/clock', { speed: -1 }, '"speed" must be a number from 0'],
    ['PATCH', '/settings', { exposeRetryAfter: 'no' }, '"exposeRetryAfter" must be true or false.'],
    ['POST', '/tokens', { userName: 'nobody', scope: 'User.Read' }, '"userName" must be one of'],
  ])('refuses %s %s of %j with a reason', async (method, path, body, reason) => {
    const reply = await scene.control(method, path, body);
    expect(reply.status).toBe(400);
    expect(textAt(reply, 'error')).toContain(reason);
  });

  it('rejects orders from other pages', async () => {
    const reply = await scene.world.fetch(`${scene.world.origins.excel}/sandbox/sessions/end`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(reply.status).toBe(403);
  });
});
