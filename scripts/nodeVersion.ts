import { readFileSync } from 'node:fs';
import { minVersion, satisfies } from 'semver';
import { root } from './paths';
import { ProblemError } from './problems';

/**
 * Checks Node's version, before a command reaches what an older Node does not have.
 *
 * @throws ProblemError when the version is outside the range of package.json
 */
export function requireNode(version = process.version): void {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  const wanted = engines.node;
  if (satisfies(version, wanted)) return;
  const newest = wanted.split('||').at(-1) ?? wanted;
  const major = minVersion(newest)?.major ?? '';
  throw new ProblemError([
    {
      what: `This is Node ${version.replace('v', '')}; ${wanted} is needed.`,
      fix: `nvm install ${major}   (or https://nodejs.org)`,
    },
  ]);
}
