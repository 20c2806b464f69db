import type { Clock } from '../session/services';

export type Theme = 'light' | 'dark' | 'contrast';

/** Office on the desktop tells the same again for 5 s (office.js, OfficeThemeManager): sooner is no use. */
const lookEveryMs = 15_000;

/**
 * The theme of Office where it tells one, else the system's: calls back now, and whenever it changes. Windows contrast
 * themes win. Excel on the web tells no theme (office-js#6134). On the desktop it can only be asked: OfficeThemeChanged is
 * for Outlook's mailbox, Excel's document takes no handler for it. So it is asked by what is returned, whenever the world
 * stirs, and now and then while somebody may see the pane.
 */
export function watchTheme(clock: Clock, callback: (theme: Theme) => void): () => void {
  const contrast = window.matchMedia('(forced-colors: active)');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let told: Theme | undefined;
  let cancel = (): void => undefined;
  const look = (): void => {
    cancel();
    const office = officeIsDark();
    const theme = contrast.matches ? 'contrast' : (office ?? dark.matches) ? 'dark' : 'light';
    if (office !== undefined && document.visibilityState === 'visible') {
      cancel = clock.wake(clock.now() + lookEveryMs, look);
    }
    if (theme === told) return;
    told = theme;
    callback(theme);
  };
  contrast.addEventListener('change', look);
  dark.addEventListener('change', look);
  look();
  return look;
}

/** Excel's display language as it stands in the pane's address, before office.js is there; else the browser's. */
export function languageAtFirst(): string {
  const [, , , language = ''] = (
    new URLSearchParams(location.search).get('_host_Info') ?? ''
  ).split(/[$|]/);
  return language === '' ? navigator.language : language;
}

/** Whether Office's own theme is a dark one; undefined where Office does not say, or is not there yet. */
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
