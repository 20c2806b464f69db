import { useEffect, useRef, type RefObject } from 'react';

/**
 * When a new screen has swept away what held the focus, the focus goes to the screen's heading; it is never taken from
 * anything that still has it, nor before the person has been in the pane.
 */
export function useFocusHome(screen: string): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const been = useRef(false);
  useEffect(() => {
    const element = root.current;
    const enter = (): void => {
      been.current = true;
    };
    element?.addEventListener('focusin', enter);
    return () => element?.removeEventListener('focusin', enter);
  }, []);
  useEffect(() => {
    if (!been.current || !document.hasFocus() || document.activeElement !== document.body) return;
    root.current?.querySelector<HTMLElement>('[data-focus-home]')?.focus({ preventScroll: true });
  }, [screen]);
  return root;
}
