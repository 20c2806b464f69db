const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

const isTabStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0;

/**
 * Leaves Tab to the browser while it moves the focus within the pane; returns the function that
 * stops this. On the web, office.js handles Tab at the window and moves the focus by its own list.
 * That list lacks `summary` elements, counts each radio button as a stop, and moves from a focused
 * heading out of the pane. At the first and the last control the event reaches office.js, which
 * moves the focus to Excel.
 */
export function keepTabInPane(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    const from = document.activeElement ?? document.body;
    const direction = event.shiftKey
      ? Node.DOCUMENT_POSITION_PRECEDING
      : Node.DOCUMENT_POSITION_FOLLOWING;
    const isNext = (element: HTMLElement): boolean =>
      element !== from &&
      (from.compareDocumentPosition(element) & direction) !== 0 &&
      isTabStop(element);
    if ([...document.querySelectorAll<HTMLElement>(focusable)].some(isNext)) {
      event.stopPropagation();
    }
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
