import { spawnSync } from 'node:child_process';
import { runCommand } from './commandLine';
import { root } from './paths';
import { ProblemError } from './problems';
import { runTool } from './tools';

const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

await runCommand(
  {
    name: 'test:mutation',
    summary:
      'Changes the session core, the error tables, sign-in and storage in some 4,000 places and counts the changes that the tests notice. Installs Stryker beside the other packages first.',
    options: { mutate: { type: 'string', value: 'glob', help: 'Change these files only.' } },
  },
  ({ mutate }) => {
    // On Windows npm is a script, which only a shell can start; there is nothing to quote in the arguments.
    const shell = process.platform === 'win32';
    const install = spawnSync('npm', ['install', '--no-save', '--no-package-lock', ...packages], {
      cwd: root,
      shell,
      stdio: 'inherit',
    });
    if (install.status !== 0) {
      throw new ProblemError([
        { what: 'Stryker could not be installed.', fix: 'The reason stands above.' },
      ]);
    }
    runTool('stryker', [
      'run',
      'test/stryker.config.json',
      ...(mutate === undefined ? [] : ['--mutate', mutate]),
    ]);
  },
);
