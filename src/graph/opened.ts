import type { Failure } from '../session/failures';
import type { Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import { classify } from './classify';
import { memberOf } from './members';
import type { GraphResponse } from './request';
import { recoveryOutsideSession } from './recoveries';

/** The session in a response. */
export interface CreatedSession {
  readonly id: string;
  /** From the response; unknown if it is missing there. */
  readonly persistChanges: boolean | 'unknown';
}

/**
 * Parses the session in a response to createSession or sessionInfoResource, or returns undefined. A
 * session with an id is used even if other members are missing: if we dropped it, it would lock the
 * workbook until it ends.
 */
export function parseOpened(answer: GraphResponse): CreatedSession | undefined {
  const session = sessionIn(answer);
  return session !== undefined && isSendable(session.id) ? session : undefined;
}

/** The outcome of createSession. `now` is ms since the epoch. */
export function openOutcome(answer: GraphResponse, now: number): Outcome<CreatedSession, Failure> {
  const session = parseOpened(answer);
  if (session !== undefined) return succeeded(session);
  const { meaning, failure } = classify(answer, { inSession: false }, now);
  // A session was opened, but no request can contain its id, not even a close.
  if (sessionIn(answer) !== undefined) {
    return failed({ ...failure({ kind: 'unknown' }), code: 'sessionIdNotSendable' });
  }
  return failed(failure(recoveryOutsideSession(meaning)));
}

function sessionIn(answer: GraphResponse): CreatedSession | undefined {
  if (answer.kind !== 'answered' || ![200, 201].includes(answer.status)) return undefined;
  const id = idIn(answer.body);
  const persistChanges = memberOf(answer.body, 'persistChanges');
  if (id === undefined) return undefined;
  if (typeof persistChanges === 'boolean') return { id, persistChanges };
  // Operations and errors have ids too.
  const isOther = ['error', 'status'].some((name) => memberOf(answer.body, name) !== undefined);
  return isOther ? undefined : { id, persistChanges: 'unknown' };
}

/** The id without surrounding white space, which no header preserves. */
function idIn(body: unknown): string | undefined {
  const id = memberOf(body, 'id');
  const text = Number.isSafeInteger(id) ? String(id) : id;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** True if a header can contain the id unchanged. Source: Fetch, header values. */
const isSendable = (id: string): boolean => /^[\t\x20-\x7e\x80-\xff]+$/.test(id);
