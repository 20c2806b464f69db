import { verdictOfSignIn } from '../session/evidence';
import type { Failure, Verdict } from '../session/failures';
import { parseErrorBody } from './errors';
import type { Answer } from './request';
import { retryAfter } from './retryAfter';
import type { Asked, Meaning } from './recoveries';
import { meaningOf } from './recoveries';

/** The failure that an answer without success tells of; `look` where only a look at the item can tell. */
export interface Judged {
  readonly meaning: Meaning;
  /** The failure with the verdict that is taken once `look` is settled. */
  readonly failure: (verdict: Verdict) => Failure;
}

/** Judges an answer that is not a success. `now` is ms since the epoch. */
export function judge(answer: Answer, asked: Asked, now: number): Judged {
  switch (answer.kind) {
    case 'noToken': {
      const { reason, code = reason, notBefore } = answer.failure;
      const waits = notBefore === undefined ? {} : { notBefore };
      const failure = (verdict: Verdict): Failure => ({ verdict, code, signIn: reason, at: now, ...waits });
      return { meaning: verdictOfSignIn(reason), failure };
    }
    case 'unanswered': {
      const { cause: code, clientRequestId } = answer;
      return { meaning: { kind: 'unclear' }, failure: (verdict) => ({ verdict, code, clientRequestId, at: now }) };
    }
    case 'answered':
      return judgeBody(answer, answer.body, asked, now);
  }
}

/** Judges the error in a body; a failed operation carries one in an answer of 200. */
export function judgeBody(answer: Extract<Answer, { kind: 'answered' }>, source: unknown, asked: Asked, now: number): Judged {
  const { status, header } = answer;
  const body = parseErrorBody(source);
  const { meaning, code } = meaningOf(status, body, asked);
  const requestId = body.requestId ?? header('request-id') ?? undefined;
  const notBefore = status < 400 ? undefined : retryAfter(answer, now);
  const failure = (verdict: Verdict): Failure => ({
    verdict,
    status,
    at: now,
    clientRequestId: body.clientRequestId ?? answer.clientRequestId,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(notBefore === undefined ? {} : { notBefore }),
  });
  return { meaning, failure };
}
