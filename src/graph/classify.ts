import { signInRemedies } from '../session/failures';
import type { Failure, Recovery, SignInReason } from '../session/failures';
import { parseErrorBody } from './errorBody';
import type { GraphResponse } from './request';
import { retryAfter } from './retryAfter';
import type { RequestContext, Meaning } from './recoveries';
import { meaningOf } from './recoveries';

/**
 * The classification of a failed response. If `meaning` is `checkItem`, the item must be requested
 * before the recovery action is known.
 */
export interface Classified {
  readonly meaning: Meaning;
  /** Creates the failure with the final recovery action. */
  readonly failure: (recovery: Recovery) => Failure;
}

/**
 * The recovery of a failed token request: a sign-in only if the sign-in service requires the user.
 */
export const recoveryOfSignIn = (reason: SignInReason): Recovery =>
  signInRemedies[reason] === 'user' ? { kind: 'reauthenticate' } : { kind: 'unknown' };

/** Classifies a response without success. `now` is ms since the epoch. */
export function classify(answer: GraphResponse, request: RequestContext, now: number): Classified {
  switch (answer.kind) {
    case 'noToken': {
      const { reason, code = reason, notBefore } = answer.failure;
      const retryTime = notBefore === undefined ? {} : { notBefore };
      const failure = (recovery: Recovery): Failure => ({
        recovery,
        code,
        signIn: reason,
        at: now,
        ...retryTime,
      });
      return { meaning: recoveryOfSignIn(reason), failure };
    }
    case 'unanswered': {
      const { cause: code, clientRequestId } = answer;
      return {
        meaning: { kind: 'unknown' },
        failure: (recovery) => ({ recovery, code, clientRequestId, at: now }),
      };
    }
    case 'answered':
      return classifyBody(answer, answer.body, request, now);
  }
}

/**
 * Classifies the error in a body; the body of a failed operation has one in a 200 response. `now`
 * is ms since the epoch.
 */
export function classifyBody(
  answer: Extract<GraphResponse, { kind: 'answered' }>,
  source: unknown,
  request: RequestContext,
  now: number,
): Classified {
  const { status, header, sentAt } = answer;
  const body = parseErrorBody(source);
  const { meaning, code } = meaningOf(status, body, request);
  const requestId = body.requestId ?? header('request-id') ?? undefined;
  const notBefore = status < 400 ? undefined : retryAfter(answer, now);
  const failure = (recovery: Recovery): Failure => ({
    recovery,
    status,
    sentAt,
    at: now,
    clientRequestId: body.clientRequestId ?? answer.clientRequestId,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(notBefore === undefined ? {} : { notBefore }),
  });
  return { meaning, failure };
}
