import type { Failure } from '../session/failures';
import type { Clock, Sessions } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import { textOf } from './errors';
import type { Classified } from './classify';
import { classify } from './classify';
import { openedBy } from './opened';
import { pollOperation } from './operations';
import type { Send } from './request';

/** A refresh must fail early enough that another can follow within the reserve. */
const refreshLimitMs = 10_000;
/** Opening a large workbook takes long; with respond-async the answer itself comes soon. */
const openLimitMs = 60_000;
const closeLimitMs = 10_000;

/** `/drives/{drive-id}/items/{item-id}`: the one form that works for OneDrive and for SharePoint libraries. */
export function itemPath({ driveId, itemId }: Pick<Workbook, 'driveId' | 'itemId'>): string {
  return `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}`;
}

/** The calls of a workbook session. Source: Microsoft Graph, workbook-createsession, -refreshsession, -closesession. */
export function createSessions(send: Send, clock: Clock): Sessions {
  const inSession = { inSession: true };

  /** A 404 in a session: the session has ended if the file is still there. */
  async function settled(
    workbook: Workbook,
    { meaning, failure }: Classified,
    signal: AbortSignal,
  ): Promise<Failure> {
    if (meaning.kind !== 'look') return failure(meaning);
    // A look that would have to wait at the gate cannot answer in time.
    const unknown = failure({ kind: 'unknown' });
    if (unknown.notBefore !== undefined && unknown.notBefore > clock.now()) return unknown;
    const item = await send(
      { method: 'GET', path: `${itemPath(workbook)}?$select=id`, timeLimitMs: refreshLimitMs },
      signal,
    );
    const isThere =
      item.kind === 'answered' && item.status === 200 && textOf(item.body, 'id') !== undefined;
    if (isThere) return failure({ kind: 'ended', reason: 'notFound' });
    // What the look itself met, its Retry-After included, is what counts where it could not tell.
    const looked = classify(item, { inSession: false }, clock.now());
    if (looked.meaning.kind === 'look') return failure({ kind: 'ended', reason: 'fileGone' });
    const tells = (['retry', 'reauthenticate', 'forbidden'] as const).some(
      (kind) => kind === looked.meaning.kind,
    );
    return looked.failure(tells ? looked.meaning : { kind: 'unknown' });
  }

  return {
    async open(workbook, persistChanges, signal) {
      const path = `${itemPath(workbook)}/workbook/createSession`;
      const body = { persistChanges };
      const answer = await send(
        { method: 'POST', path, body, prefer: 'respond-async', timeLimitMs: openLimitMs },
        signal,
      );
      // A lower bound: where an operation takes its time, the session is younger.
      const sentAt = answer.kind === 'answered' ? answer.sentAt : clock.now();
      const accepted = answer.kind === 'answered' && answer.status === 202;
      const outcome = accepted
        ? await pollOperation(send, clock, { answer, path }, signal)
        : openedBy(answer, clock.now());
      return outcome.ok ? succeeded({ ...outcome.value, sentAt }) : outcome;
    },
    async refresh(workbook, sessionId, signal) {
      const path = `${itemPath(workbook)}/workbook/refreshSession`;
      const answer = await send(
        { method: 'POST', path, sessionId, timeLimitMs: refreshLimitMs },
        signal,
      );
      return answer.kind === 'answered' && answer.status === 204
        ? succeeded({ sentAt: answer.sentAt })
        : failed(await settled(workbook, classify(answer, inSession, clock.now()), signal));
    },
    async close(workbook, sessionId, signal) {
      const path = `${itemPath(workbook)}/workbook/closeSession`;
      const answer = await send(
        { method: 'POST', path, sessionId, timeLimitMs: closeLimitMs, keepalive: true },
        signal,
      );
      if (answer.kind === 'answered' && answer.status === 204) return succeeded(null);
      const { meaning, failure } = classify(answer, inSession, clock.now());
      return failed(
        failure(meaning.kind === 'look' ? { kind: 'ended', reason: 'notFound' } : meaning),
      );
    },
  };
}
