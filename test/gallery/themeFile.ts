import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as FluentTheme from '@fluentui/react-theme';
import type { BrandVariants, Theme } from '@fluentui/react-theme';

/**
 * Generates `src/ui/theme/theme.css`: Fluent's themes for our brand, as CSS variables. The pane
 * needs no code to compute them (FluentProvider with its themes weighs 9 kB brotli). Includes only
 * the variables that our style sheet and the controls in use refer to. Run with `npx tsx
 * test/gallery/themeFile.ts`; `test/unit/ui/themeTokens.test.ts` checks that the file is current.
 */
const require = createRequire(import.meta.url);
const { createDarkTheme, createLightTheme, teamsHighContrastTheme } =
  // Node cannot load the package's ES modules.
  require('@fluentui/react-theme') as typeof FluentTheme;

/** Excel's green, #107c41, with lighter and darker shades. */
const excelGreen: BrandVariants = {
  10: '#020502',
  20: '#0b1f12',
  30: '#0d331c',
  40: '#0d4224',
  50: '#0c512b',
  60: '#0b6033',
  70: '#0e6e3a',
  80: '#107c41',
  90: '#2f8a54',
  100: '#4a9868',
  110: '#64a67c',
  120: '#7fb592',
  130: '#99c4a8',
  140: '#b3d3be',
  150: '#cde2d5',
  160: '#e7f1eb',
};

const controls = ['switch', 'radio', 'input', 'select', 'progress', 'label'];
const here = dirname(fileURLToPath(import.meta.url));
const ui = join(here, '../../src/ui');
export const themeFile = join(ui, 'theme/theme.css');

function stylesOfControls(): string {
  return controls
    .flatMap((name) => {
      const folder = join(dirname(require.resolve(`@fluentui/react-${name}/package.json`)), 'lib');
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /Styles(\.styles)?\.js$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
    })
    .join('\n');
}

/**
 * Fluent's dark themes use a brand shade too dark for text on a dark background: use one step
 * lighter.
 */
const dark: Theme = {
  ...createDarkTheme(excelGreen),
  colorBrandForeground1: excelGreen[120],
  colorBrandForeground2: excelGreen[130],
};

/** Fluent tokens that our own style sheet refers to. */
export function tokensInUse(): readonly string[] {
  return readdirSync(ui, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => readFileSync(join(ui, file), 'utf8').match(/(?<=\btokens\.)\w+/g) ?? []);
}

/** The style sheet as text. */
export function themeCss(): string {
  const sheets = `${stylesOfControls()}\n${readFileSync(join(ui, 'theme/pane.css'), 'utf8')}`;
  const used = new Set([...(sheets.match(/(?<=var\(--)[a-z]\w+/gi) ?? []), ...tokensInUse()]);
  const light = createLightTheme(excelGreen);
  const known = Object.entries(light).filter(([name]) => used.has(name));
  const variables = (theme: Theme, names: readonly string[]): string =>
    names.map((name) => `  --${name}: ${String(theme[name as keyof Theme])};`).join('\n');
  const all = known.map(([name]) => name);
  const differing = (theme: Theme): string =>
    variables(
      theme,
      all.filter(
        (name) =>
          /^(color|shadow)/.test(name) && theme[name as keyof Theme] !== light[name as keyof Theme],
      ),
    );
  return [
    '/* Made by test/gallery/themeFile.ts: do not edit. */',
    `:root {\n  color-scheme: light;\n${variables(light, all)}\n}`,
    `@media (prefers-color-scheme: dark) {\n:root:not([data-theme]) {\n  color-scheme: dark;\n${differing(dark)}\n}\n}`,
    `:root[data-theme='dark'] {\n  color-scheme: dark;\n${differing(dark)}\n}`,
    `:root[data-theme='contrast'] {\n  color-scheme: dark;\n${differing(teamsHighContrastTheme)}\n}`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(themeFile, themeCss());
