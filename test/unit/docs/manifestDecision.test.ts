import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { everything, manifest, repositoryRoot } from '../manifestElements';

it('docs/decisions/manifest.md says of each element of the manifest what Microsoft’s page says', () => {
  const text = readFileSync(new URL('docs/decisions/manifest.md', repositoryRoot), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.map((row) => row.split('|')[1] ?? '').join();
  const names = new Set(everything(manifest).map(({ localName }) => localName ?? ''));
  expect(names.size).toBeGreaterThan(40);
  expect([...names].filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
});
