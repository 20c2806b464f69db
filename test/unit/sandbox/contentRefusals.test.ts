import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adele } from '../../sandbox/identity/accounts';
import type { Book } from './book';
import { rangePath, first, openBook } from './book';
import { textAt } from './sandboxClient';

describe('a request for workbook content', () => {
  let ask: Book['ask'];
  let name: Book['name'];
  let scene: Book['scene'];
  beforeAll(async () => {
    ({ ask, name, scene } = await openBook());
  });
  afterAll(() => scene.world.close());

  it('can be addressed by path in the user’s own OneDrive only', async () => {
    const own = '/me/drive/root:/My%20plan.xlsx:';
    const reply = await scene.call('POST', `${own}/workbook/createSession`, {
      body: { persistChanges: true },
      scopes: ['Files.ReadWrite'],
    });
    expect(reply.status).toBe(201);
    const session = textAt(reply, 'id');
    expect((await scene.call('GET', `${own}/workbook/worksheets`, { session })).status).toBe(200);
    expect(
      (await scene.call('POST', `${scene.item(name)}/workbook/closeSession`, { session })).status,
    ).toBe(204);
    expect(textAt(await scene.call('GET', '/me/drive/root:/My%20plan.xlsx'), 'name')).toBe(name);
    const [team] = scene.world.graph.drives;
    expect(
      await scene.call(
        'POST',
        `/drives/${team?.id ?? ''}/root:/Budget%202026.xlsx:/workbook/createSession`,
        { body: { persistChanges: true } },
      ),
    ).toMatchObject({
      status: 403,
      body: { error: { message: 'Could not obtain a WAC access token.' } },
    });
    expect(
      (await scene.call('GET', '/me/drive/root:/Nothing.xlsx:/workbook/worksheets')).status,
    ).toBe(404);
  });

  it.each<[string, string, unknown?]>([
    ['PATCH', first],
    ['POST', '/worksheets/add', { name: 'x' }],
    ['DELETE', '/tables/Costs'],
    ['POST', '/functions/sum', {}],
    ['GET', `${rangePath('A1')}/format`],
    ['GET', '/tables/Costs/rows'],
    ['GET', '/worksheets?$filter=name%20eq%20%27x%27'],
    ['GET', '/comments'],
    ['GET', '/worksheets/$count'],
    ['GET', '/tables/itemAt(index=0)'],
    ['GET', `${first}/charts/itemAt(index=0)`],
    ['GET', "/names/item(name='Total')"],
    ['PATCH', rangePath('A1'), { rowHidden: true }],
    ['PATCH', rangePath('A1'), { formulas: [['=XLOOKUP(1,A1:A2,B1:B2)']] }],
  ])(
    'returns a plain-text error, not one of Graph’s, for the unsupported %s %s',
    async (method, path, body) => {
      const reply = await ask(method, path, body === undefined ? {} : { body });
      expect(reply).toMatchObject({
        status: 501,
        body: {
          error: {
            code: 'sandboxGap',
            message: expect.stringMatching(/^The sandbox has no .+gap of the sandbox/) as string,
          },
        },
      });
    },
  );

  it('returns 405 if Graph has the resource without this method, and checks the token before it reports a gap', async () => {
    expect((await ask('GET', '/createSession')).status).toBe(405);
    expect((await ask('GET', '/comments', { headers: { authorization: 'none' } })).status).toBe(
      401,
    );
    expect((await scene.call('GET', '/me/messages', { as: adele })).status).toBe(501);
  });
});
