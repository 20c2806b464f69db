import { expect, test } from 'vitest';
import { httpsUrl, placeOfUrl } from '../../../src/ui/place';

test.each([
  ['https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Plan/b.xlsx', 'Finance › Shared Documents › Plan'],
  ['https://contoso-my.sharepoint.com/personal/adele_contoso_com/Documents/b.xlsx', 'adele_contoso_com › Documents'],
  ['https://contoso.sharepoint.com/Shared%20Documents/b.xlsx', 'Shared Documents'],
  ['https://contoso.sharepoint.com/sites/F/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D', 'contoso.sharepoint.com'],
  ['https://contoso.sharepoint.com/sites/F/100%/b.xlsx', 'F › 100%'],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('%s is in %s', (url, place) => expect(placeOfUrl(url)).toBe(place));

test('only an https address is one', () => {
  expect(httpsUrl('https://contoso.sharepoint.com/:x:/s/F/EaBc')?.hostname).toBe('contoso.sharepoint.com');
  for (const text of ['http://contoso.com', 'contoso.com', 'file:///C:/b.xlsx']) expect(httpsUrl(text)).toBeUndefined();
});
