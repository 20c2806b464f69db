import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from '../manifest';

interface Locked {
  /** Another name than that of its folder. */
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, root), 'utf8'));

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
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});

it('no dependency may run a script when it is installed', () => {
  expect(readFileSync(new URL('.npmrc', root), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});
