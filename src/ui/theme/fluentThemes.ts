import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from '@fluentui/react-components';
import type { HostContext } from '../appProps';

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

const light = createLightTheme(excelGreen);

/**
 * Fluent's dark themes use a brand shade too dark for text on a dark background: use one step
 * lighter. In a contrast theme the system replaces the colours.
 */
const dark: Theme = {
  ...createDarkTheme(excelGreen),
  colorBrandForeground1: excelGreen[120],
  colorBrandForeground2: excelGreen[130],
  colorBrandForegroundLink: excelGreen[120],
  colorBrandForegroundLinkHover: excelGreen[130],
};

/** Font families by language, where Fluent's own lacks its characters. */
const fonts: Readonly<Record<string, string>> = {
  ja: "'Segoe UI', 'Yu Gothic UI', 'Hiragino Sans', Meiryo, 'Noto Sans JP', sans-serif",
};

/** Fluent's theme for each theme of Office. */
const themes: Record<HostContext['theme'], Theme> = { light, dark, contrast: dark };

/** Fluent's theme for Office's, in a language (BCP 47, its first part). */
export function themeFor(theme: HostContext['theme'], language: string): Theme {
  const font = fonts[language];
  return font === undefined ? themes[theme] : { ...themes[theme], fontFamilyBase: font };
}
