import type { Failure } from '../session/failure';
import type { Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import { recordOf, textOf } from './errors';
import { judge } from './failures';
import type { Answer } from './request';

export interface OpenedSession {
  readonly id: string;
  readonly persistChanges: boolean;
}

/** The session in the body of createSession or of sessionInfoResource, or undefined. What the server answered counts. */
export function parseOpened(answer: Answer): OpenedSession | undefined {
  if (answer.kind !== 'answered' || (answer.status !== 200 && answer.status !== 201)) return undefined;
  const id = textOf(answer.body, 'id');
  const persistChanges = recordOf(answer.body)?.['persistChanges'];
  return id !== undefined && typeof persistChanges === 'boolean' ? { id, persistChanges } : undefined;
}

/** The outcome that an answer to createSession tells. `now` is ms since the epoch. */
export function openedBy(answer: Answer, now: number): Outcome<OpenedSession, Failure> {
  const session = parseOpened(answer);
  if (session !== undefined) return succeeded(session);
  const { meaning, failure } = judge(answer, { inSession: false }, now);
  return failed(failure(meaning.kind === 'look' ? { kind: 'forbidden', need: 'existingFile' } : meaning));
}
