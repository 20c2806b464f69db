import type { Failure } from '../session/failures';
import type { Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import { classify } from './classify';
import { memberOf } from './members';
import type { GraphResponse } from './request';

export interface OpenedSession {
  readonly id: string;
  /** What the service answered; unknown where it said nothing of it. */
  readonly persistChanges: boolean | 'unknown';
}

/**
 * The session in the body of createSession or of sessionInfoResource, or undefined. A session whose
 * id is known is used whatever else is missing: dropped, it would hold the workbook until it ends.
 */
export function parseOpened(answer: GraphResponse): OpenedSession | undefined {
  const session = sessionIn(answer);
  return session !== undefined && isSendable(session.id) ? session : undefined;
}

/** The outcome that an answer to createSession tells. `now` is ms since the epoch. */
export function openedBy(answer: GraphResponse, now: number): Outcome<OpenedSession, Failure> {
  const session = parseOpened(answer);
  if (session !== undefined) return succeeded(session);
  const { meaning, failure } = classify(answer, { inSession: false }, now);
  // A session was opened, and no request can name it, to close it either.
  if (sessionIn(answer) !== undefined) {
    return failed({ ...failure({ kind: 'unknown' }), code: 'sessionIdNotSendable' });
  }
  if (meaning.kind === 'look') return failed(failure({ kind: 'forbidden', need: 'existingFile' }));
  return failed(failure(meaning));
}

function sessionIn(answer: GraphResponse): OpenedSession | undefined {
  if (answer.kind !== 'answered' || ![200, 201].includes(answer.status)) return undefined;
  const id = idIn(answer.body);
  const persistChanges = memberOf(answer.body, 'persistChanges');
  if (id === undefined) return undefined;
  if (typeof persistChanges === 'boolean') return { id, persistChanges };
  // Operations and errors have ids as well.
  const isOther = ['error', 'status'].some((name) => memberOf(answer.body, name) !== undefined);
  return isOther ? undefined : { id, persistChanges: 'unknown' };
}

/** The id without white space around it, which no header keeps. */
function idIn(body: unknown): string | undefined {
  const id = memberOf(body, 'id');
  const text = Number.isSafeInteger(id) ? String(id) : id;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** What a header carries as it is. Source: Fetch, header values. */
const isSendable = (id: string): boolean => /^[\t\x20-\x7e\x80-\xff]+$/.test(id);
