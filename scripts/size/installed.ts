import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths';

const blockBytes = 4096;

/**
 * Disk usage (MiB, in whole blocks) of the packages in the lock file; other files in node_modules
 * do not count.
 */
export function installedMiB(): number {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const folders = Object.keys(lock.packages).filter(
    (path) => path.startsWith('node_modules/') && existsSync(join(root, path)),
  );
  return (
    folders.reduce((sum, path) => sum + blocksOf(join(root, path)), 0) * (blockBytes / 1024 / 1024)
  );
}

function blocksOf(folder: string): number {
  const inside = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    // The lock file lists nested packages separately.
    if (entry.name === 'node_modules') return 0;
    const path = join(folder, entry.name);
    return entry.isDirectory() ? blocksOf(path) : blocksIn(path);
  });
  return inside.reduce((sum, blocks) => sum + blocks, blocksIn(folder));
}

const blocksIn = (path: string): number => Math.ceil(lstatSync(path).size / blockBytes);
