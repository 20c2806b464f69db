import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Hono } from 'hono';
import type { RecordedRequest } from './requests';

/**
 * The context of a route: Node's own request and response, for faults that are no answers, and the
 * entry of the log.
 */
export interface Env {
  readonly Bindings: HttpBindings;
  readonly Variables: { recorded: RecordedRequest };
}

/** The routes of one origin. */
export type App = Hono<Env>;

/** A request and the means to answer it. */
export type RouteContext = Context<Env>;

/** Creates an origin without routes. */
export const createApp = (): App => new Hono<Env>();
