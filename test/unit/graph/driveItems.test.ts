import { describe, expect, it } from 'vitest';
import { createLocateItem } from '../../../src/graph/driveItems';
import { shareToken } from '../../../src/graph/shareToken';
import { mayPass } from '../../../src/session/repeating';
import type { ScriptLine, GraphScript } from './graphScript';
import { answered, neverAborted, noTokenReply, refused, script, unanswered } from './graphScript';

const address = 'https://contoso.sharepoint.com/sites/Keiri/共有ドキュメント/経費 #1.xlsx';
const item = {
  id: '01',
  name: '経費 #1.xlsx',
  webUrl: '',
  file: {},
  parentReference: { driveId: 'b!1' },
};
const found = answered(200, item);
const drives = (...webUrls: readonly string[]) =>
  answered(200, { value: webUrls.map((webUrl, at) => ({ id: `b!${at}`, webUrl })) });

async function locate(asked: string | null, ...lines: readonly ScriptLine[]) {
  const service: GraphScript = script(...lines);
  const outcome = await createLocateItem(service.send, service.clock)(asked, neverAborted);
  return {
    outcome,
    paths: service.calls.map(({ path }) => path.replace(/\?.*$/, '')),
    left: service.left(),
  };
}
const reasonOf = ({ outcome }: Awaited<ReturnType<typeof locate>>): string =>
  outcome.ok ? 'found' : outcome.failure.reason;

describe('a workbook', () => {
  it('takes one request if the service resolves its address', async () => {
    const { outcome, paths } = await locate(address, found);
    expect(outcome).toEqual({
      ok: true,
      value: { driveId: 'b!1', itemId: '01', name: '経費 #1.xlsx', webUrl: '', address },
    });
    expect(paths).toHaveLength(1);
  });

  it.each([400, 403, 404, 410])(
    'is looked for by site, library and path after a %i, in any language',
    async (status) => {
      const { outcome, paths, left } = await locate(
        address,
        refused(status, 'itemNotFound'),
        answered(200, { id: 'contoso.sharepoint.com,1,2' }),
        drives(
          'https://contoso.sharepoint.com/sites/Keiri/Other',
          `https://contoso.sharepoint.com/sites/Keiri/${encodeURIComponent('共有ドキュメント')}`,
        ),
        found,
      );
      expect(outcome.ok).toBe(true);
      expect(left).toBe(0);
      expect(paths.slice(1)).toEqual([
        '/sites/contoso.sharepoint.com:/sites/Keiri',
        '/sites/contoso.sharepoint.com%2C1%2C2/drives',
        `/drives/b!1/root:/${encodeURIComponent('経費 #1.xlsx')}`,
      ]);
    },
  );

  it('in a subsite is found one site deeper', async () => {
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

  it('is looked for in the library whose address is the longest that its own begins with', async () => {
    for (const reverse of [false, true]) {
      const urls = [
        'https://contoso.sharepoint.com/sites/x/Docs',
        'https://contoso.sharepoint.com/sites/x/Docs/Archive',
      ];
      const { paths } = await locate(
        'https://contoso.sharepoint.com/sites/x/Docs/Archive/2026/b.xlsx',
        answered(404),
        answered(200, { id: 'x' }),
        drives(...(reverse ? urls.reverse() : urls)),
        found,
      );
      expect(paths[3]).toBe(`/drives/b!${reverse ? 0 : 1}/root:/2026/b.xlsx`);
    }
  });

  it('is looked for in the third subsite of a site at most', async () => {
    const deep = 'https://contoso.sharepoint.com/sites/x/1/2/3/4/5/6/Docs/b.xlsx';
    const answers = Array.from({ length: 4 }, () => [answered(200, { id: 's' }), drives()]);
    const { paths, outcome, left } = await locate(deep, answered(404), ...answers.flat());
    expect(paths.filter((path) => path.startsWith('/sites/contoso.sharepoint.com:'))).toEqual([
      '/sites/contoso.sharepoint.com:/sites/x',
      '/sites/contoso.sharepoint.com:/sites/x/1',
      '/sites/contoso.sharepoint.com:/sites/x/1/2',
      '/sites/contoso.sharepoint.com:/sites/x/1/2/3',
    ]);
    expect([outcome.ok, left]).toEqual([false, 0]);
  });

  it.each([
    [400, 'invalidRequest'],
    [403, 'accessDenied'],
    [404, 'itemNotFound'],
  ])('is looked for by the path in its link after a %i', async (status, code) => {
    const link = 'https://contoso.sharepoint.com/:x:/r/sites/x/Docs/b%201.xlsx?d=w1&csf=1&e=abc';
    const { outcome, paths, left } = await locate(
      link,
      answered(status, { error: { code } }),
      answered(200, { id: 'x' }),
      drives('https://contoso.sharepoint.com/sites/x/Docs'),
      found,
    );
    expect([outcome, left]).toMatchObject([{ ok: true, value: { address: link } }, 0]);
    expect(paths).toEqual([
      `/shares/${shareToken(link)}/driveItem`,
      '/sites/contoso.sharepoint.com:/sites/x',
      '/sites/x/drives',
      '/drives/b!0/root:/b%201.xlsx',
    ]);
  });

  it('whose name only looks encoded is found by its literal name, which may be one too many', async () => {
    const byName = (last: ScriptLine) =>
      locate(
        'https://contoso.sharepoint.com/sites/x/Docs/100%25.xlsx',
        answered(404),
        answered(200, { id: 'x' }),
        drives('https://contoso.sharepoint.com/sites/x/Docs'),
        answered(404),
        last,
      );
    expect(await byName(found)).toMatchObject({ outcome: { ok: true }, left: 0 });
    const unreadable = await byName(answered(400, { error: { code: 'invalidRequest' } }));
    expect(unreadable.outcome).toMatchObject({ failure: { reason: 'notFound' } });
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['portals', 'portals/hub/Docs/b.xlsx', ['', ':/portals', ':/portals/hub']],
    [
      'a tenant’s own managed path',
      'departments/hr/Docs/b.xlsx',
      ['', ':/departments', ':/departments/hr'],
    ],
    [
      'a container',
      'contentstorage/CSP_1/Docs/b.xlsx',
      ['', ':/contentstorage', ':/contentstorage/CSP_1'],
    ],
    [
      'a subsite there',
      'departments/hr/sub/Docs/b.xlsx',
      ['', ':/departments', ':/departments/hr', ':/departments/hr/sub'],
    ],
  ])(
    'below %s is found along its path, although the root denies access',
    async (_name, path, sites) => {
      const last = sites.at(-1) ?? '';
      const { outcome, paths, left } = await locate(
        `https://contoso.sharepoint.com/${path}`,
        answered(404),
        answered(403),
        answered(404),
        ...(sites.length > 3
          ? [
              answered(200, { id: 'hr' }),
              drives('https://contoso.sharepoint.com/departments/hr/Other'),
            ]
          : []),
        answered(200, { id: 'x' }),
        drives(`https://contoso.sharepoint.com/${last.slice(2)}/Docs`),
        found,
      );
      expect([outcome.ok, left]).toEqual([true, 0]);
      expect(
        paths.filter(
          (asked) =>
            asked.startsWith('/sites/contoso.sharepoint.com') && !asked.endsWith('/drives'),
        ),
      ).toEqual(sites.map((site) => `/sites/contoso.sharepoint.com${site}`));
    },
  );

  // The documented permissions for a site are Sites.*, which the pane does not ask for: a site that
  // refuses access says nothing of the account's access to the file. Source: Microsoft Graph,
  // site-getbypath.
  it.each<readonly [string, string, readonly ScriptLine[]]>([
    ['the root site', 'Docs/a/b.xlsx', [answered(403), answered(404)]],
    ['its site', 'sites/x/D/b.xlsx', [refused(403, 'accessDenied')]],
    ['the list of libraries', 'sites/x/D/b.xlsx', [answered(200, { id: 'x' }), answered(403)]],
  ])('is what its own answer says if %s denies access', async (_what, path, lines) => {
    for (const [own, reason] of [
      [refused(404, 'itemNotFound'), 'notFound'],
      [refused(403, 'accessDenied'), 'noAccess'],
      [answered(400, { error: { code: 'invalidRequest' } }), 'otherTenant'],
    ] as const) {
      const outcome = await locate(`https://contoso.sharepoint.com/${path}`, own, ...lines);
      expect([reasonOf(outcome), outcome.left]).toEqual([reason, 0]);
    }
  });

  it('in a library of the root site takes no further request', async () => {
    const { outcome, left } = await locate(
      'https://contoso.sharepoint.com/Docs/a/b.xlsx',
      answered(404),
      answered(200, { id: 'root' }),
      drives('https://contoso.sharepoint.com/Docs'),
      answered(404),
    );
    expect([outcome.ok, left]).toEqual([false, 0]);
  });

  it.each<readonly [string, unknown, object]>([
    ['its address', { ...item, webUrl: undefined }, { driveId: 'b!1', webUrl: '' }],
    ['its facets', { ...item, file: undefined }, { driveId: 'b!1' }],
    ['its name', { ...item, name: undefined }, { name: '経費 #1.xlsx' }],
    [
      'its drive’s id, which the path tells',
      { ...item, parentReference: { path: '/drives/b%21p/root:/Folder' } },
      { driveId: 'b!p' },
    ],
    [
      'a file of its own: a shortcut',
      {
        id: 's',
        name: 's.xlsx',
        parentReference: { driveId: 'b!s' },
        remoteItem: {
          id: '09',
          name: '経費 #1.xlsx',
          file: {},
          parentReference: { driveId: 'b!9' },
        },
      },
      { itemId: '09', driveId: 'b!9', name: '経費 #1.xlsx' },
    ],
  ])('is found if the response lacks %s', async (_lack, body, workbook) => {
    expect(await locate(address, answered(200, body))).toMatchObject({
      outcome: { ok: true, value: { address, ...workbook } },
      left: 0,
    });
  });

  it('whose drive is in no response is in the drive that its path was found in', async () => {
    const nameless = answered(200, { ...item, parentReference: undefined });
    const { outcome, left } = await locate(
      address,
      nameless,
      answered(200, { id: 'x' }),
      drives(
        'https://contoso.sharepoint.com/sites/Keiri/%E5%85%B1%E6%9C%89%E3%83%89%E3%82%AD%E3%83%A5%E3%83%A1%E3%83%B3%E3%83%88',
      ),
      nameless,
    );
    expect([outcome, left]).toMatchObject([
      { ok: true, value: { driveId: 'b!0', itemId: '01' } },
      0,
    ]);
  });

  it('that is wrapped is requested by its own address only', async () => {
    const { outcome, paths } = await locate(
      `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05`,
      found,
    );
    expect([outcome.ok, paths]).toEqual([
      true,
      [
        `/shares/${shareToken(`https://contoso.sharepoint.com/sites/Keiri/${encodeURIComponent('共有ドキュメント')}/${encodeURIComponent('経費 #1.xlsx')}`)}/driveItem`,
      ],
    ]);
  });

  it('that is checked out is found, and marked as such', async () => {
    const { outcome } = await locate(
      address,
      answered(200, { ...item, publication: { level: 'checkout' } }),
    );
    expect(outcome).toMatchObject({ ok: true, value: { checkedOut: true } });
  });
});

describe('a workbook that is not located', () => {
  const site = answered(200, { id: 'x' });
  it.each<readonly [string, string, readonly ScriptLine[]]>([
    ['is refused', 'noAccess', [refused(403, 'accessDenied'), answered(404)]],
    [
      'is not there',
      'notFound',
      [answered(404), site, drives('https://contoso.sharepoint.com/sites/Keiri/Other')],
    ],
    [
      'belongs to another organization',
      'otherTenant',
      [answered(403), answered(400, { error: { code: 'invalidRequest' } })],
    ],
    [
      'belongs to another organization that tells nothing of it',
      'notFound',
      [answered(404), answered(404)],
    ],
    [
      'is a folder',
      'badLink',
      [answered(200, { ...item, file: undefined, folder: { childCount: 1 } })],
    ],
    [
      'is a notebook',
      'badLink',
      [answered(200, { ...item, file: undefined, package: { type: 'oneNote' } })],
    ],
    ['has no id', 'unknown', [answered(200, { ...item, id: undefined })]],
    [
      'is in a drive that nothing names',
      'unknown',
      [answered(200, { ...item, parentReference: {} }), answered(403), answered(403)],
    ],
    ['is a letter', 'badLink', [answered(200, { ...item, name: 'letter.docx' })]],
    ['has an old format', 'oldFormat', [answered(200, { ...item, name: 'b.xls' })]],
    ['needs a sign-in', 'signIn', [noTokenReply('interactionRequired')]],
    ['cannot be asked for without a network', 'offline', [unanswered('network')]],
    ['cannot be asked for without a token', 'offline', [noTokenReply('offline')]],
    ['is not told in time', 'unknown', [unanswered('timeout')]],
    ['is answered with nonsense', 'unknown', [answered(200, 'nonsense')]],
  ])('because it %s has the reason %s', async (_why, reason, lines) =>
    expect(reasonOf(await locate(address, ...lines))).toBe(reason),
  );

  it.each([
    [500, 'generalException', 'unknown', true],
    [503, 'generalException', 'unknown', true],
    [429, 'generalException', 'unknown', true],
    [400, 'brandNew', 'unknown', false],
    [501, 'notSupported', 'unknown', false],
    [403, 'malwareDetected', 'unknown', false],
    [400, 'InvalidRequest', 'otherTenant', false],
    [403, 'brandNew', 'noAccess', false],
  ])('because of a %i with %s has the reason %s; repeated: %s', async (status, code, ...said) => {
    const answer = answered(status, { error: { code } });
    const { outcome } = await locate(address, answer, answer);
    expect(outcome.ok || [outcome.failure.reason, mayPass(outcome.failure)]).toEqual(said);
  });

  it('takes no request if the address gives the reason', async () => {
    const { outcome, paths } = await locate('C:\\b.xlsx');
    expect([outcome.ok, paths]).toEqual([false, []]);
  });

  it('behind a link that the service cannot parse has a bad link', async () => {
    const link = 'https://contoso.sharepoint.com/:x:/s/Finance/broken';
    expect(reasonOf(await locate(link, answered(400, { error: { code: 'invalidRequest' } })))).toBe(
      'badLink',
    );
  });
});
