import { spawnSync } from 'node:child_process';
import { ProblemError } from './problems';
import { root } from './paths';

/** Entry points of the programs in node_modules, started by Node without a shell. */
const files = {
  playwright: 'playwright/cli.js',
  stryker: '@stryker-mutator/core/bin/stryker.js',
  vitest: 'vitest/vitest.mjs',
  webpack: 'webpack/bin/webpack.js',
} as const;
/** Name of a program in node_modules. */
export type Tool = keyof typeof files;

/**
 * Runs a program in the repository's root folder, attached to this terminal.
 *
 * @throws ProblemError when it fails; the program has printed the reason
 */
export function runTool(
  tool: Tool,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): void {
  const { status } = spawnSync(process.execPath, [`${root}node_modules/${files[tool]}`, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) {
    throw new ProblemError([{ what: `${tool} failed.`, fix: 'The reason stands above.' }]);
  }
}

/**
 * Builds the pane into dist with the test settings, which do not depend on `.env`. @throws
 * ProblemError
 */
export function buildForTests(): void {
  buildWithDefaults(`${root}dist`);
}

/**
 * Builds the pane for production with the default settings, whatever `.env` contains. @throws
 * ProblemError
 *
 * @param folder is emptied first
 */
export function buildWithDefaults(folder: string): void {
  console.log('Building the pane: this takes up to half a minute.');
  const args = ['--mode', 'production', '--env', 'test', '--stats', 'errors-warnings'];
  runTool('webpack', [...args, '--output-path', folder]);
}

/**
 * Builds the gallery, a page that shows every state of the pane, into reports/gallery. @throws
 * ProblemError
 */
export function buildGallery(): void {
  runTool('webpack', [
    '--config',
    'test/gallery/webpack.config.js',
    '--env',
    'test',
    '--stats',
    'errors-warnings',
  ]);
}
