import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { z } from 'zod';
import { numberFrom, understand } from '../parse';
import type { RouteContext } from '../http';
import type { GraphAnswer, GraphError } from './answer';
import { secondLevel, statusOfTopLevel, topLevelCode } from './errorCodes';

/** An error in Graph's form. */
const errorFault = z
  .strictObject({
    kind: z.literal('error'),
    status: numberFrom(200, 599).exactOptional(),
    code: z.string().exactOptional(),
    innerCode: z.string().exactOptional(),
    message: z.string().default('The sandbox was told to answer so.'),
    letterCase: z.enum(['documented', 'upper', 'lower']).default('documented'),
    spelling: z.enum(['innerError', 'innererror']).exactOptional(),
    levels: numberFrom(1, 10).exactOptional(),
    headers: z.record(z.string(), z.string()).default({}),
  })
  .transform((given, context) => {
    const { kind, code, innerCode, letterCase, headers, status: asked, ...more } = given;
    const status = asked ?? statusOf(innerCode, code);
    if (status === undefined) {
      const message = 'An error needs a "status", or a "code" or "innerCode" that is documented.';
      context.issues.push({ code: 'custom', message, input: given });
      return z.NEVER;
    }
    const spell = spellings[letterCase];
    const error: GraphError = {
      ...more,
      code: spell(code ?? topLevelCode(status)),
      ...(innerCode === undefined ? {} : { innerCode: spell(innerCode) }),
    };
    return { kind, status, error, headers };
  });

const spellings = {
  documented: (code: string) => code,
  upper: (code: string) => code.toUpperCase(),
  lower: (code: string) => code.toLowerCase(),
};

function statusOf(innerCode: string | undefined, code: string | undefined): number | undefined {
  const inner = innerCode === undefined ? undefined : secondLevel[innerCode];
  return inner ?? (code === undefined ? undefined : statusOfTopLevel(code));
}

/** The faults that an order can cause. */
export const faultSchema = z.discriminatedUnion('kind', [
  errorFault,
  /** 429 with `Retry-After` until the order ends. */
  z.strictObject({
    kind: z.literal('throttle'),
    retryAfterSeconds: numberFrom(0).exactOptional(),
  }),
  /** Delays the response. `ms` is real time. */
  z.strictObject({ kind: z.literal('delay'), ms: numberFrom(0, 600_000) }),
  /** Redirects to another URL. */
  z.strictObject({
    kind: z.literal('redirect'),
    to: z.string().default('https://hotspot.example/sign-in'),
  }),
  /** An empty response, successful by default. */
  z.strictObject({ kind: z.literal('empty'), status: numberFrom(200, 599).default(200) }),
  /**
   * - `cut`: the connection is cut.
   * - `hang`: the connection stays open without a response.
   * - `noCors`: the request is processed, and the response has no CORS headers.
   * - `portal`: the page of a captive portal or a proxy replaces the response, without CORS
   *   headers.
   * - `notJson`: a success response contains HTML instead of JSON.
   * - `truncated`: the real response is cut in half.
   */
  z.strictObject({ kind: z.enum(['cut', 'hang', 'noCors', 'portal', 'notJson', 'truncated']) }),
]);
export type GraphFault = z.output<typeof faultSchema>;

/** Parses a fault from JSON. @throws Misunderstood, with a message for the sender. */
export const parseFault = (value: unknown): GraphFault => understand(faultSchema, value, '"fault"');

/** The response, with CORS headers, that replaces the service's own; undefined for other faults. */
export function answerOfFault(
  fault: GraphFault,
  retryAfterSeconds: number,
): GraphAnswer | undefined {
  switch (fault.kind) {
    case 'error':
      return { status: fault.status, error: fault.error, headers: fault.headers };
    case 'throttle': {
      const seconds = fault.retryAfterSeconds ?? retryAfterSeconds;
      const error = {
        code: 'tooManyRequests',
        message: 'Too many requests.',
        innerCode: 'tooManyRequestsUncategorized',
      };
      return { status: 429, error, headers: { 'retry-after': String(seconds) } };
    }
    case 'empty':
      return { status: fault.status };
    case 'redirect':
      return { status: 302, headers: { location: fault.to } };
    default:
      return undefined;
  }
}

const portalPage = '<!doctype html><title>Welcome</title><h1>Please sign in to the network</h1>';

/**
 * Applies a fault that is not a Graph response.
 *
 * @returns undefined if normal processing continues.
 */
export function takeOver(
  { kind }: GraphFault,
  c: RouteContext,
  cors: Readonly<Record<string, string>>,
): Response | undefined {
  if (kind === 'cut') c.env.incoming.socket.destroy();
  if (kind === 'cut' || kind === 'hang') return RESPONSE_ALREADY_SENT;
  if (kind === 'portal') return c.html(portalPage);
  return kind === 'notJson' ? c.html(portalPage, 200, cors) : undefined;
}
