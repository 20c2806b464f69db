import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Copy, InstallationFacts } from './desktopChecks';
import type { RegistryReader } from './registry';
import { readRegistry } from './registry';

/** The machine that is asked; only read. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Home folder. */
  readonly home: string;
  /** Folders that may hold "Microsoft Excel.app", on a Mac. */
  readonly applications: readonly string[];
  /** Value of %LOCALAPPDATA%, on Windows. */
  readonly localAppData: string | undefined;
  readonly registry: RegistryReader;
  /** Paths of applications with a bundle id, or undefined when Spotlight does not answer. */
  readonly findBundle: (id: string) => readonly string[] | undefined;
}

const developerKey = 'HKCU\\SOFTWARE\\Microsoft\\Office\\16.0\\Wef\\Developer';
const excelKeys = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\excel.exe',
  'HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\excel.exe',
  'HKCR\\Excel.Application',
];
// Source: "Distribute your app and the WebView2 Runtime", "Detect if a WebView2 Runtime is already
// installed".
const webView2Keys = [
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\EdgeUpdate\\Clients\\',
  'HKLM\\SOFTWARE\\Microsoft\\EdgeUpdate\\Clients\\',
  'HKCU\\SOFTWARE\\Microsoft\\EdgeUpdate\\Clients\\',
].map((clients) => `${clients}{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`);

/** This machine. */
export const thisMachine = (home: string): Machine => ({
  platform: process.platform,
  home,
  applications: ['/Applications', join(home, 'Applications')],
  localAppData: process.env['LOCALAPPDATA'],
  registry: readRegistry,
  findBundle: (id) => {
    const { status, stdout } = spawnSync('mdfind', [`kMDItemCFBundleIdentifier == '${id}'`], {
      encoding: 'utf8',
      timeout: 10_000,
    });
    return status === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
  },
});

/**
 * Asks a machine about Excel and about other registrations of the add-in; changes nothing.
 *
 * @param manifest path of this repository's manifest
 * @param id the add-in's id
 */
export function findInstallationFacts(
  machine: Machine,
  manifest: string,
  id: string,
): InstallationFacts {
  if (machine.platform === 'win32') {
    return {
      excelFound: excelOnWindows(machine),
      webView2Found: anyKey(machine.registry, webView2Keys, (values) => {
        const version = values.get('pv') ?? '';
        return version !== '' && version !== '0.0.0.0';
      }),
      copies: copiesOnWindows(machine, manifest, id),
    };
  }
  if (machine.platform === 'darwin') {
    return {
      excelFound: excelOnMac(machine),
      webView2Found: undefined,
      copies: copiesOnMac(machine, manifest, id),
    };
  }
  return { excelFound: undefined, webView2Found: undefined, copies: undefined };
}

/** True if a key satisfies the condition, undefined if that cannot be found out. */
function anyKey(
  registry: RegistryReader,
  keys: readonly string[],
  condition: (values: ReadonlyMap<string, string>) => boolean,
): boolean | undefined {
  const read = keys.map(registry);
  if (read.some((values) => typeof values === 'object' && condition(values))) return true;
  return read.includes(undefined) ? undefined : false;
}

function excelOnWindows({ registry, localAppData }: Machine): boolean | undefined {
  // Excel from the Microsoft Store has an alias instead of a key.
  const alias =
    localAppData !== undefined &&
    isThere(join(localAppData, 'Microsoft', 'WindowsApps', 'excel.exe'));
  return alias || anyKey(registry, excelKeys, () => true);
}

function excelOnMac({ applications, home, findBundle }: Machine): boolean | undefined {
  if (applications.some((folder) => isThere(join(folder, 'Microsoft Excel.app')))) return true;
  const found = findBundle('com.microsoft.Excel');
  if (found === undefined || found.length > 0) return found === undefined ? undefined : true;
  // Excel has run here, so it may be in a place that Spotlight does not search.
  return isThere(join(home, 'Library/Containers/com.microsoft.Excel')) ? undefined : false;
}

/**
 * Other registrations that stay beside this add-in's: the registration overwrites a value whose
 * name is the id. Source: office-addin-dev-settings, dev-settings-windows.js.
 */
function copiesOnWindows(
  { registry }: Machine,
  manifest: string,
  id: string,
): readonly Copy[] | undefined {
  const values = registry(developerKey);
  if (values === undefined) return undefined;
  if (values === 'missing') return [];
  return [...values]
    .filter(([name, path]) => name !== id && isOtherCopy(path, manifest, id))
    .map(([name, path]) => ({ path, remove: `reg delete "${developerKey}" /v "${name}" /f` }));
}

/**
 * Other manifests in the folder from which Excel for Mac sideloads. Linking fails where an old link
 * has this add-in's file name. Source: office-addin-dev-settings, dev-settings-mac.js.
 */
function copiesOnMac({ home }: Machine, manifest: string, id: string): readonly Copy[] | undefined {
  const folder = join(home, 'Library/Containers/com.microsoft.Excel/Data/Documents/wef');
  try {
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => isOtherCopy(path, manifest, id))
      .map((path) => ({ path, remove: `rm ${quoted(path)}` }));
  } catch (error) {
    return hasCode(error, 'ENOENT') ? [] : undefined;
  }
}

/** Whether a file is a manifest with the id, and not the same file as this repository's. */
function isOtherCopy(path: string, manifest: string, id: string): boolean {
  try {
    const [one, other] = [statSync(path), statSync(manifest)];
    if (one.ino === other.ino && one.dev === other.dev) return false;
    return idOf(readFileSync(path, 'utf8')) === id.toLowerCase();
  } catch {
    return false;
  }
}

/** The id in a manifest's text. */
export const idOf = (xml: string): string | undefined =>
  /<Id>\s*([\w-]+)\s*<\/Id>/.exec(xml)?.[1]?.toLowerCase();

/** A path as one word of a shell. */
const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function isThere(path: string): boolean {
  try {
    // Not stat: it cannot follow the alias of an application from the Microsoft Store.
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
