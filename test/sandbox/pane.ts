import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Headers } from '../../scripts/build/headers';
import type { Handler } from './http';
import { send, targetOf } from './http';
import { readInside } from './static';

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
      .replace(block, (_whole, start: string, _old: string, end: string) => start + JSON.stringify(configuration) + end)
      .replace(/<script\b(?=[^>]*\bid=["']?office\b)/, `<script src="${newerOfficePath}"></script><script`)
      .replaceAll('https://appsforoffice.microsoft.com', origins.office)
      .replaceAll('https://login.microsoftonline.com', origins.identity)
      .replaceAll('https://graph.microsoft.com', origins.graph);
}

/** Does what whoever deploys a build does that was made without a client id: fills it in, and touches nothing else. */
export function fillClientId(clientId: string): Rewrite {
  return (html) => html.replace(block, (whole) => whole.replace(/("clientId"\s*:\s*)""/, `$1${JSON.stringify(clientId)}`));
}

/** Serves the built pane: pages by way of `rewrite`, everything else byte for byte; with the headers for each path. */
export function servePane(dist: string, rewrite: Rewrite, headersOf: (path: string) => Headers = () => ({})): Handler {
  return async (request, response) => {
    const { path } = targetOf(request);
    const file = await readInside(dist, path);
    if (file === undefined) send(response, 404, 'text/plain; charset=utf-8', 'The build has no such file. Is it there? npm run build makes it.');
    else send(response, 200, file.type, path.endsWith('.html') ? rewrite(file.content.toString('utf8')) : file.content, headersOf(path));
  };
}

/** Where Microsoft serves office.js. */
export const officePath = '/lib/1/hosted/';

/** Serves the unchanged office.js of npm, to every page. */
export function serveOffice(folder: string): Handler {
  return async (request, response) => {
    const { path } = targetOf(request);
    const file = path.startsWith(officePath) ? await readInside(folder, path.slice(officePath.length)) : undefined;
    if (file === undefined) send(response, 404, 'text/plain; charset=utf-8', 'office.js has no such file.');
    // Microsoft's own servers let every page read it, and the page's tag may ask for that.
    else send(response, 200, file.type, file.content, { 'access-control-allow-origin': '*' });
  };
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
