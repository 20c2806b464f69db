import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { isPortInUse, devServerPort as port } from '../../scripts/ports';

const document = 'https://contoso.sharepoint.com/Budget.xlsx';
const clientId = '11111111-2222-4333-8444-555555555555';

const tsx = 'node_modules/tsx/dist/cli.mjs';
const words = 'Your browser opens the workbook';

/**
 * Runs `npm run start:web` from its checks to `npm stop`, with the real development server. The
 * tool that opens Excel and the certificate's trust are faked.
 *
 * @returns what failed, if anything.
 */
export async function startsAndStops(): Promise<string | undefined> {
  if (await isPortInUse(port)) return `Port ${port} is taken.`;
  const home = mkdtempSync(join(tmpdir(), 'session-keeper-home-'));
  try {
    const env = await pretend(home);
    const started = spawn(process.execPath, [tsx, 'scripts/startWeb.ts', '--document', document], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let [said, page] = ['', ''];
    started.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!text.includes(words)) return;
      void servedPane().then((pane) => {
        page = pane;
        spawnSync(process.execPath, [tsx, 'scripts/stop.ts'], { env, stdio: 'inherit' });
      });
    });
    const status = await new Promise((resolve) => started.once('close', resolve));
    const asked = readFileSync(join(home, 'asked'), 'utf8');
    if (!asked.includes(`web --no-debug --document ${document}?web=1 --app excel`)) {
      return `Excel was asked for ${asked}`;
    }
    if (status !== 0 || !said.includes('The server has stopped')) {
      return `It ended with ${String(status)}:\n${said}`;
    }
    if (!page.includes('<title>Session Keeper</title>')) return `The server sent ${page}`;
    return (await isPortInUse(port)) ? 'The server still runs.' : undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Pane that the development server sends, or the error if it sends none. */
function servedPane(): Promise<string> {
  return new Promise((resolve) => {
    get(
      { host: 'localhost', port, path: '/taskpane.html', rejectUnauthorized: false },
      (response) => resolve(textOf(response)),
    ).once('error', ({ message }) => resolve(message));
  });
}

/**
 * Home folder with a certificate. Office's tool is replaced: it logs its arguments to a file
 * instead of opening Excel.
 */
async function pretend(home: string): Promise<NodeJS.ProcessEnv> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
  });
  mkdirSync(join(home, '.office-addin-dev-certs'));
  for (const [name, text] of [
    ['localhost.key', key],
    ['localhost.crt', cert],
    ['ca.crt', cert],
  ] as const) {
    writeFileSync(join(home, '.office-addin-dev-certs', name), text);
  }
  writeFileSync(join(home, 'openssl'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(home, 'openssl'), 0o755);
  const record = `require('node:fs').appendFileSync(${JSON.stringify(join(home, 'asked'))}, process.argv.slice(2).join(' ') + '\\n'); process.exit();`;
  writeFileSync(
    join(home, 'preload.cjs'),
    `if (/office-addin-debugging/.test(process.argv[1])) { ${record} }`,
  );
  return {
    ...process.env,
    HOME: home,
    PATH: `${home}:${process.env['PATH'] ?? ''}`,
    CLIENT_ID: clientId,
    NODE_OPTIONS: `--require ${join(home, 'preload.cjs')}`,
  };
}
