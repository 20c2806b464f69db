import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adele, alex, someone } from '../../sandbox/identity/accounts';
import type { Scene } from './sandboxClient';
import { cellPath, openScene, textAt } from './sandboxClient';

const minute = 60_000;
const book = 'Budget 2026.xlsx';

describe('a workbook session', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const session = (verb: string, id: string | undefined, name = book) =>
    scene.call(
      'POST',
      `${scene.item(name)}/workbook/${verb}Session`,
      id === undefined ? {} : { session: id },
    );
  const write = (value: string, id?: string, name = book) =>
    scene.call('PATCH', `${scene.item(name)}${cellPath}`, {
      body: { values: [[value]] },
      ...(id === undefined ? {} : { session: id }),
    });

  it('is created as requested and has an id that clients must return unchanged', async () => {
    const reply = await scene.call('POST', `${scene.item(book)}/workbook/createSession`, {
      body: { persistChanges: false },
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ persistChanges: false });
    expect(textAt(reply, 'id')).toMatch(/^cluster=CH3&session=.*%2b.*&usid=[\da-f-]{36}$/);
    expect((await session('refresh', decodeURIComponent(textAt(reply, 'id')))).status).toBe(404);
  });

  it.each([
    ['persistent', true, 5],
    ['scratch', false, 7],
  ] as const)(
    'ends when it is %s and idle for its minutes, and not before',
    async (_kind, persistChanges, minutes) => {
      const id = await scene.open(book, persistChanges);
      for (let round = 0; round < 3; round += 1) {
        scene.world.clock.advance(minutes * minute - 1);
        expect((await session('refresh', id)).status).toBe(204);
      }
      scene.world.clock.advance(minutes * minute);
      const ended = await session('refresh', id);
      expect(ended.status).toBe(404);
      expect(ended.body).toMatchObject({
        error: { code: 'notFound', innerError: { code: 'invalidSessionReCreatable' } },
      });
    },
  );

  it('stays active through any request with its id, and no other', async () => {
    const [used, idle] = [await scene.open(book, true), await scene.open(book, true)];
    scene.world.clock.advance(4 * minute);
    await scene.cell(book, used);
    await scene.cell(book);
    scene.world.clock.advance(4 * minute);
    expect((await session('refresh', used)).status).toBe(204);
    expect((await session('refresh', idle)).status).toBe(404);
  });

  it('saves changes if it is persistent, and does not if it is scratch', async () => {
    const [saved, scratch] = [await scene.open(book, true), await scene.open(book, false)];
    await write('saved', saved);
    expect(await scene.cell(book)).toBe('saved');
    await write('scratch', scratch);
    expect(await scene.cell(book, scratch)).toBe('scratch');
    expect(await scene.cell(book, saved)).toBe('saved');
    expect(await scene.cell(book)).toBe('saved');
    expect((await session('close', scratch)).status).toBe(204);
    expect(await scene.cell(book)).toBe('saved');
    await write('without a session');
    expect(await scene.cell(book)).toBe('without a session');
  });

  it('is not found once closed, nor for another workbook', async () => {
    const id = await scene.open(book, true);
    expect((await session('refresh', id, 'Macros.xlsm')).status).toBe(404);
    expect((await session('close', id)).status).toBe(204);
    expect((await session('close', id)).body).toMatchObject({
      error: { innerError: { code: 'invalidSessionNotFound' } },
    });
  });

  it('can be ended by the service, one or all', async () => {
    const [first, second] = [await scene.open(book, true), await scene.open(book, false)];
    expect((await scene.control('POST', '/sessions/end', { id: first })).body).toEqual({
      ended: 1,
    });
    expect((await session('refresh', first)).status).toBe(404);
    expect((await session('refresh', second)).status).toBe(204);
    await scene.control('POST', '/sessions/end');
    expect((await session('refresh', second)).status).toBe(404);
  });

  it('is required: without the header the response is 400 UnknownError', async () => {
    expect(await session('refresh', undefined)).toMatchObject({
      status: 400,
      body: { error: { code: 'UnknownError' } },
    });
    expect(await scene.call('POST', `${scene.item(book)}/workbook/createSession`)).toMatchObject({
      status: 400,
    });
  });

  it('is not created for a file that is not a workbook, not writable or not permitted', async () => {
    const create = (
      name: string,
      as = adele,
      persistChanges = true,
      scopes = ['Files.ReadWrite.All'],
    ) =>
      scene.call('POST', `${scene.item(name)}/workbook/createSession`, {
        body: { persistChanges },
        as,
        scopes,
      });
    expect((await create('Old.xls')).body).toMatchObject({
      error: { code: 'AccessDenied', message: 'Could not obtain a WAC access token.' },
    });
    expect((await create('Read only.xlsx')).body).toMatchObject({
      error: { code: 'EditModeAccessDenied' },
    });
    expect((await create('Read only.xlsx', adele, false)).status).toBe(201);
    expect((await create('Only for Alex.xlsx')).status).toBe(403);
    expect((await create('Only for Alex.xlsx', alex)).status).toBe(201);
    expect((await create(book, someone)).status).toBe(403);
    expect((await create(book, adele, true, ['User.Read'])).status).toBe(403);
    expect((await create(book, adele, true, ['Files.ReadWrite'])).status).toBe(403);
    expect((await create('My plan.xlsx', adele, true, ['Files.ReadWrite'])).status).toBe(201);
  });
});
