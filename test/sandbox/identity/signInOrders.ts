import { randomUUID } from 'node:crypto';

/**
 * Faults that an order can cause in the identity provider, or in Excel's broker of nested app
 * authentication.
 *
 * - `refuseRefresh`: refresh tokens are refused (`invalid_grant`, AADSTS700084); only interaction
 *   helps.
 * - `adminConsent`: an administrator must consent first (AADSTS90094 in interactive requests,
 *   AADSTS65001 in silent ones).
 * - `conditionalAccess`: a policy requires claims (`interaction_required`), until a user signs in
 *   with those claims.
 * - `decline`: the user's consent is declined immediately (`access_denied`, AADSTS65004).
 * - `offline`: the connection is cut.
 * - `tokenUnavailable`: the token endpoint returns 503 (`temporarily_unavailable`, AADSTS90033).
 * - `tokenThrottled`: the token endpoint returns 429 (`temporarily_unavailable`, AADSTS90055), with
 *   Retry-After.
 * - `brokerEmptyToken`: the broker reports success with an empty token.
 * - `brokerUnlistedError`: the broker returns an error whose status MSAL does not define.
 */
export const identityFaults = [
  'refuseRefresh',
  'adminConsent',
  'conditionalAccess',
  'decline',
  'offline',
  'tokenUnavailable',
  'tokenThrottled',
  'brokerEmptyToken',
  'brokerUnlistedError',
] as const;
export type IdentityFault = (typeof identityFaults)[number];

/** Duration of an order. Without any limit, the order lasts until it is withdrawn. */
export interface IdentityTerm {
  /** Number of requests. */
  readonly times?: number;
  /** Milliseconds of the world's clock. */
  readonly forMs?: number;
  /** For `tokenThrottled`. Default: the rest of `forMs`, or one minute without `forMs`. */
  readonly retryAfterSeconds?: number;
}

/** Active order to the identity provider. */
export interface IdentityOrder extends IdentityTerm {
  readonly id: string;
  readonly service: 'identity';
  readonly fault: IdentityFault;
}

export interface IdentityOrders {
  /** Adds an order. A number as `term` means `times`. */
  give(fault: IdentityFault, term?: IdentityTerm | number): IdentityOrder;
  /**
   * Returns the order if it is active, with `retryAfterSeconds` filled in. Uses up one of its
   * times.
   */
  take(fault: IdentityFault): (IdentityOrder & { readonly retryAfterSeconds: number }) | undefined;
  withdraw(id?: string): void;
  /** Withdraws every order of one kind. */
  satisfy(fault: IdentityFault): void;
  all(): readonly IdentityOrder[];
}

/**
 * Creates an empty list of orders.
 *
 * @param now time of the world's clock, in ms.
 */
export function createIdentityOrders(now: () => number): IdentityOrders {
  let orders: readonly (IdentityOrder & { readonly endsAt: number })[] = [];
  const standing = () =>
    (orders = orders.filter(({ endsAt, times }) => now() < endsAt && times !== 0));
  return {
    give: (fault, given = {}) => {
      const term = typeof given === 'number' ? { times: given } : given;
      const order: IdentityOrder = { id: randomUUID(), service: 'identity', fault, ...term };
      orders = [...orders, { ...order, endsAt: now() + (term.forMs ?? Infinity) }];
      return order;
    },
    take: (fault) => {
      const found = standing().find((order) => order.fault === fault);
      if (found === undefined) return undefined;
      const { endsAt, ...order } = found;
      const left = order.times === undefined ? found : { ...found, times: order.times - 1 };
      orders = orders.map((each) => (each === found ? left : each));
      const restSeconds = endsAt === Infinity ? 60 : Math.ceil((endsAt - now()) / 1000);
      return { ...order, retryAfterSeconds: order.retryAfterSeconds ?? restSeconds };
    },
    withdraw: (id) => {
      orders = id === undefined ? [] : orders.filter((order) => order.id !== id);
    },
    satisfy: (fault) => {
      orders = orders.filter((order) => order.fault !== fault);
    },
    all: () => standing().map(({ endsAt: _endsAt, ...order }) => order),
  };
}
