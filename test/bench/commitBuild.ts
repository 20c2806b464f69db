import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { root } from '../../scripts/paths';
import { ProblemError } from '../../scripts/problems';
import { settingRules } from '../../scripts/build/settingRules';

/**
 * Builds an earlier commit with the default settings, once: reports/bench/<commit>/dist is kept.
 *
 * @param name of a commit, in any form that git knows
 * @returns the folder of the build
 * @throws ProblemError when git does not know the commit, or when it does not build
 */
export function buildCommit(name: string): string {
  const commit = commitOf(name);
  const folder = `${root}reports/bench/${commit}`;
  const dist = `${folder}/dist`;
  // The folder gets its name last, so that an interrupted build is not taken for a finished one.
  if (existsSync(dist)) return dist;
  const source = `${folder}/source`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  const archive = `${folder}/source.tar`;
  runStep('git', ['archive', '--output', archive, commit], root, `${commit} cannot be read.`);
  runStep('tar', ['-xf', archive, '-C', source], root, `${commit} cannot be unpacked.`);
  installPackages(source, commit);
  const webpack = `${source}/node_modules/webpack/bin/webpack.js`;
  const settings = ['--mode', 'production', '--env', 'test', '--stats', 'errors-warnings'];
  runStep(process.execPath, [webpack, ...settings], source, `${commit} does not build.`);
  renameSync(`${source}/dist`, dist);
  // Its packages are some 400 MiB.
  rmSync(source, { recursive: true, force: true });
  rmSync(archive);
  return dist;
}

function commitOf(name: string): string {
  try {
    const args = ['rev-parse', '--short=7', '--verify', '--quiet', `${name}^{commit}`];
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    throw new ProblemError([
      { what: `--against is ${name}: git knows no such commit.`, fix: 'Example: --against HEAD~1' },
    ]);
  }
}

function installPackages(source: string, commit: string): void {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  runStep('npm', args, source, `The packages of ${commit} cannot be installed.`);
}

/** Runs a program attached to this terminal. @throws ProblemError when it fails */
function runStep(program: string, args: readonly string[], cwd: string, problem: string): void {
  // A setting in the environment would change the build; older commits do not know `--env test`.
  const names = Object.keys(settingRules);
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !names.includes(key)),
  );
  // On Windows npm is a script, which only a shell can start; there is nothing to quote.
  const shell = program === 'npm' && process.platform === 'win32';
  try {
    execFileSync(program, args, { cwd, env, shell, stdio: 'inherit' });
  } catch {
    throw new ProblemError([{ what: problem, fix: 'The reason stands above.' }]);
  }
}
