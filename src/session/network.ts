import type { Store } from './store';

/**
 * The network as the store knows it, for those who send: each answer shows that there is one,
 * whatever the browser reports.
 */
export const networkOf = (store: () => Pick<Store, 'getState' | 'dispatch'>) => ({
  /** False while the browser reports no network, and `answered` was not called since. */
  online: (): boolean => store().getState().online,
  answered: (): void => {
    if (!store().getState().online) store().dispatch({ kind: 'onlineChanged', online: true });
  },
});
