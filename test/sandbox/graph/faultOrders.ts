import { randomUUID } from 'node:crypto';
import type { WorldClock } from '../worldClock';
import type { GraphFault } from './faults';

/** The operations of Graph that the sandbox distinguishes. */
export const operations = [
  'me',
  'shares',
  'site',
  'drives',
  'path',
  'item',
  'create',
  'operation',
  'sessionInfo',
  'refresh',
  'close',
  'sheets',
  'range',
  'names',
  'tables',
  'charts',
  'calculate',
] as const;
export type Operation = (typeof operations)[number];

/**
 * The requests that an order affects: one operation, all that find the workbook (`locate`), all
 * that read or write its content (`content`), or `any`.
 */
export const orderScopes = [...operations, 'locate', 'content', 'any'] as const;
export type OrderScope = (typeof orderScopes)[number];

const groups: Readonly<Record<string, readonly string[]>> = {
  locate: ['shares', 'site', 'drives', 'path', 'item'],
  content: ['sheets', 'range', 'names', 'tables', 'charts', 'calculate'],
};

/** A fault to cause, the requests that it affects, and its duration. */
export interface OrderRequest {
  readonly operation: OrderScope;
  readonly fault: GraphFault;
  /** The number of requests that the order affects. */
  readonly times?: number;
  /** The duration in milliseconds of the world's clock. */
  readonly forMs?: number;
  /** `after`: the request is processed, and the fault affects only its response. */
  readonly when: 'before' | 'after';
}

/** An active order. Without `times` and `until` it stays active until withdrawn. */
export interface Order extends Omit<OrderRequest, 'forMs'> {
  readonly id: string;
  readonly service: 'graph';
  /** World time of the end, in milliseconds. */
  readonly until?: number;
}

/** The active orders of the service. The oldest one takes precedence. */
export interface Orders {
  give(request: OrderRequest): Order;
  /** The order for a request, if any. Uses up one of its times. */
  take(operation: Operation | 'unknown'): Order | undefined;
  /** Withdraws one order, or all. */
  withdraw(id?: string): void;
  all(): readonly Order[];
}

export function createOrders(clock: WorldClock): Orders {
  let orders: readonly Order[] = [];
  const standing = () => {
    orders = orders.filter(
      ({ until, times }) => times !== 0 && (until === undefined || clock.now() < until),
    );
    return orders;
  };
  return {
    give: ({ forMs, ...request }) => {
      const order: Order = {
        id: randomUUID(),
        service: 'graph',
        ...request,
        ...(forMs === undefined ? {} : { until: clock.now() + forMs }),
      };
      orders = [...orders, order];
      return order;
    },
    take: (operation) => {
      const found = standing().find((order) => isFor(order, operation));
      if (found?.times !== undefined) {
        const left = { ...found, times: found.times - 1 };
        orders = orders.map((order) => (order === found ? left : order));
      }
      return found;
    },
    withdraw: (id) => {
      orders = id === undefined ? [] : orders.filter((order) => order.id !== id);
    },
    all: standing,
  };
}

function isFor({ operation: scope }: Order, operation: string): boolean {
  return scope === 'any' || scope === operation || groups[scope]?.includes(operation) === true;
}
