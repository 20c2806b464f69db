import { useSyncExternalStore, type ComponentType } from 'react';
import { createObservable } from '../session/observable';

/** Fallback that renders nothing. */
export const Empty = (): null => null;

/**
 * A component from a lazy chunk, with a fallback until the chunk has loaded. A loaded component
 * renders at once: React.lazy would show its fallback even then, for at least 300 ms.
 */
export function lazyComponent<P extends object>(
  chunk: Promise<{ readonly default: ComponentType<P> }>,
  Fallback: ComponentType<P>,
): ComponentType<P> {
  const loaded = createObservable<{ readonly Loaded?: ComponentType<P>; readonly error?: Error }>(
    {},
  );
  chunk.then(
    (module) => loaded.set({ Loaded: module.default }),
    (reason: unknown) =>
      loaded.set({ error: reason instanceof Error ? reason : new Error(String(reason)) }),
  );
  return function Lazy(props: P) {
    const { Loaded, error } = useSyncExternalStore(loaded.subscribe, loaded.get);
    // The error boundary shows the error once the component is needed.
    if (error !== undefined) throw error;
    return Loaded === undefined ? <Fallback {...props} /> : <Loaded {...props} />;
  };
}
