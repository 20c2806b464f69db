import * as v from 'valibot';
import { activityKinds } from '../session/activity';
import { parseOrganization } from '../session/organization';
import type { Choices, KnownWorkbook, SessionRecord } from '../session/state';
import type { StoredThrottle } from '../session/throttleGate';

// Stored values are untrusted: an older version or the user may have written them. A value is
// parsed as a whole or rejected.

const text = v.pipe(v.string(), v.nonEmpty());
const time = v.pipe(v.number(), v.finite());

const account = v.object({
  id: text,
  name: v.string(),
  userName: v.string(),
  tenantId: v.string(),
  inExcel: v.exactOptional(text),
});

const workbook = v.object({
  driveId: text,
  itemId: text,
  name: text,
  webUrl: v.string(),
  address: text,
  insteadOf: v.exactOptional(v.string()),
});

const session = v.object({
  id: text,
  persistChanges: v.union([v.boolean(), v.literal('unknown')]),
  origin: v.picklist(['opened', 'attached']),
  openedAt: time,
  lastActivityAt: time,
});

const activityEntry = v.object({
  at: time,
  what: v.picklist(activityKinds),
  tookMs: v.exactOptional(time),
  failure: v.exactOptional(
    v.object({
      recovery: text,
      code: v.exactOptional(text),
      status: v.exactOptional(time),
      requestId: v.exactOptional(text),
      clientRequestId: v.exactOptional(text),
    }),
  ),
});

const record = v.pipe(
  v.object({
    accountId: text,
    workbook,
    phase: v.picklist(['opening', 'open', 'closing', 'closed', 'ended']),
    session: v.nullable(session),
    keepAlive: v.object({ on: v.boolean(), until: v.nullable(time) }),
    // An invalid entry is skipped.
    activity: v.pipe(
      v.array(v.fallback(v.nullable(activityEntry), null)),
      v.transform((entries) => entries.filter((entry) => entry !== null)),
    ),
    seenAt: time,
  }),
  v.check(({ phase, session: known }) => (phase === 'opening') === (known === null)),
);

const choices = v.object({
  persistChanges: v.boolean(),
  keepAlive: v.boolean(),
  stopAfterMs: v.nullable(time),
  // Choices of an older version have no organization.
  organization: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((name) => parseOrganization(name) === name),
    ),
  ),
});

const parsed = <T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | null => {
  const { success, output } = v.safeParse(schema, value);
  return success ? output : null;
};

/** Parses the end of a Retry-After; null when the value is invalid. */
export const parseThrottle = (value: unknown): StoredThrottle | null =>
  parsed(v.object({ until: time, at: time }), value);

/** Parses the user's choices; null when the value is invalid. */
export const parseChoices = (value: unknown): Choices | null => parsed(choices, value);

/** Parses the last workbook; null when the value is invalid. */
export const parseKnown = (value: unknown): KnownWorkbook | null =>
  parsed(v.object({ account, workbook }), value);

/** Parses a session record; null when any part of it but an activity entry is invalid. */
export const parseRecord = (value: unknown): SessionRecord | null => parsed(record, value);
