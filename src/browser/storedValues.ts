import type { Activity, ActivityFailure } from '../session/activity';
import type {
  Account,
  Choices,
  KnownWorkbook,
  SessionRecord,
  Workbook,
  WorkbookSession,
} from '../session/state';
import { parseOrganization } from '../session/organization';

// Stored values are untrusted: an older version or the user may have written them. A value is
// parsed as a whole or rejected.

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isString = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isTimeOrNull = (value: unknown): value is number | null => value === null || isTime(value);
const isOneOf = <T extends string>(value: unknown, known: readonly T[]): value is T =>
  known.some((one) => one === value);

/** Parses the user's choices; null when the value is invalid. */
export function parseChoices(value: unknown): Choices | null {
  const { persistChanges, keepAlive, stopAfterMs, organization } = membersOf(value);
  if (
    typeof persistChanges !== 'boolean' ||
    typeof keepAlive !== 'boolean' ||
    !isTimeOrNull(stopAfterMs)
  ) {
    return null;
  }
  const choices = { persistChanges, keepAlive, stopAfterMs };
  // Choices of an older version have no organization.
  if (organization === undefined) return choices;
  return isOrganization(organization) ? { ...choices, organization } : null;
}

/** True for a value that the sign-in service's address may end in. */
const isOrganization = (value: unknown): value is string =>
  typeof value === 'string' && parseOrganization(value) === value;

/** Parses the last workbook; null when the value is invalid. */
export function parseKnown(value: unknown): KnownWorkbook | null {
  const { account, workbook } = membersOf(value);
  const parsedAccount = parseAccount(account);
  const parsedWorkbook = parseWorkbook(workbook);
  return parsedAccount === null || parsedWorkbook === null
    ? null
    : { account: parsedAccount, workbook: parsedWorkbook };
}

function parseAccount(value: unknown): Account | null {
  const { id, name, userName, tenantId, inExcel } = membersOf(value);
  if (!isText(id) || !isString(name) || !isString(userName) || !isString(tenantId)) return null;
  return { id, name, userName, tenantId, ...(isText(inExcel) ? { inExcel } : {}) };
}

/**
 * Parses a session record; null when any part of it is invalid. Invalid activity entries are
 * skipped.
 */
export function parseRecord(value: unknown): SessionRecord | null {
  const { accountId, workbook, phase, session, keepAlive, activity, seenAt } = membersOf(value);
  const { on, until } = membersOf(keepAlive);
  const parsedWorkbook = parseWorkbook(workbook);
  const parsedSession = session === null ? null : parseSession(session);
  if (
    !isText(accountId) ||
    parsedWorkbook === null ||
    parsedSession === undefined ||
    !isTime(seenAt)
  ) {
    return null;
  }
  if (
    !isOneOf(phase, ['opening', 'open', 'closing', 'closed', 'ended']) ||
    (phase === 'opening') !== (parsedSession === null)
  ) {
    return null;
  }
  if (typeof on !== 'boolean' || !isTimeOrNull(until) || !Array.isArray(activity)) return null;
  const entries = activity.map(parseActivity).filter((entry) => entry !== null);
  return {
    accountId,
    workbook: parsedWorkbook,
    phase,
    session: parsedSession,
    keepAlive: { on, until },
    activity: entries,
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

const activityKinds: readonly Activity['what'][] = [
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
  if (!isTime(at) || !isOneOf(what, activityKinds)) return null;
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
