import type { Failure } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Classified } from './classify';
import { classify, classifyBody } from './classify';
import { textMember } from './members';
import type { OpenedSession } from './opened';
import { parseOpened } from './opened';
import { waitUntil } from '../session/throttleGate';
import type { GraphResponse, Send } from './request';
import { retryAfter } from './retryAfter';

type Opened = Outcome<OpenedSession, Failure>;
type Answered = Extract<GraphResponse, { kind: 'answered' }>;

/** "Poll about every 30 seconds, at least every 4 minutes": we begin quicker, because most operations are short. */
const firstPollMs = 1_000;
const longestPollMs = 30_000;
/** Nobody waits longer than this for a workbook to open. */
const operationLimitMs = 10 * 60_000;
const pollLimitMs = 20_000;

/** A creation that the service accepted, and the path, below the Graph root, that asked for it. */
export interface Accepted {
  readonly answer: Answered;
  readonly path: string;
}

/**
 * Follows a long-running creation to its end: the operation at Location, then the session at its resourceLocation. A poll
 * that fails is repeated, since asking changes nothing; only a failed operation may be created anew.
 * Source: Microsoft Graph, workbook-best-practice, long-running operations.
 */
export async function pollOperation(
  send: Send,
  clock: Clock,
  created: Accepted,
  signal: AbortSignal,
): Promise<Opened> {
  const { answer: accepted } = created;
  let path = pathOf(accepted.header('Location') ?? '', created.path);
  let isSession = false;
  let notBefore = retryAfter(accepted, clock.now()) ?? 0;
  // Only a refusal asks for silence; on success Retry-After says when the next look is worth while.
  let silence: number | undefined;
  const ended = (code: string): Opened => {
    const { status, clientRequestId } = accepted;
    const quiet = silence === undefined ? {} : { notBefore: silence };
    return failed({
      recovery: { kind: 'unknown' },
      code,
      status,
      clientRequestId,
      at: clock.now(),
      ...quiet,
    });
  };
  if (path === undefined) return ended('operationWithoutLocation');
  const deadline = clock.now() + operationLimitMs;
  let waitMs = firstPollMs;
  for (;;) {
    const at = Math.max(clock.now() + waitMs, notBefore);
    if (at > deadline) return ended('operationTimedOut');
    await waitUntil(at, clock, signal);
    if (signal.aborted) return ended('aborted');
    const answer = await send({ method: 'GET', path, timeLimitMs: pollLimitMs }, signal);
    const progress = progressBy(answer, { now: clock.now(), path, isSession });
    if (progress.kind === 'ended') return progress.outcome;
    if (progress.kind === 'lost') return ended(progress.code);
    path = progress.path ?? path;
    isSession ||= progress.path !== undefined;
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

interface Polled {
  readonly now: number;
  readonly path: string;
  /** The session itself was asked for, not the operation that opens it. */
  readonly isSession: boolean;
}

/** What a poll tells: the session, the operation's failure, where to look next, or nothing yet. */
function progressBy(answer: GraphResponse, polled: Polled): Progress {
  const { now } = polled;
  const session = parseOpened(answer);
  // An operation has an id of its own.
  const isOpened = polled.isSession || session?.persistChanges !== 'unknown';
  if (session !== undefined && isOpened) return { kind: 'ended', outcome: succeeded(session) };
  if (answer.kind === 'unanswered' && answer.cause === 'foreign') {
    return { kind: 'lost', code: 'operationElsewhere' };
  }
  if (answer.kind === 'answered' && answer.status === 200) return progressIn(answer, polled);
  const judged = classify(answer, { inSession: false }, now);
  const { kind } = judged.meaning;
  if (kind === 'retry' || kind === 'unknown') return goesOn;
  // It is the operation that is not found: the file may well be there, and the session open.
  return kind === 'look' ? refusal(judged, { kind: 'unknown' }) : refusal(judged, judged.meaning);
}

function progressIn(answer: Answered, { now, path }: Polled): Progress {
  const status = textMember(answer.body, 'status')?.trim().toLowerCase();
  if (status === 'failed') {
    const judged = classifyBody(answer, answer.body, { inSession: false }, now);
    return refusal(
      judged,
      judged.meaning.kind === 'look' ? { kind: 'forbidden', need: 'existingFile' } : judged.meaning,
    );
  }
  if (status !== 'succeeded') return goesOn;
  const resource = pathOf(textMember(answer.body, 'resourceLocation') ?? '', path);
  if (resource === undefined) return { kind: 'lost', code: 'operationWithoutResource' };
  return { kind: 'goesOn', path: resource };
}

/** The first parts of a path below the Graph root that lead to a workbook. */
const rooted = /^(?:drives|me|users|groups|sites|shares)\//i;

/**
 * What is sent to follow an address that the service gave: itself, where it is whole, since it may
 * carry a query; a relative one as a path below the Graph root. `from` is the path or address that
 * it was given for. Undefined where it is no address.
 */
function pathOf(location: string, from: string): string | undefined {
  const text = location.trim();
  if (text.startsWith('//')) return URL.canParse(`https:${text}`) ? `https:${text}` : undefined;
  if (URL.canParse(text)) return text;
  const path = text.replace(/^\/?(?:v1\.0|beta)(?=\/)/i, '').replace(/^\//, '');
  if (rooted.test(path)) return `/${path}`;
  // Relative to the workbook: "operations/1", "sessionInfoResource(key='1')".
  const workbook = /^.*\/workbook\//is.exec(from)?.[0];
  const rest = /^(?:workbook\/)?((?:operations|sessionInfoResource)\b.+)$/is.exec(path)?.[1];
  return workbook === undefined || rest === undefined ? undefined : `${workbook}${rest}`;
}

const refusal = ({ failure }: Classified, recovery: Failure['recovery']): Progress => ({
  kind: 'ended',
  outcome: failed(failure(recovery)),
});
