import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Book } from './book';
import { first, openBook } from './book';
import { textAt } from './sandboxClient';

describe('the names, tables and charts of a workbook', () => {
  let get: Book['get'];
  let name: Book['name'];
  let scene: Book['scene'];
  let write: Book['write'];
  beforeAll(async () => {
    ({ get, name, scene, write } = await openBook());
  });
  afterAll(() => scene.world.close());

  it('include a name of a range and a name of a constant without a range', async () => {
    expect((await get('/names')).body).toMatchObject({
      value: [
        { name: 'Total', type: 'Range', value: 'Sheet1!$B$1' },
        { name: 'Rate', type: 'Double', value: 0.19 },
      ],
    });
    expect((await get('/names/total')).body).toMatchObject({
      name: 'Total',
      scope: 'Workbook',
      visible: true,
    });
    expect((await get("/names('Total')/range")).body).toMatchObject({
      address: 'Sheet1!B1',
      values: [[42]],
    });
    expect(await get('/names/Rate/range')).toMatchObject({
      status: 400,
      body: { error: { code: 'invalidReference' } },
    });
    expect((await get('/names/Nothing/range')).status).toBe(404);
  });

  it('include a table with its range, header and body', async () => {
    const { body } = await get('/tables');
    expect(body).toMatchObject({
      value: [{ name: 'Costs', showHeaders: true, showTotals: false }],
    });
    expect((await get(`${first}/tables`)).body).toEqual(body);
    expect((await get('/worksheets/Rates/tables')).body).toMatchObject({ value: [] });
    const id = textAt(await get('/tables/costs'), 'id');
    expect(textAt(await get(`/tables/${encodeURIComponent(id)}/range`), 'address')).toBe(
      'Sheet1!A3:C7',
    );
    expect((await get('/tables/Costs/headerRowRange')).body).toMatchObject({
      values: [['Item', 'Amount', 'Doubled']],
    });
    expect(textAt(await get('/tables/Costs/dataBodyRange'), 'address')).toBe('Sheet1!A4:C7');
    expect((await get('/tables/Nothing/range')).status).toBe(404);
  });

  it('have ranges that can be called as functions, as Microsoft’s own libraries do', async () => {
    expect((await get('/names/Total/range()')).body).toMatchObject({ address: 'Sheet1!B1' });
    expect((await get('/tables/Costs/range()')).body).toMatchObject({ address: 'Sheet1!A3:C7' });
    expect((await get('/tables/Costs/dataBodyRange()')).status).toBe(200);
  });

  it('include a chart as a picture of the requested size, which reflects the cells', async () => {
    const session = await scene.open(name, false);
    const picture = async () =>
      Buffer.from(
        textAt(
          await get(
            `${first}/charts/Costs%20chart/image(width=64,height=48,fittingMode='fit')`,
            session,
          ),
          'value',
        ),
        'base64',
      );
    expect((await get(`${first}/charts`, session)).body).toMatchObject({
      value: [{ name: 'Costs chart' }],
    });
    const png = await picture();
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 48]);
    const columns = (bytes: Buffer) => [2, 18, 34, 50].map((x) => heightOfColumn(bytes, x, 64, 48));
    expect(columns(png)).toEqual([43, 25, 15, 6]);
    await write('B7', { values: 20 }, session);
    expect(columns(await picture())).toEqual([43, 25, 15, 43]);
    expect((await get(`${first}/charts/Nothing/image`, session)).status).toBe(404);
    expect(
      (await get(`${first}/charts/Costs%20chart/image(width=5000,height=10)`, session)).status,
    ).toBe(400);
  });
});

/**
 * The number of pixels in column `x` with the second colour, in a picture with one byte a pixel.
 */
function heightOfColumn(png: Buffer, x: number, width: number, height: number): number {
  const start = png.indexOf('IDAT') + 4;
  const pixels = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  return Array.from({ length: height }, (_row, y) => pixels[y * (width + 1) + 1 + x] ?? 0).filter(
    (index) => index === 1,
  ).length;
}
