import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths';

const block = 4096;

/** MiB on the disk, in blocks, of the packages that the lock file names; other files in node_modules do not count. */
export function installedMiB(): number {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const folders = Object.keys(lock.packages).filter(
    (path) => path.startsWith('node_modules/') && existsSync(join(root, path)),
  );
  return folders.reduce((sum, path) => sum + blocksOf(join(root, path)), 0) * (block / 1024 / 1024);
}

function blocksOf(folder: string): number {
  const inside = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    // A package inside a package is named by the lock file too.
    if (entry.name === 'node_modules') return 0;
    const place = join(folder, entry.name);
    return entry.isDirectory() ? blocksOf(place) : blocksIn(place);
  });
  return inside.reduce((sum, blocks) => sum + blocks, blocksIn(folder));
}

const blocksIn = (place: string): number => Math.ceil(lstatSync(place).size / block);
