import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { secondLevel, undocumented } from '../../sandbox/graph/errorCodes';
import { adele } from '../../sandbox/identity/accounts';
import type { Scene } from './sandboxClient';
import { openScene, textAt } from './sandboxClient';

const book = 'Budget 2026.xlsx';

describe('an order to the service', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.control('DELETE', '/orders'));
  afterAll(() => scene.world.close());

  const order = async (body: unknown) => {
    const reply = await scene.control('POST', '/orders', body);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return textAt(reply, 'id');
  };
  const create = () =>
    scene.call('POST', `${scene.item(book)}/workbook/createSession`, {
      body: { persistChanges: true },
      headers: { origin: 'https://pane.example' },
    });
  const look = () =>
    scene.call('GET', scene.item(book), { headers: { origin: 'https://pane.example' } });

  it.each(Object.entries(secondLevel))(
    'can be any documented error: %s',
    async (innerCode, status) => {
      await order({ operation: 'create', times: 1, fault: { kind: 'error', innerCode } });
      const reply = await create();
      expect(reply).toMatchObject({ status, body: { error: { innerError: { code: innerCode } } } });
      expect(reply.headers.get('request-id')).toBe(
        textAt(reply, 'error', 'innerError', 'request-id'),
      );
      expect((await create()).status).toBe(201);
    },
  );

  it.each(Object.entries(undocumented))(
    'can be any undocumented error seen in responses: %s',
    async (code, status) => {
      await order({ operation: 'create', times: 1, fault: { kind: 'error', code } });
      expect(await create()).toMatchObject({ status, body: { error: { code } } });
    },
  );

  it('can use the other spelling and nesting', async () => {
    await order({
      fault: {
        kind: 'error',
        innerCode: 'transientFailure',
        spelling: 'innererror',
        levels: 2,
        letterCase: 'upper',
        headers: { 'Retry-After': '2.128' },
      },
    });
    const reply = await create();
    expect(reply.body).toMatchObject({
      error: {
        code: 'SERVICEUNAVAILABLE',
        innererror: { innererror: { code: 'TRANSIENTFAILURE' } },
      },
    });
    expect(reply.headers.get('retry-after')).toBe('2.128');
  });

  it('affects one operation, and ends automatically or when withdrawn', async () => {
    await order({ operation: 'locate', forMs: 1_000, fault: { kind: 'error', status: 502 } });
    expect((await create()).status).toBe(201);
    expect((await look()).status).toBe(502);
    scene.world.clock.advance(1_000);
    expect((await look()).status).toBe(200);
    const id = await order({ fault: { kind: 'error', status: 502 } });
    expect((await look()).status).toBe(502);
    await scene.control('DELETE', `/orders?id=${id}`);
    expect((await look()).status).toBe(200);
  });

  it('throttles for a period and returns its duration', async () => {
    await order({ forMs: 60_000, fault: { kind: 'throttle' } });
    scene.world.clock.advance(20_000);
    const reply = await create();
    expect(reply.status).toBe(429);
    expect(reply.headers.get('retry-after')).toBe('40');
  });

  it('cuts the connection before or after the request is processed', async () => {
    await scene.control('POST', '/sessions/end');
    await order({ operation: 'create', times: 1, fault: { kind: 'cut' } });
    await expect(create()).rejects.toThrow();
    expect(scene.world.graph.sessions.alive()).toHaveLength(0);
    await order({ operation: 'create', times: 1, when: 'after', fault: { kind: 'cut' } });
    await expect(create()).rejects.toThrow();
    expect(scene.world.graph.sessions.alive()).toHaveLength(1);
    expect(scene.world.requests.all().at(-1)).toMatchObject({ operation: 'create', status: 0 });
  });

  it('can replace the response: a portal, an empty, truncated or non-JSON body, a redirect', async () => {
    const answered = async (fault: unknown) => {
      await order({ times: 1, fault });
      return look();
    };
    const portal = await answered({ kind: 'portal' });
    expect(portal.headers.get('content-type')).toContain('text/html');
    expect(portal.headers.get('access-control-allow-origin')).toBeNull();
    expect((await answered({ kind: 'notJson' })).headers.get('access-control-allow-origin')).toBe(
      '*',
    );
    expect(await answered({ kind: 'empty' })).toMatchObject({ status: 200, body: '' });
    await expect(answered({ kind: 'truncated' })).rejects.toThrow(SyntaxError);
    expect(await answered({ kind: 'redirect' })).toMatchObject({ status: 302 });
    expect(
      (await answered({ kind: 'noCors' })).headers.get('access-control-allow-origin'),
    ).toBeNull();
    expect((await answered({ kind: 'delay', ms: 1 })).status).toBe(200);
  });

  it('lets a request hang until the world closes', async () => {
    const other = await openScene();
    await other.control('POST', '/orders', { fault: { kind: 'hang' } });
    const hanging = other.call('GET', other.item(book));
    const failed = expect(hanging).rejects.toThrow();
    await expect.poll(() => other.world.requests.all().at(-1)?.status).toBe(0);
    await other.world.close();
    await failed;
  });

  it('revokes tokens, so Graph requires new ones with claims', async () => {
    const agent = scene.userAgent();
    const me = (token: string) =>
      scene.world.fetch('https://graph.microsoft.com/v1.0/me', {
        headers: { authorization: `Bearer ${token}` },
      });
    const old = await agent.signIn(adele, ['User.Read']);
    await scene.control('POST', '/tokens/revoke');
    const refused = await me(old.accessToken);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('insufficient_claims') as string,
    ]);
    expect(
      (await me((await agent.refresh(old.refreshToken, ['User.Read'])).accessToken)).status,
    ).toBe(200);
  });
});
