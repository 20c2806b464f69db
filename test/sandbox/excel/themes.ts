/** Office themes that a user can select, with their background colors. */
const grounds = {
  colorful: '#E6E6E6',
  darkGray: '#666666',
  black: '#262626',
  white: '#FFFFFF',
} as const;

export type OfficeThemeName = keyof typeof grounds;

export const themeNames = [
  'colorful',
  'darkGray',
  'black',
  'white',
] as const satisfies readonly OfficeThemeName[];

/**
 * Value of `Office.context.officeTheme`. Real Office provides more colors; the background is
 * sufficient here.
 */
export const officeTheme = (name: OfficeThemeName) => ({ bodyBackgroundColor: grounds[name] });

/**
 * Result of GetOfficeThemeInfo in Excel on Windows: colors as numbers, which office.js converts to
 * CSS.
 */
export const officeThemeInfo = (name: OfficeThemeName) => ({
  bodyBackgroundColor: Number.parseInt(grounds[name].slice(1), 16),
});
