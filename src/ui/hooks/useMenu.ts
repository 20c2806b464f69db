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
  /** Closes, and brings the focus back to the button. */
  readonly close: () => void;
  readonly root: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const itemsOf = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
];

/** The ways of a menu button. Source: WAI-ARIA Authoring Practices, menu button. */
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
    return whileOpen(root, () => setOpen(false), close);
  }, [open, close]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) {
      if (event.key === 'ArrowDown') setOpen(true);
      else return;
    } else if (event.key === 'Tab') setOpen(false);
    else if (!moved(event.key, itemsOf(root.current))) return;
    if (event.key !== 'Tab') event.preventDefault();
  };
  return { open, toggle: () => setOpen(!open), close, root, onKeyDown };
}

function moved(key: string, items: readonly HTMLElement[]): boolean {
  const at = items.findIndex((item) => item === document.activeElement);
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1 + items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = targets[key];
  if (target === undefined) return false;
  items[target % items.length]?.focus();
  return true;
}

/** office.js listens for Esc on the window and moves the focus: it must not hear the one that closes a menu. */
function whileOpen(
  root: RefObject<HTMLElement | null>,
  away: () => void,
  escape: () => void,
): () => void {
  const pressed = (event: globalThis.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    escape();
  };
  const pointed = (event: PointerEvent): void => {
    if (event.target instanceof Node && root.current?.contains(event.target) !== true) away();
  };
  document.addEventListener('keydown', pressed);
  document.addEventListener('pointerdown', pointed);
  return () => {
    document.removeEventListener('keydown', pressed);
    document.removeEventListener('pointerdown', pointed);
  };
}
