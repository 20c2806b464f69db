import type { Failure, Recovery } from '../session/failures';
import type { Clock, OpenedSession, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import { classify, classifyBody } from './classify';
import { textMember } from './members';
import { recoveryOutsideSession, type Meaning } from './recoveries';
import type { CreatedSession } from './opened';
import { parseOpened } from './opened';
import { waitUntil } from '../session/throttleGate';
import type { GraphResponse, Send } from './request';
import { retryAfter } from './retryAfter';

type Opened = Outcome<CreatedSession, Failure>;
/** `sentAt` is ms since the epoch: the session is not older. */
type OpenedLater = Outcome<OpenedSession, Failure>;
type AnsweredResponse = Extract<GraphResponse, { kind: 'answered' }>;

/**
 * The documentation asks to "poll about every 30 seconds, at least every 4 minutes". The first
 * polls are sooner, because most operations are short. ms.
 */
const initialPollIntervalMs = 1_000;
const maxPollIntervalMs = 30_000;
/** Time limit (ms) of an operation. */
const operationLimitMs = 10 * 60_000;
const pollLimitMs = 20_000;

/** A create request that was accepted, and its path below the Graph root. */
export interface Accepted {
  readonly answer: AnsweredResponse;
  readonly path: string;
}

/**
 * Follows a long-running create request to its end: the operation at Location, then the session at
 * its resourceLocation. A failed poll is repeated, because polling changes nothing. Only a failed
 * operation may be created again. After minutes of opening, the session is as young as the last poll
 * that found the operation running. Source: Microsoft Graph, workbook-best-practice, long-running
 * operations.
 */
export async function pollOperation(
  send: Send,
  clock: Clock,
  created: Accepted,
  signal: AbortSignal,
): Promise<OpenedLater> {
  const { answer: accepted } = created;
  let notOpenAt = accepted.sentAt;
  let path = pathOf(accepted.header('Location') ?? '', created.path);
  let isSession = false;
  let notBefore = retryAfter(accepted, clock.now()) ?? 0;
  // Only a refusal's Retry-After throttles. On success it is the time of the next poll.
  let retryAfterUntil: number | undefined;
  const unknownOutcome = (code: string): OpenedLater => {
    const { status, clientRequestId } = accepted;
    const throttle = retryAfterUntil === undefined ? {} : { notBefore: retryAfterUntil };
    return acceptedOnly({
      recovery: { kind: 'unknown' },
      code,
      status,
      clientRequestId,
      at: clock.now(),
      ...throttle,
    });
  };
  if (path === undefined) return unknownOutcome('operationWithoutLocation');
  const deadline = clock.now() + operationLimitMs;
  /** Why the last poll failed, if it did. */
  let pollFailure: Failure | undefined;
  let waitMs = initialPollIntervalMs;
  for (;;) {
    const at = Math.max(clock.now() + waitMs, notBefore);
    if (at > deadline) {
      return pollFailure === undefined
        ? unknownOutcome('operationTimedOut')
        : acceptedOnly(pollFailure);
    }
    await waitUntil(at, clock, signal);
    if (signal.aborted) return unknownOutcome('aborted');
    const answer = await send({ method: 'GET', path, timeLimitMs: pollLimitMs }, signal);
    const progress = progressOf(answer, { now: clock.now(), path, isSession });
    if (progress.kind === 'ended') {
      const { outcome } = progress;
      const times = { sentAt: notOpenAt, requestedAt: accepted.sentAt };
      return outcome.ok ? succeeded({ ...outcome.value, ...times }) : outcome;
    }
    if (progress.kind === 'lost') return unknownOutcome(progress.code);
    notOpenAt = progress.notOpenAt ?? notOpenAt;
    pollFailure = progress.failure;
    // Only the first poll of the session is sent at once.
    const isFound: boolean = progress.path !== undefined && !isSession;
    const nextMs = Math.max(initialPollIntervalMs, Math.min(waitMs * 2, maxPollIntervalMs));
    waitMs = isFound ? 0 : nextMs;
    path = progress.path ?? path;
    isSession ||= isFound;
    const requestedUntil = answer.kind === 'answered' ? retryAfter(answer, clock.now()) : undefined;
    notBefore = requestedUntil ?? 0;
    retryAfterUntil =
      answer.kind === 'answered' && answer.status === 200 ? undefined : requestedUntil;
  }
}

type Progress =
  | { readonly kind: 'ended'; readonly outcome: Opened }
  /** The session can no longer be found; whether it was opened is unknown. */
  | { readonly kind: 'lost'; readonly code: string }
  | {
      readonly kind: 'running';
      readonly path?: string;
      readonly failure?: Failure;
      /** When the poll was sent that found no session yet, ms since the epoch. */
      readonly notOpenAt?: number;
    };

interface Polled {
  readonly now: number;
  readonly path: string;
  /** True if the session was polled, not the operation. */
  readonly isSession: boolean;
}

/**
 * The progress that a poll shows: the session, the operation's failure, the next path to poll, or
 * nothing yet.
 */
function progressOf(answer: GraphResponse, polled: Polled): Progress {
  const { now } = polled;
  const session = parseOpened(answer);
  // An operation has an id too.
  const isOpened = polled.isSession || session?.persistChanges !== 'unknown';
  if (session !== undefined && isOpened) return { kind: 'ended', outcome: succeeded(session) };
  if (answer.kind === 'unanswered' && answer.cause === 'foreign') {
    return { kind: 'lost', code: 'operationElsewhere' };
  }
  if (answer.kind === 'answered' && answer.status === 200) return progressIn(answer, polled);
  const classified = classify(answer, { inSession: false }, now);
  const { kind } = classified.meaning;
  if (kind === 'retry' || kind === 'unknown') {
    return { kind: 'running', failure: classified.failure({ kind: 'unknown' }) };
  }
  // The poll was refused, not the operation. Where that was not found, the file may exist.
  const { meaning } = classified;
  const failure = classified.failure(meaning.kind === 'checkItem' ? { kind: 'unknown' } : meaning);
  return { kind: 'ended', outcome: acceptedOnly(failure) };
}

function progressIn(answer: AnsweredResponse, { now, path, isSession }: Polled): Progress {
  const status = textMember(answer.body, 'status')?.trim().toLowerCase();
  if (status === 'failed') {
    const { meaning, failure } = classifyBody(answer, answer.body, { inSession: false }, now);
    return { kind: 'ended', outcome: failed(failure(recoveryOfFailed(meaning))) };
  }
  if (status !== 'succeeded') {
    return { kind: 'running', ...(isSession ? {} : { notOpenAt: answer.sentAt }) };
  }
  const resource = pathOf(textMember(answer.body, 'resourceLocation') ?? '', path);
  if (resource === undefined) return { kind: 'lost', code: 'operationWithoutResource' };
  return { kind: 'running', path: resource };
}

/** The operation has failed: without a known code only its reason is unknown, not its outcome. */
function recoveryOfFailed(meaning: Meaning): Recovery {
  return meaning.kind === 'unknown'
    ? { kind: 'retry', because: 'notOpened' }
    : recoveryOutsideSession(meaning);
}

/** The first segments of a path below the Graph root that lead to a workbook. */
const rooted = /^(?:drives|me|users|groups|sites|shares)\//i;

/**
 * The request path for an address from the service. A complete URL is kept, because it may have a
 * query; a relative one becomes a path below the Graph root. `from` is the path of the request that
 * returned it. Undefined if it is not an address.
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

/** The outcome of a request that the service has accepted, and of which no more is known. */
const acceptedOnly = (failure: Failure) => failed<Failure>({ ...failure, accepted: true });
