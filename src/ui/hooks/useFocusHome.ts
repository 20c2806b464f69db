import { useEffect, useRef, type RefObject } from 'react';

/**
 * When what held the focus is swept away, by a new screen or inside one, the focus goes to the screen's heading. It is
 * never taken from anything that still has it, nor brought back to a user who has put it down.
 */
export function useFocusHome(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current === null ? undefined : keepFocus(root.current)), []);
  return root;
}

function keepFocus(root: HTMLElement): () => void {
  let held: Element | null = null;
  const took = ({ target }: FocusEvent): void => {
    held = target instanceof Element ? target : null;
  };
  const left = ({ target, relatedTarget }: FocusEvent): void => {
    // An element that is taken away loses the focus, too: only one that stays was put down by the user.
    if (relatedTarget === null) {
      queueMicrotask(() => {
        if (target === held && held?.isConnected === true && document.hasFocus()) held = null;
      });
    }
  };
  const look = (): void => {
    if (
      held === null ||
      held.isConnected ||
      !document.hasFocus() ||
      document.activeElement !== document.body
    ) {
      return;
    }
    root.querySelector<HTMLElement>('[data-focus-home]')?.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  root.addEventListener('focusin', took);
  root.addEventListener('focusout', left);
  // After a sign-in window the focus comes back to the page, when the button that had it is long gone.
  window.addEventListener('focus', look);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', took);
    root.removeEventListener('focusout', left);
    window.removeEventListener('focus', look);
  };
}
