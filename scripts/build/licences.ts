import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Folder with the licence texts of packages that ship without one. In a file name, + replaces the
 * slash.
 */
const texts = fileURLToPath(new URL('licences/', import.meta.url));

/** Folder of the package that contains a module's file; undefined for the pane's own modules. */
function packageFolder(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file)?.[0];
}

/**
 * Licence texts of all packages in the build, sorted by name.
 *
 * @param files absolute paths of the modules in the build
 * @throws Error when a licence text is missing
 */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  const entries = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Readonly<Record<'name' | 'version' | 'license', string>>;
    return `${name} ${version}: ${license}\n\n${textOf(folder, name)}\n`;
  });
  return `Session Keeper for Excel contains these packages.\n\n${[...new Set(entries)].sort().join('\n----\n\n')}`;
}

function textOf(folder: string, name: string): string {
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const ours = join(texts, `${name.replace('/', '+')}.txt`);
  if (file === undefined && !existsSync(ours)) {
    throw new Error(`${name} comes without the text of its licence: put it into ${ours}.`);
  }
  return readFileSync(file === undefined ? ours : join(folder, file), 'utf8').trim();
}
