import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../scripts/build/dotenv';
import { isClientId } from '../../../src/app/configuration';
import { readSettings, testSettings } from '../../../scripts/build/settings';
import { ProblemError } from '../../../scripts/problems';

const id = '11111111-2222-4333-8444-555555555555';
const defaults = {
  clientId: '',
  authority: 'https://login.microsoftonline.com/organizations',
  graphRoot: 'https://graph.microsoft.com/v1.0',
  addinOrigin: 'https://localhost:3000',
};

function problemsOf(environment: Readonly<Record<string, string>>, dotenv = ''): readonly string[] {
  try {
    readSettings(dotenv, environment);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ what, fix }) => `${what} ${fix}`);
  }
}

describe('settings', () => {
  it('come from the environment first, then from .env, then from the defaults', () => {
    const dotenv = `CLIENT_ID=${id}\nGRAPH_ROOT=https://graph.microsoft.us/v1.0`;
    expect(readSettings('', {})).toEqual(defaults);
    expect(readSettings(dotenv, { GRAPH_ROOT: 'https://dod-graph.microsoft.us/v1.0' })).toEqual({
      ...defaults,
      clientId: id,
      graphRoot: 'https://dod-graph.microsoft.us/v1.0',
    });
  });

  it('that are empty mean the default, and an empty variable overrides .env', () => {
    const empty = { CLIENT_ID: '', AUTHORITY: ' ', GRAPH_ROOT: '', ADDIN_ORIGIN: '' };
    expect(readSettings(`CLIENT_ID=${id}`, empty)).toEqual(defaults);
  });

  it('of the tests are the defaults', () => {
    expect(testSettings()).toEqual(defaults);
  });

  it.each<[string, string, keyof typeof defaults, string]>([
    ['CLIENT_ID', ` ${id}\t`, 'clientId', id],
    [
      'AUTHORITY',
      'https://login.microsoftonline.us/common/',
      'authority',
      'https://login.microsoftonline.us/common',
    ],
    [
      'AUTHORITY',
      'HTTPS://Login.Contoso.com/contoso.com//',
      'authority',
      'https://login.contoso.com/contoso.com',
    ],
    [
      'GRAPH_ROOT',
      'https://graph.microsoft.us/v1.0/',
      'graphRoot',
      'https://graph.microsoft.us/v1.0',
    ],
    [
      'AUTHORITY',
      'https://login.microsoftonline.com/Organizations',
      'authority',
      'https://login.microsoftonline.com/Organizations',
    ],
    ['ADDIN_ORIGIN', 'https://keeper.contoso.com/', 'addinOrigin', 'https://keeper.contoso.com'],
    ['ADDIN_ORIGIN', 'https://keeper.contoso.com:443', 'addinOrigin', 'https://keeper.contoso.com'],
    [
      'ADDIN_ORIGIN',
      'https://keeper.contoso.com:8443',
      'addinOrigin',
      'https://keeper.contoso.com:8443',
    ],
    ['ADDIN_ORIGIN', 'https://[::1]:3000', 'addinOrigin', 'https://[::1]:3000'],
  ])('%s=%s is read in its normal form', (name, text, member, value) => {
    expect(readSettings('', { [name]: text })[member]).toBe(value);
  });

  it.each([
    ['CLIENT_ID', 'my-app', 'must be a GUID'],
    ['CLIENT_ID', `{${id}}`, 'must be a GUID'],
    ['AUTHORITY', 'garbage', 'must start with https://'],
    ['AUTHORITY', 'http://login.microsoftonline.com/organizations', 'must start with https://'],
    ['AUTHORITY', 'https:login.microsoftonline.com/organizations', 'must start with https://'],
    ['AUTHORITY', 'https://login.microsoftonline.com', 'needs a tenant'],
    ['AUTHORITY', 'https://login.microsoftonline.com//', 'needs a tenant'],
    ['AUTHORITY', 'https://login.microsoftonline.com/common/v2.0', 'only the tenant'],
    ['AUTHORITY', 'https://login.microsoftonline.com/My company', 'its ID or its domain'],
    ['AUTHORITY', 'https://login.microsoftonline.com/contoso', 'its ID or its domain'],
    ['AUTHORITY', 'https://login.microsoftonline.com/consumers', 'its ID or its domain'],
    [
      'AUTHORITY',
      'https://login.microsoftonline.com/11111111-2222-4333-8444-55555555555',
      'its ID or its domain',
    ],
    ['AUTHORITY', 'https://login.microsoftonline.com/common?x=1', 'may not have a query'],
    ['GRAPH_ROOT', 'https://graph.microsoft.com', 'must end in /v1.0'],
    ['GRAPH_ROOT', 'https://graph.microsoft.com/beta', 'must end in /v1.0'],
    ['GRAPH_ROOT', 'https://graph.microsoft.com/v1.0/me', 'must end in /v1.0'],
    ['ADDIN_ORIGIN', 'https://apps.contoso.com/keeper/', 'without a path'],
    ['ADDIN_ORIGIN', 'http://apps.contoso.com', 'must start with https://'],
    ['ADDIN_ORIGIN', 'apps.contoso.com', 'must start with https://'],
    ['ADDIN_ORIGIN', 'localhost:3000', 'must start with https://'],
    ['ADDIN_ORIGIN', 'https://apps.contoso.com#', 'may not have a query or a fragment'],
    ['ADDIN_ORIGIN', 'https://*.contoso.com', 'must name one host'],
    ['ADDIN_ORIGIN', '“https://apps.contoso.com”', 'must start with https://'],
  ])(
    '%s=%s is refused with the name, the value, the reason and an example',
    (name, text, reason) => {
      const [problem = '', ...more] = problemsOf({ [name]: text });
      expect(problem).toContain(`${name} is ${text}: it `);
      expect(problem).toContain(reason);
      expect(problem).toContain(`Example: ${name}=`);
      expect(more).toEqual([]);
    },
  );

  it('have examples that are valid', () => {
    const bad = { CLIENT_ID: '?', AUTHORITY: '?', GRAPH_ROOT: '?', ADDIN_ORIGIN: '?' };
    const examples = problemsOf(bad).map(
      (problem) => /Example: (\w+)=(\S+)$/.exec(problem)?.slice(1, 3) ?? [],
    );
    expect(examples.map(([name]) => name)).toEqual(Object.keys(bad));
    for (const [name = '', value = ''] of examples) {
      expect(problemsOf({ [name]: value })).toEqual([]);
    }
  });

  it('that contain a password are refused without showing it', () => {
    const [problem = ''] = problemsOf({
      GRAPH_ROOT: 'https://adele:secret@graph.microsoft.com/v1.0',
    });
    expect(problem).toContain('may not contain a user name or a password');
    expect(problem).not.toMatch(/adele|secret/);
  });

  it('are all checked at once, those of .env too', () => {
    const problems = problemsOf(
      { AUTHORITY: 'garbage' },
      'GRAPH_ROOT=https://graph.microsoft.com\n',
    );
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['AUTHORITY', 'GRAPH_ROOT']);
  });
});

describe('.env', () => {
  const values = {
    CLIENT_ID: id,
    AUTHORITY: 'https://login.microsoftonline.us/organizations',
    ADDIN_ORIGIN: 'https://keeper.contoso.com:8443',
  };

  it('is read the same however it is written', () => {
    const spaces = fc.constantFrom('', ' ', '\t');
    const line = (name: string, value: string) =>
      fc
        .record({
          before: spaces,
          keyword: fc.constantFrom('', 'export ', 'export\t'),
          around: spaces,
          quote: fc.constantFrom('', '"', "'", '`'),
          after: spaces,
          comment: fc.constantFrom('', ' # ours', " # don't = touch"),
        })
        .map((part) => {
          const quoted = part.quote + value + part.quote;
          return `${part.before}${part.keyword}${name}${part.around}=${part.around}${quoted}${part.after}${part.comment}`;
        });
    const noise = fc.constantFrom(
      '',
      '# CLIENT_ID=other',
      '#',
      'a line without a value',
      'OTHER=1',
    );
    const file = fc.record({
      lines: fc.tuple(...Object.entries(values).map(([name, value]) => line(name, value))),
      noise: fc.tuple(noise, noise, noise),
      mark: fc.constantFrom('', '\uFEFF'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(file, ({ lines, noise: others, mark, newline, last }) => {
        const text = lines.flatMap((each, index) => [others[index] ?? '', each]).join(newline);
        expect(parseDotenv(mark + text + (last ? newline : ''))).toMatchObject(values);
      }),
    );
  });

  it.each<[string, (text: Buffer) => Buffer]>([
    ['UTF-16', (text) => text],
    ['UTF-16, big-endian', (text) => text.swap16()],
    ['UTF-8 with UTF-16 after it', (text) => Buffer.concat([Buffer.from('A=1\n'), text])],
  ])('in %s is refused, and the problem says how to save it as UTF-8', (_encoding, write) => {
    const bytes = write(Buffer.from(`\uFEFFCLIENT_ID=${id}\r\n`, 'utf16le'));
    const [problem = '', ...more] = problemsOf({}, bytes.toString('utf8'));
    expect(problem).toMatch(/^\.env is not UTF-8\. .*Set-Content -Encoding utf8 \.env/);
    expect(more).toEqual([]);
  });

  it.each([
    ['AUTHORITY', 'AUTHORITY: https://login.microsoftonline.com/contoso.com'],
    ['AUTHORITY', 'AUTHORITY: https://login.microsoftonline.com/contoso.com?x=1'],
    ['CLIENT_ID', `CLIENT_ID ${id}`],
    ['GRAPH_ROOT', 'GRAPH_ROOT'],
  ])('is refused where %s has no = after it: %s', (name, line) => {
    const [problem = '', ...more] = problemsOf({}, `# ours\n  ${line}\r\n`);
    expect(problem).toContain(`${name} has no = after it in .env, in the line "${line}".`);
    expect(problem).toContain(`Example: ${name}=`);
    expect(more).toEqual([]);
    expect(problemsOf({ [name]: '' }, line)).toEqual([]);
  });

  it('shows no password of a line without =', () => {
    const [problem] = problemsOf({}, 'GRAPH_ROOT https://adele:secret@graph.microsoft.com/v1.0');
    expect(problem).not.toMatch(/adele|secret/);
  });

  it('may name a setting in a comment and in another name', () => {
    const others = '# CLIENT_ID xyz\nCLIENT_ID_OLD: x\nMY_CLIENT_ID x\nCLIENT_ID.old=x\n';
    expect(readSettings(`${others}CLIENT_ID\t= ${id}`, {}).clientId).toBe(id);
  });

  it('counts the last of two lines for one name', () => {
    expect(parseDotenv(`CLIENT_ID=\nCLIENT_ID=${id}\n`)).toEqual({ CLIENT_ID: id });
  });
});

describe('a client id', () => {
  it('is a GUID', () => {
    expect([isClientId(id), isClientId(id.toUpperCase())]).toEqual([true, true]);
    for (const text of ['', `${id}0`, `{${id}}`, id.slice(1)]) expect(isClientId(text)).toBe(false);
  });
});
