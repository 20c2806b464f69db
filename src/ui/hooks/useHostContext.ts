import { useLayoutEffect } from 'react';
import type { Messages } from '../../locales/index';
import type { HostContext } from '../appProps';

/** The page follows Excel: its theme chooses the colours (theme.css), its language is the page's. */
export function useHostContext(
  { theme }: HostContext,
  { language, product, direction = 'ltr' }: Messages,
): void {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = theme;
    page.lang = language;
    page.dir = direction;
    document.title = product;
  }, [theme, language, product, direction]);
}
