import { createSessions } from '../../../src/graph/sessions';
import type { GraphResponse } from '../../../src/graph/request';
import type { Failure, SignInReason } from '../../../src/session/failures';
import type { Clock } from '../../../src/session/services';
import { noon, workbook } from './reducerBench';

/** The response to a request, and to the request for the file after a 404 without a code. */
export interface Answered {
  readonly answer: GraphResponse;
  readonly file?: GraphResponse;
}

const answered = (status: number, body?: unknown): GraphResponse => ({
  kind: 'answered',
  status,
  body,
  header: () => null,
  clientRequestId: 'c',
  sentAt: noon,
});

/** An error body with these codes, from the outermost to the innermost. */
export function codes(status: number, ...all: readonly string[]): Answered {
  const [code = '', ...inner] = all;
  const nested = [...inner]
    .reverse()
    .reduce<object | undefined>(
      (below, one) => ({ code: one, ...(below === undefined ? {} : { innerError: below }) }),
      undefined,
    );
  return {
    answer: answered(status, {
      error: { code, ...(nested === undefined ? {} : { innerError: nested }) },
    }),
  };
}

/** A status without a body; for a 404 also the response to the request for the file. */
export const bareAnswer = (
  status: number,
  file: 'there' | 'gone' | 'unanswered' = 'there',
): Answered => ({
  answer: answered(status),
  file:
    file === 'there'
      ? answered(200, { id: 'x' })
      : file === 'gone'
        ? answered(404)
        : unansweredRequest('network').answer,
});

export const unansweredRequest = (
  cause: 'network' | 'offline' | 'timeout' | 'redirected',
): Answered => ({
  answer: { kind: 'unanswered', cause, clientRequestId: 'c' },
});

/** The token request failed. */
export const noTokenAnswer = (reason: SignInReason, code = 'x'): Answered => ({
  answer: { kind: 'noToken', failure: { reason, code, at: noon } },
});

/** A success with an unusable body. */
export const strange: Answered = { answer: answered(200, { odd: true }) };

const live = new AbortController().signal;
const clock: Clock = { now: () => noon, wallAheadMs: () => 0, wake: () => () => undefined };

/** The failure that the real calls return for a response, at `now` (ms). */
export async function failureOf(
  { answer, file }: Answered,
  call: 'refresh' | 'open' | 'close',
  now: number,
): Promise<Failure> {
  const send = ({ method }: { readonly method: string }): Promise<GraphResponse> =>
    Promise.resolve(method === 'GET' && file !== undefined ? file : answer);
  const sessions = createSessions(send, clock);
  const outcome = await (call === 'open'
    ? sessions.open(workbook, true, live)
    : sessions[call](workbook, 's', live));
  if (outcome.ok) throw new Error('this answer is a success');
  const { sentAt, ...failure } = outcome.failure;
  return { ...failure, ...(sentAt === undefined ? {} : { sentAt: now }), at: now };
}
