import type { KeyboardEvent } from 'react';

/**
 * Esc closes the menu or dialog only. office.js listens for it on the window, and would move the
 * focus to Excel.
 */
export function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape') event.stopPropagation();
}
