import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alex } from '../../sandbox/identity/accounts';
import { fileUrl, pageUrl, sharingUrl } from '../../sandbox/graph/files';
import type { Scene } from './sandboxClient';
import { openScene, textAt } from './sandboxClient';

describe('finding a workbook', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const share = (url: string, as = alex) =>
    scene.call(
      'GET',
      `/shares/u!${Buffer.from(url).toString('base64url')}/driveItem?$select=id,name`,
      { as },
    );

  it('works by the plain address, the sharing link and the browser’s address of every file', async () => {
    const own = scene.world.graph.drives.filter((drive) => drive.tenantId === alex.tid);
    const readable = own.flatMap((drive) =>
      drive.files
        .filter(({ readers }) => readers?.includes(alex) ?? true)
        .map((file) => ({ drive, file })),
    );
    for (const { drive, file } of readable) {
      for (const url of [fileUrl(drive, file), sharingUrl(drive, file), pageUrl(drive, file)]) {
        expect(await share(url), url).toMatchObject({
          status: 200,
          body: { id: file.id, name: file.name },
        });
      }
    }
    expect(readable.length).toBeGreaterThan(6);
  });

  it('accepts any percent-encoding, also of names with # % + and emoji', async () => {
    const site = 'https://contoso.sharepoint.com/sites/Finance/Shared Documents';
    for (const url of [
      `${site}/予算 #1 100%.xlsx`,
      `${site}/予算%20%231%20100%25.xlsx`,
      `${site}/予算 %231 100%.xlsx`,
      `${site}/予算 #1 100%.xlsx?web=1`,
    ]) {
      expect(await share(url), url).toMatchObject({
        status: 200,
        body: { name: '予算 #1 100%.xlsx' },
      });
    }
    expect(await share(`${site.toUpperCase()}/Quarterly 📊/Forecast + actuals.xlsx`)).toMatchObject(
      { status: 200 },
    );
  });

  it('returns only the selected properties', async () => {
    const [drive] = scene.world.graph.drives;
    const whole = await scene.call('GET', scene.item('Budget 2026.xlsx'));
    expect(whole.body).toMatchObject({
      parentReference: { driveId: drive?.id, driveType: 'documentLibrary' },
    });
    const some = await scene.call('GET', `${scene.item('Budget 2026.xlsx')}?$select=id`);
    expect(some.body).toEqual({ id: scene.file('Budget 2026.xlsx').id });
  });

  it('works by the site, its libraries and the path, whatever the name of the library', async () => {
    const site = await scene.call('GET', '/sites/contoso.sharepoint.com:/sites/Keiri');
    const drives = await scene.call('GET', `/sites/${textAt(site, 'id')}/drives`);
    expect(drives.body).toMatchObject({
      value: [
        {
          name: 'ドキュメント',
          webUrl: `https://contoso.sharepoint.com/sites/Keiri/${encodeURIComponent('共有ドキュメント')}`,
        },
      ],
    });
    const { value } = drives.body as { value: { id: string }[] };
    const item = await scene.call(
      'GET',
      `/drives/${value[0]?.id ?? ''}/root:/${encodeURIComponent('経費精算.xlsx')}`,
    );
    expect(item).toMatchObject({ status: 200, body: { name: '経費精算.xlsx' } });
  });

  it('works by /me/drive only for files in the user’s own OneDrive', async () => {
    const own = (name: string) => scene.call('GET', `/me/drive/items/${scene.file(name).id}`);
    expect((await own('My plan.xlsx')).status).toBe(200);
    expect((await own('Budget 2026.xlsx')).status).toBe(404);
    const session = await scene.call(
      'POST',
      `/me/drive/items/${scene.file('My plan.xlsx').id}/workbook/createSession`,
      { body: { persistChanges: true } },
    );
    expect(session.status).toBe(201);
  });

  it('distinguishes missing files, denied access and invalid tokens', async () => {
    expect(
      (await share('https://contoso.sharepoint.com/sites/Finance/Shared Documents/None.xlsx'))
        .status,
    ).toBe(404);
    expect(
      (
        await share(
          'https://contoso-my.sharepoint.com/personal/adele_contoso_example/Documents/My plan.xlsx',
        )
      ).status,
    ).toBe(403);
    expect(await scene.call('GET', '/shares/nonsense/driveItem')).toMatchObject({
      status: 400,
      body: { error: { code: 'invalidRequest' } },
    });
  });

  it('does not open a workbook by path, and identifies the user', async () => {
    const [drive] = scene.world.graph.drives;
    const byPath = await scene.call(
      'POST',
      `/drives/${drive?.id ?? ''}/root:/Budget%202026.xlsx:/workbook/createSession`,
      { body: { persistChanges: true } },
    );
    expect(byPath).toMatchObject({ status: 403, body: { error: { code: 'AccessDenied' } } });
    expect((await scene.call('GET', '/me')).body).toMatchObject({ displayName: 'Adele Vance' });
    expect((await scene.call('GET', '/me', { scopes: ['Files.ReadWrite'] })).status).toBe(403);
  });
});
