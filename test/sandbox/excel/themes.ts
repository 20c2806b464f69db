/** The themes that a user chooses in Office, with the ground that Office tells for each. */
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
 * What `Office.context.officeTheme` is then; Office tells more colours, of which the ground says
 * enough.
 */
export const officeTheme = (name: OfficeThemeName) => ({ bodyBackgroundColor: grounds[name] });

/**
 * What Excel on Windows answers to GetOfficeThemeInfo: colours as numbers, which office.js makes
 * CSS.
 */
export const officeThemeInfo = (name: OfficeThemeName) => ({
  bodyBackgroundColor: Number.parseInt(grounds[name].slice(1), 16),
});
