import { describe, expect, it } from 'vitest';
import { createLocateItem } from '../../../src/graph/driveItems';
import type { ScriptLine } from './graphScript';
import { answered, neverAborted, refused, script } from './graphScript';

const site = answered(200, { id: 'x' });
const someDrives = answered(200, { value: [], '@odata.nextLink': 'https://next' });
const item = {
  id: '01',
  name: 'b.xlsx',
  webUrl: '',
  file: {},
  parentReference: { driveId: 'b!1' },
};

/** The reason why the workbook at this path is not located, or 'found'; all answers are used. */
async function locate(path: string, ...lines: readonly ScriptLine[]): Promise<string> {
  const service = script(...lines);
  const address = `https://contoso.sharepoint.com/sites/x/${path}`;
  const outcome = await createLocateItem(service.send, service.clock)(address, neverAborted);
  expect(service.left()).toBe(0);
  return outcome.ok ? 'found' : outcome.failure.reason;
}

describe('a site whose libraries are not known completely', () => {
  it.each<readonly [string, readonly ScriptLine[]]>([
    ['because it has no id', [answered(200, {})]],
    ['because it lists none', [site, answered(200, {})]],
    ['because it lists only some', [site, someDrives]],
  ])('%s does not show that the workbook is missing', async (_why, lines) => {
    expect(await locate('Docs/b.xlsx', answered(404), ...lines)).toBe('unknown');
  });

  it('nor does a subsite that does not have the workbook', async () => {
    const answers = [answered(404), site, answered(200, {}), answered(404)];
    expect(await locate('sub/Docs/b.xlsx', ...answers)).toBe('unknown');
  });

  it('does not hide that the workbook was refused', async () => {
    const refusal = refused(403, 'accessDenied');
    expect(await locate('Docs/b.xlsx', refusal, site, someDrives)).toBe('noAccess');
  });

  it('does not end the search by the literal name', async () => {
    for (const [literal, outcome] of [
      [answered(200, item), 'found'],
      [answered(404), 'unknown'],
      [answered(403), 'noAccess'],
    ] as const) {
      expect(await locate('D/100%25.xlsx', answered(404), site, someDrives, literal)).toBe(outcome);
    }
  });
});
