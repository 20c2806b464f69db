import type { AccountInfo, AuthenticationResult, PopupRequest } from '@azure/msal-browser';
import type { SignInFailure, SignInReason } from '../session/failures';
import { signInRemedies } from '../session/failures';
import type { Identity, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Account } from '../session/state';
import { createRequestToken } from './bridge';
import { parseAuthority } from './authority';
import { consentLink } from './consent';
import { claimsOf, lacksConsent, NoAccount, signInFailure, silentFailure } from './msalErrors';
import { createClientLoader } from './loader';
import { createAccountRule } from './tenant';
import { createMsalThrottle } from './msalThrottling';
import { toAccount } from './account';
import type { Client, TokenOptions, SignInContext, Tokens } from './types';

type SignInMode = Parameters<Identity['signIn']>[0];

/** Identity and tokens by MSAL. */
export interface MsalIdentity extends Identity, Tokens {
  /** The MSAL client for this host, created on first use. */
  readonly ready: () => Promise<Client>;
}

/**
 * Creates the sign-in by MSAL. Every mode but `silent` may open a window, so it must be called from
 * a click.
 */
export function createMsalIdentity(context: SignInContext): MsalIdentity {
  const { clock, signedOut, allFiles, online = () => navigator.onLine } = context;
  const authority = parseAuthority(context.registration.authority).url;
  const loader = createClientLoader(context);
  const requestToken = createRequestToken(loader, clock, online);
  const refusalOf = createAccountRule(context.registration);
  const withThrottle = createMsalThrottle();
  let account: AccountInfo | null = null;
  /** The last account passed to the session core; a new object after each sign-in. */
  let lastPublished: Account | null = null;
  let claims: string | undefined;
  /** The latest token and its expiry, ms since the epoch. */
  let latest: { readonly token: string; readonly expiresAt: number } | undefined;
  /** True if Excel's own account may be the login hint: not after that account signed out. */
  let mayUseLoginHint = true;
  /** Number of the latest sign-in. Results of earlier ones are ignored. */
  let latestSignIn = 0;

  const scopes = (): string[] => [...(allFiles.get() ? context.allFilesScopes : context.scopes)];
  const failedBecause = (reason: SignInReason, code?: string) =>
    failed<SignInFailure>({ reason, at: clock.now(), ...(code === undefined ? {} : { code }) });
  const choose = (accounts: readonly (AccountInfo | null)[]): AccountInfo | null =>
    accounts.find((candidate) => candidate !== null && !signedOut.has(candidate.homeAccountId)) ??
    null;

  async function acquireSilent(options: TokenOptions): Promise<AuthenticationResult> {
    try {
      return await requestToken((client) =>
        client.acquireSilent(account, { scopes: scopes(), authority, choose, ...options }),
      );
    } catch (error) {
      if (!allFiles.get() || !lacksConsent(signInFailure(error, clock.now()))) throw error;
      allFiles.set(false);
      return acquireSilent(options);
    }
  }

  /**
   * Converts an error of a silent request. While the browser is offline, no conclusion is drawn
   * about the user, whatever the bridge or MSAL reports.
   */
  function silentRequestFailure(error: unknown): SignInFailure {
    const failure = silentFailure(error, clock.now());
    if (!online() && !(error instanceof NoAccount)) return { ...failure, reason: 'offline' };
    return withThrottle(failure, error, loader.method());
  }

  async function acquireInteractive(
    mode: Exclude<SignInMode, 'silent'>,
    signal: AbortSignal,
  ): Promise<AuthenticationResult> {
    await loader.ready();
    const hint =
      mode === 'interactive' && mayUseLoginHint && !signedOut.tab.get()
        ? (await context.office)?.officeUser?.()
        : undefined;
    const accountChoice = hint === undefined ? { prompt: 'select_account' } : { loginHint: hint };
    const request: PopupRequest = {
      scopes: mode === 'allFiles' ? [...context.allFilesScopes] : scopes(),
      authority,
      ...(mode === 'another' || account === null ? accountChoice : { account }),
      ...(claims === undefined ? {} : { claims }),
    };
    return requestToken((client) => {
      // If the bridge opens no window and does not respond until the user cancels, it is disabled.
      if (client.method === 'nested') {
        signal.addEventListener('abort', loader.disableBridge, { once: true });
      }
      return client
        .acquireInteractive(request, signal)
        .finally(() => signal.removeEventListener('abort', loader.disableBridge));
    });
  }

  /**
   * Why the account of a result is refused, if so; `isLatest` is false after a later sign-in began.
   */
  async function refusal(
    result: AuthenticationResult,
    mode: SignInMode,
    isLatest: () => boolean,
  ): Promise<SignInReason | undefined> {
    const { application } = await loader.ready();
    const reason = (await refusalOf(result, application)) ?? (isLatest() ? undefined : 'cancelled');
    if (reason !== undefined) {
      if (result.account.homeAccountId !== account?.homeAccountId) {
        await removeCachedAccount(result.account);
      }
      return reason;
    }
    if (mode !== 'silent' || !signedOut.has(result.account.homeAccountId)) return undefined;
    mayUseLoginHint = false;
    return 'interactionRequired';
  }

  /** Makes the account of the result the signed-in one. */
  async function accept({ account: accepted }: AuthenticationResult): Promise<Account> {
    const { application } = await loader.ready();
    if (account !== null && account.homeAccountId !== accepted.homeAccountId) allFiles.set(false);
    account = accepted;
    latest = undefined;
    claims = undefined;
    application.setActiveAccount(accepted);
    signedOut.remove(accepted.homeAccountId);
    signedOut.tab.set(false);
    lastPublished = toAccount(accepted, (await context.office)?.officeUser?.());
    return lastPublished;
  }

  async function removeCachedAccount(removed: AccountInfo | null): Promise<void> {
    const { application, method } = await loader.ready();
    // With nested app auth Excel owns the sign-in: the pane only forgets the account.
    if (method !== 'nested') {
      await application.clearCache(removed === null ? undefined : { account: removed });
    }
  }

  function withLink(failure: SignInFailure, requestedScopes: readonly string[]): SignInFailure {
    const needed = failure.reason === 'administratorConsent';
    return needed
      ? {
          ...failure,
          consentLink: consentLink(context.registration, requestedScopes, window.location.origin),
        }
      : failure;
  }

  async function signIn(
    mode: SignInMode,
    signal: AbortSignal,
  ): Promise<Outcome<Account, SignInFailure>> {
    latestSignIn += 1;
    const ownSignIn = latestSignIn;
    const requestedScopes = mode === 'allFiles' ? context.allFilesScopes : scopes();
    try {
      const result = await (mode === 'silent'
        ? acquireSilent({})
        : acquireInteractive(mode, signal));
      const reason = await refusal(
        result,
        mode,
        () => ownSignIn === latestSignIn && !signal.aborted,
      );
      if (reason !== undefined) return failedBecause(reason);
      const value = await accept(result);
      if (mode === 'allFiles') allFiles.set(true);
      return succeeded(value);
    } catch (error) {
      if (mode === 'silent') claims = claimsOf(error) ?? claims;
      return failed(
        withLink(
          mode === 'silent' ? silentRequestFailure(error) : signInFailure(error, clock.now()),
          requestedScopes,
        ),
      );
    }
  }

  async function token(options: TokenOptions): Promise<Outcome<string, SignInFailure>> {
    const requester = account;
    if (requester === null) return failedBecause('interactionRequired');
    try {
      const result = await acquireSilent(options);
      const { application } = await loader.ready();
      const reason = await refusalOf(result, application);
      if (reason !== undefined) return failedBecause(reason);
      if (result.account.homeAccountId !== requester.homeAccountId) {
        return failedBecause('interactionRequired');
      }
      if (result.accessToken === '') return failedBecause('unknown', 'empty_token');
      latest = { token: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? 0 };
      return succeeded(result.accessToken);
    } catch (error) {
      // Claims that the sign-in service, or else a 401, requires are sent with the next interactive
      // sign-in.
      claims = claimsOf(error) ?? options.claims ?? claims;
      const failure = silentRequestFailure(error);
      // MSAL renews a token five minutes before it expires. Until then the old one is valid, unless
      // Graph refused it.
      const isRefused = options.claims !== undefined || options.renew === true;
      if (isRefused || signInRemedies[failure.reason] !== 'retry' || latest === undefined) {
        return failed(failure);
      }
      return latest.expiresAt > clock.now() ? succeeded(latest.token) : failed(failure);
    }
  }

  async function signOut(user: Account): Promise<void> {
    // An account that signed in since stays signed in.
    if (user !== lastPublished) return;
    latestSignIn += 1;
    const leaving = account;
    if (leaving !== null) signedOut.add(leaving.homeAccountId);
    signedOut.tab.set(true);
    allFiles.set(false);
    account = null;
    lastPublished = null;
    claims = undefined;
    latest = undefined;
    await removeCachedAccount(leaving);
  }

  return { signIn, signOut, token, ready: loader.ready };
}
