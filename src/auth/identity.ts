import type { AccountInfo, AuthenticationResult, PopupRequest } from '@azure/msal-browser';
import type { SignInFailure } from '../session/failure';
import type { Clock, Identity, Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import type { Account } from '../session/state';
import type { Client, OfficeOffer, Registration } from './client';
import { consentLink } from './consent';
import { bridgeFailed, claimsOf, DialogClosed, lacksConsent, signInFailure, silentFailure } from './failures';
import { isPersonal, toldOf } from './told';
import { within } from './within';

/** How long the button waits for MSAL where a click cannot. */
const loadingLimitMs = 5_000;

/** How often in a row a bridge that has given tokens may say nothing before it is left. */
const patience = 2;

/** A thing to be remembered about this browser, or this tab: see the owner of storage. */
export interface Mark {
  readonly get: () => boolean;
  readonly set: (on: boolean) => void;
}

export interface SignIn {
  readonly registration: Registration;
  readonly scopes: readonly string[];
  /** What is asked for once a file needed it and the person agreed. */
  readonly widerScopes: readonly string[];
  /** Settles once Office has said what it offers; null outside Office. */
  readonly office: Promise<OfficeOffer | null>;
  readonly clock: Clock;
  /** The person signed out and has not signed in since: nobody is signed in by itself. */
  readonly signedOut: Mark;
  /** Excel promised nested authentication and did not keep it. */
  readonly nestedFailed: Mark;
  /** Whether MSAL's storage may hold an account from before a reload. */
  readonly mayKnowSomebody: () => boolean;
  /** Calls back when the page has nothing better to do. */
  readonly whenIdle: (callback: () => void) => void;
  /** The person agreed to the wider scopes. */
  readonly wider: Mark;
}

export interface Tokens {
  /** An access token for the signed-in person, without a window. */
  readonly token: (asked: { readonly claims?: string; readonly renew?: boolean }) => Promise<Outcome<string, SignInFailure>>;
}

/** The person, by MSAL: silent first; a window only for the other ways of signing in, which a click must call. */
export function createIdentity(place: SignIn): Identity & Tokens {
  const { clock, signedOut, nestedFailed, wider } = place;
  const { authority } = place.registration;
  const nested = { failed: nestedFailed.get, fails: () => nestedFailed.set(true) };
  let client: Promise<Client> | undefined;
  let account: AccountInfo | null = null;
  /** What the heart knows the person by: another one as soon as somebody signs in again. */
  let told: Account | null = null;
  let claims: string | undefined;
  /** How often in a row Excel's bridge has not answered in time. */
  let silences = 0;
  /** The latest sign-in. What an earlier one brings is nobody's. */
  let turn = 0;

  const scopes = (): string[] => [...(wider.get() ? place.widerScopes : place.scopes)];

  async function load(): Promise<Client> {
    const [office, { createClient }] = await Promise.all([place.office, import(/* webpackChunkName: "msal" */ './client')]);
    return createClient(place.registration, office, nested, clock);
  }

  function ready(): Promise<Client> {
    const made = (client ??= load());
    // MSAL that could not be loaded is loaded again.
    made.catch(() => {
      if (client === made) client = undefined;
    });
    return made;
  }

  /** Asks the client of this place; where Excel's bridge breaks its promise, and it may be left, asks once more without it. */
  async function asked<T>(ask: (held: Client) => Promise<T>, mayLeave: boolean): Promise<T> {
    const held = await ready();
    try {
      return await ask(held);
    } catch (error) {
      if (held.way !== 'nested' || !mayLeave || !bridgeFailed(error)) throw error;
      leaveBridge();
      return ask(await ready());
    }
  }

  function leaveBridge(): void {
    nestedFailed.set(true);
    client = undefined;
  }

  async function silently(more: { readonly claims?: string; readonly renew?: boolean }): Promise<AuthenticationResult> {
    try {
      // A bridge that has given tokens may be slow for a moment: without it a person has to sign in.
      const result = await asked((held) => held.silently(account, { scopes: scopes(), authority, ...more }), account === null || silences >= patience);
      if (!result.fromCache) silences = 0;
      return result;
    } catch (error) {
      const failure = signInFailure(error, 0);
      if (failure.reason === 'timedOut') silences += 1;
      if (!wider.get() || !lacksConsent(failure)) throw error;
      wider.set(false);
      return silently(more);
    }
  }

  async function inWindow(how: 'interactive' | 'another' | 'wider', signal: AbortSignal): Promise<AuthenticationResult> {
    await ready();
    const office = await place.office;
    const hint = how === 'interactive' && !signedOut.get() ? office?.person?.() : undefined;
    const whom = how === 'another' || account === null ? (hint === undefined ? { prompt: 'select_account' } : { loginHint: hint }) : { account };
    const request: PopupRequest = {
      scopes: how === 'wider' ? [...place.widerScopes] : scopes(),
      authority,
      ...whom,
      ...(claims === undefined ? {} : { claims }),
    };
    return asked((held) => {
      // An Excel that shows no window, and says nothing until the person gives up, is not asked again.
      if (held.way === 'nested') signal.addEventListener('abort', leaveBridge, { once: true });
      return held.inWindow(request, signal).finally(() => signal.removeEventListener('abort', leaveBridge));
    }, true);
  }

  /** Takes the person in, unless the account is none of ours or nobody waits for it any more. */
  async function accepted(result: AuthenticationResult, current: boolean): Promise<Outcome<Account, SignInFailure>> {
    const personal = isPersonal(result);
    if (personal || !current) {
      if (result.account.homeAccountId !== account?.homeAccountId) await forget(result.account);
      return failed({ reason: personal ? 'personalAccount' : 'cancelled', at: clock.now() });
    }
    const { application } = await ready();
    if (account !== null && account.homeAccountId !== result.account.homeAccountId) wider.set(false);
    account = result.account;
    claims = undefined;
    application.setActiveAccount(account);
    signedOut.set(false);
    told = toldOf(account, (await place.office)?.person?.());
    return succeeded(told);
  }

  /** Neither Excel nor MSAL's own storage knows anybody: MSAL, the heaviest part, need not be asked to say so. */
  async function nobodyKnown(): Promise<boolean> {
    const office = await place.office;
    return !place.mayKnowSomebody() && (office?.nestedAppAuth !== true || nestedFailed.get());
  }

  async function forget(left: AccountInfo | null): Promise<void> {
    const { application, way } = await ready();
    // Excel's own sign-in is not ours to end: there signing out is forgetting.
    if (way !== 'nested') await application.clearCache(left === null ? undefined : { account: left });
  }

  function withLink(failure: SignInFailure, asking: readonly string[]): SignInFailure {
    const needed = failure.reason === 'administratorConsent';
    return needed ? { ...failure, consentLink: consentLink(place.registration, asking, window.location.origin) } : failure;
  }

  return {
    async signIn(how, signal) {
      turn += 1;
      const mine = turn;
      const current = (): boolean => mine === turn && !signal.aborted;
      const asking = how === 'wider' ? place.widerScopes : scopes();
      try {
        if (how === 'silent' && (signedOut.get() || (await nobodyKnown()))) {
          // There before the click, for which browsers have little patience, and Apple's none: there also before the button.
          if (navigator.vendor.startsWith('Apple')) await within(loadingLimitMs, clock, ready());
          else place.whenIdle(() => void ready().catch(() => undefined));
          return failed({ reason: 'interactionRequired', at: clock.now() });
        }
        const result = await (how === 'silent' ? silently({}) : inWindow(how, signal));
        const outcome = await accepted(result, current());
        if (outcome.ok && how === 'wider') wider.set(true);
        return outcome;
      } catch (error) {
        const at = clock.now();
        if (how === 'silent') {
          claims = claimsOf(error) ?? claims;
          return failed(withLink(silentFailure(error, at), asking));
        }
        const failure = error instanceof DialogClosed ? signInFailure(error.cause, at, error.code) : signInFailure(error, at);
        return failed(withLink(failure, asking));
      }
    },

    async signOut(left) {
      // Somebody who signed in since is not signed out.
      if (left !== told) return;
      turn += 1;
      signedOut.set(true);
      wider.set(false);
      const leaving = account;
      account = null;
      told = null;
      claims = undefined;
      await forget(leaving);
    },

    async token(more) {
      if (account === null) return failed({ reason: 'interactionRequired', at: clock.now() });
      try {
        const result = await silently(more);
        if (result.account.homeAccountId === account.homeAccountId) return succeeded(result.accessToken);
        return failed({ reason: 'interactionRequired', at: clock.now() });
      } catch (error) {
        // What the sign-in service, or else a 401, asked for is asked of the person when silence did not do.
        claims = claimsOf(error) ?? more.claims ?? claims;
        return failed(silentFailure(error, clock.now()));
      }
    },
  };
}
