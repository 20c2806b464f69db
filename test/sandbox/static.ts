import { join, resolve, sep } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Env } from './http';

/**
 * Serves the files of a folder; a path without a file goes to the next route.
 *
 * @param below the path below which they are served.
 */
export function filesOf(folder: string, below = '/') {
  // Given as `root`, a missing folder prints an error at every start: the build may come later.
  return serveStatic<Env>({ rewriteRequestPath: (path) => join(folder, path.slice(below.length)) });
}

/** The file that a URL path names, when it lies inside the folder; it may be missing. */
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
