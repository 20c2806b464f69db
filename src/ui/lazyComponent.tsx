import { useSyncExternalStore, type ComponentType } from 'react';
import { createObservable } from '../session/observable';

export const Empty = (): null => null;

/**
 * A part of the pane that comes in a chunk of its own; until it is there, `Meanwhile` is drawn. What is there already is
 * drawn at once: React's own lazy would show its fallback even then, and leave it for at least 300 ms.
 */
export function lazyComponent<P extends object>(
  coming: Promise<{ readonly default: ComponentType<P> }>,
  Meanwhile: ComponentType,
): ComponentType<P> {
  const loaded = createObservable<{ readonly Part?: ComponentType<P>; readonly fault?: Error }>({});
  coming.then(
    (module) => loaded.set({ Part: module.default }),
    (error: unknown) =>
      loaded.set({ fault: error instanceof Error ? error : new Error(String(error)) }),
  );
  return function Lazy(props: P) {
    const { Part, fault } = useSyncExternalStore(loaded.subscribe, loaded.get);
    // Shown by the error boundary, once the part is needed.
    if (fault !== undefined) throw fault;
    return Part === undefined ? <Meanwhile /> : <Part {...props} />;
  };
}
