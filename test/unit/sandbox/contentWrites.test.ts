import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Book } from './book';
import { rangePath, first, openBook } from './book';

describe('a write to a workbook', () => {
  let ask: Book['ask'];
  let get: Book['get'];
  let name: Book['name'];
  let range: Book['range'];
  let scene: Book['scene'];
  let write: Book['write'];
  beforeAll(async () => {
    ({ ask, get, name, range, scene, write } = await openBook());
  });
  afterAll(() => scene.world.close());
  afterEach(async () => {
    await scene.control('DELETE', '/orders');
    await scene.control('PATCH', '/settings', { mostCells: 100_000 });
  });

  it('recalculates dependent cells', async () => {
    const session = await scene.open(name, false);
    expect(await range('B1:C4', session)).toMatchObject({
      values: [
        [42, ''],
        ['', ''],
        ['Amount', 'Doubled'],
        [20, 40],
      ],
    });
    expect((await write('B4', { values: [[100]] }, session)).body).toMatchObject({
      address: 'Sheet1!B4',
      values: [[100]],
      text: [['100']],
    });
    expect(await range('B1', session)).toMatchObject({
      values: [[122]],
      formulas: [['=SUM(B4:B7)']],
    });
    expect(await range('C4', session)).toMatchObject({ values: [[200]] });
    await write('D1', { formulas: [['=B1/2']] }, session);
    expect(await range('D1', session)).toMatchObject({ values: [[61]], formulas: [['=B1/2']] });
    await write('D1', { formulas: [['=1/0']] }, session);
    expect(await range('D1', session)).toMatchObject({
      values: [['#DIV/0!']],
      text: [['#DIV/0!']],
      valueTypes: [['Error']],
    });
  });

  it('returns formatted dates in text, and serial numbers in values', async () => {
    const session = await scene.open(name, false);
    await write(
      'D1:E1',
      { values: [[46_024.5, 1234.5]], numberFormat: [['yyyy-mm-dd', '#,##0.00']] },
      session,
    );
    expect(await range('D1:E1', session)).toMatchObject({
      values: [[46_024.5, 1234.5]],
      text: [['2026-01-02', '1,234.50']],
    });
    expect(await write('D1', { numberFormat: [['[oops']] }, session)).toMatchObject({
      status: 400,
    });
  });

  it('recalculates volatile cells on request only', async () => {
    const session = await scene.open(name, false);
    const random = async () => (await get(`${rangePath('B9:B10')}?$select=values`, session)).body;
    const before = await random();
    scene.world.clock.advance(1_000);
    expect(await random()).toEqual(before);
    expect(
      (
        await ask('POST', '/application/calculate', {
          session,
          body: { calculationType: 'Recalculate' },
        })
      ).status,
    ).toBe(204);
    expect(await random()).not.toEqual(before);
  });

  it('applies one value to every cell, skips a cell for null, and clears it for a blank value', async () => {
    const session = await scene.open(name, false);
    await write('E1:F2', { values: 7 }, session);
    await write(
      'E1:F2',
      {
        values: [
          [null, ''],
          [1, null],
        ],
      },
      session,
    );
    expect(await range('E1:F2', session)).toMatchObject({
      values: [
        [7, ''],
        [1, 7],
      ],
    });
  });

  it('rejects invalid input and changes nothing', async () => {
    const session = await scene.open(name, false);
    const bodies = [
      { values: [[1, 2]] },
      { values: [[1], [2]] },
      { values: 1, formulas: [['=1+']] },
      { values: [[{}]] },
      { values: null },
      {},
      [],
      undefined,
      { valuse: 1 },
    ];
    for (const body of bodies) {
      expect((await write('E1', body, session)).status, JSON.stringify(body)).toBe(400);
    }
    expect(await range('E1', session)).toMatchObject({ values: [['']] });
  });

  it('rejects ranges with too many cells or bytes', async () => {
    expect(await get(rangePath('A1:CV1001'))).toMatchObject({
      status: 400,
      body: { error: { code: 'rangeExceedsLimit' } },
    });
    expect(await write('A1:CV1001', { values: 1 })).toMatchObject({
      body: { error: { code: 'rangeExceedsLimit' } },
    });
    const session = await scene.open(name, false);
    await ask('PATCH', `${rangePath('A1:J1000')}?$select=address`, {
      session,
      body: { values: 'x'.repeat(150) },
    });
    expect((await get(rangePath('A1:J1000'), session)).body).toMatchObject({
      error: { code: 'ResponsePayloadSizeLimitExceeded' },
    });
    expect((await get(`${rangePath('A1:J1000')}?$select=values`, session)).status).toBe(200);
    await scene.control('PATCH', '/settings', { mostCells: 2 });
    expect((await get(rangePath('A1:B2'))).status).toBe(400);
    expect((await get(rangePath('A1:B1'))).status).toBe(200);
  });

  it('is visible at once from a persistent session, and only inside a scratch copy from there', async () => {
    const [saved, scratch] = [await scene.open(name, true), await scene.open(name, false)];
    await write('E1', { values: 'from the persistent one' }, saved);
    await write('E1', { values: 'from the copy' }, scratch);
    const seen = async (session?: string) =>
      ((await range('E1', session)) as { values: unknown[][] }).values[0]?.[0];
    expect([await seen(saved), await seen(), await seen(scratch)]).toEqual([
      'from the persistent one',
      'from the persistent one',
      'from the copy',
    ]);
    const [inSaved, inScratch] = [await range('B10', saved), await range('B10', scratch)];
    expect(inScratch).not.toEqual(inSaved);
  });

  it('resets the idle timeout of its session, as any request does', async () => {
    const session = await scene.open(name, false);
    for (const path of [
      '/worksheets',
      `${first}/usedRange`,
      '/names',
      '/tables',
      `${first}/charts`,
    ]) {
      scene.world.clock.advance(6 * 60_000);
      expect((await get(path, session)).status, path).toBe(200);
    }
    scene.world.clock.advance(7 * 60_000);
    expect((await get('/worksheets', session)).status).toBe(404);
  });

  it('is rejected for a user with read access, except in a scratch copy', async () => {
    const readOnly = `${scene.item('Read only.xlsx')}/workbook`;
    const session = await scene.open('Read only.xlsx', false);
    expect(
      await scene.call('PATCH', readOnly + rangePath('A1'), { body: { values: 1 } }),
    ).toMatchObject({
      status: 403,
      body: { error: { code: 'EditModeAccessDenied' } },
    });
    expect(
      (await scene.call('PATCH', readOnly + rangePath('A1'), { body: { values: 1 }, session }))
        .status,
    ).toBe(200);
    expect(
      (await scene.call('PATCH', `${readOnly}/names/Total/range`, { body: { values: 1 } })).status,
    ).toBe(403);
  });

  it('is subject to orders for its route or for all routes', async () => {
    await scene.control('POST', '/orders', {
      operation: 'sheets',
      times: 1,
      fault: { kind: 'throttle', retryAfterSeconds: 2.128 },
    });
    expect((await get('/worksheets')).headers.get('retry-after')).toBe('2.128');
    await scene.control('POST', '/orders', {
      operation: 'content',
      fault: { kind: 'error', innerCode: 'accessConflict' },
    });
    for (const path of ['/worksheets', rangePath('A1'), '/names', '/tables', `${first}/charts`]) {
      expect((await get(path)).status, path).toBe(409);
    }
    expect((await scene.call('GET', scene.item(name))).status).toBe(200);
  });
});
