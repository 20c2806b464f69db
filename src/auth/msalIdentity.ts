import type { AccountInfo, AuthenticationResult, PopupRequest } from '@azure/msal-browser';
import type { SignInFailure, SignInReason } from '../session/failures';
import { signInRemedies } from '../session/failures';
import type { Identity, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Account } from '../session/state';
import { createAskForToken } from './bridge';
import { parseAuthority } from './authority';
import { consentLink } from './consent';
import { claimsOf, lacksConsent, NoAccount, signInFailure, silentFailure } from './msalErrors';
import { createClientLoader } from './loader';
import { createAccountRule } from './tenant';
import { createThrottle } from './msalThrottling';
import { toAccount } from './account';
import type { Client, TokenOptions, SignIn, Tokens } from './types';

type How = Parameters<Identity['signIn']>[0];

export interface MsalIdentity extends Identity, Tokens {
  /** MSAL's client of this place, made on first use. */
  readonly ready: () => Promise<Client>;
}

/** Sign-in by MSAL: silent first; a window only for the other ways of signing in, which a click must call. */
export function createMsalIdentity(place: SignIn): MsalIdentity {
  const { clock, signedOut, allFiles, online = () => navigator.onLine } = place;
  const authority = parseAuthority(place.registration.authority).url;
  const loader = createClientLoader(place);
  const askForToken = createAskForToken(loader, clock, online);
  const refusalOf = createAccountRule(place.registration);
  const throttled = createThrottle();
  let account: AccountInfo | null = null;
  /** The account as the session core has it: another object after each sign-in. */
  let published: Account | null = null;
  let claims: string | undefined;
  /** The token that came last, and when it expires (ms). */
  let latest: { readonly token: string; readonly expiresAt: number } | undefined;
  /** Whether the sign-in page may be led to Excel's own account: not after that account signed out. */
  let mayHint = true;
  /** Number of the latest sign-in. Results of earlier ones are ignored. */
  let turn = 0;

  const scopes = (): string[] => [...(allFiles.get() ? place.allFilesScopes : place.scopes)];
  const refused = (reason: SignInReason, code?: string) =>
    failed<SignInFailure>({ reason, at: clock.now(), ...(code === undefined ? {} : { code }) });
  const choose = (accounts: readonly (AccountInfo | null)[]): AccountInfo | null =>
    accounts.find((one) => one !== null && !signedOut.has(one.homeAccountId)) ?? null;

  async function silently(more: TokenOptions): Promise<AuthenticationResult> {
    try {
      return await askForToken((client) =>
        client.acquireSilent(account, { scopes: scopes(), authority, choose, ...more }),
      );
    } catch (error) {
      if (!allFiles.get() || !lacksConsent(signInFailure(error, clock.now()))) throw error;
      allFiles.set(false);
      return silently(more);
    }
  }

  /** While the browser is offline nothing is concluded about the user, whatever the bridge or MSAL answers. */
  function failureOfSilence(error: unknown): SignInFailure {
    const failure = silentFailure(error, clock.now());
    if (!online() && !(error instanceof NoAccount)) return { ...failure, reason: 'offline' };
    return throttled(failure, error, loader.way());
  }

  async function inWindow(
    mode: Exclude<How, 'silent'>,
    signal: AbortSignal,
  ): Promise<AuthenticationResult> {
    await loader.ready();
    const hint =
      mode === 'interactive' && mayHint && !signedOut.tab.get()
        ? (await place.office)?.officeUser?.()
        : undefined;
    const unknown = hint === undefined ? { prompt: 'select_account' } : { loginHint: hint };
    const request: PopupRequest = {
      scopes: mode === 'allFiles' ? [...place.allFilesScopes] : scopes(),
      authority,
      ...(mode === 'another' || account === null ? unknown : { account }),
      ...(claims === undefined ? {} : { claims }),
    };
    return askForToken((client) => {
      // An Excel that shows no window, and does not answer until the user cancels, is not asked again.
      if (client.method === 'nested') {
        signal.addEventListener('abort', loader.leaveBridge, { once: true });
      }
      return client
        .acquireInteractive(request, signal)
        .finally(() => signal.removeEventListener('abort', loader.leaveBridge));
    });
  }

  /** Why the account of a result can't be used; `current` is true while no later sign-in has begun. */
  async function refusal(
    result: AuthenticationResult,
    mode: How,
    current: () => boolean,
  ): Promise<SignInReason | undefined> {
    const { application } = await loader.ready();
    const reason = (await refusalOf(result, application)) ?? (current() ? undefined : 'cancelled');
    if (reason !== undefined) {
      if (result.account.homeAccountId !== account?.homeAccountId) await forget(result.account);
      return reason;
    }
    if (mode !== 'silent' || !signedOut.has(result.account.homeAccountId)) return undefined;
    mayHint = false;
    return 'interactionRequired';
  }

  /** Makes the account of a result the signed-in one. */
  async function accept({ account: accepted }: AuthenticationResult): Promise<Account> {
    const { application } = await loader.ready();
    if (account !== null && account.homeAccountId !== accepted.homeAccountId) allFiles.set(false);
    account = accepted;
    latest = undefined;
    claims = undefined;
    application.setActiveAccount(accepted);
    signedOut.remove(accepted.homeAccountId);
    signedOut.tab.set(false);
    published = toAccount(accepted, (await place.office)?.officeUser?.());
    return published;
  }

  async function forget(left: AccountInfo | null): Promise<void> {
    const { application, method } = await loader.ready();
    // Excel's own sign-in is not ours to end: there signing out is forgetting.
    if (method !== 'nested') {
      await application.clearCache(left === null ? undefined : { account: left });
    }
  }

  function withLink(failure: SignInFailure, asking: readonly string[]): SignInFailure {
    const needed = failure.reason === 'administratorConsent';
    return needed
      ? { ...failure, consentLink: consentLink(place.registration, asking, window.location.origin) }
      : failure;
  }

  async function signIn(mode: How, signal: AbortSignal): Promise<Outcome<Account, SignInFailure>> {
    turn += 1;
    const mine = turn;
    const asking = mode === 'allFiles' ? place.allFilesScopes : scopes();
    try {
      const result = await (mode === 'silent' ? silently({}) : inWindow(mode, signal));
      const reason = await refusal(result, mode, () => mine === turn && !signal.aborted);
      if (reason !== undefined) return refused(reason);
      const value = await accept(result);
      if (mode === 'allFiles') allFiles.set(true);
      return succeeded(value);
    } catch (error) {
      if (mode === 'silent') claims = claimsOf(error) ?? claims;
      return failed(
        withLink(
          mode === 'silent' ? failureOfSilence(error) : signInFailure(error, clock.now()),
          asking,
        ),
      );
    }
  }

  async function token(more: TokenOptions): Promise<Outcome<string, SignInFailure>> {
    const asking = account;
    if (asking === null) return refused('interactionRequired');
    try {
      const result = await silently(more);
      const { application } = await loader.ready();
      const reason = await refusalOf(result, application);
      if (reason !== undefined) return refused(reason);
      if (result.account.homeAccountId !== asking.homeAccountId) {
        return refused('interactionRequired');
      }
      if (result.accessToken === '') return refused('unknown', 'empty_token');
      latest = { token: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? 0 };
      return succeeded(result.accessToken);
    } catch (error) {
      // What the sign-in service, or else a 401, asked for goes with the next sign-in, when no silent request did.
      claims = claimsOf(error) ?? more.claims ?? claims;
      const failure = failureOfSilence(error);
      // MSAL renews a token five minutes before it expires; until then the old one serves, unless Graph refused it.
      const isRefused = more.claims !== undefined || more.renew === true;
      if (isRefused || signInRemedies[failure.reason] !== 'retry' || latest === undefined) {
        return failed(failure);
      }
      return latest.expiresAt > clock.now() ? succeeded(latest.token) : failed(failure);
    }
  }

  async function signOut(left: Account): Promise<void> {
    // An account that signed in since stays.
    if (left !== published) return;
    turn += 1;
    const leaving = account;
    if (leaving !== null) signedOut.add(leaving.homeAccountId);
    signedOut.tab.set(true);
    allFiles.set(false);
    account = null;
    published = null;
    claims = undefined;
    latest = undefined;
    await forget(leaving);
  }

  return { signIn, signOut, token, ready: loader.ready };
}
