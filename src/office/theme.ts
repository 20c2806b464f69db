import type { Clock } from '../session/services';

/** The pane's colour themes; `contrast` is a Windows contrast theme. */
export type Theme = 'light' | 'dark' | 'contrast';

/**
 * Office on the desktop caches its theme for 5 s (office.js, OfficeThemeManager); a shorter period
 * gains nothing.
 */
const pollEveryMs = 15_000;

/**
 * Calls back with the theme now and after each change. A Windows contrast theme wins; then Office's
 * theme, else the system's. Excel on the web reports no theme (office-js#6134). Excel on the
 * desktop has no event for it, because OfficeThemeChanged exists for Outlook only. The theme is
 * therefore polled while the pane is visible, and read whenever the caller runs the returned
 * function.
 */
export function watchTheme(clock: Clock, callback: (theme: Theme) => void): () => void {
  const contrast = window.matchMedia('(forced-colors: active)');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let reported: Theme | undefined;
  let cancel = (): void => undefined;
  const update = (): void => {
    cancel();
    const office = officeIsDark();
    const theme = contrast.matches ? 'contrast' : (office ?? dark.matches) ? 'dark' : 'light';
    if (office !== undefined && document.visibilityState === 'visible') {
      cancel = clock.wake(clock.now() + pollEveryMs, update);
    }
    if (theme === reported) return;
    reported = theme;
    callback(theme);
  };
  contrast.addEventListener('change', update);
  dark.addEventListener('change', update);
  update();
  return update;
}

/**
 * Excel's display language from the pane's address, before office.js has loaded; else the
 * browser's.
 */
export function initialLanguage(): string {
  const [, , , language = ''] = (
    new URLSearchParams(location.search).get('_host_Info') ?? ''
  ).split(/[$|]/);
  return language === '' ? navigator.language : language;
}

/** Whether Office's theme is dark; undefined when Office reports none or has not loaded. */
function officeIsDark(): boolean | undefined {
  const theme: unknown =
    typeof Office === 'undefined'
      ? undefined
      : Reflect.get((Office.context as object | undefined) ?? {}, 'officeTheme');
  if (typeof theme !== 'object' || theme === null) return undefined;
  const colour: unknown = Reflect.get(theme, 'bodyBackgroundColor');
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(
    typeof colour === 'string' ? colour : '',
  );
  const isDark: unknown = Reflect.get(theme, 'isDarkTheme');
  if (parts === null) return typeof isDark === 'boolean' ? isDark : undefined;
  const [red = 255, green = 255, blue = 255] = parts.slice(1).map((part) => parseInt(part, 16));
  return (red * 299 + green * 587 + blue * 114) / 1000 < 128;
}
