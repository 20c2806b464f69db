import { useSyncExternalStore, type ComponentType } from 'react';

export const Empty = (): null => null;

/**
 * A part of the pane that comes in a chunk of its own; until it is there, `Meanwhile` is drawn. What is there already is
 * drawn at once: React's own lazy would show its fallback even then, and leave it for at least 300 ms.
 */
export function lazyComponent<P extends object>(
  coming: Promise<{ readonly default: ComponentType<P> }>,
  Meanwhile: ComponentType,
): ComponentType<P> {
  let Part: ComponentType<P> | undefined;
  let fault: Error | undefined;
  let state = 0;
  const listeners = new Set<() => void>();
  const settled = (): void => {
    state = 1;
    for (const listener of [...listeners]) listener();
  };
  coming.then(
    (come) => {
      Part = come.default;
      settled();
    },
    (error: unknown) => {
      fault = error instanceof Error ? error : new Error(String(error));
      settled();
    },
  );
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return function Later(props: P) {
    useSyncExternalStore(subscribe, () => state);
    // Told by the error boundary, once the part is needed.
    if (fault !== undefined) throw fault;
    return Part === undefined ? <Meanwhile /> : <Part {...props} />;
  };
}
