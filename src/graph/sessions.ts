import type { Failure } from '../session/failures';
import type { Clock, Sessions } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import { textOf } from './errorBody';
import type { Classified } from './classify';
import { classify } from './classify';
import { openOutcome } from './opened';
import { pollOperation } from './operations';
import type { Send } from './request';

/** Time limit (ms) of a refresh: short enough for another attempt within the renewal margin. */
const refreshLimitMs = 10_000;
/**
 * Time limit (ms) of a create request. A large workbook opens slowly, but with respond-async the
 * response comes soon.
 */
const openLimitMs = 60_000;
const closeLimitMs = 10_000;

/**
 * The path of a drive item, `/drives/{drive-id}/items/{item-id}`: the only form for both OneDrive
 * and SharePoint libraries.
 */
export function itemPath({ driveId, itemId }: Pick<Workbook, 'driveId' | 'itemId'>): string {
  return `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}`;
}

/**
 * Creates the three session calls. Source: Microsoft Graph, workbook-createsession,
 * -refreshsession, -closesession.
 */
export function createSessions(send: Send, clock: Clock): Sessions {
  const inSession = { inSession: true };

  /**
   * The failure of a request in a session. After a 404 the item is requested: if it exists, the
   * session has ended.
   */
  async function failureInSession(
    workbook: Workbook,
    { meaning, failure }: Classified,
    signal: AbortSignal,
  ): Promise<Failure> {
    if (meaning.kind !== 'checkItem') return failure(meaning);
    // A request that has to wait at the gate would be too late.
    const unknown = { ...failure({ kind: 'unknown' }), refused: true } as const;
    if (unknown.notBefore !== undefined && unknown.notBefore > clock.now()) return unknown;
    const item = await send(
      { method: 'GET', path: `${itemPath(workbook)}?$select=id`, timeLimitMs: refreshLimitMs },
      signal,
    );
    const itemExists =
      item.kind === 'answered' && item.status === 200 && textOf(item.body, 'id') !== undefined;
    if (itemExists) return failure({ kind: 'ended', reason: 'notFound' });
    // If the item's response is not conclusive, its own failure counts, with its Retry-After.
    const classifiedItem = classify(item, { inSession: false }, clock.now());
    if (classifiedItem.meaning.kind === 'checkItem') {
      return failure({ kind: 'ended', reason: 'fileGone' });
    }
    const isConclusive = (['retry', 'reauthenticate', 'forbidden'] as const).some(
      (kind) => kind === classifiedItem.meaning.kind,
    );
    const recovery = isConclusive ? classifiedItem.meaning : ({ kind: 'unknown' } as const);
    return { ...classifiedItem.failure(recovery), refused: true };
  }

  return {
    async open(workbook, persistChanges, signal, onSend) {
      const path = `${itemPath(workbook)}/workbook/createSession`;
      const body = { persistChanges };
      const call = { method: 'POST', path, body, prefer: 'respond-async' } as const;
      const answer = await send({ ...call, timeLimitMs: openLimitMs }, signal, onSend);
      const sentAt = answer.kind === 'answered' ? answer.sentAt : clock.now();
      const accepted = answer.kind === 'answered' && answer.status === 202;
      const outcome = accepted
        ? await pollOperation(send, clock, { answer, path }, signal)
        : openOutcome(answer, clock.now());
      // After a long operation the session is younger than the request.
      return outcome.ok ? succeeded({ sentAt, ...outcome.value }) : outcome;
    },
    async refresh(workbook, sessionId, signal) {
      const path = `${itemPath(workbook)}/workbook/refreshSession`;
      const answer = await send(
        { method: 'POST', path, sessionId, timeLimitMs: refreshLimitMs },
        signal,
      );
      return answer.kind === 'answered' && answer.status === 204
        ? succeeded({ sentAt: answer.sentAt })
        : failed(
            await failureInSession(workbook, classify(answer, inSession, clock.now()), signal),
          );
    },
    async close(workbook, sessionId, signal) {
      const path = `${itemPath(workbook)}/workbook/closeSession`;
      const answer = await send(
        { method: 'POST', path, sessionId, timeLimitMs: closeLimitMs, keepalive: true },
        signal,
      );
      if (answer.kind === 'answered' && answer.status === 204) return succeeded(null);
      const classified = classify(answer, inSession, clock.now());
      const failure = await failureInSession(workbook, classified, signal);
      // Without the file nothing shows that the session is closed.
      const { recovery } = failure;
      const isFileGone = recovery.kind === 'ended' && recovery.reason === 'fileGone';
      return failed(isFileGone ? { ...failure, recovery: { kind: 'unknown' } } : failure);
    },
  };
}
