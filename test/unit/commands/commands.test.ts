import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localNetworkWord } from '../../commands/show';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'session-keeper-home-'));
  // Whoever is signed in to Azure must not get a registration from a test.
  writeFileSync(join(home, 'az'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs what package.json says, as a person without certificate, client id and a sign-in to Azure would. */
function npm(script: string, ...rest: readonly string[]) {
  const [program = '', ...args] = (scripts[script] ?? '').split(' ');
  const env = { ...process.env, HOME: home, USERPROFILE: home, CLIENT_ID: '', PATH: `${home}:${process.env['PATH'] ?? ''}` };
  return spawnSync(join(root, 'node_modules', '.bin', program), [...args, ...rest], { cwd: root, env, encoding: 'utf8', timeout: 30_000 });
}

describe.skipIf(process.platform !== 'linux')('on Linux (skipped elsewhere: there Excel would start)', () => {
  it('npm start says that there is no Excel for the desktop, and what works instead', () => {
    const { status, stderr, stdout } = npm('start');
    expect(stderr).toBe(
      'Excel for the desktop runs on Windows and Mac only.\n' +
        '    npm run start:web -- --document <address of a workbook>   (Excel on the web; or, without an account: npm run sandbox)\n',
    );
    expect([status, stdout]).toEqual([1, '']);
  });

  it('npm run start:web says everything that is missing, and starts nothing', () => {
    const { status, stderr, stdout } = npm('start:web');
    expect(stderr).toMatch(/^The address of a workbook .* is missing\.\n {4}npm run start:web/);
    expect(stderr).toContain('\n    npm run register\n');
    expect(stderr).toContain('\n    npx office-addin-dev-certs install\n');
    expect([status, stdout]).toEqual([1, '']);
  });

  it('npm run start:web takes the address of a workbook', () => {
    const { status, stderr } = npm('start:web', '--document', 'https://contoso.sharepoint.com/Budget.xlsx');
    expect(stderr).not.toContain('address of a workbook');
    expect(status).toBe(1);
  });

  it('npm run start:web -- --document without an address says so', () => {
    expect(npm('start:web', '--document').stderr).toContain('The address of a workbook in OneDrive or SharePoint is missing.');
  });

  it('npm stop ends well where nothing runs', () => {
    const { status, stdout, stderr } = npm('stop');
    expect([status, stdout, stderr]).toEqual([0, 'No server was running.\n', '']);
  });

  it('npm run register says what stands in its way', () => {
    const { status, stdout, stderr } = npm('register');
    expect([status, stdout, stderr]).toEqual([1, '', 'The Azure CLI is not signed in.\n    az login --allow-no-subscriptions\n']);
  });

  it('npm run register -- --dry-run shows what would be done', () => {
    const { status, stdout } = npm('register', '--dry-run');
    expect(stdout).toMatch(/^az account show .*\naz rest --method POST [^]*"displayName": "Session Keeper for Excel"/);
    expect(status).toBe(0);
  });
});

it('Office’s tool finds no server to start beside ours, which nobody would stop', () => {
  // Source: office-addin-debugging, commands.js: it starts the script of this name by itself.
  expect(scripts).not.toHaveProperty('dev-server');
});

it('the question of the browser about the local network is foretold', () => {
  expect(localNetworkWord).toMatch(/ask whether the page may reach devices on your local network: choose Allow/);
});
