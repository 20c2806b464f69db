import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLocation } from '../../../src/graph/address';
import { shareToken } from '../../../src/graph/shareToken';
import { elsewhere, links, paths } from './addresses';

const urlIn = (token: string): string => Buffer.from(token.slice(2), 'base64url').toString('utf8');

describe('the token of a URL', () => {
  it('is the documented one', () => {
    expect(
      shareToken('https://onedrive.live.com/redir?resid=1231244193912!12&authKey=1201919!12921!1'),
    ).toBe(
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
  it('is tested in at least sixty forms, half of them from public issues', () => {
    const seen = [...paths, ...links, ...elsewhere].map(([where]) => where);
    expect(seen.length).toBeGreaterThanOrEqual(60);
    expect(
      seen.filter((where) => /^[\w.-]+\/[\w.-]+#\d+/.test(where)).length,
    ).toBeGreaterThanOrEqual(seen.length / 2);
  });

  it.each(paths)('from %s (%s) is parsed as a path', (_seen, address, path) => {
    const place = parseLocation(address);
    expect(place).toMatchObject({ kind: 'online', path: path.split('/') });
    const sent = new URL(place.kind === 'online' ? urlIn(shareToken(place.url)) : 'about:blank');
    expect(sent.pathname.slice(1).split('/').map(decodeURIComponent).join('/')).toBe(path);
    expect(sent.hash + sent.search).toBe('');
  });

  it.each(links)('from %s (%s) is passed to the service unchanged', (_seen, url) =>
    expect(parseLocation(url)).toEqual({ kind: 'link', url }),
  );

  it.each(elsewhere)('from %s (%s) cannot have a session: %s', (_seen, address, reason) => {
    expect(parseLocation(address)).toEqual({ kind: 'unsupported', reason });
  });

  const marks = ['""', "''", '“”', '„“', '"”', '“"', '‘’', '«»', '「」', '``'];
  it.each(marks)('that is a path is the same in %s, as Windows’ “Copy as path” has it', (mark) => {
    const [opener = '', closer = opener] = mark;
    const addresses = [...paths, ...elsewhere].map(([, address]) => address ?? '');
    const ofWindows = addresses.filter((address) => /^(?:\\\\|[a-z]:[\\/])/i.test(address));
    expect(ofWindows.length).toBeGreaterThan(3);
    for (const path of ofWindows) {
      const location = parseLocation(path);
      expect([path, parseLocation(`${opener}${path}${closer}`)]).toEqual([path, location]);
    }
  });

  it('has a second reading if its name may not be encoded', () => {
    expect(parseLocation('https://contoso.sharepoint.com/sites/x/D/100%25.xlsx')).toMatchObject({
      url: 'https://contoso.sharepoint.com/sites/x/D/100%25.xlsx',
      literalUrl: 'https://contoso.sharepoint.com/sites/x/D/100%2525.xlsx',
    });
  });

  // Source: SharePoint, restrictions on file and folder names.
  const fileName = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((text) => text.replaceAll(/\p{Surrogate}/gu, ''))
    .filter((text) => text !== '' && !/[/\\:*?"<>|\p{Cc}]/u.test(text) && text.trim() === text);

  it('preserves any encoded file name', () => {
    fc.assert(
      fc.property(fileName, (name) => {
        const url = `https://contoso.sharepoint.com/sites/x/Docs/${encodeURIComponent(name)}.xlsx`;
        expect(parseLocation(url)).toMatchObject({
          kind: 'online',
          path: ['sites', 'x', 'Docs', `${name}.xlsx`],
          url,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('preserves any unencoded file name, unless it looks encoded', () => {
    fc.assert(
      fc.property(
        fileName.filter((name) => !/%[0-9a-f]{2}/i.test(name) && !/\.xls/i.test(name)),
        (name) => {
          const place = parseLocation(`https://contoso.sharepoint.com/sites/x/Docs/${name}.xlsx`);
          expect(place).toMatchObject({
            kind: 'online',
            path: ['sites', 'x', 'Docs', `${name}.xlsx`],
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('can be any text, and is at a SharePoint host or unsupported', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.webUrl({ withQueryParameters: true, withFragments: true }),
        ),
        (text) => {
          expect(parseLocation(text).kind).toBe('unsupported');
        },
      ),
    );
  });
});
