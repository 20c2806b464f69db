import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireNode } from '../../../scripts/nodeVersion';
import { root } from '../../../scripts/paths';

it.each(['v20.19.0', 'v20.20.2', 'v22.13.0', 'v23.0.0', 'v100.1.0'])(
  'Node %s is taken',
  (version) => {
    expect(() => requireNode(version)).not.toThrow();
  },
);

it.each(['v8.99.0', 'v18.20.8', 'v20.18.3', 'v21.9.0', 'v22.12.0'])(
  'Node %s is refused in one sentence, with the command that mends it',
  (version) => {
    const number = version.slice(1).replaceAll('.', String.raw`\.`);
    expect(() => requireNode(version)).toThrow(
      new RegExp(
        String.raw`^This is Node ${number}; \^20\.19 \|\| >=22\.13 is needed\.\n {4}nvm install 22.*$`,
      ),
    );
  },
);

it('no script imports by name what an older Node lacks: it would end before the check', () => {
  const sources = readdirSync(join(root, 'scripts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'scripts', name), 'utf8'));
  expect(sources.filter((text) => text.includes('parseEnv')).length).toBeGreaterThan(0);
  for (const text of sources) expect(text).not.toMatch(/import \{[^}]*\bparseEnv\b/);
});
