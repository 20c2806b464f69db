import '@pnp/graph/files/index.js';
import '@pnp/graph/users/index.js';
import '@pnp/graph/workbooks/index.js';
import { DefaultHeaders, DefaultInit, graphfi } from '@pnp/graph';
import { DefaultParse } from '@pnp/queryable';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelinePipe } from '@pnp/core';
import type { Queryable } from '@pnp/queryable';
import { adele } from '../../sandbox/identity/accounts';
import type { Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

/** Sends PnPjs's requests to the world instead of the browser's fetch. */
function toWorld(scene: Scene): TimelinePipe<Queryable> {
  return (instance) => {
    instance.on.send.replace(async (url, init) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const token = await scene.token(adele, ['Files.ReadWrite.All']);
      const body = typeof init.body === 'string' ? { body: init.body } : {};
      return scene.world.fetch(url.toString(), {
        method: init.method ?? 'GET',
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...body,
      });
    });
    return instance;
  };
}

describe('PnPjs', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const session = (persistChanges: boolean) => {
    const graph = graphfi('https://graph.microsoft.com/v1.0').using(
      DefaultInit(),
      DefaultHeaders(),
      DefaultParse(),
      toWorld(scene),
    );
    return graph.me.drive
      .getItemById(scene.file('My plan.xlsx').id)
      .getWorkbookSession(persistChanges);
  };

  it.each([true, false])(
    'reads and writes in a session that it opens, refreshes and closes (saves: %s)',
    async (persistChanges) => {
      const workbook = await session(persistChanges);
      const sheets = await workbook.worksheets();
      expect(sheets.map(({ name }) => name)).toEqual(['Sheet1', '予算', 'Rates']);
      const sheet = workbook.worksheets.getById('Sheet1');
      await sheet.getRange('E1').update({ values: [[persistChanges ? 'kept' : 'tried']] });
      expect(await sheet.getRange('E1')()).toMatchObject({
        address: 'Sheet1!E1',
        values: [[persistChanges ? 'kept' : 'tried']],
      });
      expect(await sheet.getUsedRange(true)()).toMatchObject({ address: 'Sheet1!A1:E10' });
      await workbook.refreshSession();
      await workbook.closeSession();
      await expect(workbook.refreshSession()).rejects.toThrow('404');
      const saved = await scene.call(
        'GET',
        `${scene.item('My plan.xlsx')}/workbook/worksheets/Sheet1/range(address='E1')`,
      );
      expect(saved.body).toMatchObject({ values: [['kept']] });
    },
  );
});
