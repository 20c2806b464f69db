const stops = 'a[href], button, input, select, textarea, summary, [tabindex]';

const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0;

/**
 * Leaves Tab to the browser while it leads to another control of the pane. On the web office.js takes it at the window and
 * moves the focus by a list of its own, in which a summary is missing, each radio stands for itself, and a heading that
 * was given the focus leads out of the pane. At either end it is heard: it takes the user to Excel. Returns what ends it.
 */
export function keepTab(): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    const from = document.activeElement ?? document.body;
    const wanted = event.shiftKey
      ? Node.DOCUMENT_POSITION_PRECEDING
      : Node.DOCUMENT_POSITION_FOLLOWING;
    const leads = (element: HTMLElement): boolean =>
      element !== from && (from.compareDocumentPosition(element) & wanted) !== 0 && isStop(element);
    if ([...document.querySelectorAll<HTMLElement>(stops)].some(leads)) event.stopPropagation();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
