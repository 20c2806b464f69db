import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkbookLocation } from '../../../src/graph/address';
import { parseLocation } from '../../../src/graph/address';
import { elsewhere, links, paths } from './addresses';
import { marks, urlDefense3, wrappers } from './wrappers';

const link = 'https://contoso.sharepoint.com/:x:/s/Finance/EaBc_1-2?e=x';
const encodedLink = link.replaceAll(':x:', '%3Ax%3A');
const file = 'https://contoso.sharepoint.com/sites/x/Shared%20Documents/b.xlsx';
const known = [...paths, ...links]
  .map(([, address]) => address)
  .filter((address) => address.startsWith('https:'));
const plainUrls = known
  .filter(
    (address) => /^https:\/\/[\w.-]+\.sharepoint/.test(address) && /^[\x21-\x7e]+$/.test(address),
  )
  .filter((address) => !/[#&'()|]|%25/.test(address));

describe('an address nested in another', () => {
  it.each(wrappers)('by $name has the inner location', ({ wrap }) => {
    for (const address of known) {
      expect([address, parseLocation(wrap(address))]).toEqual([address, parseLocation(address)]);
    }
  });

  it.each(marks)('in $name has the inner location', ({ wrap }) => {
    for (const address of [...plainUrls, link]) {
      expect([address, parseLocation(wrap(address))]).toEqual([address, parseLocation(address)]);
    }
  });

  it('has the inner location through several wrappers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.array(fc.constantFrom(...wrappers), { maxLength: 4 }),
        (address, around) => {
          const wrapped = around.reduce((inner, { wrap }) => wrap(inner), address);
          fc.pre(wrapped.length <= 16_000);
          expect(parseLocation(wrapped)).toEqual(parseLocation(address));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has the inner location within a text too', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.constantFrom(...wrappers),
        fc.constantFrom(...marks.slice(0, 16)),
        (address, { wrap }, mark) => {
          fc.pre(!/['()]/.test(wrap(address)));
          expect(parseLocation(mark.wrap(wrap(address)))).toEqual(parseLocation(address));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is searched for to a maximum depth', () => {
    const deep = Array.from({ length: 200 }).reduce<string>(
      (inner) => `https://w.example/?u=${inner}`,
      'https://w.example/',
    );
    expect(parseLocation(deep)).toEqual({ kind: 'unsupported', reason: 'otherServer' });
    expect(parseLocation(`https://w.example/?u=${'%25'.repeat(10_000)}`)).toEqual({
      kind: 'unsupported',
      reason: 'badLink',
    });
  });

  it('keeps its reason if it cannot have a session', () => {
    for (const [, address, reason] of elsewhere.filter(([, text]) => text?.startsWith('https:'))) {
      expect([address, parseLocation(wrappers[0]?.wrap(address ?? '') ?? '')]).toEqual([
        address,
        { kind: 'unsupported', reason },
      ]);
    }
  });
});

/** Only SharePoint's addresses are sent to Graph. */
const isSafe = (place: WorkbookLocation): boolean =>
  place.kind === 'unsupported' ||
  /^[a-z0-9-]+\.(sharepoint(-df|-mil)?\.(com|us|de)|dps\.mil)$/.test(new URL(place.url).hostname);

describe('a sharing link whose colons are percent-encoded', () => {
  const named = 'https://contoso.sharepoint.com/:x:/r/sites/x/D/b.xlsx?d=w1&e=x';
  const byId =
    'https://contoso.sharepoint.com/:x:/r/sites/x/_layouts/15/Doc.aspx?sourcedoc=%7B6FEF%7D';

  it.each([link, named, byId])('is the link with plain colons: %s', (plain) => {
    for (const code of ['%3A', '%3a']) {
      const encoded = plain.replaceAll(':x:', `${code}x${code}`);
      expect(parseLocation(encoded)).toEqual({ kind: 'link', url: plain });
    }
  });

  it.each([...marks, ...wrappers])('is found in $name', ({ wrap }) => {
    expect(parseLocation(wrap(encodedLink))).toEqual({ kind: 'link', url: link });
  });
});

describe('an address that is not SharePoint’s', () => {
  const strangers = [
    'https://evil.example',
    'https://contoso.sharepoint.com.evil.example',
    'https://contoso.sharepoint.com@evil.example',
    'https://evil.example\\@contoso.sharepoint.com',
    'https://contoso.sharepoint.com\\@evil.example',
    'https://evil.example#.sharepoint.com',
    'https://evil.example?.sharepoint.com',
    'https://evilsharepoint.com',
    'https://a@b@evil.example',
    'https://sharepoint.com',
  ];
  const tail = fc.constantFrom(
    '/:x:/s/Finance/E?e=1',
    '/sites/x/D/b.xlsx',
    '/sites/x/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D',
    '',
  );

  it('is never a location, however it is wrapped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...strangers),
        tail,
        fc.array(fc.constantFrom(...wrappers, ...marks), { maxLength: 3 }),
        (stranger, rest, around) => {
          expect(
            isSafe(parseLocation(around.reduce((inner, { wrap }) => wrap(inner), stranger + rest))),
          ).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is never a location, whatever is around SharePoint’s name', () => {
    const piece = fc.constantFrom(
      'https://',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '?',
      '#',
      '&url=',
      '%2F',
      '%40',
      '%253A',
      '.',
      'evil.example',
      'contoso.sharepoint.com',
      '.sharepoint.com',
      '/sites/x/b.xlsx',
      ':x:/s/F/E',
      '/my?id=',
      'aHR0cHM6Ly9ldmlsLmV4YW1wbGU',
      '__;',
      ' ',
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(isSafe(parseLocation(pieces.join('')))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('SharePoint’s own address', () => {
  it.each([
    [`${file}?e=1&source=https%3A%2F%2Fcontoso.sharepoint.com%2Fsites%2Fy%2FD%2Fother.xlsx`, file],
    [`${file}?web=1&parent=%2Fsites%2Fy%2FD%2Fother.xlsx&id=%2Fsites%2Fy%2FD%2Fother.xlsx`, file],
    [`${file}#https://contoso.sharepoint.com/sites/y/D/other.xlsx`, file],
    [`${link}&source=https://evil.example/`, `${link}&source=https://evil.example/`],
  ])('is the location of its own file, not of a nested one: %s', (address, url) =>
    expect(parseLocation(address)).toMatchObject({ url }),
  );

  it.each([
    'https://contoso.sharepoint.com/sites/x/D/letter.docx?source=https://contoso.sharepoint.com/sites/y/D/b.xlsx',
    'https://contoso.sharepoint.com/sites/x/Lists/Tasks/DispForm.aspx?ID=3&Source=https%3A%2F%2Fcontoso.sharepoint.com%2Fsites%2Fx%2FD%2Fb.xlsx',
    'https://contoso.sharepoint.com/_forms/default.aspx?ReturnUrl=&Source=cookie',
    'https://contoso.sharepoint.com/sites/x?next=%2Fsites%2Fx%2FD%2Fb.xlsx',
    'https://contoso-my.sharepoint.com/my?id=%2Fpersonal%2Fa%2FDocuments&parent=%2Fpersonal%2Fa%2FDocuments%2Fb.xlsx',
  ])('without a workbook has no location: %s', (address) => {
    expect(parseLocation(address)).toEqual({ kind: 'unsupported', reason: 'badLink' });
  });

  it.each<readonly [string, string]>([
    [
      'https://contoso-my.sharepoint.com/my?id=%2Fpersonal%2Fadele%5Fcontoso%5Fcom%2FDocuments%2FBudget%202026%2Exlsx&parent=%2Fpersonal%2Fadele%5Fcontoso%5Fcom%2FDocuments',
      'https://contoso-my.sharepoint.com/personal/adele_contoso_com/Documents/Budget%202026.xlsx',
    ],
    [
      'https://contoso-my.sharepoint.com/my?ga=1&id=/personal/a/Documents/b.xlsx',
      'https://contoso-my.sharepoint.com/personal/a/Documents/b.xlsx',
    ],
    [
      'https://contoso-my.sharepoint.com/my/?id=%252Fpersonal%252Fa%252FDocuments%252Fb%252Exlsx',
      'https://contoso-my.sharepoint.com/personal/a/Documents/b.xlsx',
    ],
    [
      'https://contoso-my.sharepoint.com/my?id=%2Fsites%2Fx%2FD%2Fb%2Exlsx&listurl=https%3A%2F%2Fcontoso%2Esharepoint%2Ecom%2Fsites%2Fx%2FD',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso-my.sharepoint.com/my?id=%2Fsites%2Fx%2FD%2Fb%2Exlsx&listurl=https%3A%2F%2Fevil%2Eexample%2Fsites%2Fx%2FD',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    ...[
      'sites/x/D',
      'teams/x/D',
      'portals/hub/D',
      'departments/hr/D',
      'contentstorage/CSP_1/D',
      'Shared Documents',
    ].map(
      (folder) =>
        [
          `https://contoso-my.sharepoint.com/my?id=${encodeURIComponent(`/${folder}/b.xlsx`)}`,
          `https://contoso.sharepoint.com/${encodeURI(folder)}/b.xlsx`,
        ] as const,
    ),
    [
      'https://contoso-my.sharepoint.com/my?id=%2FDocuments%2Fb%2Exlsx',
      'https://contoso-my.sharepoint.com/Documents/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/portals/hub/D/Forms/AllItems.aspx?viewid=1&amp;id=%2Fportals%2Fhub%2FD%2Fb.xlsx',
      'https://contoso.sharepoint.com/portals/hub/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/departments/hr/D/Forms/My%20view.aspx#id=%2Fdepartments%2Fhr%2FD%2Fb.xlsx',
      'https://contoso.sharepoint.com/departments/hr/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/sites/x/_layouts/15/WopiFrame.aspx?sourcedoc=%2Fsites%2Fx%2FD%2Fb.xlsx&action=default',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/sites/x/_layouts/15/xlviewer.aspx?id=https://contoso.sharepoint.com/sites/x/D/b.xlsx&Source=https://contoso.sharepoint.com/',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/sites/x/_layouts/15/download.aspx?SourceUrl=%2Fsites%2Fx%2FD%2Fb.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/_forms/default.aspx?ReturnUrl=%2f_layouts%2f15%2fAuthenticate.aspx%3fSource%3d%252Fsites%252Fx%252FD%252Fb%252Exlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/_forms/default.aspx?ReturnUrl=%2f_layouts%2f15%2fAuthenticate.aspx%3fSource%3d%252Fsites%252Fx%252FD%252Fb%252Exlsx&Source=cookie',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/sites/x/_layouts/15/DocIdRedir.aspx?ID=ABC-12-3',
      'https://contoso.sharepoint.com/sites/x/_layouts/15/DocIdRedir.aspx?ID=ABC-12-3',
    ],
    [
      'https://contoso-my.sharepoint.com/my?id=/personal/a/Documents/C# Files/b.xlsx&parent=x',
      'https://contoso-my.sharepoint.com/personal/a/Documents/C%23%20Files/b.xlsx',
    ],
    [
      'https://contoso.sharepoint.com/sites/x/Docs/Forms/AllItems.aspx?RootFolder=/sites/x/Docs/f#id=/sites/x/Docs/f/a.xlsx',
      'https://contoso.sharepoint.com/sites/x/Docs/f/a.xlsx',
    ],
    [
      "https://contoso.sharepoint.com/sites/x/_api/web/GetFileByServerRelativePath(decodedurl='/sites/x/D/O''Doyle 1.xlsx')",
      "https://contoso.sharepoint.com/sites/x/D/O'Doyle%201.xlsx",
    ],
    [
      "https://contoso.sharepoint.com/sites/x/_api/web/GetFileByServerRelativeUrl('/sites/x/D/b%201.xlsx')/$value",
      'https://contoso.sharepoint.com/sites/x/D/b%201.xlsx',
    ],
    [
      'https://contoso.sharepoint.com.mcas.ms/sites/x/D/b.xlsx?McasTsid=20892&McasCtx=4',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    ['contoso.sharepoint.com/sites/x/D/b.xlsx', 'https://contoso.sharepoint.com/sites/x/D/b.xlsx'],
    [
      '//contoso.sharepoint.com/sites/x/D/b.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      '\\\\contoso.sharepoint.com\\DavWWWRoot\\sites\\x\\D\\b.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    ['file://contoso.sharepoint.com@SSL/DavWWWRoot/sites/x/Shared%20Documents/b.xlsx', file],
    [
      'https&#58;//contoso.sharepoint.com/sites/x/D/b.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https%3A%2F%2Fcontoso%2Esharepoint%2Ecom%2Fsites%2Fx%2FD%2Fb%2Exlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://wrapper.example/?to=contoso.sharepoint.com%2Fsites%2Fx%2FD%2Fb.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    [
      'https://www.google.com/url?q=https://contoso.sharepoint.com/:x:/s/Finance/EaBc%3Fe%3Dx&sa=D',
      'https://contoso.sharepoint.com/:x:/s/Finance/EaBc?e=x',
    ],
    [
      'https://contoso.sharepoint.com/sites/x and https://contoso.sharepoint.com/sites/x/D/b.xlsx',
      'https://contoso.sharepoint.com/sites/x/D/b.xlsx',
    ],
    ['https://contoso.sharepoint.com/sites/x/Shared Documents/b.xlsx is the file', file],
    [
      'https://contoso.sharepoint.com/:x:/s/Finance/EaBc_1-2?e=x&amp;web=1, thanks',
      `${link}&web=1`,
    ],
    [
      'https://contoso.sharepoint.com/:x:/s/Finance/EaBc_1-2ABCDEFGHIJKLMNOP\r\nQRST?e=x',
      'https://contoso.sharepoint.com/:x:/s/Finance/EaBc_1-2ABCDEFGHIJKLMNOPQRST?e=x',
    ],
    [
      'https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcontoso.sharepoint.com%2F%3Ax%3A%2Fs%2FFinance%2FEaBc%3Fe%3Dx&data=05',
      'https://contoso.sharepoint.com/:x:/s/Finance/EaBc?e=x',
    ],
    [
      urlDefense3('https://contoso.sharepoint.com/sites/x/D/予算 (1).xlsx'),
      'https://contoso.sharepoint.com/sites/x/D/%E4%BA%88%E7%AE%97%20(1).xlsx',
    ],
    // A name can contain the punctuation of other scripts, and repeated marks.
    ...['', '見て '].map(
      (before) =>
        [
          `${before}https://contoso.sharepoint.com/sites/x/売上！/2026、a…__b__.xlsx`,
          `https://contoso.sharepoint.com/${encodeURI('sites/x/売上！/2026、a…__b__.xlsx')}`,
        ] as const,
    ),
    ['https://contoso.sharepoint.com/sites/x/Shared Documents/b.xlsx。よろしく', file],
    [
      'https://contoso.sharepoint.com/:x:/r/sites/x/Shared Documents/b.xlsx。よろしく',
      'https://contoso.sharepoint.com/:x:/r/sites/x/Shared%20Documents/b.xlsx',
    ],
  ])('%s is parsed', (address, url) => expect(parseLocation(address)).toMatchObject({ url }));

  it('that was copied from HTML has another reading', () => {
    expect(parseLocation('https://contoso.sharepoint.com/sites/x/D/R&amp;D.xlsx')).toMatchObject({
      path: ['sites', 'x', 'D', 'R&amp;D.xlsx'],
      literalUrl: 'https://contoso.sharepoint.com/sites/x/D/R%26D.xlsx',
    });
  });
});
