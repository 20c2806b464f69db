import { spawnSync } from 'node:child_process';
import { ProblemError } from './problems';
import { root } from './paths';

/** The programs of node_modules that commands run; Node starts them, no shell. */
const files = {
  playwright: 'playwright/cli.js',
  stryker: '@stryker-mutator/core/bin/stryker.js',
  vitest: 'vitest/vitest.mjs',
  webpack: 'webpack/bin/webpack.js',
} as const;
export type Tool = keyof typeof files;

/**
 * Runs a program at the top of the repository, with this terminal.
 *
 * @throws ProblemError when it fails; it has printed the reason
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
  if (status !== 0)
    {throw new ProblemError([{ what: `${tool} failed.`, fix: 'The reason stands above.' }]);}
}

/** Builds the pane into dist with the tests' settings, which do not depend on `.env`. @throws ProblemError */
export function buildForTests(): void {
  runTool('webpack', ['--mode', 'production', '--env', 'test', '--stats', 'errors-warnings']);
}

/** Builds the page that shows the pane in every state, into reports/gallery. @throws ProblemError */
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
