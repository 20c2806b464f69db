import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../scripts/excel/checks';
import { problemsOf, withQuery } from '../../../scripts/excel/checks';
import { describeProblems } from '../../../scripts/problems';

const id = '11111111-2222-4333-8444-555555555555';
const well: Facts = {
  app: 'web',
  document: 'https://contoso.sharepoint.com/Budget.xlsx',
  platform: 'darwin',
  clientId: id,
  settingsProblems: [],
  certificateTrusted: true,
  portFault: undefined,
};
const told = (change: Partial<Facts>): string =>
  describeProblems(problemsOf({ ...well, ...change }));

describe('before Excel is started', () => {
  it('reports nothing when nothing is missing', () => {
    expect(problemsOf(well)).toEqual([]);
    expect(problemsOf({ ...well, app: 'desktop', document: undefined, platform: 'win32' })).toEqual(
      [],
    );
    expect(problemsOf({ ...well, platform: 'linux' })).toEqual([]);
  });

  it.each<[string, Partial<Facts>, RegExp]>([
    ['the client id', { clientId: '' }, /client id is not set.*\n {4}npm run register/],
    [
      'a valid setting',
      {
        clientId: '',
        settingsProblems: [{ what: 'AUTHORITY is garbage.', fix: 'Example: AUTHORITY=…' }],
      },
      /AUTHORITY is garbage\.\n {4}Example/,
    ],
    [
      'the certificate',
      { certificateTrusted: false },
      /certificate for localhost.*\n {4}npx office-addin-dev-certs install/,
    ],
    ['the port', { portFault: 'taken' }, /Port 3000 is taken.*\n {4}npm stop .*lsof -i :3000/],
    ['the port on Windows', { portFault: 'taken', platform: 'win32' }, /npm stop .*netstat/],
    [
      'a port that Windows keeps for Hyper-V',
      { portFault: 'refused', platform: 'win32' },
      /refuses port 3000.*\n {4}net stop winnat/,
    ],
    [
      'the workbook',
      { document: undefined },
      /address of a workbook .* is missing\.\n {4}npm run start:web -- --document/,
    ],
    [
      'an address that is none',
      { document: 'Budget.xlsx' },
      /Budget\.xlsx is not the https address/,
    ],
    [
      'an address that is not https',
      { document: 'http://contoso.sharepoint.com/Budget.xlsx' },
      /not the https address/,
    ],
  ])(
    'says in one sentence that %s is missing, with the command that mends it',
    (_what, change, words) => {
      expect(told(change)).toMatch(words);
      expect(told(change).split('\n')).toHaveLength(2);
    },
  );

  it('reports every problem at once', () => {
    expect(
      problemsOf({ ...well, clientId: '', certificateTrusted: false, portFault: 'taken' }),
    ).toHaveLength(3);
  });

  it('names the alternatives to Excel for the desktop on Linux, and nothing else', () => {
    const words = told({
      app: 'desktop',
      platform: 'linux',
      clientId: '',
      certificateTrusted: false,
    });
    expect(words).toMatch(/Windows and Mac only/);
    expect(words).toMatch(/npm run start:web -- --document/);
    expect(words).toMatch(/npm run sandbox/);
    expect(words).not.toMatch(/register/);
  });
});

it.each([
  [
    'https://contoso.sharepoint.com/Budget.xlsx',
    'https://contoso.sharepoint.com/Budget.xlsx?web=1',
  ],
  [
    'https://contoso.sharepoint.com/:x:/g/abc?e=1#top',
    'https://contoso.sharepoint.com/:x:/g/abc?e=1',
  ],
])('the address %s is one that Office’s tool can add to', (address, able) => {
  expect(withQuery(address)).toBe(able);
});
