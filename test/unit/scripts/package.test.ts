import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveFiles, archiveName, zip } from '../../../scripts/package/archive';
import { aroundConfiguration, fill } from '../../../scripts/package/setupPage';
import { repositoryRoot } from '../manifestElements';

const block = '<script id="configuration" type="application/json">{ "clientId": "" }</script>';
let dist = '';
let files: ReadonlyMap<string, Buffer> = new Map();
const textOf = (name: string): string => files.get(name)?.toString() ?? '';

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'session-keeper-build-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'taskpane.html'), `<title>$&</title>${block}<script src="a.js">`);
  writeFileSync(join(dist, 'manifest.xml'), readFileSync(new URL('manifest.xml', repositoryRoot)));
  writeFileSync(join(dist, 'assets', 'icon-16.png'), Buffer.from([0x89, 0x50, 0, 0xff]));
  writeFileSync(join(dist, '_headers'), '/*\n');
  files = await archiveFiles(dist, '1.2.3');
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

describe('the archive', () => {
  it('holds the build without its manifest, the page, the licence and a text to read first', () => {
    expect([...files.keys()].sort()).toEqual([
      'LICENSE.txt',
      'README.txt',
      'pane/_headers',
      'pane/assets/icon-16.png',
      'pane/taskpane.html',
      'setup.html',
    ]);
    expect(textOf('LICENSE.txt')).toBe(readFileSync(new URL('LICENSE', repositoryRoot), 'utf8'));
    expect(textOf('README.txt')).toMatch(/^Session Keeper for Excel 1\.2\.3\n/);
  });

  it('has every file in one folder, byte for byte, and is the same each time', async () => {
    const archive = await zip(files, archiveName('1.2.3'));
    expect((await zip(files, archiveName('1.2.3'))).equals(archive)).toBe(true);
    const unpacked = await JSZip.loadAsync(archive);
    expect(Object.keys(unpacked.files)).toEqual(
      [...files.keys()].map((name) => `session-keeper-1.2.3/${name}`),
    );
    for (const [name, content] of files) {
      const read = await unpacked.file(`session-keeper-1.2.3/${name}`)?.async('nodebuffer');
      expect(read?.equals(content), name).toBe(true);
    }
  });
});

describe('a checkout by Git for Windows, which writes CRLF by default', () => {
  it('has the same bytes: the hashes of setup.html hold, and the archive is the same', () => {
    const folder = mkdtempSync(join(tmpdir(), 'session-keeper-clone-'));
    const git = (...args: readonly string[]): number | null =>
      spawnSync('git', ['-c', 'core.autocrlf=true', ...args], { cwd: folder }).status;
    const page = join(folder, 'page.css');
    try {
      copyFileSync(new URL('.gitattributes', repositoryRoot), join(folder, '.gitattributes'));
      writeFileSync(page, 'a {\n}\n');
      expect([git('init'), git('add', '.')]).toEqual([0, 0]);
      rmSync(page);
      expect(git('checkout', '--', '.')).toBe(0);
      expect(readFileSync(page, 'utf8')).toBe('a {\n}\n');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('setup.html', () => {
  const hashOf = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it('allows its own script and style by their hashes, and nothing else', () => {
    const page = textOf('setup.html');
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const [script, ...more] = [...page.matchAll(/<script>([^]*?)<\/script>/g)];
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1];
    expect(more).toEqual([]);
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(script?.[1] ?? '')}`,
      `style-src ${hashOf(style ?? '')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it('contains the build’s own files, and no mark without its value', () => {
    const page = textOf('setup.html');
    const text = /<script id="templates"[^>]*>([^<]*)<\/script>/.exec(page)?.[1] ?? '';
    const before = '<title>$&</title><script id="configuration" type="application/json">';
    expect(JSON.parse(text)).toEqual({
      manifest: readFileSync(new URL('manifest.xml', repositoryRoot), 'utf8'),
      taskpane: [before, '</script><script src="a.js">'],
    });
    expect(page).not.toMatch(/\{\{\w+\}\}/);
  });

  it('cannot be made of a page without a configuration, or with two', () => {
    for (const page of ['', '<script id="other">{}</script>', block + block]) {
      expect(() => aroundConfiguration(page)).toThrow('one configuration');
    }
    expect(aroundConfiguration(block).join('{ "clientId": "" }')).toBe(block);
  });

  it('fills a mark once: what a value contains stays as it is', () => {
    expect(fill('{{a}}{{b}}', { a: '{{b}}$&', b: '$1' })).toBe('{{b}}$&$1');
    expect(() => fill('{{c}}', {})).toThrow('no value for c');
  });
});
