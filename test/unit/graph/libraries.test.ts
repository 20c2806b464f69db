import { describe, expect, it } from 'vitest';
import { createLocateItem } from '../../../src/graph/driveItems';
import type { ScriptLine } from './graphScript';
import { answered, neverAborted, noTokenReply, refused, script, unanswered } from './graphScript';

const site = answered(200, { id: 'x' });
const nextLink = 'https://graph.microsoft.com/v1.0/sites/x/drives?$skiptoken=s!Mg';
const someDrives = answered(200, { value: [], '@odata.nextLink': nextLink });
const drive = (id: string, library: string) => ({
  id,
  webUrl: `https://contoso.sharepoint.com/sites/x/${library}`,
});
/** A page at another origin, which `send` does not request. */
const foreign = unanswered('foreign');
const item = {
  id: '01',
  name: 'b.xlsx',
  webUrl: '',
  file: {},
  parentReference: { driveId: 'b!1' },
};

/** The reason why the workbook at this path is not located, or 'found'; all answers are used. */
async function locate(path: string, ...lines: readonly ScriptLine[]): Promise<string> {
  return (await lookUp(path, ...lines)).reason;
}

/** The reason as above, and the requests. */
async function lookUp(path: string, ...lines: readonly ScriptLine[]) {
  const service = script(...lines);
  const address = `https://contoso.sharepoint.com/sites/x/${path}`;
  const outcome = await createLocateItem(service.send, service.clock)(address, neverAborted);
  expect(service.left()).toBe(0);
  return {
    reason: outcome.ok ? 'found' : outcome.failure.reason,
    paths: service.calls.map((call) => call.path),
  };
}

describe('the libraries of a site', () => {
  const first = answered(200, { value: [drive('b!0', 'D')], '@odata.nextLink': nextLink });

  it('are read to their last page, the hidden ones too', async () => {
    const { reason, paths } = await lookUp(
      'D/SiteAssets/b.xlsx',
      answered(404),
      site,
      first,
      someDrives,
      answered(200, { value: [drive('b!1', 'D/SiteAssets')] }),
      answered(200, item),
    );
    expect(reason).toBe('found');
    expect(paths.slice(2, 5)).toEqual([
      '/sites/x/drives?$select=id,webUrl,system',
      nextLink,
      nextLink,
    ]);
    expect(paths[5]).toMatch(/^\/drives\/b!1\/root:\/b\.xlsx\?/);
  });

  it('are read up to ten pages', async () => {
    const pages = Array.from({ length: 10 }, () => someDrives);
    expect(await locate('Docs/b.xlsx', answered(404), site, ...pages)).toBe('unknown');
  });

  it('that all pages lack show that the workbook is missing', async () => {
    const last = answered(200, { value: [] });
    expect(await locate('Docs/b.xlsx', answered(404), site, first, last)).toBe('notFound');
  });

  it.each<readonly [string, string, ScriptLine]>([
    ['is at another origin', 'unknown', foreign],
    ['is refused', 'unknown', answered(403)],
    ['is missing', 'unknown', answered(404)],
    ['is not answered', 'offline', unanswered('network')],
    ['needs a sign-in', 'signIn', noTokenReply('interactionRequired')],
  ])('whose next page %s have the reason %s', async (_why, reason, page) => {
    expect(await locate('Docs/b.xlsx', answered(404), site, first, page)).toBe(reason);
    expect(await locate('D/b.xlsx', answered(404), site, first, page, answered(200, item))).toBe(
      'found',
    );
  });
});

describe('a site whose libraries are not known completely', () => {
  it.each<readonly [string, readonly ScriptLine[]]>([
    ['because it has no id', [answered(200, {})]],
    ['because it lists none', [site, answered(200, {})]],
    ['because it lists only some', [site, someDrives, foreign]],
  ])('%s does not show that the workbook is missing', async (_why, lines) => {
    expect(await locate('Docs/b.xlsx', answered(404), ...lines)).toBe('unknown');
  });

  it('nor does a subsite that does not have the workbook', async () => {
    const answers = [answered(404), site, answered(200, {}), answered(404)];
    expect(await locate('sub/Docs/b.xlsx', ...answers)).toBe('unknown');
  });

  it('does not hide that the workbook was refused', async () => {
    const refusal = refused(403, 'accessDenied');
    expect(await locate('Docs/b.xlsx', refusal, site, someDrives, foreign)).toBe('noAccess');
  });

  it('does not end the search by the literal name', async () => {
    for (const [literal, outcome] of [
      [answered(200, item), 'found'],
      [answered(404), 'unknown'],
      [answered(403), 'noAccess'],
    ] as const) {
      const answers = [answered(404), site, someDrives, foreign, literal];
      expect(await locate('D/100%25.xlsx', ...answers)).toBe(outcome);
    }
  });
});
