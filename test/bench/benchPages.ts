import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { transformSync } from '@swc/core';
import webpack from 'webpack';

/** Measured pages, with a description of each. */
export const pages = {
  pane: 'this pane, office.js replaced by a stub',
  react: 'a bare React 19 page with one button',
  plain: 'a page without a framework, with one button',
} as const;
export type PageName = keyof typeof pages;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};
const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Stub that responds like Excel on the web, immediately: measures the pane, not office.js. */
const officeStub = `
  window.Office = { HostType: { Excel: 'Excel' }, AsyncResultStatus: { Failed: 'failed' }, EventType: {},
    actions: { associate() {} }, onReady: () => Promise.resolve({ host: 'Excel' }),
    context: { displayLanguage: 'en-US', document: { url: '', getFilePropertiesAsync(callback) { callback({ value: {} }); } },
      requirements: { isSetSupported: () => false } } };`;

const reactPage = `
  import { createElement } from 'react';
  import { createRoot } from 'react-dom/client';
  createRoot(document.getElementById('pane')).render(createElement('main', null, createElement('h1', null, 'Pane'), createElement('button', null, 'Sign in')));`;

const plainPage = `document.getElementById('pane').innerHTML = '<main><h1>Pane</h1><button>Sign in</button></main>';`;

const shell = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><script defer src="${script}"></script><div id="pane"></div></html>`;

/**
 * Builds the reference pages, and serves them and the finished pane from loopback, compressed like
 * a production host.
 */
export async function servePages(): Promise<{ readonly origin: string; readonly server: Server }> {
  await bundle(transformSync(reactPage, { jsc: { target: 'es2022' } }).code);
  const made: Readonly<Record<string, string>> = {
    '/react/taskpane.html': shell('/react/react.js'),
    '/react/react.js': readFileSync(fromHere('../../reports/bench/react.js'), 'utf8'),
    '/plain/taskpane.html': shell('/plain/plain.js'),
    '/plain/plain.js': plainPage,
    '/pane/office.js': officeStub,
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const text =
      made[path] ??
      (path.startsWith('/pane/') ? builtFile(path.slice('/pane/'.length)) : undefined);
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      'content-encoding': 'br',
    });
    response.end(compressed(text ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    server,
    origin: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
  };
}

const known = new Map<string, Buffer>();

/** Compressed once, as on a host: not per request. */
function compressed(text: string): Buffer {
  const buffer = known.get(text) ?? brotliCompressSync(text);
  known.set(text, buffer);
  return buffer;
}

function builtFile(name: string): string | undefined {
  try {
    const text = readFileSync(new URL(name, new URL('../../dist/', import.meta.url)), 'utf8');
    if (name !== 'taskpane.html') return text;
    return text
      .replace(/https:\/\/appsforoffice\.microsoft\.com\/lib\/1\/hosted\/office\.js/, 'office.js')
      .replace('"clientId":""', '"clientId":"00000000-0000-4000-8000-000000000000"')
      .replace('"clientId": ""', '"clientId": "00000000-0000-4000-8000-000000000000"');
  } catch {
    return undefined;
  }
}

function bundle(code: string): Promise<void> {
  const entry = `data:text/javascript,${encodeURIComponent(code)}`;
  const compiler = webpack({
    mode: 'production',
    target: ['web', 'es2022'],
    entry: { react: entry },
    context: fromHere('../..'),
    performance: { hints: false },
    resolve: { modules: [fromHere('../../node_modules')] },
    output: { path: fromHere('../../reports/bench'), filename: '[name].js' },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error !== null || stats?.hasErrors() === true) {
        reject(error ?? new Error(stats?.toString('errors-only')));
      } else resolve();
    });
  });
}
