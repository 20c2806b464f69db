import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a module's file belongs to, Fluent's icons beside the pane included; undefined for the pane's own. */
function packageFolder(file: string): string | undefined {
  return /^.*[\\/](?:node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+|fluentIcons)(?=[\\/])/.exec(file)?.[0];
}

/** The licences of the packages whose files went into the build, by name, each with its text. */
export function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.map(packageFolder).filter((folder) => folder !== undefined));
  const entries = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<'name' | 'version' | 'license', string>>;
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version}: ${license}\n${file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`}`;
  });
  return `Session Keeper for Excel contains these packages.\n\n${[...new Set(entries)].sort().join('\n----\n\n')}`;
}
