import { randomUUID } from 'node:crypto';

/**
 * How the identity provider, and Excel's broker of nested app authentication, can be ordered to fail.
 *
 * - `refuseRefresh`: refresh tokens are refused (`invalid_grant`, AADSTS700084); only interaction helps.
 * - `adminConsent`: an administrator has to agree first (AADSTS90094 in person, AADSTS65001 silently).
 * - `conditionalAccess`: a policy asks for more (`interaction_required` with claims), until a user signs in with those claims.
 * - `decline`: whoever is asked declines at once (`access_denied`, AADSTS65004).
 * - `offline`: the connection is cut.
 * - `tokenUnavailable`: the token endpoint answers 503 (`temporarily_unavailable`, AADSTS90033).
 * - `tokenThrottled`: the token endpoint answers 429 (`temporarily_unavailable`, AADSTS90055), with Retry-After.
 * - `brokerEmptyToken`: the broker answers success with an empty token.
 * - `brokerUnlistedError`: the broker answers an error whose status is in no list of MSAL's.
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

/** For how long an order stands; without any of it until it is withdrawn. */
export interface IdentityTerm {
  /** For so many requests. */
  readonly times?: number;
  /** For so many milliseconds of the world's clock. */
  readonly forMs?: number;
  /** Of `tokenThrottled`; the rest of `forMs`, or else a minute, unless given. */
  readonly retryAfterSeconds?: number;
}

/** A standing order to the identity provider. */
export interface IdentityOrder extends IdentityTerm {
  readonly id: string;
  readonly service: 'identity';
  readonly fault: IdentityFault;
}

/** The standing orders of the identity provider. */
export interface IdentityOrders {
  /** A number is `times`. */
  give(fault: IdentityFault, term?: IdentityTerm | number): IdentityOrder;
  /** The order, if it stands, with `retryAfterSeconds` filled in; uses up one of its times. */
  take(fault: IdentityFault): (IdentityOrder & { readonly retryAfterSeconds: number }) | undefined;
  withdraw(id?: string): void;
  /** Withdraws every order of one kind. */
  satisfy(fault: IdentityFault): void;
  all(): readonly IdentityOrder[];
}

/** Makes an empty list of orders. `now` is ms of the world's clock. */
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
