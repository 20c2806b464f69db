import { useEffect, type ComponentType } from 'react';
import { createObservable } from '../session/observable';
import { useReadable, whole } from './hooks/useReadable';

/** Renders nothing. */
export const Empty = (): null => null;

/** Loads again; calls `onFailure` if that fails, too. */
export type Again = (onFailure?: () => void) => void;

/** What stands for a component whose chunk could not be loaded. */
export type Failed<P> = ComponentType<P & { readonly again: Again }>;

/**
 * A component from a lazy chunk, with a fallback until the chunk has loaded. A loaded component
 * renders at once: React.lazy would show its fallback even then, for at least 300 ms. A chunk that
 * could not be loaded is no rendering error: it is loaded again when the component is needed, when
 * the browser is back online, or when `Missing` asks for it.
 */
export function lazyComponent<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
  Fallback: ComponentType<P>,
  Missing: Failed<P>,
): ComponentType<P> {
  /** Undefined while the chunk is loading for the first time, null if it could not be loaded. */
  const view = createObservable<ComponentType<P> | null | undefined>(undefined);
  const again: Again = (onFailure) => {
    load().then(
      (chunk) => view.set(chunk.default),
      () => {
        view.set(null);
        onFailure?.();
      },
    );
  };
  const retry = (): void => {
    if (view.get() === null) again();
  };
  again();
  return function Lazy(props: P) {
    const Loaded = useReadable(view, whole);
    useEffect(() => {
      retry();
      window.addEventListener('online', retry);
      return () => window.removeEventListener('online', retry);
    }, []);
    if (Loaded === null) return <Missing {...props} again={again} />;
    return Loaded === undefined ? <Fallback {...props} /> : <Loaded {...props} />;
  };
}
