import { useEffect, useSyncExternalStore, type ComponentType } from 'react';
import { createObservable } from '../session/observable';

/** Renders nothing. */
export const Empty = (): null => null;

/** What stands for a component whose chunk could not be loaded; `again` loads it again. */
export type Failed<P> = ComponentType<P & { readonly again: () => void }>;

/**
 * A component from a lazy chunk, with a fallback until the chunk has loaded. A loaded component
 * renders at once: React.lazy would show its fallback even then, for at least 300 ms. A chunk that
 * could not be loaded is no rendering error: it is loaded again when the browser is back online, or
 * when `Missing` asks for it.
 */
export function lazyComponent<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  Fallback: ComponentType<P>,
  Missing: Failed<P>,
): ComponentType<P> {
  const view = createObservable<{ readonly Loaded?: ComponentType<P>; readonly failed?: true }>({});
  const again = (): void => {
    load().then(
      (module) => view.set({ Loaded: module.default }),
      () => view.set({ failed: true }),
    );
  };
  again();
  return function Lazy(props: P) {
    const { Loaded, failed = false } = useSyncExternalStore(view.subscribe, view.get);
    useEffect(() => {
      if (!failed) return undefined;
      window.addEventListener('online', again);
      return () => window.removeEventListener('online', again);
    }, [failed]);
    if (Loaded !== undefined) return <Loaded {...props} />;
    return failed ? <Missing {...props} again={again} /> : <Fallback {...props} />;
  };
}
