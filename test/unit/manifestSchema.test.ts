import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { repositoryRoot } from './manifestElements';

const schema = fileURLToPath(new URL('test/data/manifest-schema/driver.xsd', repositoryRoot));
const xmllint = (...args: readonly string[]) =>
  spawnSync('xmllint', args, { encoding: 'utf8', timeout: 30_000 });
const isThere = xmllint('--version').status === 0;

const check = (manifest: string) =>
  spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: manifest,
    encoding: 'utf8',
    timeout: 30_000,
  });
const manifest = readFileSync(new URL('manifest.xml', repositoryRoot), 'utf8');

it.skipIf(!isThere)("the manifest is valid by Microsoft's schema (skipped without xmllint)", () => {
  const { status, stderr } = check(manifest);
  expect(stderr.trim()).toBe('- validates');
  expect(status).toBe(0);
});

it.skipIf(!isThere)('the schema rejects a misplaced element (skipped without xmllint)', () => {
  expect(check(manifest.replace('<Hosts>', '<Hosts><Elsewhere />')).status).not.toBe(0);
});
