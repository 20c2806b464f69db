import { expect, test } from 'vitest';
import { parseLocation } from '../../../src/graph/address';
import { httpsUrl, mayBeLink, locationOfUrl } from '../../../src/ui/workspace/links';
import { links, paths } from '../graph/addresses';
import { marks, wrappers } from '../graph/wrappers';

test.each([
  [
    'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Plan/b.xlsx',
    'Finance › Shared Documents › Plan',
  ],
  [
    'https://contoso-my.sharepoint.com/personal/adele_contoso_com/Documents/b.xlsx',
    'adele_contoso_com › Documents',
  ],
  ['https://contoso.sharepoint.com/Shared%20Documents/b.xlsx', 'Shared Documents'],
  [
    'https://contoso.sharepoint.com/sites/F/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D',
    'contoso.sharepoint.com',
  ],
  ['https://contoso.sharepoint.com/sites/F/100%/b.xlsx', 'F › 100%'],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('%s is in %s', (url, place) => expect(locationOfUrl(url)).toBe(place));

test('only https URLs are accepted', () => {
  expect(httpsUrl('https://contoso.sharepoint.com/:x:/s/F/EaBc')?.hostname).toBe(
    'contoso.sharepoint.com',
  );
  for (const text of ['http://contoso.com', 'contoso.com', 'file:///C:/b.xlsx']) {
    expect(httpsUrl(text)).toBeUndefined();
  }
});

test.each([...paths, ...links].map(([, address]) => address))('the form takes %s', (address) =>
  expect(mayBeLink(address)).toBe(true),
);

test('the form accepts links that are wrapped, marked up or without a scheme', () => {
  const address = 'https://contoso.sharepoint.com/sites/x/D/b.xlsx';
  const texts = [...wrappers, ...marks].map(({ wrap }) => wrap(address));
  for (const text of [
    ...texts,
    address.slice(8),
    `ms-excel:ofe|u|${address}`,
    encodeURIComponent(address),
    address.replace(':', '&#58;'),
  ]) {
    expect([text, mayBeLink(text), parseLocation(text).kind]).toEqual([text, true, 'online']);
  }
});

test.each([
  '',
  '  ',
  'Budget',
  'Budget 2026.xlsx',
  'C:\\Users\\adele.v\\b.xlsx',
  '"C:\\Users\\a.bc\\b.xlsx"',
  'file:///C:/Users/a.bc/b.xlsx',
  'javascript:alert(1)',
  'sites/x/D/b.xlsx',
])('the form rejects %j, which cannot be a link', (text) => expect(mayBeLink(text)).toBe(false));
