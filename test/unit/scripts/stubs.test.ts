import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../manifestElements';

const require = createRequire(import.meta.url);
const fromTheTool = createRequire(require.resolve('office-addin-manifest'));

describe('what is left out of the installation', () => {
  it('fails with its reason when the reader of JSON manifests is called', async () => {
    const { validateManifest } = fromTheTool('./validate.js') as {
      readonly validateManifest: (path: string) => Promise<unknown>;
    };
    await expect(validateManifest('package.json')).rejects.toThrow(
      /leaves out @microsoft\/app-manifest.*scripts\/stubs\/README\.md/,
    );
  });

  it('fails with its reason when the toolkit is run', () => {
    const atk = require.resolve('@microsoft/m365agentstoolkit-cli/atk.cjs');
    const { status, stderr } = spawnSync(process.execPath, [atk, 'install'], {
      cwd: repositoryRoot,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(
      /leaves out @microsoft\/m365agentstoolkit-cli.*scripts\/stubs\/README\.md/,
    );
    expect(status).toBe(1);
  });
});

it('Office’s tool, which finds them, still starts', () => {
  const tool = require.resolve('office-addin-debugging/cli.js');
  const { status, stdout } = spawnSync(process.execPath, [tool, 'start', '--help'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  expect(stdout).toContain('Usage: office-addin-debugging start');
  expect(status).toBe(0);
});
