import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxReply, Scene } from './sandboxClient';
import { openScene, textAt } from './sandboxClient';

const book = 'Budget 2026.xlsx';

describe('opening a session as a long-running operation', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(() => scene.control('PATCH', '/settings', { openingMs: 8_000, openingFails: '' }));
  afterAll(() => scene.world.close());

  const create = (headers = { prefer: 'respond-async' }) =>
    scene.call('POST', `${scene.item(book)}/workbook/createSession`, {
      body: { persistChanges: true },
      headers,
    });
  const follow = (url: string | null) =>
    scene.call('GET', (url ?? '').slice(`${scene.world.origins.graph}/v1.0`.length));
  const location = (reply: SandboxReply) => reply.headers.get('location');

  it('returns 202 with an operation that starts, runs and leads to the session', async () => {
    const accepted = await create();
    expect(accepted).toMatchObject({ status: 202, body: '' });
    expect(textAt(await follow(location(accepted)), 'status')).toBe('notStarted');
    scene.world.clock.advance(5_000);
    expect(textAt(await follow(location(accepted)), 'status')).toBe('running');
    scene.world.clock.advance(3_000);
    const done = await follow(location(accepted));
    expect(textAt(done, 'status')).toBe('succeeded');
    const info = await follow(textAt(done, 'resourceLocation'));
    expect(info.body).toMatchObject({ persistChanges: true });
    const refreshed = await scene.call('POST', `${scene.item(book)}/workbook/refreshSession`, {
      session: textAt(info, 'id'),
    });
    expect(refreshed.status).toBe(204);
  });

  it('requires the unchanged Location, including its query', async () => {
    const url = location(await create()) ?? '';
    expect((await follow(url.replace(/\?.*/, ''))).status).toBe(404);
    expect((await follow(url.replace('%2b', '+'))).status).toBe(404);
    expect((await follow(url)).status).toBe(200);
  });

  it('reports a failure with HTTP 200', async () => {
    await scene.control('PATCH', '/settings', { openingFails: 'invalidSessionAccessConflict' });
    const accepted = await create();
    scene.world.clock.advance(8_000);
    expect(await follow(location(accepted))).toMatchObject({
      status: 200,
      body: { status: 'failed', error: { innerError: { code: 'invalidSessionAccessConflict' } } },
    });
  });

  it('is immediate without respond-async', async () => {
    expect((await create({ prefer: 'return=minimal' })).status).toBe(201);
  });
});
