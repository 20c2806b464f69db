import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { z } from 'zod';
import { numberFrom, understand } from '../parse';
import type { RouteContext } from '../http';
import type { Answer, GraphError } from './answer';
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

/** What can go wrong. */
export const faultSchema = z.discriminatedUnion('kind', [
  errorFault,
  /** 429 until the order ends, with `Retry-After`. */
  z.strictObject({
    kind: z.literal('throttle'),
    retryAfterSeconds: numberFrom(0).exactOptional(),
  }),
  /** The answer comes later, by so many milliseconds of real time. */
  z.strictObject({ kind: z.literal('delay'), ms: numberFrom(0, 600_000) }),
  /** A redirect to somewhere else. */
  z.strictObject({
    kind: z.literal('redirect'),
    to: z.string().default('https://hotspot.example/sign-in'),
  }),
  /** Success, with nothing in it. */
  z.strictObject({ kind: z.literal('empty'), status: numberFrom(200, 599).default(200) }),
  /**
   * - `cut`: the connection is cut.
   * - `hang`: the connection stays open and nothing comes.
   * - `noCors`: the request is carried out, and its answer carries no CORS headers.
   * - `portal`: a hotel's or a proxy's page in place of the answer, without CORS headers.
   * - `notJson`: success that is HTML where JSON should be.
   * - `truncated`: the true answer, cut in half.
   */
  z.strictObject({ kind: z.enum(['cut', 'hang', 'noCors', 'portal', 'notJson', 'truncated']) }),
]);
export type Fault = z.output<typeof faultSchema>;

/** Reads a fault from JSON. @throws Misunderstood, with words for whoever sent it. */
export const parseFault = (value: unknown): Fault => understand(faultSchema, value, '"fault"');

/** An answer in place of the service's own, with CORS headers; undefined when the fault is no such answer. */
export function answerOfFault(fault: Fault, retryAfterSeconds: number): Answer | undefined {
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
 * Plays a fault that is no answer of Graph's.
 *
 * @returns undefined when the fault leaves the request to others.
 */
export function takeOver(
  { kind }: Fault,
  c: RouteContext,
  cors: Readonly<Record<string, string>>,
): Response | undefined {
  if (kind === 'cut') c.env.incoming.socket.destroy();
  if (kind === 'cut' || kind === 'hang') return RESPONSE_ALREADY_SENT;
  if (kind === 'portal') return c.html(portalPage);
  return kind === 'notJson' ? c.html(portalPage, 200, cors) : undefined;
}
