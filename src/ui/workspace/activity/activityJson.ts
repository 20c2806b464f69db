import type { Activity } from '../../../session/state';

/**
 * What happened, for a colleague or for support: times, outcomes and the service's own request ids; no session id, no
 * name and no address.
 */
export function activityJson(activity: readonly Activity[], version: string): string {
  const entries = activity.map(({ at, what, tookMs, failure }) => ({
    at: new Date(at).toISOString(),
    what,
    tookMs,
    status: failure?.status,
    code: failure?.code,
    recovery: failure?.recovery,
    requestId: failure?.requestId,
    clientRequestId: failure?.clientRequestId,
  }));
  return `${JSON.stringify({ product: 'Session Keeper for Excel', version, activity: entries }, null, 2)}\n`;
}
