import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../manifestElements';

interface Locked {
  /** Another name than that of its folder. */
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}
const json = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, repositoryRoot), 'utf8'));

it('every dependency is exact, comes from the public registry, and has its hash', () => {
  const { packages } = json('package-lock.json') as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const isStub = (path: string): boolean =>
    path.startsWith('scripts/stubs/') ||
    packages[path]?.resolved?.startsWith('scripts/stubs/') === true;
  expect(
    Object.keys(packages)
      .filter(isStub)
      .map((path) => path.split('/').at(-1))
      .sort(),
  ).toEqual(['app-manifest', 'app-manifest', 'm365agentstoolkit-cli', 'm365agentstoolkit-cli']);
  const locked = Object.entries(packages).filter(([path]) => path !== '' && !isStub(path));
  expect(locked.length).toBeGreaterThan(100);
  for (const [path, { version, resolved, integrity, link }] of locked) {
    expect(link, path).toBeUndefined();
    expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
    expect(integrity, path).toMatch(/^sha512-/);
    // Where no address stands, npm takes the registry's own: none other can be meant.
    if (resolved !== undefined) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
  }
  // The lock file keeps an override's package until its entry is removed.
  for (const [path, { name }] of locked) expect(name, path).toBeUndefined();
  const { dependencies, devDependencies } = json('package.json') as Readonly<
    Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
  >;
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
});

it('no dependency may run a script when it is installed', () => {
  expect(readFileSync(new URL('.npmrc', repositoryRoot), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

describe('docs/decisions/packages.md', () => {
  const text = readFileSync(new URL('docs/decisions/packages.md', repositoryRoot), 'utf8');
  const sections = text.split(/^## /m).slice(1);
  const kept = sections.filter((section) => !/^(?:Held|Left out)/.test(section));
  const leftOut = sections.filter((section) => section.startsWith('Left out'));

  /** The rows of the tables: the packages in the first cell, and the reason in the second. */
  const rowsOf = (parts: readonly string[]) =>
    [...parts.join('\n').matchAll(/^\| (`.*?) \| (.*) \|$/gm)].map(
      ([, names = '', reason = '']) => ({
        names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
        reason,
      }),
    );
  const { dependencies, devDependencies, overrides } = json('package.json') as Readonly<
    Record<'dependencies' | 'devDependencies' | 'overrides', Readonly<Record<string, unknown>>>
  >;
  const installed = Object.keys({ ...dependencies, ...devDependencies });

  it('has a reason for each package, and for none that is not used', () => {
    const rows = rowsOf(kept);
    expect(rows.flatMap(({ names }) => names).sort()).toEqual([...installed].sort());
    for (const { names, reason } of rows) expect(reason.length, names.join()).toBeGreaterThan(10);
  });

  it('names each override', () => {
    for (const name of Object.keys(overrides)) expect(text).toContain(`\`${name}\``);
  });

  it('leaves out no package that is used', () => {
    const names = rowsOf(leftOut).flatMap((row) => row.names);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => installed.includes(name))).toEqual([]);
  });
});
