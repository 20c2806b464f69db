import { useEffect, useRef, type RefObject } from 'react';

/**
 * Moves the focus to the screen's heading when the focused element is removed. The focus stays
 * where it is otherwise, and is not moved for a user who has cleared it.
 */
export function useFocusHome(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current === null ? undefined : watchFocus(root.current)), []);
  return root;
}

function watchFocus(root: HTMLElement): () => void {
  let focused: Element | null = null;
  const onFocusIn = ({ target }: FocusEvent): void => {
    focused = target instanceof Element ? target : null;
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
    // A removed element loses the focus too. Only an element that is still connected was blurred by
    // the user.
    if (relatedTarget === null) {
      queueMicrotask(() => {
        if (target === focused && focused?.isConnected === true && document.hasFocus()) {
          focused = null;
        }
      });
    }
  };
  const restoreFocus = (): void => {
    if (
      focused === null ||
      focused.isConnected ||
      !document.hasFocus() ||
      document.activeElement !== document.body
    ) {
      return;
    }
    root.querySelector<HTMLElement>('[data-focus-home]')?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(restoreFocus);
  observer.observe(root, { childList: true, subtree: true });
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  // After a sign-in window, the focus returns to the page although its element may be gone.
  window.addEventListener('focus', restoreFocus);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocusIn);
    root.removeEventListener('focusout', onFocusOut);
    window.removeEventListener('focus', restoreFocus);
  };
}
