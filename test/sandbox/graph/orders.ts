import { randomUUID } from 'node:crypto';
import type { WorldClock } from '../clock';
import type { Fault } from './faults';

/** What a request to Graph asks for. */
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
 * Whom an order is for: one operation, everything that finds the workbook (`locate`), everything that reads or writes
 * what is in it (`content`), or `any`.
 */
export const orderScopes = [...operations, 'locate', 'content', 'any'] as const;
export type OrderScope = (typeof orderScopes)[number];

const groups: Readonly<Record<string, readonly string[]>> = {
  locate: ['shares', 'site', 'drives', 'path', 'item'],
  content: ['sheets', 'range', 'names', 'tables', 'charts', 'calculate'],
};

/** What the service shall do, to whom and for how long. */
export interface OrderRequest {
  readonly operation: OrderScope;
  readonly fault: Fault;
  /** For so many requests. */
  readonly times?: number;
  /** For so long, in milliseconds of the world's clock. */
  readonly forMs?: number;
  /** `after`: the request is carried out and only its answer goes wrong. */
  readonly when: 'before' | 'after';
}

/** A standing order. Without `times` and `until` it stands until withdrawn. */
export interface Order extends Omit<OrderRequest, 'forMs'> {
  readonly id: string;
  readonly service: 'graph';
  /** World time at which it ends, in milliseconds. */
  readonly until?: number;
}

/** The standing orders of the service, the oldest first in force. */
export interface Orders {
  give(request: OrderRequest): Order;
  /** The order for a request, if any; uses up one of its times. */
  take(operation: Operation | 'unknown'): Order | undefined;
  /** Withdraws one order, or all. */
  withdraw(id?: string): void;
  all(): readonly Order[];
}

/** Makes an empty list of orders. */
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
