import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { RecordedRequest } from './requestLog';

/**
 * Context of a route. Contains Node's request and response, for faults without an HTTP response,
 * and the log entry.
 */
export interface Env {
  readonly Bindings: HttpBindings;
  readonly Variables: { recorded: RecordedRequest };
}

/** Hono app with the routes of one origin. */
export type HttpApp = Hono<Env>;

export type RouteContext = Context<Env>;

/** Creates an app without routes. */
export const createApp = (): HttpApp => new Hono<Env>();
