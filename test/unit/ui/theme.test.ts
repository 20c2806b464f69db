import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { themeCss, themeFile } from '../../gallery/theme';

test('theme.css has Fluent’s tokens for our brand and the controls in use', () => {
  expect(readFileSync(themeFile, 'utf8'), 'Run: npx tsx test/gallery/theme.ts').toBe(themeCss());
});

test('every colour that the pane uses is defined', () => {
  const pane = readFileSync(new URL('../../../src/ui/theme/pane.css', import.meta.url), 'utf8');
  const used = pane.match(/(?<=var\()--\w+/g) ?? [];
  expect(used.filter((name) => !themeCss().includes(`${name}:`))).toEqual([]);
});
