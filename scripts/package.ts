import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from './commandLine';
import { root } from './paths';
import { buildWithDefaults } from './tools';

await runCommand(
  {
    name: 'package',
    summary:
      'Builds the pane and packs it with setup.html into one zip file, which works at any origin without a build.',
    options: {
      output: {
        type: 'string',
        value: 'folder',
        default: 'release',
        help: 'Folder for the zip file.',
      },
    },
  },
  async ({ output }) => {
    const { archiveFiles, archiveName, zip } = await import('./package/archive');
    const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      readonly version: string;
    };
    // Not in dist, which may hold a build with other settings.
    const build = mkdtempSync(join(tmpdir(), 'session-keeper-'));
    try {
      buildWithDefaults(build);
      const archive = await zip(await archiveFiles(build, version), archiveName(version));
      const file = join(resolve(root, output), `${archiveName(version)}.zip`);
      mkdirSync(resolve(root, output), { recursive: true });
      writeFileSync(file, archive);
      const hash = createHash('sha256').update(archive).digest('hex');
      return `${file}\n${(archive.length / 1000).toFixed(0)} kB, SHA-256 ${hash}`;
    } finally {
      rmSync(build, { recursive: true, force: true });
    }
  },
);
