import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

/** A file as it is served. */
export interface ServedFile {
  readonly type: string;
  readonly content: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'text/xml; charset=utf-8',
};

/**
 * Reads the file that a percent-encoded URL path names inside a folder.
 *
 * @returns undefined when there is none, or when the path leads out of the folder.
 */
export async function readInside(folder: string, urlPath: string): Promise<ServedFile | undefined> {
  const file = fileInside(folder, urlPath);
  if (file === undefined) return undefined;
  try {
    return { content: await readFile(file), type: types[extname(file).toLowerCase()] ?? 'application/octet-stream' };
  } catch {
    return undefined;
  }
}

/** The file that a URL path names, when it lies inside the folder; nobody looks whether it is there. */
export function fileInside(folder: string, urlPath: string): string | undefined {
  try {
    const decoded = decodeURIComponent(urlPath);
    const root = resolve(folder);
    const file = resolve(join(root, decoded));
    return !decoded.includes('\0') && file.startsWith(root + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}
