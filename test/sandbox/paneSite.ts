import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cors } from 'hono/cors';
import type { HeaderFields } from '../../scripts/build/headers';
import type { HttpApp } from './http';
import { createApp } from './http';
import { filesOf } from './static';

/** Settings of the pane, as found in the built page. */
export interface PaneConfiguration {
  readonly clientId: string;
  readonly authority: string;
  readonly graphRoot: string;
}

/** Origins of the parts of a world. */
export interface Origins {
  readonly excel: string;
  readonly pane: string;
  readonly identity: string;
  readonly graph: string;
  readonly office: string;
}

/** Transforms a page of the build when it is served. */
export type Rewrite = (html: string) => string;

/**
 * Path of the script with the parts of Excel's office.js that npm's lacks (excel/newerOffice.ts).
 */
export const newerOfficePath = '/sandbox/newer-office.js';

const block = /(<script\b[^>]*\bid=["']?configuration\b[^>]*>)([\s\S]*?)(<\/script>)/i;

/** Replaces the origins in the pages with the world's own. */
export function rewriteForOrigins(origins: Origins, configuration: PaneConfiguration): Rewrite {
  return (html) =>
    html
      .replace(
        block,
        (_whole, start: string, _old: string, end: string) =>
          start + JSON.stringify(configuration) + end,
      )
      .replace(
        /<script\b(?=[^>]*\bid=["']?office\b)/,
        `<script src="${newerOfficePath}"></script><script`,
      )
      .replaceAll('https://appsforoffice.microsoft.com', origins.office)
      .replaceAll('https://login.microsoftonline.com', origins.identity)
      .replaceAll('https://graph.microsoft.com', origins.graph);
}

/** Fills in the client id of a build without one, as a deployment does. Changes nothing else. */
export function fillClientId(clientId: string): Rewrite {
  return (html) =>
    html.replace(block, (whole) =>
      whole.replace(/("clientId"\s*:\s*)""/, `$1${JSON.stringify(clientId)}`),
    );
}

/**
 * Serves the built pane with the headers of each path. Pages pass through `rewrite`; other files
 * are served unchanged.
 */
export function servePane(
  dist: string,
  rewrite: Rewrite,
  headersOf: (path: string) => HeaderFields = () => ({}),
): HttpApp {
  const app = createApp();
  app.use(async (c, next) => {
    await next();
    if (c.res.status !== 200) return;
    if (c.req.path.endsWith('.html')) {
      c.res = new Response(rewrite(await c.res.text()), c.res);
      c.header('content-length', undefined);
    }
    for (const [name, value] of Object.entries(headersOf(c.req.path))) c.header(name, value);
  });
  app.use(filesOf(dist));
  app.all('*', (c) =>
    c.text('The build has no such file. Is it there? npm run build makes it.', 404),
  );
  return app;
}

/** Path of office.js on Microsoft's servers. */
const officePath = '/lib/1/hosted/';

/** Serves npm's office.js unchanged. */
export function serveOffice(folder: string): HttpApp {
  const app = createApp();
  // Microsoft's servers allow every origin, and the page's script tag may request CORS.
  app.use(`${officePath}*`, cors(), filesOf(folder, officePath));
  app.all(`${officePath}*`, (c) => c.text('office.js has no such file.', 404));
  return app;
}

/** Reads the built manifest and replaces its origin with the world's. */
export async function readManifest(dist: string, paneOrigin: string): Promise<string | undefined> {
  try {
    const manifest = await readFile(join(dist, 'manifest.xml'), 'utf8');
    const built = /<SourceLocation\s+DefaultValue="(https:\/\/[^/"]+)/.exec(manifest)?.[1];
    return built === undefined ? manifest : manifest.replaceAll(built, paneOrigin);
  } catch {
    return undefined;
  }
}
