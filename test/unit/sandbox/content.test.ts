import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Book } from './book';
import { rangePath, first, openBook } from './book';
import { textAt } from './sandboxClient';

describe('the cells of a workbook', () => {
  let get: Book['get'];
  let name: Book['name'];
  let range: Book['range'];
  let scene: Book['scene'];
  let write: Book['write'];
  beforeAll(async () => {
    ({ get, name, range, scene, write } = await openBook());
  });
  afterAll(() => scene.world.close());

  it('include sheets with ids, positions and visibility, found by id and by name in any case', async () => {
    const { body } = await get('/worksheets');
    expect(body).toMatchObject({
      value: [
        { name: 'Sheet1', position: 0, visibility: 'Visible' },
        { name: '予算', position: 1, visibility: 'Visible' },
        { name: 'Rates', position: 2, visibility: 'Hidden' },
      ],
    });
    const id = textAt(await get(first), 'id');
    expect(id).toMatch(/^\{[\dA-F-]{36}\}$/);
    for (const key of [encodeURIComponent(id), id, 'sHEET1']) {
      expect(textAt(await get(`/worksheets/${key}`), 'name')).toBe('Sheet1');
    }
    for (const path of ["/worksheets('Sheet1')", `/worksheets(%27${encodeURIComponent(id)}%27)`]) {
      expect(textAt(await get(path), 'id')).toBe(id);
    }
    expect(textAt(await get(`/worksheets/${encodeURIComponent('予算')}`), 'name')).toBe('予算');
    expect(await get('/worksheets/Nowhere')).toMatchObject({
      status: 404,
      body: { error: { code: 'ItemNotFound' } },
    });
  });

  it('include ranges with every documented property', async () => {
    const { body } = await get(rangePath('A3:C4'));
    expect(body).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#workbookRange',
      address: 'Sheet1!A3:C4',
      addressLocal: 'Sheet1!A3:C4',
      cellCount: 6,
      columnCount: 3,
      columnIndex: 0,
      rowCount: 2,
      rowIndex: 2,
      columnHidden: false,
      hidden: false,
      rowHidden: false,
      values: [
        ['Item', 'Amount', 'Doubled'],
        ['Rent', 20, 40],
      ],
      text: [
        ['Item', 'Amount', 'Doubled'],
        ['Rent', '20', '40'],
      ],
      formulas: [
        ['Item', 'Amount', 'Doubled'],
        ['Rent', 20, '=B4*2'],
      ],
      formulasLocal: [
        ['Item', 'Amount', 'Doubled'],
        ['Rent', 20, '=B4*2'],
      ],
      formulasR1C1: [
        ['Item', 'Amount', 'Doubled'],
        ['Rent', 20, '=RC[-1]*2'],
      ],
      numberFormat: [
        ['General', 'General', 'General'],
        ['General', 'General', 'General'],
      ],
      valueTypes: [
        ['String', 'String', 'String'],
        ['String', 'Double', 'Double'],
      ],
    });
    expect(await range('D4')).toMatchObject({
      values: [['']],
      text: [['']],
      formulas: [['']],
      valueTypes: [['Empty']],
    });
  });

  it.each([
    ['a1:b1', 'Sheet1!A1:B1'],
    ['B1:A1', 'Sheet1!A1:B1'],
    ['$A$1', 'Sheet1!A1'],
    ['Sheet1!A1', 'Sheet1!A1'],
    ["''Sheet1''!A1", 'Sheet1!A1'],
  ])('are found by the address %s', async (address, answered) => {
    expect(textAt(await get(rangePath(address)), 'address')).toBe(answered);
  });

  it.each(['A0', 'XFE1', 'A1048577', 'A1,B2', 'Total', 'Rates!A1', 'A1:C'])(
    'are not found by the invalid address %s',
    async (address) => {
      expect(await get(rangePath(address))).toMatchObject({
        status: 400,
        body: { error: { code: 'invalidArgument' } },
      });
    },
  );

  it('include only the properties in $select, and reject an unknown property', async () => {
    const { body } = await get(`${rangePath('A1')}?$select=values,address`);
    expect(Object.keys(body as object).sort()).toEqual(['@odata.context', 'address', 'values']);
    expect(await get(`${rangePath('A1')}?$select=valuse`)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest' } },
    });
    expect((await get('/worksheets?$select=name')).body).toMatchObject({
      value: [{ name: 'Sheet1' }, { name: '予算' }, { name: 'Rates' }],
    });
  });

  it.each([
    ['A:C', 'Sheet1!A:C', 3_145_728],
    ['3:5', 'Sheet1!3:5', 49_152],
  ])(
    'are omitted from the unbounded range %s, which rejects writes',
    async (address, answered, cellCount) => {
      expect(await range(address)).toMatchObject({
        address: answered,
        cellCount,
        values: null,
        text: null,
        formulas: null,
        numberFormat: null,
        valueTypes: null,
      });
      expect(await write(address, { values: 1 })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalidArgument' } },
      });
    },
  );

  it('are those of the whole sheet without an address', async () => {
    for (const path of ['/range', '/range()']) {
      expect((await get(first + path)).body).toMatchObject({
        cellCount: 17_179_869_184,
        values: null,
      });
    }
  });

  it('include the used range, with and without formats, which is the first cell of a blank sheet', async () => {
    const session = await scene.open(name, false);
    expect(textAt(await get(`${first}/usedRange`, session), 'address')).toBe('Sheet1!A1:C10');
    await write('E12', { numberFormat: [['0.00']] }, session);
    expect(textAt(await get(`${first}/usedRange`, session), 'address')).toBe('Sheet1!A1:E12');
    expect(textAt(await get(`${first}/usedRange(valuesOnly=false)`, session), 'address')).toBe(
      'Sheet1!A1:E12',
    );
    expect(textAt(await get(`${first}/usedRange(valuesOnly=true)`, session), 'address')).toBe(
      'Sheet1!A1:C10',
    );
    expect(await get(`/worksheets/${encodeURIComponent('予算')}/usedRange`)).toMatchObject({
      body: { address: '予算!A1', values: [['']] },
    });
  });

  it('can be read one by one by row and column', async () => {
    expect((await get(`${first}/cell(row=3,column=1)`)).body).toMatchObject({
      address: 'Sheet1!B4',
      values: [[20]],
    });
    expect((await get(`${first}/cell(row=0,column=16384)`)).status).toBe(400);
  });
});
