import type { AccountInfo, PopupRequest } from '@azure/msal-browser';
import type { SignInFailure, SignInReason } from '../session/failures';
import { signInRemedies } from '../session/failures';
import type { Identity, Outcome, SignInMode } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Account } from '../session/state';
import { createBridge, isRefusedAccount } from './bridge';
import { acquireOf, failureAt, isUseless } from './chosenTenant';
import type { Acquired } from './chosenTenant';
import { withConsentLink } from './consent';
import { claimsOf, isUserAskedFor, lacksConsent, NoAccount } from './msalErrors';
import { signInFailure, silentFailure } from './msalErrors';
import { createClientLoader } from './loader';
import type { Tenant } from './tenant';
import { createTenants } from './tenant';
import { createMsalThrottle, SignInPaused } from './msalThrottling';
import { removeFromCache, toAccount } from './account';
import type { Client, TokenOptions, SignInContext, Tokens } from './types';

/** Graph refused the latest token: the one in MSAL's cache is of no use. */
const isRefused = ({ claims, renew }: TokenOptions): boolean =>
  claims !== undefined || renew === true;

/** Identity and tokens by MSAL. */
export interface MsalIdentity extends Omit<Identity, 'beginSignOut'>, Tokens {
  /** The MSAL client for this host, created on first use. */
  readonly ready: () => Promise<Client>;
}

/**
 * Creates the sign-in by MSAL. Every mode but `silent` may open a window, so it must be called from
 * a click.
 */
export function createMsalIdentity(context: SignInContext, online: () => boolean): MsalIdentity {
  const { clock, signedOut, allFiles } = context;
  const loader = createClientLoader(context);
  const tenants = createTenants(context.registration, clock);
  const throttle = createMsalThrottle(clock, context.throttled);
  let account: AccountInfo | null = null;
  const { withClient, withCancel } = createBridge(loader, online, () => account !== null);
  /** The tenant that `account` signed in to; undefined before. */
  let ownTenant: Tenant | undefined;
  /** The last account passed to the session core; a new object after each sign-in. */
  let lastPublished: Account | null = null;
  /**
   * What the sign-in service, or else a 401, requires: sent with the next interactive sign-in. A
   * token that a silent request gave may not meet it: the bridge may return its own cached one.
   */
  let claims: string | undefined;
  /** The latest token and its expiry, ms since the epoch. */
  let latest: { readonly token: string; readonly expiresAt: number } | undefined;
  /** True if Excel's own account may be the login hint: not after it was refused or signed out. */
  let mayUseLoginHint = true;
  /** Number of the latest sign-in. Results of earlier ones are ignored. */
  let latestSignIn = 0;

  /** Another tenant has its own consent, which begins with the smaller permission. */
  const isElsewhere = (tenant: Tenant): boolean => ownTenant !== undefined && tenant !== ownTenant;
  /** Only who agreed to the wider permission is asked for it, not another user in a window. */
  function scopes(tenant: Tenant, mode: SignInMode = 'silent'): string[] {
    const mayBeOther = mode === 'another' || (mode !== 'silent' && account === null);
    const isWide = allFiles.get() !== null && !isElsewhere(tenant) && !mayBeOther;
    return [...(isWide || mode === 'allFiles' ? context.allFilesScopes : context.scopes)];
  }
  const isSignedIn = (one: AccountInfo): boolean => one.homeAccountId === account?.homeAccountId;
  const failedBecause = (reason: SignInReason, code?: string) =>
    failed<SignInFailure>({ reason, at: clock.now(), ...(code === undefined ? {} : { code }) });
  const choose = (accounts: readonly (AccountInfo | null)[]): AccountInfo | null =>
    accounts.find((one) => one !== null && !signedOut.has(one.homeAccountId)) ?? null;

  async function acquireSilent(tenant: Tenant, options: TokenOptions): Promise<Acquired> {
    const asked = { scopes: scopes(tenant), authority: tenant.url, choose, ...options };
    try {
      return await withClient(async (client) => ({
        result: await acquireOf(tenant, client, (pastCache) =>
          throttle.ask(client.method, pastCache || isRefused(options), (cacheOnly) =>
            client.acquireSilent(account, { ...asked, pastCache, cacheOnly }),
          ),
        ),
        client,
      }));
    } catch (error) {
      if (allFiles.get() === null || !lacksConsent(signInFailure(error, 0))) throw error;
      allFiles.set(null);
      return acquireSilent(tenant, options);
    }
  }

  /**
   * Converts an error of a silent request. While the browser is offline or the sign-in service
   * pauses, no conclusion is drawn about the user, whatever the bridge or MSAL reports, unless the
   * service itself needs the user.
   */
  function silentRequestFailure(error: unknown): SignInFailure {
    const failure = silentFailure(error, clock.now());
    if (error instanceof NoAccount) return failure;
    if (!online() && !isUserAskedFor(failure)) return { ...failure, reason: 'offline' };
    return error instanceof SignInPaused
      ? error.failure
      : throttle.withPause(failure, loader.method());
  }

  async function acquireInteractive(mode: SignInMode, tenant: Tenant, signal: AbortSignal) {
    const ask = async (client: Client): Promise<Acquired> => {
      const mayHint = mode === 'interactive' && mayUseLoginHint && !signedOut.tab.get();
      const hint = mayHint ? (await context.office)?.officeUser?.() : undefined;
      const accountChoice = hint === undefined ? { prompt: 'select_account' } : { loginHint: hint };
      const request: PopupRequest = {
        scopes: scopes(tenant, mode),
        authority: tenant.url,
        ...(mode === 'another' || account === null ? accountChoice : { account }),
        ...(claims === undefined || mode === 'another' || isElsewhere(tenant) ? {} : { claims }),
      };
      const acquire = () => client.acquireInteractive(request, signal);
      const task = () => acquireOf(tenant, client, acquire);
      return { result: await withCancel(client, signal, task), client };
    };
    const acquired = await withClient(ask, { signal, isAnother: mode === 'another' });
    const isSame = isSignedIn(acquired.result.account);
    const isAsked =
      mode === 'another' ? !isSame || isElsewhere(tenant) : mode !== 'again' || isSame;
    if (!(await isUseless(acquired, tenant, isAsked))) return acquired;
    mayUseLoginHint = false;
    return ask(await loader.dialog());
  }

  /**
   * Why the account of a result is refused, if so; `isLatest` is false after a later sign-in began.
   */
  async function refusal(
    { result, client }: Acquired,
    mode: SignInMode,
    { refusalOf }: Tenant,
    isLatest: () => boolean,
  ): Promise<SignInReason | undefined> {
    const refused = await refusalOf(result, client.application);
    const isOther = !isSignedIn(result.account);
    const otherReason = mode === 'again' && isOther ? 'wrongAccount' : undefined;
    const reason = refused ?? (isLatest() ? otherReason : 'cancelled');
    if (reason !== undefined) {
      mayUseLoginHint &&= !isRefusedAccount(reason);
      if (isOther) await removeFromCache(result.account, client, loader);
      return reason;
    }
    if (mode !== 'silent' || !signedOut.has(result.account.homeAccountId)) return undefined;
    mayUseLoginHint = false;
    await removeFromCache(result.account, client, loader);
    return 'interactionRequired';
  }

  /** Makes the account of the result the signed-in one, in this tenant. */
  async function accept({ result, client }: Acquired, tenant: Tenant): Promise<Account> {
    const { account: accepted } = result;
    if (client.method !== loader.method()) loader.disableBridge(client);
    if (allFiles.get() !== accepted.homeAccountId || isElsewhere(tenant)) allFiles.set(null);
    if ((account !== null && !isSignedIn(accepted)) || isElsewhere(tenant)) claims = undefined;
    account = accepted;
    ownTenant = tenant;
    latest = undefined;
    if (!result.fromCache) throttle.end();
    client.application.setActiveAccount(accepted);
    signedOut.remove(accepted.homeAccountId);
    signedOut.tab.set(false);
    lastPublished = toAccount(result, (await context.office)?.officeUser?.());
    return lastPublished;
  }

  async function signIn(
    mode: SignInMode,
    signal: AbortSignal,
    organization?: string,
  ): Promise<Outcome<Account, SignInFailure>> {
    const tenant = tenants(organization);
    if (tenant === undefined) return failedBecause('wrongTenant');
    latestSignIn += 1;
    const ownSignIn = latestSignIn;
    const isLatest = (): boolean => ownSignIn === latestSignIn && !signal.aborted;
    const requestedScopes = scopes(tenant, mode);
    try {
      const acquired = await (mode === 'silent'
        ? acquireSilent(tenant, {})
        : acquireInteractive(mode, tenant, signal));
      const reason = await refusal(acquired, mode, tenant, isLatest);
      if (reason !== undefined) return failedBecause(reason);
      const value = await accept(acquired, tenant);
      if (mode !== 'silent' && mode !== 'another') claims = undefined;
      if (mode === 'allFiles') allFiles.set(value.id);
      return succeeded(value);
    } catch (error) {
      if (mode === 'silent') claims = claimsOf(error) ?? claims;
      const failure =
        mode === 'silent' ? silentRequestFailure(error) : signInFailure(error, clock.now());
      mayUseLoginHint &&= !isRefusedAccount(failure.reason);
      const registration = { ...context.registration, authority: tenant.url };
      return failed(withConsentLink(failureAt(tenant, failure), registration, requestedScopes));
    }
  }

  async function token(options: TokenOptions): Promise<Outcome<string, SignInFailure>> {
    const [requester, tenant] = [account, ownTenant];
    if (requester === null || tenant === undefined) return failedBecause('interactionRequired');
    claims = options.claims ?? claims;
    // Another user may sign in meanwhile, or the same one to another tenant.
    const isRequesters = (one: AccountInfo | null): boolean =>
      one?.homeAccountId === requester.homeAccountId && ownTenant === tenant;
    try {
      const { result, client } = await acquireSilent(tenant, options);
      const reason = await tenant.refusalOf(result, client.application);
      if (reason !== undefined) return failedBecause(reason);
      if (!isRequesters(result.account) || !isRequesters(account)) {
        return failedBecause('interactionRequired');
      }
      if (result.accessToken === '') return failedBecause('unknown', 'empty_token');
      latest = { token: result.accessToken, expiresAt: result.expiresOn?.getTime() ?? 0 };
      return succeeded(result.accessToken);
    } catch (error) {
      if (!isRequesters(account)) return failedBecause('interactionRequired');
      claims = claimsOf(error) ?? claims;
      const failure = silentRequestFailure(error);
      // MSAL renews a token five minutes before it expires. Until then the old one is valid, unless
      // Graph refused it.
      const mayUseLatest = !isRefused(options) && signInRemedies[failure.reason] === 'retry';
      const { token: last = '', expiresAt = 0 } = latest ?? {};
      return mayUseLatest && expiresAt > clock.now() ? succeeded(last) : failed(failure);
    }
  }

  async function signOut(user: Account): Promise<void> {
    // An account that signed in since stays signed in. After a reload the user may sign out before
    // the silent sign-in has succeeded.
    if (lastPublished !== null && user !== lastPublished) return;
    latestSignIn += 1;
    const leaving = account;
    signedOut.tab.set(true);
    allFiles.set(null);
    account = null;
    ownTenant = undefined;
    lastPublished = null;
    claims = undefined;
    latest = undefined;
    // Without Excel's bridge the standard client clears the cache.
    await removeFromCache(leaving, await loader.ready().catch(loader.dialog), loader);
  }

  return { signIn, signOut, token, ready: () => withClient((client) => Promise.resolve(client)) };
}
