import { describe, expect, it } from 'vitest';
import { createLocateItem } from '../../../src/graph/driveItems';
import type { Line, Script } from './support';
import { answered, neverAborted, noToken, refused, script, unanswered } from './support';

const address = 'https://contoso.sharepoint.com/sites/Keiri/共有ドキュメント/経費 #1.xlsx';
const item = { id: '01', name: '経費 #1.xlsx', webUrl: '', file: {}, parentReference: { driveId: 'b!1' } };
const found = answered(200, item);
const drives = (...webUrls: readonly string[]) => answered(200, { value: webUrls.map((webUrl, at) => ({ id: `b!${at}`, webUrl })) });

async function locate(asked: string | null, ...lines: readonly Line[]) {
  const service: Script = script(...lines);
  const outcome = await createLocateItem(service.send, service.clock)(asked, neverAborted);
  return { outcome, paths: service.calls.map(({ path }) => path.replace(/\?.*$/, '')), left: service.left() };
}
const reasonOf = ({ outcome }: Awaited<ReturnType<typeof locate>>): string => (outcome.ok ? 'found' : outcome.failure.reason);

describe('a workbook', () => {
  it('takes one request where the service follows its address', async () => {
    const { outcome, paths } = await locate(address, found);
    expect(outcome).toEqual({ ok: true, value: { driveId: 'b!1', itemId: '01', name: '経費 #1.xlsx', webUrl: '', address } });
    expect(paths).toHaveLength(1);
  });

  it.each([400, 403, 404])('is looked for by site, library and path after a %i, in any language', async (status) => {
    const { outcome, paths, left } = await locate(
      address,
      refused(status, 'itemNotFound'),
      answered(200, { id: 'contoso.sharepoint.com,1,2' }),
      drives('https://contoso.sharepoint.com/sites/Keiri/Other', `https://contoso.sharepoint.com/sites/Keiri/${encodeURIComponent('共有ドキュメント')}`),
      found,
    );
    expect(outcome.ok).toBe(true);
    expect(left).toBe(0);
    expect(paths.slice(1)).toEqual([
      '/sites/contoso.sharepoint.com:/sites/Keiri',
      '/sites/contoso.sharepoint.com%2C1%2C2/drives',
      `/drives/b!1/root:/${encodeURIComponent('経費 #1.xlsx')}`,
    ]);
  });

  it('in a subsite is found by going one site deeper', async () => {
    const { outcome, paths } = await locate(
      'https://contoso.sharepoint.com/sites/x/sub/Docs/b.xlsx',
      answered(404),
      answered(200, { id: 'x' }),
      drives('https://contoso.sharepoint.com/sites/x/Docs'),
      answered(200, { id: 'sub' }),
      drives('https://contoso.sharepoint.com/sites/x/sub/Docs'),
      found,
    );
    expect(outcome.ok).toBe(true);
    expect(paths[3]).toBe('/sites/contoso.sharepoint.com:/sites/x/sub');
  });

  it('whose name only looks encoded is found by its name as it stands', async () => {
    const { outcome, left } = await locate(
      'https://contoso.sharepoint.com/sites/x/Docs/100%25.xlsx',
      answered(404),
      answered(200, { id: 'x' }),
      drives('https://contoso.sharepoint.com/sites/x/Docs'),
      answered(404),
      found,
    );
    expect([outcome.ok, left]).toEqual([true, 0]);
  });

  it('that is checked out is found, and said to be', async () => {
    const { outcome } = await locate(address, answered(200, { ...item, publication: { level: 'checkout' } }));
    expect(outcome).toMatchObject({ ok: true, value: { checkedOut: true } });
  });
});

describe('a workbook that cannot be had', () => {
  const site = answered(200, { id: 'x' });
  it.each<readonly [string, string, readonly Line[]]>([
    ['is refused', 'noAccess', [refused(403, 'accessDenied'), answered(404)]],
    ['is not there', 'notFound', [answered(404), site, drives('https://contoso.sharepoint.com/sites/Keiri/Other')]],
    ['belongs to another organization', 'otherTenant', [answered(403), answered(400, { error: { code: 'invalidRequest' } })]],
    ['belongs to another organization that tells nothing of it', 'notFound', [answered(404), answered(404)]],
    ['is a folder', 'badLink', [answered(200, { ...item, file: undefined })]],
    ['is a letter', 'badLink', [answered(200, { ...item, name: 'letter.docx' })]],
    ['has an old format', 'oldFormat', [answered(200, { ...item, name: 'b.xls' })]],
    ['needs a sign-in', 'signIn', [noToken('interactionRequired')]],
    ['cannot be asked for without a network', 'offline', [unanswered('network')]],
    ['cannot be asked for without a token', 'offline', [noToken('offline')]],
    ['is not told in time', 'unclear', [unanswered('timeout')]],
    ['is answered with nonsense', 'unclear', [answered(200, 'nonsense')]],
  ])('because it %s is told as %s', async (_why, reason, lines) => expect(reasonOf(await locate(address, ...lines))).toBe(reason));

  it('costs no request where the address says so already', async () => {
    const { outcome, paths } = await locate('C:\\b.xlsx');
    expect([outcome.ok, paths]).toEqual([false, []]);
  });

  it('behind a link that the service cannot read has a bad link', async () => {
    const link = 'https://contoso.sharepoint.com/:x:/s/Finance/broken';
    expect(reasonOf(await locate(link, answered(400, { error: { code: 'invalidRequest' } })))).toBe('badLink');
  });
});
