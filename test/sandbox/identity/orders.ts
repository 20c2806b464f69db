import { randomUUID } from 'node:crypto';

/**
 * How the identity provider can be told to misbehave.
 *
 * - `refuseRefresh`: refresh tokens are refused (`invalid_grant`, AADSTS700084); only interaction helps.
 * - `adminConsent`: an administrator has to agree first (AADSTS90094 in person, AADSTS65001 silently).
 * - `conditionalAccess`: a policy asks for more (`interaction_required` with claims), until somebody signs in with those claims.
 * - `decline`: whoever is asked declines at once (`access_denied`, AADSTS65004).
 * - `offline`: the connection is cut.
 */
export const identityFaults = ['refuseRefresh', 'adminConsent', 'conditionalAccess', 'decline', 'offline'] as const;
export type IdentityFault = (typeof identityFaults)[number];

/** A standing order to the identity provider. */
export interface IdentityOrder {
  readonly id: string;
  readonly service: 'identity';
  readonly fault: IdentityFault;
  /** For so many more requests; without it until withdrawn. */
  readonly times?: number;
}

/** The standing orders of the identity provider. */
export interface IdentityOrders {
  give(fault: IdentityFault, times?: number): IdentityOrder;
  /** Whether the order stands; uses up one of its times. Gives the order's id. */
  take(fault: IdentityFault): string | undefined;
  withdraw(id?: string): void;
  /** Withdraws every order of one kind. */
  satisfy(fault: IdentityFault): void;
  all(): readonly IdentityOrder[];
}

/** Makes an empty list of orders. */
export function createIdentityOrders(): IdentityOrders {
  let orders: readonly IdentityOrder[] = [];
  return {
    give: (fault, times) => {
      const order: IdentityOrder = { id: randomUUID(), service: 'identity', fault, ...(times === undefined ? {} : { times }) };
      orders = [...orders, order];
      return order;
    },
    take: (fault) => {
      const found = orders.find((order) => order.fault === fault);
      if (found?.times !== undefined) {
        const left = { ...found, times: found.times - 1 };
        orders = orders.map((order) => (order === found ? left : order)).filter((order) => order.times !== 0);
      }
      return found?.id;
    },
    withdraw: (id) => {
      orders = id === undefined ? [] : orders.filter((order) => order.id !== id);
    },
    satisfy: (fault) => {
      orders = orders.filter((order) => order.fault !== fault);
    },
    all: () => orders,
  };
}
