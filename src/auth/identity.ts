import type { SignInFailure } from '../session/failures';
import type { Identity } from '../session/services';
import { failed } from '../session/services';
import type { MsalIdentity } from './msalIdentity';
import type { SignInContext, Tokens } from './types';
import { withTimeout } from '../session/withTimeout';

export type { SignedOutAccounts, SignInContext, Tokens } from './types';

/** Time limit (ms) for loading MSAL before the sign-in button is shown. */
const preloadLimitMs = 5_000;

/**
 * Creates the sign-in. MSAL, the largest part of the pane, is in its own chunk. The chunk is loaded
 * when there may be an account, otherwise when the page is idle.
 */
export function createIdentity(context: SignInContext): Identity & Tokens {
  const { clock, signedOut, online = () => navigator.onLine } = context;
  let loaded: Promise<MsalIdentity> | undefined;
  const failedBecause = (reason: SignInFailure['reason'], code?: string) =>
    failed<SignInFailure>({ reason, at: clock.now(), ...(code === undefined ? {} : { code }) });

  /**
   * Loads the chunk.
   * @throws the browser's or webpack's error if the chunk cannot be loaded; the next call tries
   * again
   */
  function load(): Promise<MsalIdentity> {
    const loading = (loaded ??= import(/* webpackChunkName: "msal" */ './msalIdentity').then(
      ({ createMsalIdentity }) => createMsalIdentity(context, online),
    ));
    loading.catch(() => {
      if (loaded === loading) loaded = undefined;
    });
    return loading;
  }

  /** True if neither Excel nor MSAL's storage has an account: MSAL need not be loaded to check. */
  async function hasNoAccount(): Promise<boolean> {
    const office = await context.office;
    return (
      !context.hasCachedAccount() && (office?.nestedAppAuth !== true || context.nestedFailed.get())
    );
  }

  /**
   * Loads MSAL before the click, because browsers allow a window only shortly after it. Apple's
   * allow no delay at all: there MSAL is loaded before the button is shown.
   */
  async function preload(): Promise<void> {
    const ready = (): Promise<unknown> =>
      load()
        .then((msal) => msal.ready())
        .catch(() => undefined);
    if (navigator.vendor.startsWith('Apple')) {
      await withTimeout(ready(), preloadLimitMs, clock).catch(() => undefined);
    } else context.whenIdle(() => void ready());
  }

  return {
    async signIn(mode, signal, organization) {
      if (mode === 'silent' && (signedOut.tab.get() || (await hasNoAccount()))) {
        await preload();
        return failedBecause('interactionRequired');
      }
      let msal: MsalIdentity;
      try {
        msal = await load();
      } catch (error) {
        const reason = online() ? 'notLoaded' : 'offline';
        return failedBecause(reason, error instanceof Error ? error.name : undefined);
      }
      return msal.signIn(mode, signal, organization);
    },
    // Remembered also while MSAL is loading, or where it cannot be loaded.
    beginSignOut: ({ id }) => signedOut.add(id),
    async signOut(account) {
      signedOut.add(account.id);
      const msal = await load().catch(() => undefined);
      if (msal !== undefined) return msal.signOut(account);
      signedOut.tab.set(true);
    },
    async token(options) {
      // Without MSAL there is no signed-in account.
      return (
        (await loaded?.catch(() => undefined))?.token(options) ??
        failedBecause('interactionRequired')
      );
    },
  };
}
