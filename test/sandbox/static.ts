import { join, resolve, sep } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Env } from './http';

/**
 * Serves the files of a folder. A path without a file passes to the next route.
 *
 * @param below URL path prefix of the files.
 */
export function filesOf(folder: string, below = '/') {
  // With the `root` option, a missing folder logs an error at every start. The build may be created
  // later.
  return serveStatic<Env>({ rewriteRequestPath: (path) => join(folder, path.slice(below.length)) });
}

/** Returns the file for a URL path if it lies inside the folder. The file may not exist. */
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
