import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cors } from 'hono/cors';
import type { HeaderFields } from '../../scripts/build/headers';
import type { App } from './http';
import { createApp } from './http';
import { filesOf } from './static';

/** The pane's settings, as they stand in the page that was built. */
export interface PaneConfiguration {
  readonly clientId: string;
  readonly authority: string;
  readonly graphRoot: string;
}

/** Where the parts of a world are. */
export interface Origins {
  readonly excel: string;
  readonly pane: string;
  readonly identity: string;
  readonly graph: string;
  readonly office: string;
}

/** Changes a page of the finished build on its way out. */
export type Rewrite = (html: string) => string;

/** Where the pane finds what Excel's office.js has and npm's has not (excel/newerOffice.ts). */
export const newerOfficePath = '/sandbox/newer-office.js';

const block = /(<script\b[^>]*\bid=["']?configuration\b[^>]*>)([\s\S]*?)(<\/script>)/i;

/** Points the pages at the world's own servers. */
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

/** Does what whoever deploys a build does that was made without a client id: fills it in, and touches nothing else. */
export function fillClientId(clientId: string): Rewrite {
  return (html) =>
    html.replace(block, (whole) =>
      whole.replace(/("clientId"\s*:\s*)""/, `$1${JSON.stringify(clientId)}`),
    );
}

/** Serves the built pane: pages by way of `rewrite`, everything else byte for byte; with the headers for each path. */
export function servePane(
  dist: string,
  rewrite: Rewrite,
  headersOf: (path: string) => HeaderFields = () => ({}),
): App {
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

/** Where Microsoft serves office.js. */
const officePath = '/lib/1/hosted/';

/** Serves the unchanged office.js of npm. */
export function serveOffice(folder: string): App {
  const app = createApp();
  // Microsoft's own servers let every page read it, and the page's tag may ask for that.
  app.use(`${officePath}*`, cors(), filesOf(folder, officePath));
  app.all(`${officePath}*`, (c) => c.text('office.js has no such file.', 404));
  return app;
}

/** The built manifest, with the origin that it was built for replaced by the world's. */
export async function readManifest(dist: string, paneOrigin: string): Promise<string | undefined> {
  try {
    const manifest = await readFile(join(dist, 'manifest.xml'), 'utf8');
    const built = /<SourceLocation\s+DefaultValue="(https:\/\/[^/"]+)/.exec(manifest)?.[1];
    return built === undefined ? manifest : manifest.replaceAll(built, paneOrigin);
  } catch {
    return undefined;
  }
}
