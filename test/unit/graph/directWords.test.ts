import { describe, expect, it } from 'vitest';
import { parseLocation } from '../../../src/graph/address';

const site = 'https://contoso.sharepoint.com';

describe('a link directly before Japanese words', () => {
  it.each([
    [`${site}/:x:/s/Finance/EaBc?e=x`, 'をご確認ください'],
    [`${site}/:x:/s/Finance/EaBc`, 'です'],
    [`${site}/:x:/r/sites/x/D/予算.xlsx?d=w1&web=1`, 'にあります'],
    [`${site}/sites/x/D/b.xlsx`, 'にあります'],
    [`${site}/sites/x/D/予算.xlsx?web=1`, 'を確認'],
  ])('%s%s ends before them', (link, words) => {
    const location = parseLocation(link);
    expect(location.kind).not.toBe('unsupported');
    for (const text of [`${link}${words}`, `予算は${link}${words}`, `予算は ${link}${words} `]) {
      expect([text, parseLocation(text)]).toEqual([text, location]);
    }
  });

  it.each([
    [`${site}/sites/x/D/b.xlsx版.xlsx`, ['sites', 'x', 'D', 'b.xlsx版.xlsx']],
    [`${site}/sites/x/予算.xlsxの控え/b.xlsx`, ['sites', 'x', '予算.xlsxの控え', 'b.xlsx']],
  ])('is read to its end first: %s', (link, path) => {
    for (const text of [link, `予算は${link}`]) {
      expect(parseLocation(text)).toMatchObject({ kind: 'online', path });
    }
  });

  it.each([`${site}/:x:/s/財務/EaBcDe?e=abc`, `${site}/:x:/s/Büro/EaBcDe`])(
    'keeps the name of a site: %s',
    (url) => {
      expect(parseLocation(url)).toEqual({ kind: 'link', url });
      expect(parseLocation(`${url}を確認`)).toEqual({ kind: 'link', url });
    },
  );

  it('keeps what a page names in its query', () => {
    const url = `${site}/:x:/r/sites/x/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D&file=予算.xlsx`;
    expect(parseLocation(url)).toEqual({ kind: 'link', url });
  });
});
