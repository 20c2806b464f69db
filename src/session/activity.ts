import type { Failure } from './failures';

/** What an entry in the list "Activity" tells. */
export const activityKinds = [
  'opened',
  'attached',
  'recreated',
  'refreshed',
  'refreshFailed',
  'openFailed',
  'attachFailed',
  'openUnclear',
  'lost',
  'closed',
  'closeFailed',
  'keepAliveOn',
  'keepAliveOff',
  'keepAliveTimeIsUp',
  'keepAliveRefused',
] as const;

/** An entry in the list "Activity". */
export interface Activity {
  readonly at: number;
  readonly what: (typeof activityKinds)[number];
  /** How long the request took, ms. */
  readonly tookMs?: number;
  readonly failure?: ActivityFailure | undefined;
  /** The user has read the notice of it. */
  readonly isRead?: true | undefined;
}

/** True if the entry is of the replacement by this session, and the user has not read of it. */
export const isUnreadReplacement = (
  { at, what, isRead }: Activity,
  { openedAt }: { readonly openedAt: number },
): boolean => what === 'recreated' && at === openedAt && isRead !== true;

/** The part of a failure that is stored in the activity; it contains no secret. */
export interface ActivityFailure {
  /** The kind of the recovery action. */
  readonly recovery: string;
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly clientRequestId?: string | undefined;
}

/** The part of the failure that the activity stores. */
export const activityFailure = ({
  recovery: { kind: recovery },
  code,
  status,
  requestId,
  clientRequestId,
}: Failure): ActivityFailure => ({ recovery, code, status, requestId, clientRequestId });

/** Two entries of one kind with times closer than this (ms) are the same: the panes' clocks differ. */
const sameEntryMs = 500;

/** Merges the activity of two panes in order of time; drops duplicates. */
export function mergeActivity(
  own: readonly Activity[],
  other: readonly Activity[],
): readonly Activity[] {
  const isSame = (a: Activity) => (b: Activity) =>
    a.what === b.what && Math.abs(a.at - b.at) < sameEntryMs;
  const isReadThere = (entry: Activity): boolean =>
    !entry.isRead && other.some((one) => one.isRead && isSame(entry)(one));
  const known = own.some(isReadThere)
    ? own.map((entry) => (isReadThere(entry) ? { ...entry, isRead: true as const } : entry))
    : own;
  const added = other.filter((entry) => !own.some(isSame(entry)));
  return added.length === 0 ? known : [...known, ...added].sort((a, b) => a.at - b.at);
}
