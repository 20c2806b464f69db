import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import type { Handler } from './http';
import { send, targetOf } from './http';
import { readManifest } from './pane';
import { fileInside, readInside } from './static';

/** What Excel's page reads about the world. */
export interface WorldDescription {
  readonly paneUrl: string;
  readonly paneOrigin: string;
  readonly identityOrigin: string;
  readonly graphOrigin: string;
  readonly workbooks: readonly { readonly name: string; readonly url: string }[];
  readonly accounts: readonly { readonly name: string; readonly userName: string }[];
}

const folder = fileURLToPath(new URL('./excel', import.meta.url));

/** Serves Excel's page: the folder `excel` with its TypeScript made JavaScript on the way, the manifest, and the world. */
export function serveExcelPage(dist: string, world: WorldDescription): Handler {
  return async (request, response) => {
    const served = await find(targetOf(request).path, dist, world);
    if (served === undefined) send(response, 404, 'text/plain; charset=utf-8', 'Excel’s page has no such file.');
    else send(response, 200, served.type, served.content);
  };
}

async function find(path: string, dist: string, world: WorldDescription): Promise<Served | undefined> {
  if (path === '/sandbox/world.json') return { type: 'application/json; charset=utf-8', content: JSON.stringify(world) };
  if (path === '/manifest.xml') return typed('text/xml; charset=utf-8', await readManifest(dist, world.paneOrigin));
  if (path === '/') return readInside(folder, '/index.html');
  const isScript = path.endsWith('.ts') || !/\.[^/]*$/.test(path);
  return isScript ? typed('text/javascript; charset=utf-8', await readScript(path)) : readInside(folder, path);
}

interface Served {
  readonly type: string;
  readonly content: string | Buffer;
}

function typed(type: string, content: string | undefined): Served | undefined {
  return content === undefined ? undefined : { type, content };
}

/**
 * What is put into the add-in's pages before office.js: what Excel's own office.js has and npm's has
 * not, and what Excel on the desktop puts into its web views. Each is idle where it is not needed.
 */
export async function readInjected(): Promise<string> {
  return (await Promise.all(['/newerOffice.ts', '/desktopAgent.ts'].map(readScript))).join('\n');
}

/** A module of the page without its types; imports name their modules without an ending. */
export async function readScript(path: string): Promise<string | undefined> {
  const file = fileInside(folder, path.endsWith('.ts') ? path : `${path}.ts`);
  const source = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (file === undefined || source === undefined) return undefined;
  const { code } = await transform(source, {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  return code;
}
