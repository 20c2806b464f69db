import { recoveryOfSignIn } from '../session/evidence';
import type { Failure, Recovery } from '../session/failures';
import { parseErrorBody } from './errors';
import type { GraphResponse } from './request';
import { retryAfter } from './retryAfter';
import type { RequestContext, Meaning } from './recoveries';
import { meaningOf } from './recoveries';

/** The failure that an answer without success tells of; `look` where only a look at the item can tell. */
export interface Classified {
  readonly meaning: Meaning;
  /** The failure with the recovery that is taken once `look` is settled. */
  readonly failure: (recovery: Recovery) => Failure;
}

/** Judges an answer that is not a success. `now` is ms since the epoch. */
export function classify(answer: GraphResponse, asked: RequestContext, now: number): Classified {
  switch (answer.kind) {
    case 'noToken': {
      const { reason, code = reason, notBefore } = answer.failure;
      const waits = notBefore === undefined ? {} : { notBefore };
      const failure = (recovery: Recovery): Failure => ({
        recovery,
        code,
        signIn: reason,
        at: now,
        ...waits,
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
      return classifyBody(answer, answer.body, asked, now);
  }
}

/** Judges the error in a body; a failed operation carries one in an answer of 200. */
export function classifyBody(
  answer: Extract<GraphResponse, { kind: 'answered' }>,
  source: unknown,
  asked: RequestContext,
  now: number,
): Classified {
  const { status, header } = answer;
  const body = parseErrorBody(source);
  const { meaning, code } = meaningOf(status, body, asked);
  const requestId = body.requestId ?? header('request-id') ?? undefined;
  const notBefore = status < 400 ? undefined : retryAfter(answer, now);
  const failure = (recovery: Recovery): Failure => ({
    recovery,
    status,
    at: now,
    clientRequestId: body.clientRequestId ?? answer.clientRequestId,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(notBefore === undefined ? {} : { notBefore }),
  });
  return { meaning, failure };
}
