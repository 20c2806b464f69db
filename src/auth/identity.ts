import type { AccountInfo, AuthenticationResult } from '@azure/msal-browser';
import type { SignInFailure } from '../session/failure';
import type { Clock, Identity, Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import type { Account } from '../session/state';
import type { Client, OfficeOffer, Registration } from './client';
import { createClient } from './client';
import { DialogOpener } from './dialogWindow';
import { signInFailure } from './failures';

/** The tenant of personal accounts, which the workbook API does not serve. Source: Microsoft Graph, workbook-refreshsession. */
const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Silent calls have no limit of their own in a nested app. */
const silentLimitMs = 15_000;

/** A thing to be remembered about this browser, or this tab: see the owner of storage. */
export interface Mark {
  readonly get: () => boolean;
  readonly set: (on: boolean) => void;
}

export interface SignIn {
  readonly registration: Registration;
  readonly scopes: readonly string[];
  /** Settles once Office has said what it offers; null outside Office. */
  readonly office: Promise<OfficeOffer | null>;
  readonly clock: Clock;
  /** The person signed out and has not signed in since: nobody is signed in by itself. */
  readonly signedOut: Mark;
  /** Excel promised nested authentication and did not keep it. */
  readonly nestedFailed: Mark;
}

export interface Tokens {
  /** An access token for the signed-in person, without a window. */
  readonly token: (asked: { readonly claims?: string; readonly renew?: boolean }) => Promise<Outcome<string, SignInFailure>>;
}

/** The person, by MSAL: silent first; a window only for `interactive` and `another`, which a click must call. */
export function createIdentity(place: SignIn): Identity & Tokens {
  const { clock, signedOut, nestedFailed } = place;
  const nested = { failed: nestedFailed.get, fails: () => nestedFailed.set(true) };
  let client: Promise<Client> | undefined;
  let account: AccountInfo | null = null;
  let claims: string | undefined;

  const ready = (): Promise<Client> =>
    (client ??= place.office.then((office) => createClient(place.registration, office, nested, clock)));

  async function acquireSilently(asked: { readonly claims?: string; readonly renew?: boolean }): Promise<AuthenticationResult> {
    const { application, way } = await ready();
    const known = account ?? application.getActiveAccount() ?? application.getAllAccounts()[0] ?? null;
    if (known === null && way !== 'nested') throw new InteractionRequired();
    return inTime(
      clock,
      application.acquireTokenSilent({
        scopes: [...place.scopes],
        authority: place.registration.authority,
        forceRefresh: asked.renew ?? false,
        ...(known === null ? {} : { account: known }),
        ...(asked.claims === undefined ? {} : { claims: asked.claims }),
        // The hidden frame must not load the page that ends a dialog.
        ...(way === 'dialog' ? { redirectUri: new URL('blank.html', window.location.origin).href } : {}),
      }),
    );
  }

  async function acquireInWindow(another: boolean, signal: AbortSignal): Promise<Outcome<Account, SignInFailure>> {
    const { application, way } = await ready();
    const office = await place.office;
    const opener = way === 'dialog' && office !== null ? new DialogOpener(office.openDialog) : undefined;
    signal.addEventListener('abort', () => opener?.close(), { once: true });
    const chosen = another || account === null ? { prompt: 'select_account' } : { account };
    try {
      const result = await application.acquireTokenPopup({
        scopes: [...place.scopes],
        authority: place.registration.authority,
        ...chosen,
        ...(claims === undefined ? {} : { claims }),
        ...(opener === undefined ? {} : { popupWindowParent: opener.asWindow() }),
        overrideInteractionInProgress: true,
      });
      return accepted(result, application);
    } catch (error) {
      return failed(signInFailure(error, clock.now(), opener?.closedWith));
    }
  }

  function accepted(result: AuthenticationResult, application: Client['application']): Outcome<Account, SignInFailure> {
    if (result.tenantId === personalTenantId) return failed({ reason: 'personalAccount', at: clock.now() });
    account = result.account;
    claims = undefined;
    application.setActiveAccount(account);
    signedOut.set(false);
    const { homeAccountId: id, username: userName, name, tenantId } = account;
    return succeeded({ id, userName, name: name ?? userName, tenantId });
  }

  return {
    async signIn(how, signal) {
      if (how !== 'silent') return acquireInWindow(how === 'another', signal);
      if (signedOut.get()) return failed({ reason: 'interactionRequired', at: clock.now() });
      try {
        return accepted(await acquireSilently({}), (await ready()).application);
      } catch (error) {
        return failed(signInFailure(error, clock.now()));
      }
    },

    async signOut() {
      signedOut.set(true);
      const left = account;
      account = null;
      const { application, way } = await ready();
      // Excel's own sign-in is not ours to end: there signing out is forgetting, and the mark above.
      if (way !== 'nested') await application.clearCache(left === null ? undefined : { account: left });
    },

    async token(asked) {
      if (account === null) return failed({ reason: 'interactionRequired', at: clock.now() });
      try {
        const result = await acquireSilently(asked);
        return succeeded(result.accessToken);
      } catch (error) {
        // What a 401 asked for is asked of the person when silence did not do.
        claims = asked.claims ?? claims;
        return failed(signInFailure(error, clock.now()));
      }
    },
  };
}

class InteractionRequired extends Error {
  readonly errorCode = 'interaction_required';
}

class TimedOut extends Error {
  readonly errorCode = 'timed_out';
}

function inTime<T>(clock: Clock, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.wake(clock.now() + silentLimitMs, () => reject(new TimedOut()));
    promise.then(resolve, reject).finally(cancel);
  });
}
