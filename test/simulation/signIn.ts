import type { TokenSource } from '../../src/graph/request';
import type { SignInFailure } from '../../src/session/failures';
import type { Clock, Identity, Outcome } from '../../src/session/services';
import { failed, succeeded } from '../../src/session/services';
import type { Page, VirtualTime } from './time';

/** How the sign-in service, or the way to it, fails for a while. */
export type SignInFault =
  /** 429 or 5xx: MSAL answers equal requests itself for the next minute. Source: msal-common, ThrottlingUtils. */
  'unavailable' | 'unknown' | 'timedOut' | 'offline' | 'interactionRequired';

/** MSAL renews a token so long (ms) before it expires. Source: msal-common, DEFAULT_TOKEN_RENEWAL_OFFSET_SEC. */
const renewalMs = 5 * 60_000;
/** MSAL's throttling without Retry-After, ms; and the margin with which the pane waits. Source: msal-common, DEFAULT_THROTTLE_TIME_SECONDS. */
const throttleMs = 60_000;
const marginMs = 1_000;
/** A silent request is given up after this, ms. */
export const silentLimitMs = 15_000;
const windowMs = 10_000;

const account = { id: 'a', name: 'A', userName: 'a', tenantId: 't' };

interface Token {
  readonly value: string;
  /** By the clock of the service, ms. */
  readonly expiresAt: number;
  /** By the wall clock of the user's machine, ms: what MSAL goes by. */
  readonly expiresByWall: number;
}

/** What MSAL keeps in one tab. */
export interface TokenCache {
  token?: Token;
  /** By the wall clock, ms. */
  throttledUntil: number;
}

/** A model of the sign-in service, and of MSAL in front of it. */
export class SignInService {
  fault: SignInFault | undefined;
  /** A token is good for so long, ms. */
  tokenLifeMs = 65 * 60_000;
  #issued = 0;
  #firstValid = 1;
  readonly #tokens = new Map<string, Token>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Every token issued so far is refused from now on, as after a change of policy (continuous access evaluation). */
  revoke(): void {
    this.#firstValid = this.#issued + 1;
  }

  /** What Graph thinks of a token. */
  accepts(value: string): 'yes' | 'expired' | 'revoked' {
    const token = this.#tokens.get(value);
    if (token === undefined || token.expiresAt <= this.#time.now) return 'expired';
    return Number(value.slice(1)) < this.#firstValid ? 'revoked' : 'yes';
  }

  tokenSource(page: Page, clock: Clock, cache: TokenCache): TokenSource {
    return async ({ claims, renew = false }) => {
      const { token } = cache;
      const wall = page.source.wall();
      if (
        claims === undefined &&
        !renew &&
        token !== undefined &&
        token.expiresByWall - renewalMs > wall
      )
        return succeeded(token.value);
      const notBefore = (): number =>
        clock.now() + Math.max(0, cache.throttledUntil - page.source.wall()) + marginMs;
      const failure = (
        reason: SignInFailure['reason'],
        more: Partial<SignInFailure> = {},
      ): Outcome<string, SignInFailure> => failed({ reason, at: clock.now(), ...more });
      if (cache.throttledUntil > wall)
        return failure('unknown', { code: 'temporarily_unavailable', notBefore: notBefore() });
      const { fault } = this;
      await passed(page, fault === 'timedOut' ? silentLimitMs : fault === 'offline' ? 5 : 300);
      if (fault === undefined) {
        cache.token = this.#issue(page);
        return succeeded(cache.token.value);
      }
      if (fault !== 'unavailable') return failure(fault);
      cache.throttledUntil = page.source.wall() + throttleMs;
      return failure('unknown', { code: 'temporarily_unavailable', notBefore: notBefore() });
    };
  }

  identity(page: Page, clock: Clock, cache: TokenCache): Identity {
    const token = this.tokenSource(page, clock, cache);
    return {
      signIn: async (mode) => {
        if (mode !== 'silent') return this.#inWindow(page, clock, cache);
        const outcome = await token({});
        return outcome.ok ? succeeded(account) : outcome;
      },
      signOut: () => Promise.resolve(),
    };
  }

  /** A window of the sign-in service: what the service wanted of the user it has then. */
  async #inWindow(page: Page, clock: Clock, cache: TokenCache): ReturnType<Identity['signIn']> {
    await passed(page, windowMs);
    if (this.fault === 'interactionRequired') this.fault = undefined;
    if (this.fault !== undefined)
      return failed({
        reason: this.fault === 'unavailable' ? 'unknown' : this.fault,
        at: clock.now(),
      });
    cache.token = this.#issue(page);
    cache.throttledUntil = 0;
    return succeeded(account);
  }

  #issue(page: Page): Token {
    this.#issued += 1;
    const value = `t${this.#issued}`;
    const token = {
      value,
      expiresAt: this.#time.now + this.tokenLifeMs,
      expiresByWall: page.source.wall() + this.tokenLifeMs,
    };
    this.#tokens.set(value, token);
    return token;
  }
}

const passed = (page: Page, ms: number): Promise<void> =>
  new Promise((resolve) => void page.source.after(ms, resolve));
