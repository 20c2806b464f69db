import type { HostKind } from './hostKind';
import { isFields } from './protocol';

/** A key combination with the action that it starts. */
export interface KeyBinding {
  readonly action: string;
  /** The combination, for example `Ctrl+Alt+Shift+S`. */
  readonly keys: string;
}

/** Modifiers of a combination. Source: "Add custom keyboard shortcuts to your Office Add-ins". */
const modifiers = {
  Ctrl: 'ctrlKey',
  Alt: 'altKey',
  Shift: 'shiftKey',
  Command: 'metaKey',
} as const;

/**
 * Reads the shortcuts of an add-in from its own server, as a page of another origin. None where the
 * file cannot be read.
 */
export async function fetchKeyBindings(
  url: string,
  kind: HostKind,
): Promise<readonly KeyBinding[]> {
  const read: unknown = await fetch(url)
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);
  return parseKeyBindings(read, kind);
}

/** The bindings for a kind of Excel; those that have none for it use the default one. */
export function parseKeyBindings(file: unknown, kind: HostKind): readonly KeyBinding[] {
  const shortcuts: unknown = isFields(file) ? file['shortcuts'] : undefined;
  if (!Array.isArray(shortcuts)) return [];
  return shortcuts.flatMap((shortcut: unknown) => {
    if (!isFields(shortcut) || !isFields(shortcut['key'])) return [];
    const { action, key } = shortcut;
    const keys: unknown = key[kind] ?? key['default'];
    return typeof action === 'string' && typeof keys === 'string' ? [{ action, keys }] : [];
  });
}

/** Starts an action when its keys are pressed while Excel's own page has the focus. */
export function listenForKeys(
  bindings: readonly KeyBinding[],
  startAction: (actionId: string) => void,
): void {
  addEventListener('keydown', (event) => {
    const pressed = bindings.find(({ keys }) => matches(keys, event));
    if (pressed === undefined) return;
    event.preventDefault();
    startAction(pressed.action);
  });
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  // The code, because the key's character depends on the modifiers.
  return (
    event.code === `Key${key}` &&
    Object.entries(modifiers).every(([name, flag]) => event[flag] === parts.includes(name))
  );
}
