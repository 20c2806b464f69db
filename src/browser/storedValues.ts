import { activityKinds, type Activity } from '../session/activity';
import { isOrganization } from '../session/organization';
import type { Account, Workbook, WorkbookSession } from '../session/state';
import type {
  KnownWorkbook,
  SessionRecord,
  StoredChoices,
  StoredOrganization,
} from '../session/stored';
import type { StoredThrottle } from '../session/throttleGate';

// Stored values are untrusted: an older version or the user may have written them. A value is
// used as a whole or rejected.

type Check = (value: unknown) => boolean;

const year10000Ms = Date.UTC(10_000, 0);

const isString: Check = (value) => typeof value === 'string';
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isBoolean: Check = (value) => typeof value === 'boolean';
/** A time or a duration (ms): `Date` can show its sum with another one. */
const isTime: Check = (value) => typeof value === 'number' && Math.abs(value) < year10000Ms;
const isOneOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const isNullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Checks each member of an object. The type demands a check for each of them. */
const hasMembers =
  <T>(checks: { readonly [Name in keyof Required<T>]: Check }) =>
  (value: unknown): value is T =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries<Check>(checks).every(([name, check]) =>
      check((value as Readonly<Record<string, unknown>>)[name]),
    );

const isAccount = hasMembers<Account>({
  id: isText,
  name: isString,
  userName: isString,
  tenantId: isString,
  inExcel: isOptional(isText),
});

const isWorkbook = hasMembers<Workbook>({
  driveId: isText,
  itemId: isText,
  name: isText,
  webUrl: isString,
  address: isText,
  insteadOf: isOptional(isString),
  checkedOut: isOptional(isOneOf(true)),
});

const isSession = hasMembers<WorkbookSession>({
  id: isText,
  persistChanges: isOneOf(true, false, 'unknown'),
  origin: isOneOf('opened', 'attached'),
  openedAt: isTime,
  lastActivityAt: isTime,
});

const isActivity = hasMembers<Activity>({
  at: isTime,
  what: isOneOf(...activityKinds),
  tookMs: isOptional(isTime),
  failure: isOptional(
    hasMembers<NonNullable<Activity['failure']>>({
      recovery: isText,
      code: isOptional(isText),
      status: isOptional(isTime),
      requestId: isOptional(isText),
      clientRequestId: isOptional(isText),
    }),
  ),
  isRead: isOptional(isOneOf(true)),
});

const isRecord = hasMembers<SessionRecord>({
  accountId: isText,
  workbook: isWorkbook,
  phase: isOneOf('opening', 'open', 'closing', 'closed', 'ended'),
  session: isNullOr(isSession),
  keepAlive: hasMembers<SessionRecord['keepAlive']>({
    on: isBoolean,
    until: isNullOr(isTime),
    stopped: isOptional(isOneOf('timeIsUp', 'refused')),
    setAt: isOptional(isTime),
  }),
  stopAfterMs: isOptional(isNullOr(isTime)),
  activity: Array.isArray,
  seenAt: isTime,
});

const isChoices = hasMembers<StoredChoices>({
  persistChanges: isBoolean,
  keepAlive: isBoolean,
  stopAfterMs: isNullOr(isTime),
});

const isNamed: Check = (value) => typeof value === 'string' && isOrganization(value);

const isKnown = hasMembers<KnownWorkbook>({
  account: isAccount,
  workbook: isWorkbook,
  organization: isOptional(isNamed),
});

const isStoredOrganization = hasMembers<StoredOrganization>({
  organization: isNamed,
  owner: isString,
});

const isThrottle = hasMembers<StoredThrottle>({ until: isTime, at: isTime });

/** Parses the end of a Retry-After; null when the value is invalid. */
export const parseThrottle = (value: unknown): StoredThrottle | null =>
  isThrottle(value) ? value : null;

/** Parses the user's choices; null when the value is invalid. */
export function parseChoices(value: unknown): StoredChoices | null {
  if (!isChoices(value)) return null;
  const { persistChanges, keepAlive, stopAfterMs } = value;
  return { persistChanges, keepAlive, stopAfterMs };
}

/** Parses the organization that the user signs in to; null when the value is invalid. */
export const parseOrganizationChoice = (value: unknown): StoredOrganization | null =>
  isStoredOrganization(value) ? value : null;

/** Parses the last workbook; null when the value is invalid. */
export const parseKnown = (value: unknown): KnownWorkbook | null => (isKnown(value) ? value : null);

/** Parses a session record; null when any part of it but an activity entry is invalid. */
export function parseRecord(value: unknown): SessionRecord | null {
  if (!isRecord(value) || (value.phase === 'opening') !== (value.session === null)) return null;
  return { ...value, activity: value.activity.filter(isActivity) };
}
