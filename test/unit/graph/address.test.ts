import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/graph/address';
import { shareToken } from '../../../src/graph/shareToken';

const urlIn = (token: string): string => Buffer.from(token.slice(2), 'base64url').toString('utf8');

describe('the token of a URL', () => {
  it('is the documented one', () => {
    expect(shareToken('https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1')).toBe(
      'u!aHR0cHM6Ly9vbmVkcml2ZS5saXZlLmNvbS9yZWRpcj9yZXNpZD0xMjMxMjQ0MTkzOTEyITEyJmF1dGhLZXk9MTIwMTkxOSExMjkyMSEx',
    );
  });

  it('gives any URL back, names in any script included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const token = shareToken(`https://contoso.sharepoint.com/${name}`);
        expect(token).toMatch(/^u![A-Za-z0-9_-]*$/);
        expect(urlIn(token)).toBe(`https://contoso.sharepoint.com/${name}`);
      }),
    );
  });
});

describe('an address', () => {
  it.each([
    [null, 'noAddress'],
    ['', 'noAddress'],
    ['Book1', 'unsaved'],
    ['C:\\Users\\adele\\b.xlsx', 'local'],
    ['C:/Users/adele/b.xlsx', 'local'],
    ['file:///C:/Users/adele/b.xlsx', 'local'],
    ['/Users/adele/b.xlsx', 'local'],
    ['\\\\server\\share\\b.xlsx', 'networkShare'],
    ['file://server/share/b.xlsx', 'networkShare'],
    ['https://d.docs.live.net/0123456789abcdef/b.xlsx', 'consumer'],
    ['https://onedrive.live.com/edit.aspx?resid=1', 'consumer'],
    ['https://contoso.sharepoint.cn/sites/x/Shared%20Documents/b.xlsx', 'chinaCloud'],
    ['https://contoso.sharepoint.com/sites/x/Shared%20Documents/old.xls', 'oldFormat'],
    ['https://example.com/b.xlsx', 'badLink'],
    ['javascript:alert(1)', 'badLink'],
  ])('%s is %s', (address, reason) => expect(placeOf(address)).toEqual({ kind: 'elsewhere', reason }));

  it.each([
    ['https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx', ['sites', 'Finance', 'Shared Documents', 'Budget 2026.xlsx']],
    ['https://contoso.sharepoint.com/sites/Finance/Shared Documents/Budget 2026.xlsx', ['sites', 'Finance', 'Shared Documents', 'Budget 2026.xlsx']],
    ['https://contoso.sharepoint.com/sites/経理/共有ドキュメント/予算 #1 100%.xlsx', ['sites', '経理', '共有ドキュメント', '予算 #1 100%.xlsx']],
    ['https://contoso.sharepoint.com/sites/x/D/100%25%20%231.xlsx', ['sites', 'x', 'D', '100% #1.xlsx']],
    ['https://contoso.sharepoint.com/sites/x/D/100%.xlsx', ['sites', 'x', 'D', '100%.xlsx']],
    ['https://contoso.sharepoint.com/sites/x/D/a+b.xlsx?web=1', ['sites', 'x', 'D', 'a+b.xlsx']],
    ['https://contoso-my.sharepoint.com/personal/adele_contoso_com/Documents/b.xlsm', ['personal', 'adele_contoso_com', 'Documents', 'b.xlsm']],
    ['https://agency.sharepoint.us/sites/x/D/b.xlsx', ['sites', 'x', 'D', 'b.xlsx']],
  ])('%s is a path', (address, path) => expect(placeOf(address)).toMatchObject({ kind: 'online', path }));

  it('of a sharing link is followed as it is', () => {
    const url = 'https://contoso.sharepoint.com/:x:/s/Finance/EaBc123?e=abc';
    expect(placeOf(url)).toEqual({ kind: 'link', url });
  });

  it('keeps any file name on its way to Graph and back, encoded by Excel or not', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[/\\:*?"<>|\p{Cc}]/u.test(text) && text.trim() === text);
    fc.assert(
      fc.property(name, (text) => {
        const url = `https://contoso.sharepoint.com/sites/x/Docs/${encodeURIComponent(text)}.xlsx`;
        expect(placeOf(url)).toMatchObject({ kind: 'online', path: ['sites', 'x', 'Docs', `${text}.xlsx`], url });
      }),
    );
  });
});
