import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const block = 4096;

/** MiB on the disk, in blocks, of the packages that the lock file names; what else was put beside them does not count. */
export function installedMiB(): number {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, unknown>> };
  const folders = Object.keys(packages).filter((path) => path !== '' && existsSync(join(root, path)));
  return folders.reduce((sum, path) => sum + blocksOf(join(root, path)), 0) * (block / 1024 / 1024);
}

function blocksOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, entry) => {
      // A package inside a package is named by the lock file too.
      if (entry.name === 'node_modules') return sum;
      const place = join(folder, entry.name);
      return sum + (entry.isDirectory() ? blocksOf(place) : blocksIn(place));
    },
    blocksIn(folder),
  );
}

const blocksIn = (place: string): number => Math.ceil(lstatSync(place).size / block);
