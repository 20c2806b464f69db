import type { TokenSource } from '../../src/graph/request';
import type { SignInFailure } from '../../src/session/failures';
import type { Clock, Identity, Outcome } from '../../src/session/services';
import { failed, succeeded } from '../../src/session/services';
import type { SimulatedPage, VirtualTime } from './time';

/** A temporary fault of the sign-in service or of the network. */
export type SignInFault =
  /**
   * 429 or 5xx: MSAL answers equal requests from its cache for the next minute. Source:
   * msal-common, ThrottlingUtils.
   */
  'unavailable' | 'unknown' | 'timedOut' | 'offline' | 'interactionRequired';

/**
 * MSAL renews a token this long (ms) before it expires. Source: msal-common,
 * DEFAULT_TOKEN_RENEWAL_OFFSET_SEC.
 */
const renewalMs = 5 * 60_000;
/**
 * MSAL's throttling without Retry-After (ms), and the pane's margin. Source: msal-common,
 * DEFAULT_THROTTLE_TIME_SECONDS.
 */
const throttleMs = 60_000;
const marginMs = 1_000;
/** Time limit of a silent request, ms. */
export const silentLimitMs = 15_000;
const windowMs = 10_000;

const accounts = {
  a: { id: 'a', name: 'A', userName: 'a', tenantId: 't' },
  b: { id: 'b', name: 'B', userName: 'b', tenantId: 't' },
} as const;
type AccountId = keyof typeof accounts;

interface Token {
  readonly value: string;
  readonly accountId: AccountId;
  /** In the service's time, ms. */
  readonly expiresAt: number;
  /** In the computer's wall-clock time, which MSAL uses, ms. */
  readonly expiresByWall: number;
}

/** MSAL's cache in one tab. */
export interface TokenCache {
  token?: Token | undefined;
  /** The account of the tab; null after a sign-out. */
  accountId?: AccountId | null;
  /** In wall-clock time, ms. */
  throttledUntil: number;
}

/** A model of the sign-in service with MSAL. */
export class SignInService {
  fault: SignInFault | undefined;
  /** Lifetime of a token, ms. */
  tokenLifeMs = 65 * 60_000;
  #issued = 0;
  #firstValid = 1;
  readonly #tokens = new Map<string, Token>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /**
   * Revokes every token issued so far, as a change of policy does (continuous access evaluation).
   */
  revoke(): void {
    this.#firstValid = this.#issued + 1;
  }

  /** Graph's check of a token. */
  accepts(value: string): 'yes' | 'expired' | 'revoked' {
    const token = this.#tokens.get(value);
    if (token === undefined || token.expiresAt <= this.#time.now) return 'expired';
    return Number(value.slice(1)) < this.#firstValid ? 'revoked' : 'yes';
  }

  accountOf(value: string): string {
    return this.#tokens.get(value)?.accountId ?? '';
  }

  tokenSource(page: SimulatedPage, clock: Clock, cache: TokenCache): TokenSource {
    // The time of the pane's clock until which it knows that MSAL repeats the failure; see
    // src/auth/msalThrottling.ts.
    let knownUntil = 0;
    return async ({ claims, renew = false }) => {
      const { token } = cache;
      const wall = page.source.wall();
      if (
        claims === undefined &&
        !renew &&
        token !== undefined &&
        token.expiresByWall - renewalMs > wall
      ) {
        return succeeded(token.value);
      }
      const failure = (
        reason: SignInFailure['reason'],
        more: Partial<SignInFailure> = {},
      ): Outcome<string, SignInFailure> => failed({ reason, at: clock.now(), ...more });
      const throttled = (): Outcome<string, SignInFailure> =>
        failure('unknown', {
          code: 'temporarily_unavailable',
          ...(knownUntil > clock.now() ? { notBefore: knownUntil } : {}),
        });
      if (cache.throttledUntil > wall) return throttled();
      // MSAL removes an entry that has passed. Source: msal-common, ThrottlingUtils.preProcess.
      cache.throttledUntil = 0;
      if (cache.accountId === null) return failure('interactionRequired');
      const { fault } = this;
      await passed(page, fault === 'timedOut' ? silentLimitMs : fault === 'offline' ? 5 : 300);
      if (fault === undefined) {
        cache.token = this.#issue(page, cache);
        return succeeded(cache.token.value);
      }
      if (fault !== 'unavailable') return failure(fault);
      cache.throttledUntil = page.source.wall() + throttleMs;
      knownUntil = clock.now() + throttleMs + marginMs;
      return throttled();
    };
  }

  identity(page: SimulatedPage, clock: Clock, cache: TokenCache): Identity {
    const token = this.tokenSource(page, clock, cache);
    return {
      signIn: async (mode) => {
        if (mode !== 'silent') return this.#interactive(page, clock, cache, mode === 'another');
        const outcome = await token({});
        return outcome.ok ? succeeded(accounts[cache.accountId ?? 'a']) : outcome;
      },
      beginSignOut: () => void (cache.accountId = null),
      async signOut() {
        await passed(page, 50);
        cache.token = undefined;
      },
    };
  }

  /** An interactive sign-in: it provides what the service required of the user. */
  async #interactive(
    page: SimulatedPage,
    clock: Clock,
    cache: TokenCache,
    isAnother: boolean,
  ): ReturnType<Identity['signIn']> {
    await passed(page, windowMs);
    if (this.fault === 'interactionRequired') this.fault = undefined;
    if (this.fault !== undefined) {
      return failed({
        reason: this.fault === 'unavailable' ? 'unknown' : this.fault,
        at: clock.now(),
      });
    }
    if (isAnother) cache.accountId = cache.accountId === 'b' ? 'a' : 'b';
    cache.accountId ??= 'a';
    cache.token = this.#issue(page, cache);
    cache.throttledUntil = 0;
    return succeeded(accounts[cache.accountId]);
  }

  #issue(page: SimulatedPage, { accountId }: TokenCache): Token {
    this.#issued += 1;
    const value = `t${this.#issued}`;
    const token = {
      value,
      accountId: accountId ?? 'a',
      expiresAt: this.#time.now + this.tokenLifeMs,
      expiresByWall: page.source.wall() + this.tokenLifeMs,
    };
    this.#tokens.set(value, token);
    return token;
  }
}

const passed = (page: SimulatedPage, ms: number): Promise<void> =>
  new Promise((resolve) => void page.source.after(ms, resolve));
