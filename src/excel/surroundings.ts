export type Theme = 'light' | 'dark' | 'contrast';

/**
 * The theme of Office where it tells one, else the system's; calls back whenever it changes. Windows contrast themes win.
 * Excel on the web tells no theme (office-js#6134).
 */
export function watchTheme(callback: (theme: Theme) => void): () => void {
  const contrast = window.matchMedia('(forced-colors: active)');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const tell = (): void => callback(contrast.matches ? 'contrast' : officeIsDark() ?? dark.matches ? 'dark' : 'light');
  contrast.addEventListener('change', tell);
  dark.addEventListener('change', tell);
  tell();
  return () => {
    contrast.removeEventListener('change', tell);
    dark.removeEventListener('change', tell);
  };
}

/** Whether Office's own theme is a dark one; undefined where Office does not say. */
function officeIsDark(): boolean | undefined {
  const theme: unknown = typeof Office === 'undefined' ? undefined : Reflect.get((Office.context as object | undefined) ?? {}, 'officeTheme');
  const colour: unknown = typeof theme === 'object' && theme !== null ? Reflect.get(theme, 'bodyBackgroundColor') : undefined;
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(typeof colour === 'string' ? colour : '');
  if (parts === null) return undefined;
  const [red = 255, green = 255, blue = 255] = parts.slice(1).map((part) => parseInt(part, 16));
  return (red * 299 + green * 587 + blue * 114) / 1000 < 128;
}
