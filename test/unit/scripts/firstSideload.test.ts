import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCertificates } from 'office-addin-dev-certs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { certificateFault, findCertificateFault } from '../../../scripts/certificateFaults';
import { adviceAfterLoading, loadProblem } from '../../../scripts/excel/advice';
import type { Facts } from '../../../scripts/excel/checks';
import { problemsOf } from '../../../scripts/excel/checks';
import type { InstallationFacts } from '../../../scripts/excel/desktopChecks';
import type { Machine } from '../../../scripts/excel/desktopFacts';
import { findInstallationFacts, idOf } from '../../../scripts/excel/desktopFacts';
import type { RegistryValues } from '../../../scripts/excel/registry';
import { parseRegQuery } from '../../../scripts/excel/registry';
import { describeProblems } from '../../../scripts/problems';
import { run } from '../../../scripts/programs';

const id = '34e36d79-5588-4cb9-929b-f2049ccd251d';
const dayMs = 86_400_000;
const well: InstallationFacts = { excelFound: true, webView2Found: true, copies: [] };
const facts: Facts = {
  app: 'desktop',
  document: undefined,
  platform: 'win32',
  clientId: '11111111-2222-4333-8444-555555555555',
  settingsProblems: [],
  certificateTrusted: true,
  certificateFault: undefined,
  desktop: well,
  portFault: undefined,
};
const told = (change: Partial<Facts>): string =>
  describeProblems(problemsOf({ ...facts, ...change }));
const toldOf = (change: Partial<InstallationFacts>): string =>
  told({ desktop: { ...well, ...change } });

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'session-keeper-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('before the first start in Excel', () => {
  it.each<[string, string, RegExp]>([
    [
      'a missing Excel',
      toldOf({ excelFound: false }),
      /^Excel was not found.*\n {4}npm run start:web/,
    ],
    [
      'a missing WebView2',
      toldOf({ webView2Found: false }),
      /^WebView2 was not found.*\n {4}winget install --exact --id Microsoft\.EdgeWebView2Runtime$/,
    ],
    [
      'another add-in with the same id',
      toldOf({
        copies: [{ path: 'C:\\old\\manifest.xml', remove: 'reg delete "HKCU" /v "old" /f' }],
      }),
      /another add-in with the same id: C:\\old\\manifest\.xml\..*\n {4}reg delete "HKCU" \/v "old" \/f$/,
    ],
    [
      'a certificate that has expired',
      told({ certificateFault: 'expired' }),
      /will not accept the certificate for localhost: it has expired.*\n {4}npx office-addin-dev-certs uninstall/,
    ],
    [
      'a certificate of another authority',
      told({ certificateFault: 'foreign' }),
      /another authority/,
    ],
    ['an authority without trust', told({ certificateFault: 'untrusted' }), /does not trust/],
  ])('%s is told with one command', (_what, words, expected) => {
    expect(words).toMatch(expected);
    expect(words.split('\n')).toHaveLength(2);
  });

  it('what cannot be found out is no problem', () => {
    const unknown = { excelFound: undefined, webView2Found: undefined, copies: undefined };
    expect(told({ desktop: unknown })).toBe('');
    expect(told({ desktop: undefined })).toBe('');
  });

  it('a certificate that is missing has one problem, not two', () => {
    const words = told({ certificateTrusted: false, certificateFault: 'foreign' });
    expect(words).toMatch(/^There is no certificate.*\n {4}npx office-addin-dev-certs install$/);
  });
});

describe('the certificate for localhost', () => {
  const generated = mkdtempSync(join(tmpdir(), 'session-keeper-certificates-'));
  const pem = (name: string): string =>
    readFileSync(join(generated, '.office-addin-dev-certs', name), 'utf8');
  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    mkdirSync(join(generated, '.office-addin-dev-certs'));
    const path = (name: string) => join(generated, '.office-addin-dev-certs', name);
    await generateCertificates(path('ca.crt'), path('localhost.crt'), path('localhost.key'), 30);
    await generateCertificates(path('ca2.crt'), path('localhost2.crt'), path('localhost2.key'), 30);
    vi.restoreAllMocks();
  });
  afterAll(() => rmSync(generated, { recursive: true, force: true }));

  it('is good when its authority issued it and the system trusts that, or does not say', () => {
    const [ca, own] = [pem('ca.crt'), pem('localhost.crt')];
    expect(certificateFault(ca, own, [pem('ca2.crt'), ca], Date.now())).toBeUndefined();
    expect(certificateFault(ca, own, undefined, Date.now())).toBeUndefined();
  });

  it('is told apart as expired, of another authority, and of one that the system does not trust', () => {
    const [ca, own] = [pem('ca.crt'), pem('localhost.crt')];
    expect(certificateFault(ca, own, undefined, Date.now() + 28 * dayMs)).toBeUndefined();
    expect(certificateFault(ca, own, undefined, Date.now() + 29.5 * dayMs)).toBe('expired');
    expect(certificateFault(pem('ca2.crt'), own, undefined, Date.now())).toBe('foreign');
    expect(certificateFault(ca, own, [pem('ca2.crt')], Date.now())).toBe('untrusted');
  });

  it('is read from the folder of Microsoft’s tool; without it nothing is known', () => {
    expect(findCertificateFault(generated, Date.now() + 60 * dayMs)).toBe('expired');
    expect(findCertificateFault(folder, Date.now())).toBeUndefined();
  });
});

/** A machine with nothing on it. */
const machine = (change: Partial<Machine>): Machine => ({
  platform: 'darwin',
  home: folder,
  applications: [join(folder, 'Applications')],
  localAppData: undefined,
  registry: () => undefined,
  findBundle: () => undefined,
  ...change,
});
const manifestOf = (of: string): string => `<OfficeApp><Id>${of}</Id></OfficeApp>`;
function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('on a Mac', () => {
  const wef = 'Library/Containers/com.microsoft.Excel/Data/Documents/wef';
  const find = (change: Partial<Machine> = {}) =>
    findInstallationFacts(machine(change), write('repository/manifest.xml', manifestOf(id)), id);

  it('Excel is where applications are, or where Spotlight finds it', () => {
    expect(find().excelFound).toBeUndefined();
    expect(find({ findBundle: () => [] }).excelFound).toBe(false);
    expect(find({ findBundle: () => ['/Volumes/Apps/Microsoft Excel.app'] }).excelFound).toBe(true);
    mkdirSync(join(folder, 'Applications/Microsoft Excel.app'), { recursive: true });
    expect(find({ findBundle: () => [] }).excelFound).toBe(true);
  });

  it('an Excel that has run and is not found is unknown, not missing', () => {
    mkdirSync(join(folder, 'Library/Containers/com.microsoft.Excel'), { recursive: true });
    expect(find({ findBundle: () => [] }).excelFound).toBeUndefined();
  });

  it('old manifests of this add-in in Excel’s folder are found; its own link and other add-ins are not', () => {
    expect(find().copies).toEqual([]);
    const own = write('repository/manifest.xml', manifestOf(id));
    mkdirSync(join(folder, wef), { recursive: true });
    linkSync(own, join(folder, wef, `${id}.manifest.xml`));
    write(`${wef}/other.xml`, manifestOf('00000000-0000-4000-8000-000000000000'));
    write(`${wef}/.DS_Store`, 'no manifest');
    const look = () => findInstallationFacts(machine({}), own, id).copies;
    expect(look()).toEqual([]);
    const old = write(`${wef}/it's old.xml`, manifestOf(id.toUpperCase()));
    expect(look()).toEqual([{ path: old, remove: `rm '${old.replace("'", "'\\''")}'` }]);
  });

  it('a folder that cannot be read is unknown', () => {
    write(wef, 'a file instead of a folder');
    expect(find().copies).toBeUndefined();
  });
});

describe('on Windows', () => {
  const developer = 'HKCU\\SOFTWARE\\Microsoft\\Office\\16.0\\Wef\\Developer';
  const clients = 'Microsoft\\EdgeUpdate\\Clients\\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}';
  const find = (keys: Readonly<Record<string, RegistryValues>>, change: Partial<Machine> = {}) =>
    findInstallationFacts(
      machine({ platform: 'win32', registry: (key) => keys[key] ?? 'missing', ...change }),
      write('repository/manifest.xml', manifestOf(id)),
      id,
    );

  it('Excel is a key of the registry, or an alias of the Microsoft Store', () => {
    const paths = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\excel.exe';
    expect(find({}).excelFound).toBe(false);
    expect(find({ [paths]: new Map([['', 'C:\\Excel.exe']]) }).excelFound).toBe(true);
    expect(find({ 'HKCR\\Excel.Application': new Map() }).excelFound).toBe(true);
    write('Microsoft/WindowsApps/excel.exe', '');
    expect(find({}, { localAppData: folder }).excelFound).toBe(true);
  });

  it('WebView2 is there with a version, for the machine or for the user', () => {
    expect(find({}).webView2Found).toBe(false);
    const none = { [`HKLM\\SOFTWARE\\${clients}`]: new Map([['pv', '0.0.0.0']]) };
    expect(find(none).webView2Found).toBe(false);
    for (const hive of ['HKLM\\SOFTWARE\\WOW6432Node', 'HKLM\\SOFTWARE', 'HKCU\\SOFTWARE']) {
      const keys = { [`${hive}\\${clients}`]: new Map([['pv', '142.0.3595.94']]) };
      expect(find(keys).webView2Found, hive).toBe(true);
    }
  });

  it('registrations of this add-in under another name are found; those that are overwritten are not', () => {
    const old = write('old/manifest.xml', manifestOf(id));
    const other = write('other/manifest.xml', manifestOf('00000000-0000-4000-8000-000000000000'));
    const values = new Map([
      [old, old],
      [other, other],
      [id, old],
      ['RefreshAddins', '0x1'],
      ['gone', join(folder, 'gone.xml')],
    ]);
    expect(find({ [developer]: values }).copies).toEqual([
      { path: old, remove: `reg delete "${developer}" /v "${old}" /f` },
    ]);
    expect(find({}).copies).toEqual([]);
  });

  it('a registry that cannot be read leaves all of it unknown', () => {
    expect(find({}, { registry: () => undefined })).toEqual({
      excelFound: undefined,
      webView2Found: undefined,
      copies: undefined,
    });
  });

  it('reads the values that reg.exe prints, the translated name of the default one too', () => {
    const text =
      '\r\nHKEY_CURRENT_USER\\SOFTWARE\\Test\r\n    (Standard)    REG_SZ    C:\\Program Files\\EXCEL.EXE\r\n' +
      `    ${id}    REG_SZ    C:\\my files\\manifest.xml\r\n    Empty    REG_SZ    \r\n\r\nHKEY_CURRENT_USER\\SOFTWARE\\Test\\Sub\r\n`;
    expect([...parseRegQuery(text)]).toEqual([
      ['', 'C:\\Program Files\\EXCEL.EXE'],
      [id, 'C:\\my files\\manifest.xml'],
      ['Empty', ''],
    ]);
  });
});

it('knows no Excel on other systems', () => {
  expect(findInstallationFacts(machine({ platform: 'linux' }), '', id)).toEqual({
    excelFound: undefined,
    webView2Found: undefined,
    copies: undefined,
  });
});

it('reads the id of the manifest', () => {
  expect(idOf(readFileSync('manifest.xml', 'utf8'))).toBe(id);
  expect(idOf('')).toBeUndefined();
});

describe('a failure of Office’s tool', () => {
  it.each([
    [
      'Error: Unable to start debugging.\nError: Command failed: CheckNetIsolation.exe LoopbackExempt -a',
      /^Windows refused .*\n {4}CheckNetIsolation LoopbackExempt -a -n=microsoft\.win32webviewhost_cw5n1h2txyewy/,
    ],
    [
      "Unable to register the Office Add-in.\nError: EEXIST: file already exists, link '/a/manifest.xml' -> '/b/wef/1.manifest.xml'",
      /^A manifest of an earlier start .*\n {4}rm '\/b\/wef\/1\.manifest\.xml'$/,
    ],
    [
      "EPERM: operation not permitted, scandir '/Users/a/Library/Containers/com.microsoft.Excel/Data/Documents/wef'",
      /^macOS keeps .*\n {4}open "x-apple\.systempreferences:/,
    ],
    [
      "Unable to register the Office Add-in.\nError: EXDEV: cross-device link not permitted, link '/Volumes/a/manifest.xml' -> '/b/wef/1.manifest.xml'",
      /^macOS cannot link the manifest .*\n {4}cp -R .* ~\/session-keeper/,
    ],
    ['No application knows how to open URL file:///a.xlsx', /^Excel was not found/],
  ])('that is known is told with one command: %s', (output, words) => {
    const problem = loadProblem(output);
    expect(problem && describeProblems([problem])).toMatch(words);
  });

  it('that is not known stays as it is', () => {
    expect(loadProblem('Error: something else')).toBeUndefined();
    expect(loadProblem('')).toBeUndefined();
  });
});

it('after loading, what Excel itself may say has one command each', () => {
  const windows = adviceAfterLoading('win32');
  expect(windows).toMatch(
    /valid security certificate.*\n {4}npx office-addin-dev-certs uninstall\n/,
  );
  expect(windows).toMatch(/from localhost:\n {4}CheckNetIsolation LoopbackExempt/);
  // The user's name may have a space: nothing that cmd splits at it is removed.
  expect(windows).toMatch(
    /two of them.*\n {4}cmd \/c "cd \/d %LOCALAPPDATA%\\Microsoft\\Office\\16\.0&&rmdir \/s \/q Wef"$/,
  );
  const mac = adviceAfterLoading('darwin');
  expect(mac).not.toMatch(/CheckNetIsolation|rmdir/);
  expect(mac).toMatch(/two of them.*\n {4}rm -r ~\/Library/);
});

it('the output of a program can be read while it is printed', async () => {
  let printed = '';
  const code = 'console.log("out"); console.error("err"); process.exitCode = 3;';
  const program = { command: process.execPath, args: ['--eval', code] };
  const ok = await run({ ...program, onOutput: (text) => (printed += text) }, 20_000);
  expect(ok).toBe(false);
  expect(printed).toContain('out\n');
  expect(printed).toContain('err\n');
});
