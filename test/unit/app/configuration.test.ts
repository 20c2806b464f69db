import { describe, expect, it } from 'vitest';
import { parseConfiguration, scopesFor } from '../../../src/app/configuration';

const good = {
  clientId: '11111111-2222-4333-8444-555555555555',
  authority: 'https://login.microsoftonline.com/organizations',
  graphRoot: 'https://graph.microsoft.com/v1.0',
};
const parse = (changes: object): ReturnType<typeof parseConfiguration> =>
  parseConfiguration(JSON.stringify({ ...good, ...changes }));

describe('the configuration block', () => {
  it('is parsed; spaces and trailing slashes are removed', () => {
    expect(parse({ clientId: ` ${good.clientId} `, graphRoot: `${good.graphRoot}/` })).toEqual(
      good,
    );
  });

  it.each([
    ['no client id', { clientId: '' }, 'clientIdMissing'],
    ['a client id that is none', { clientId: 'my-app' }, 'badConfiguration'],
    [
      'an authority without a tenant',
      { authority: 'https://login.microsoftonline.us/' },
      'badConfiguration',
    ],
    [
      'more than the tenant in the authority, as the portal shows it',
      { authority: 'https://login.microsoftonline.com/organizations/v2.0' },
      'badConfiguration',
    ],
    [
      'a tenant that is no organization',
      { authority: 'https://login.microsoftonline.com/consumers' },
      'badConfiguration',
    ],
    [
      'a graph root without a version, as lists of the clouds show it',
      { graphRoot: 'https://graph.microsoft.us' },
      'badConfiguration',
    ],
    [
      'a graph root of another version',
      { graphRoot: 'https://graph.microsoft.com/beta' },
      'badConfiguration',
    ],
    ['an authority without https', { authority: 'http://login.example' }, 'badConfiguration'],
    ['a graph root that is no URL', { graphRoot: 'graph' }, 'badConfiguration'],
    ['a missing graph root', { graphRoot: undefined }, 'badConfiguration'],
    [
      "China's cloud, which offers no workbook sessions",
      { graphRoot: 'https://microsoftgraph.chinacloudapi.cn/v1.0' },
      'chinaCloud',
    ],
    [
      "China's sign-in service",
      { authority: 'https://login.partner.microsoftonline.cn/organizations' },
      'chinaCloud',
    ],
  ])('with %s is refused with the reason', (_what, changes, reason) =>
    expect(parse(changes)).toBe(reason),
  );

  it.each([null, undefined, '', '{', 'null', '[]', '7'])('%s is refused', (text) =>
    expect(typeof parseConfiguration(text)).toBe('string'),
  );

  it('requests Files.ReadWrite of the configured cloud', () => {
    expect(scopesFor(good)).toEqual(['Files.ReadWrite']);
    expect(scopesFor({ ...good, graphRoot: 'https://dod-graph.microsoft.us/v1.0' })).toEqual([
      'https://dod-graph.microsoft.us/Files.ReadWrite',
    ]);
    expect(
      scopesFor({ ...good, graphRoot: 'https://graph.microsoft.us/v1.0' }, 'Files.ReadWrite.All'),
    ).toEqual(['https://graph.microsoft.us/Files.ReadWrite.All']);
  });
});
