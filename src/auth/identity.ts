import type { SignInFailure } from '../session/failures';
import type { Identity } from '../session/services';
import { failed } from '../session/services';
import type { MsalIdentity } from './msalIdentity';
import type { SignIn, Tokens } from './types';
import { withTimeout } from '../session/withTimeout';

export type { SignedOutAccounts, SignIn, Tokens } from './types';

/** How long the button waits for MSAL where a click cannot. */
const loadingLimitMs = 5_000;

/**
 * The signed-in account. All that needs MSAL, the heaviest part of the pane, is in a chunk of its own, which is loaded when
 * there may be an account, and else when the page is idle.
 */
export function createIdentity(place: SignIn): Identity & Tokens {
  const { clock, signedOut } = place;
  let loaded: Promise<MsalIdentity> | undefined;
  const refused = (reason: SignInFailure['reason'], code?: string) =>
    failed<SignInFailure>({ reason, at: clock.now(), ...(code === undefined ? {} : { code }) });

  /** @throws the browser's or webpack's error when the chunk cannot be loaded; the next call loads it again. */
  function load(): Promise<MsalIdentity> {
    const made = (loaded ??= import(/* webpackChunkName: "msal" */ './msalIdentity').then(
      ({ createMsalIdentity }) => createMsalIdentity(place),
    ));
    made.catch(() => {
      if (loaded === made) loaded = undefined;
    });
    return made;
  }

  /** Neither Excel nor MSAL's storage has an account: MSAL need not be loaded to find that out. */
  async function noAccountAnywhere(): Promise<boolean> {
    const office = await place.office;
    return (
      !place.hasCachedAccount() && (office?.nestedAppAuth !== true || place.nestedFailed.get())
    );
  }

  /** Loads MSAL before the click, for which browsers have little patience, and Apple's none: there before the button, too. */
  async function preload(): Promise<void> {
    const ready = (): Promise<unknown> =>
      load()
        .then((msal) => msal.ready())
        .catch(() => undefined);
    if (navigator.vendor.startsWith('Apple')) {
      await withTimeout(ready(), loadingLimitMs, clock).catch(() => undefined);
    } else place.whenIdle(() => void ready());
  }

  return {
    async signIn(mode, signal) {
      if (mode === 'silent' && (signedOut.tab.get() || (await noAccountAnywhere()))) {
        await preload();
        return refused('interactionRequired');
      }
      let msal: MsalIdentity;
      try {
        msal = await load();
      } catch (error) {
        return refused('offline', error instanceof Error ? error.name : undefined);
      }
      return msal.signIn(mode, signal);
    },
    async signOut(account) {
      await (await loaded?.catch(() => undefined))?.signOut(account);
    },
    async token(asked) {
      // An account has signed in by MSAL: while MSAL is not loaded there is none.
      return (await loaded?.catch(() => undefined))?.token(asked) ?? refused('interactionRequired');
    },
  };
}
