import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileUrl } from '../../sandbox/graph/files';
import type { Scene } from './sandboxClient';
import { cellPath, openScene, textAt } from './sandboxClient';

const book = 'Budget 2026.xlsx';
const origin = 'https://excel.officeapps.live.com';

describe('the cells in Excel’s grid', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const path = (workbook: string) =>
    `/sandbox/cells?${new URLSearchParams({ workbook }).toString()}`;
  const address = () => {
    const drive = scene.world.graph.drives.find(({ files }) => files.includes(scene.file(book)));
    return drive === undefined ? '' : fileUrl(drive, scene.file(book));
  };
  const write = (value: string, session?: string) =>
    scene.call('PATCH', `${scene.item(book)}${cellPath}`, {
      body: { values: [[value]] },
      ...(session === undefined ? {} : { session }),
    });

  /** Subscribes to the stream and returns the value of A1 in each message. */
  function follow(): { readonly seen: readonly string[]; readonly stop: () => void } {
    const { certificate, ports } = scene.world;
    const seen: string[] = [];
    const following = request(
      {
        host: '127.0.0.1',
        port: ports.get(origin),
        servername: new URL(origin).hostname,
        ca: certificate.authority,
        path: path(address()),
      },
      (response) =>
        response.on('data', (chunk: Buffer) => {
          for (const [, message = ''] of chunk.toString('utf8').matchAll(/^data: (.*)$/gm)) {
            seen.push((JSON.parse(message) as { text: string[][] }).text[0]?.[0] ?? '');
          }
        }),
    );
    following.on('error', () => undefined);
    following.end();
    return { seen, stop: () => following.destroy() };
  }

  it('show saved changes, from a persistent session or without a session, but not from a scratch copy', async () => {
    const [saved, scratch] = [await scene.open(book, true), await scene.open(book, false)];
    const { seen, stop } = follow();
    await expect.poll(() => seen).toEqual(['Total']);
    await write('from the copy', scratch);
    await write('from the session', saved);
    await write('from no session');
    await expect.poll(() => seen).toEqual(['Total', 'from the session', 'from no session']);
    stop();
  });

  it('are available for existing workbooks only, and to Excel’s page only', async () => {
    const get = (url: string, headers = {}) => scene.world.fetch(origin + path(url), { headers });
    expect((await get('https://contoso.sharepoint.com/sites/Finance/Nothing.xlsx')).status).toBe(
      404,
    );
    expect((await get(address(), { origin: 'https://addin.contoso.test' })).status).toBe(403);
  });
});

describe('the token for a script', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const give = () => scene.control('POST', '/scripts/token');

  it('belongs to the user of the last request, initially Adele', async () => {
    expect((await give()).body).toMatchObject({ name: 'Adele Vance' });
    const alex = await scene.control('POST', '/tokens', {
      userName: 'alex@contoso.example',
      scope: 'User.Read',
    });
    const headers = { authorization: `Bearer ${textAt(alex, 'access_token')}` };
    await scene.world.fetch('https://graph.microsoft.com/v1.0/me', { headers });
    expect((await give()).body).toMatchObject({ name: 'Alex Wilber' });
  });

  it('opens the workbook, with the permission that the service requires', async () => {
    const headers = async () => ({ authorization: `Bearer ${textAt(await give(), 'token')}` });
    const url = `https://graph.microsoft.com/v1.0${scene.item(book)}/workbook/worksheets`;
    expect((await scene.world.fetch(url, { headers: await headers() })).status).toBe(200);
    const own = await scene.control('PATCH', '/settings', { sharedFilesNeed: 'Files.ReadWrite' });
    expect(own.status).toBe(200);
    expect((await scene.world.fetch(url, { headers: await headers() })).status).toBe(200);
  });

  it('is refused with the provider’s message', async () => {
    await scene.control('POST', '/orders', { service: 'identity', fault: 'decline', times: 1 });
    expect(await give()).toMatchObject({ status: 400 });
    expect(textAt(await give(), 'token')).toContain('.');
  });
});
