import { describe, expect, it } from 'vitest';
import { createLocateItem } from '../../../src/graph/driveItems';
import type { ScriptLine } from './graphScript';
import { answered, neverAborted, refused, script } from './graphScript';

const file = 'https://contoso.sharepoint.com/sites/x/Docs/b.xlsx';
const link = 'https://contoso.sharepoint.com/:x:/s/x/EaBc?e=abc';

// onedrive-api-docs#1773, alcionai/corso#3671: "Tenant does not have a SPO license."
const noSharePoint = answered(400, { error: { code: 'BadRequest', innerError: { date: '' } } });

async function reasonOf(address: string, ...lines: readonly ScriptLine[]): Promise<string> {
  const service = script(...lines);
  const outcome = await createLocateItem(service.send, service.clock)(address, neverAborted);
  expect(service.left()).toBe(0);
  return outcome.ok ? 'found' : outcome.failure.reason;
}

describe('an account whose organization has no SharePoint', () => {
  it('cannot own the workbook: it belongs to another organization', async () =>
    expect(await reasonOf(file, noSharePoint, noSharePoint)).toBe('otherTenant'));

  it('says nothing against a link to it', async () =>
    expect(await reasonOf(link, noSharePoint)).toBe('otherTenant'));
});

it('a 400 with a code of its own says nothing of the organization', async () => {
  const other = refused(400, 'badRequestUncategorized');
  expect(await reasonOf(file, other, other)).toBe('unknown');
  const invalid = answered(400, { error: { code: 'invalidRequest' } });
  expect(await reasonOf(link, invalid)).toBe('badLink');
});
