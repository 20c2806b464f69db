import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

describe('Graph and pages of other origins', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const origin = 'https://addin.contoso.test';

  it('allows the method and headers of a preflight request without a token', async () => {
    const url = `${scene.world.origins.graph}/v1.0${scene.item('Budget 2026.xlsx')}/workbook/refreshSession`;
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,workbook-session-id',
    };
    const reply = await scene.world.fetch(url, { method: 'OPTIONS', headers });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('access-control-allow-headers')).toBe(
      'authorization,workbook-session-id',
    );
    expect(scene.world.requests.all().at(-1)).toMatchObject({
      preflight: true,
      operation: 'refresh',
      status: 200,
    });
  });

  it('exposes Location and request-id, also for errors, and Retry-After unless configured otherwise', async () => {
    const exposed = async () =>
      (await scene.call('GET', '/drives/none/items/none', { headers: { origin } })).headers.get(
        'access-control-expose-headers',
      ) ?? '';
    expect(await exposed()).toMatch(/Location.*request-id.*WWW-Authenticate.*Retry-After/);
    expect(await exposed()).not.toContain('Date');
    await scene.control('PATCH', '/settings', { exposeRetryAfter: false });
    expect(await exposed()).not.toContain('Retry-After');
  });

  it('returns the client’s own request id', async () => {
    const reply = await scene.call('GET', '/drives/none/items/none', {
      headers: { origin, 'client-request-id': 'mine' },
    });
    expect(reply.headers.get('client-request-id')).toBe('mine');
    expect(reply.body).toMatchObject({ error: { innerError: { 'client-request-id': 'mine' } } });
  });
});
