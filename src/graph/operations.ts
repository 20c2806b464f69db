import type { Failure } from '../session/failure';
import type { Clock, Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import { textOf } from './errors';
import type { Judged } from './failures';
import { judge, judgeBody } from './failures';
import type { OpenedSession } from './opened';
import { parseOpened } from './opened';
import type { Answer, Send } from './request';
import { retryAfter } from './retryAfter';

type Opened = Outcome<OpenedSession, Failure>;
type Answered = Extract<Answer, { kind: 'answered' }>;

/** "Poll about every 30 seconds, at least every 4 minutes": we begin quicker, because most operations are short. */
const firstPollMs = 1_000;
const longestPollMs = 30_000;
/** Nobody waits longer than this for a workbook to open. */
const operationLimitMs = 10 * 60_000;
const pollLimitMs = 20_000;

/**
 * Follows a long-running creation to its end: the operation at Location, then the session at its resourceLocation. A poll
 * that fails is repeated, since asking changes nothing; only a failed operation may be created anew.
 * Source: Microsoft Graph, workbook-best-practice, long-running operations.
 */
export async function pollOperation(send: Send, clock: Clock, accepted: Answered, signal: AbortSignal): Promise<Opened> {
  let path = accepted.header('Location');
  let notBefore = retryAfter(accepted, clock.now()) ?? 0;
  // Only a refusal asks for silence; on success Retry-After says when the next look is worth while.
  let silence: number | undefined;
  const ended = (code: string): Opened => {
    const { status, clientRequestId } = accepted;
    const quiet = silence === undefined ? {} : { notBefore: silence };
    return failed({ verdict: { kind: 'unclear' }, code, status, clientRequestId, at: clock.now(), ...quiet });
  };
  if (path === null || !URL.canParse(path)) return ended('operationWithoutLocation');
  const deadline = clock.now() + operationLimitMs;
  let waitMs = firstPollMs;
  for (;;) {
    const at = Math.max(clock.now() + waitMs, notBefore);
    if (at > deadline) return ended('operationTimedOut');
    if ((await until(at, clock, signal)) === 'aborted') return ended('aborted');
    const answer = await send({ method: 'GET', path, timeLimitMs: pollLimitMs }, signal);
    const progress = progressBy(answer, clock.now());
    if (progress.kind === 'ended') return progress.outcome;
    if (progress.kind === 'lost') return ended(progress.code);
    path = progress.path ?? path;
    waitMs = progress.path === undefined ? Math.min(waitMs * 2, longestPollMs) : 0;
    const asked = answer.kind === 'answered' ? retryAfter(answer, clock.now()) : undefined;
    notBefore = asked ?? 0;
    silence = answer.kind === 'answered' && answer.status === 200 ? undefined : asked;
  }
}

type Progress =
  | { readonly kind: 'ended'; readonly outcome: Opened }
  /** The way to the session is lost; whether it was opened is unknown. */
  | { readonly kind: 'lost'; readonly code: string }
  | { readonly kind: 'goesOn'; readonly path?: string };
const goesOn: Progress = { kind: 'goesOn' };

/** What a poll tells: the session, the operation's failure, where to look next, or nothing yet. */
function progressBy(answer: Answer, now: number): Progress {
  const session = parseOpened(answer);
  if (session !== undefined) return { kind: 'ended', outcome: succeeded(session) };
  if (answer.kind === 'unanswered' && answer.cause === 'foreign') return { kind: 'lost', code: 'operationElsewhere' };
  if (answer.kind === 'answered' && answer.status === 200) return progressIn(answer, now);
  const judged = judge(answer, { inSession: false }, now);
  const { kind } = judged.meaning;
  if (kind === 'retry' || kind === 'unclear') return goesOn;
  // It is the operation that is not found: the file may well be there, and the session open.
  return kind === 'look' ? refusal(judged, { kind: 'unclear' }) : refusal(judged, judged.meaning);
}

function progressIn(answer: Answered, now: number): Progress {
  const status = textOf(answer.body, 'status');
  if (status === 'failed') {
    const judged = judgeBody(answer, answer.body, { inSession: false }, now);
    return refusal(judged, judged.meaning.kind === 'look' ? { kind: 'forbidden', need: 'existingFile' } : judged.meaning);
  }
  if (status !== 'succeeded') return goesOn;
  const path = textOf(answer.body, 'resourceLocation');
  return path !== undefined && URL.canParse(path) ? { kind: 'goesOn', path } : { kind: 'lost', code: 'operationWithoutResource' };
}

const refusal = ({ failure }: Judged, verdict: Failure['verdict']): Progress => ({ kind: 'ended', outcome: failed(failure(verdict)) });

function until(at: number, clock: Clock, signal: AbortSignal): Promise<'due' | 'aborted'> {
  return new Promise((resolve) => {
    const cancel = clock.wake(at, done);
    signal.addEventListener('abort', done, { once: true });
    // An abort while the last answer was under way is not told again.
    if (signal.aborted) done();
    function done(): void {
      cancel();
      signal.removeEventListener('abort', done);
      resolve(signal.aborted ? 'aborted' : 'due');
    }
  });
}
