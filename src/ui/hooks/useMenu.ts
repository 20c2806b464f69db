import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';

interface Menu {
  readonly open: boolean;
  readonly toggle: () => void;
  /** Closes the menu and moves the focus to its button. */
  readonly close: () => void;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const itemsOf = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
];

/**
 * State and keyboard handling of a menu button. Source: WAI-ARIA Authoring Practices, menu button.
 */
export function useMenu(): Menu {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const close = useCallback(() => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  }, []);
  useEffect(() => {
    if (!open) return undefined;
    itemsOf(root.current)[0]?.focus();
    return listenWhileOpen(root, () => setOpen(false), close);
  }, [open, close]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) {
      if (event.key === 'ArrowDown') setOpen(true);
      else return;
    } else if (event.key === 'Tab') setOpen(false);
    else if (!moveFocus(event.key, itemsOf(root.current))) return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return { open, toggle: () => setOpen(!open), close, root, onKeyDown };
}

function moveFocus(key: string, items: readonly HTMLElement[]): boolean {
  const current = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, number> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  items[target % items.length]?.focus();
  return true;
}

/**
 * Closes the menu on Esc or a click outside. Stops the Esc event, because office.js listens for it
 * on the window and moves the focus.
 */
function listenWhileOpen(
  root: RefObject<HTMLElement | null>,
  onOutsideClick: () => void,
  onEscape: () => void,
): () => void {
  const onKeyDown = (event: globalThis.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onEscape();
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.target instanceof Node && root.current?.contains(event.target) !== true) {
      onOutsideClick();
    }
  };
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('pointerdown', onPointerDown);
  return () => {
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('pointerdown', onPointerDown);
  };
}
