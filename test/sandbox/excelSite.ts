import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import type { HttpApp, RouteContext } from './http';
import { createApp } from './http';
import { readManifest } from './paneSite';
import { fileInside, filesOf } from './static';

/** World description that the emulated Excel page reads. */
export interface WorldDescription {
  readonly paneUrl: string;
  readonly paneOrigin: string;
  readonly identityOrigin: string;
  readonly graphOrigin: string;
  readonly workbooks: readonly { readonly name: string; readonly url: string }[];
  readonly accounts: readonly { readonly name: string; readonly userName: string }[];
}

const folder = fileURLToPath(new URL('./excel', import.meta.url));

/**
 * Serves the Excel page: the folder `excel` (TypeScript compiled on request), the manifest and the
 * world description.
 */
export function serveExcelPage(dist: string, world: WorldDescription): HttpApp {
  const app = createApp();
  app.get('/sandbox/world.json', (c) => c.json(world));
  app.get('/manifest.xml', async (c, next) => {
    const manifest = await readManifest(dist, world.paneOrigin);
    if (manifest === undefined) return next();
    return c.body(manifest, 200, { 'content-type': 'text/xml; charset=utf-8' });
  });
  app.get('*', async (c, next) => {
    const script = await readScript(c.req.path);
    return script === undefined ? next() : scriptAnswer(c, script);
  });
  app.use(filesOf(folder));
  app.all('*', (c) => c.text('Excel’s page has no such file.', 404));
  return app;
}

/** Returns a response with a script. */
export const scriptAnswer = (c: RouteContext, script: string): Response =>
  c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' });

/**
 * Returns the scripts to insert before office.js in the add-in's pages. They add what Excel's own
 * office.js has and npm's lacks, and what desktop Excel adds to its web views. Each script does
 * nothing where it is not needed.
 */
export async function readInjected(): Promise<string> {
  return (await Promise.all(['/newerOffice.ts', '/desktopAgent.ts'].map(readScript))).join('\n');
}

/**
 * Returns a module of the page with its types removed. Imports use module names without an
 * extension.
 */
export async function readScript(path: string): Promise<string | undefined> {
  const file = fileInside(folder, path.endsWith('.ts') ? path : `${path}.ts`);
  const source =
    file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (file === undefined || source === undefined) return undefined;
  const known = compiled.get(file);
  if (known?.source === source) return known.code;
  const { code } = await transform(source, {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  compiled.set(file, { source, code });
  return code;
}

/** Modules as they were compiled last, by file: every test opens the same page. */
const compiled = new Map<string, { readonly source: string; readonly code: string }>();
