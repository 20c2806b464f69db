import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { themeCss, themeFile, tokensInUse } from '../../gallery/themeFile';

test('theme.css is what Fluent makes of our brand, for the controls in use', () => {
  expect(readFileSync(themeFile, 'utf8'), 'run: npx tsx test/gallery/themeFile.ts').toBe(
    themeCss(),
  );
});

test('every colour that the pane uses is defined', () => {
  const pane = readFileSync(new URL('../../../src/ui/theme/pane.css', import.meta.url), 'utf8');
  const used = pane.match(/(?<=var\()--\w+/g) ?? [];
  const tokens = tokensInUse().map((name) => `--${name}`);
  expect([...used, ...tokens].filter((name) => !themeCss().includes(`${name}:`))).toEqual([]);
});
