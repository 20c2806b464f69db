import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestOrganization } from '../../../src/graph/suggestedOrganization';

describe('the address of a workbook', () => {
  it.each([
    [
      'https://fabrikam.sharepoint.com/sites/Finance/Shared Documents/Budget 100%.xlsx',
      'fabrikam.onmicrosoft.com',
    ],
    [
      'https://Fabrikam-My.SharePoint.com/personal/adele_fabrikam_com/Documents/Budget.xlsx',
      'fabrikam.onmicrosoft.com',
    ],
    [
      '\\\\fabrikam.sharepoint.com@SSL\\DavWWWRoot\\sites\\Finance\\Budget.xlsx',
      'fabrikam.onmicrosoft.com',
    ],
    ['https://fabrikam.sharepoint.com/:x:/s/Finance/E1', 'fabrikam.onmicrosoft.com'],
    [
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffabrikam.sharepoint.com%2F%3Ax%3A%2Fs%2FFinance%2FE1',
      'fabrikam.onmicrosoft.com',
    ],
    ['https://fabrikam.sharepoint.us/sites/Finance/D/Budget.xlsx', ''],
    ['https://intranet.fabrikam.example/sites/Finance/D/Budget.xlsx', ''],
    ['https://d.docs.live.net/0123456789abcdef/Budget.xlsx', ''],
    ['C:\\Users\\adele\\Budget.xlsx', ''],
    ['Budget.xlsx', ''],
    ['', ''],
    [null, ''],
  ])('%j suggests the organization %j', (address, organization) =>
    expect(suggestOrganization(address)).toBe(organization),
  );

  it('suggests a domain of onmicrosoft.com or none, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
        expect(suggestOrganization(address)).toMatch(/^(?:|[a-z0-9-]+\.onmicrosoft\.com)$/);
      }),
    );
  });
});
