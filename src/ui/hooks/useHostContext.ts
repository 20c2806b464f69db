import { useLayoutEffect } from 'react';
import type { Messages } from '../../locales/index';
import type { HostContext } from '../appProps';

/** Applies Excel’s theme and language to the page. */
export function useHostContext(
  theme: HostContext['theme'],
  { language, product, direction = 'ltr' }: Messages,
): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = theme;
    root.style.colorScheme = theme === 'light' ? 'light' : 'dark';
    root.lang = language;
    root.dir = direction;
    document.title = product;
  }, [theme, language, product, direction]);
}
