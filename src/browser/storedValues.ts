import type {
  Activity,
  ActivityFailure,
  Choices,
  KnownWorkbook,
  SessionRecord,
  Workbook,
  WorkbookSession,
} from '../session/state';

// Stored values come from outside: an older version of the pane, or a hand. Each is read as a whole or not at all.

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isTimeOrNull = (value: unknown): value is number | null => value === null || isTime(value);
const isOneOf = <T extends string>(value: unknown, known: readonly T[]): value is T =>
  known.some((one) => one === value);

/** The user's choices in a stored value, or null. */
export function parseChoices(value: unknown): Choices | null {
  const { persistChanges, keepAlive, stopAfterMs } = membersOf(value);
  return typeof persistChanges === 'boolean' &&
    typeof keepAlive === 'boolean' &&
    isTimeOrNull(stopAfterMs)
    ? { persistChanges, keepAlive, stopAfterMs }
    : null;
}

/** The workbook that was found last in a stored value, or null. */
export function parseKnown(value: unknown): KnownWorkbook | null {
  const { accountId, workbook } = membersOf(value);
  const parsed = parseWorkbook(workbook);
  return isText(accountId) && parsed !== null ? { accountId, workbook: parsed } : null;
}

/** The record of a session in a stored value, or null where any part of it, but a line of the activity, is not one of ours. */
export function parseRecord(value: unknown): SessionRecord | null {
  const { accountId, workbook, phase, session, keepAlive, activity, seenAt } = membersOf(value);
  const { on, until } = membersOf(keepAlive);
  const found = parseWorkbook(workbook);
  const parsed = session === null ? null : parseSession(session);
  if (!isText(accountId) || found === null || parsed === undefined || !isTime(seenAt)) return null;
  if (
    !isOneOf(phase, ['opening', 'open', 'closing', 'closed', 'ended']) ||
    (phase === 'opening') !== (parsed === null)
  ) {
    return null;
  }
  if (typeof on !== 'boolean' || !isTimeOrNull(until) || !Array.isArray(activity)) return null;
  const lines = activity.map(parseActivity).filter((line) => line !== null);
  return {
    accountId,
    workbook: found,
    phase,
    session: parsed,
    keepAlive: { on, until },
    activity: lines,
    seenAt,
  };
}

function parseWorkbook(value: unknown): Workbook | null {
  const { driveId, itemId, name, webUrl, address, insteadOf } = membersOf(value);
  if (
    !isText(driveId) ||
    !isText(itemId) ||
    !isText(name) ||
    !isText(address) ||
    typeof webUrl !== 'string'
  ) {
    return null;
  }
  return {
    driveId,
    itemId,
    name,
    webUrl,
    address,
    ...(typeof insteadOf === 'string' ? { insteadOf } : {}),
  };
}

function parseSession(value: unknown): WorkbookSession | undefined {
  const { id, persistChanges, origin, openedAt, lastActivityAt } = membersOf(value);
  if (!isText(id) || !isTime(openedAt) || !isTime(lastActivityAt)) return undefined;
  if (typeof persistChanges !== 'boolean' && persistChanges !== 'unknown') return undefined;
  return isOneOf(origin, ['opened', 'attached'])
    ? { id, persistChanges, origin, openedAt, lastActivityAt }
    : undefined;
}

const whats: readonly Activity['what'][] = [
  'opened',
  'attached',
  'recreated',
  'refreshed',
  'refreshFailed',
  'openFailed',
  'lost',
  'closed',
  'closeFailed',
  'keepAliveOn',
  'keepAliveOff',
  'keepAliveTimeIsUp',
  'keepAliveRefused',
];

function parseActivity(value: unknown): Activity | null {
  const { at, what, tookMs, failure } = membersOf(value);
  if (!isTime(at) || !isOneOf(what, whats)) return null;
  return {
    at,
    what,
    ...(isTime(tookMs) ? { tookMs } : {}),
    ...(failure === undefined ? {} : { failure: parseFailure(failure) }),
  };
}

function parseFailure(value: unknown): ActivityFailure {
  const { recovery, code, status, requestId, clientRequestId } = membersOf(value);
  return {
    recovery: isText(recovery) ? recovery : 'unknown',
    ...(isText(code) ? { code } : {}),
    ...(isTime(status) ? { status } : {}),
    ...(isText(requestId) ? { requestId } : {}),
    ...(isText(clientRequestId) ? { clientRequestId } : {}),
  };
}
