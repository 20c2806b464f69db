import type { Times } from '../../../locales/index';
import type { Activity } from '../../../session/activity';

/**
 * The activity as JSON for support: times, as the list shows them, outcomes and the service's request
 * ids. Without session ids, names and URLs.
 */
export function activityJson(
  activity: readonly Activity[],
  version: string,
  times: Pick<Times, 'iso'>,
): string {
  const entries = activity.map(({ at, what, tookMs, failure }) => ({
    at: times.iso(at),
    what,
    tookMs: tookMs && Math.round(tookMs),
    status: failure?.status,
    code: failure?.code,
    recovery: failure?.recovery,
    requestId: failure?.requestId,
    clientRequestId: failure?.clientRequestId,
  }));
  return `${JSON.stringify({ product: 'Session Keeper for Excel', version, activity: entries }, null, 2)}\n`;
}
