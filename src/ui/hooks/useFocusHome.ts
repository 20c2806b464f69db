import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus when the focused element is removed or hidden: back to where it was in the pane
 * before a dialog, or else to the screen's heading. The focus stays where it is otherwise, and is
 * not moved for a user who has cleared it.
 */
export function useFocusHome(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current === null ? undefined : watchFocus(root.current)), []);
  return root;
}

/** False for an element that is not rendered: it cannot have the focus. */
const isShown = (element: Element): boolean => element.isConnected && element.checkVisibility();

function watchFocus(root: HTMLElement): () => void {
  let focused: Element | null = null;
  /** The same in the pane itself: a dialog stands beside it. */
  let focusedInPane: Element | null = null;
  const onFocusIn = ({ target }: FocusEvent): void => {
    focused = target instanceof Element ? target : null;
    if (root.contains(focused)) focusedInPane = focused;
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
    // A removed or hidden element loses the focus too. Only one that is still shown was blurred by
    // the user.
    if (relatedTarget !== null) return;
    queueMicrotask(() => {
      if (target !== focused || focused === null || !document.hasFocus()) return;
      if (isShown(focused)) focused = null;
      else restoreFocus();
    });
  };
  const restoreFocus = (): void => {
    if (
      focused === null ||
      isShown(focused) ||
      !document.hasFocus() ||
      document.activeElement !== document.body
    ) {
      return;
    }
    const homes = root.querySelectorAll<HTMLElement>('[data-focus-home]');
    const home = [focusedInPane, ...homes].find((each) => each !== null && isShown(each));
    if (home instanceof HTMLElement) home.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(restoreFocus);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  // After a sign-in window, the focus returns to the page although its element may be gone.
  window.addEventListener('focus', restoreFocus);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
    window.removeEventListener('focus', restoreFocus);
  };
}
