import type { ServerResponse } from 'node:http';
import { Fields, Misunderstood, required } from '../parse';
import { send } from '../http';
import type { Answer, GraphError } from './answer';
import { secondLevel, statusOfTopLevel, topLevelCode } from './errorCodes';

/** What can go wrong. */
export type Fault =
  /** An error in Graph's form. */
  | { readonly kind: 'error'; readonly status: number; readonly error: GraphError; readonly headers: Readonly<Record<string, string>> }
  /** 429 until the order ends, with `Retry-After`. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  /** The connection is cut. */
  | { readonly kind: 'cut' }
  /** The connection stays open and nothing comes. */
  | { readonly kind: 'hang' }
  /** The answer comes later, by so many milliseconds of real time. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request is carried out, and its answer carries no CORS headers. */
  | { readonly kind: 'noCors' }
  /** A hotel's or a proxy's page in place of the answer, without CORS headers. */
  | { readonly kind: 'portal' }
  /** A redirect to somewhere else. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** Success, with nothing in it. */
  | { readonly kind: 'empty'; readonly status: number }
  /** Success that is HTML where JSON should be. */
  | { readonly kind: 'notJson' }
  /** The true answer, cut in half. */
  | { readonly kind: 'truncated' };

const kinds = ['error', 'throttle', 'cut', 'hang', 'delay', 'noCors', 'portal', 'redirect', 'empty', 'notJson', 'truncated'] as const;

/** Reads a fault from JSON. @throws Misunderstood, with words for whoever sent it. */
export function parseFault(value: unknown): Fault {
  const fields = new Fields(value, '"fault"');
  const fault = faultOf(required(fields.oneOf('kind', kinds), 'fault.kind'), fields);
  fields.end();
  return fault;
}

function faultOf(kind: (typeof kinds)[number], fields: Fields): Fault {
  switch (kind) {
    case 'error':
      return errorFault(fields);
    case 'throttle': {
      const retryAfterSeconds = fields.number('retryAfterSeconds');
      return { kind, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
    }
    case 'delay':
      return { kind, ms: required(fields.number('ms', 0, 600_000), 'fault.ms') };
    case 'redirect':
      return { kind, to: fields.string('to') ?? 'https://hotspot.example/sign-in' };
    case 'empty':
      return { kind, status: fields.number('status', 200, 599) ?? 200 };
    case 'cut':
    case 'hang':
    case 'noCors':
    case 'portal':
    case 'notJson':
    case 'truncated':
      return { kind };
  }
}

function errorFault(fields: Fields): Fault {
  const innerCode = fields.string('innerCode');
  const givenCode = fields.string('code');
  const status = fields.number('status', 200, 599) ?? (innerCode === undefined ? undefined : secondLevel[innerCode]) ?? (givenCode === undefined ? undefined : statusOfTopLevel(givenCode));
  if (status === undefined) throw new Misunderstood('An error needs a "status", or a "code" or "innerCode" that is documented.');
  const letterCase = fields.oneOf('letterCase', ['documented', 'upper', 'lower']) ?? 'documented';
  const spell = (code: string) => (letterCase === 'upper' ? code.toUpperCase() : letterCase === 'lower' ? code.toLowerCase() : code);
  const spelling = fields.oneOf('spelling', ['innerError', 'innererror']);
  const levels = fields.number('levels', 1, 10);
  const error: GraphError = {
    code: spell(givenCode ?? topLevelCode(status)),
    message: fields.string('message') ?? 'The sandbox was told to answer so.',
    ...(innerCode === undefined ? {} : { innerCode: spell(innerCode) }),
    ...(spelling === undefined ? {} : { spelling }),
    ...(levels === undefined ? {} : { levels }),
  };
  return { kind: 'error', status, error, headers: fields.texts('headers') ?? {} };
}

/** An answer in place of the service's own, with CORS headers; undefined when the fault is no such answer. */
export function answerOfFault(fault: Fault, retryAfterSeconds: number): Answer | undefined {
  switch (fault.kind) {
    case 'error':
      return { status: fault.status, error: fault.error, headers: fault.headers };
    case 'throttle': {
      const seconds = fault.retryAfterSeconds ?? retryAfterSeconds;
      const error = { code: 'tooManyRequests', message: 'Too many requests.', innerCode: 'tooManyRequestsUncategorized' };
      return { status: 429, error, headers: { 'retry-after': String(seconds) } };
    }
    case 'empty':
      return { status: fault.status };
    case 'redirect':
      return { status: 302, headers: { location: fault.to } };
    case 'cut':
    case 'hang':
    case 'delay':
    case 'noCors':
    case 'portal':
    case 'notJson':
    case 'truncated':
      return undefined;
  }
}

const portalPage = '<!doctype html><title>Welcome</title><h1>Please sign in to the network</h1>';

/**
 * Lets a fault have the connection that is no answer of Graph's.
 *
 * @returns the status that was sent, 0 for none; undefined when the fault leaves the request to others.
 */
export function takeOver(fault: Fault, response: ServerResponse, cors: Readonly<Record<string, string>>): number | undefined {
  switch (fault.kind) {
    case 'cut':
      response.req.socket.destroy();
      return 0;
    case 'hang':
      return 0;
    case 'portal':
      send(response, 200, 'text/html; charset=utf-8', portalPage);
      return 200;
    case 'notJson':
      send(response, 200, 'text/html; charset=utf-8', portalPage, cors);
      return 200;
    case 'error':
    case 'throttle':
    case 'delay':
    case 'noCors':
    case 'redirect':
    case 'empty':
    case 'truncated':
      return undefined;
  }
}
