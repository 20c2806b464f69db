import fc from 'fast-check';
import { finalAttemptMs, renewalMarginMs, wallClockCheckMs } from '../../src/session/keepAlive';
import type { Incident } from './incidents';
import type { GraphOutage } from './replies';
import { silentLimitMs } from './signIn';
import type { SignInFault } from './signIn';
import { minuteMs } from '../support/durations';

export const dayMs = 24 * 60 * minuteMs;

type StatusFault = Extract<GraphOutage, { kind: 'status' }>;
const status = (
  code: number,
  more: Partial<Omit<StatusFault, 'kind' | 'status'>> = {},
): GraphOutage => ({
  kind: 'status',
  status: code,
  ...more,
});

/** Answers that no documentation lists, or that something else than Graph gave. */
const unlisted: readonly GraphOutage[] = [
  status(418),
  status(299),
  status(200, { body: '<html>Sign in to the guest network</html>' }),
  status(200),
  status(202),
  status(500, { code: 'brandNewCode' }),
  status(520),
  status(302, { redirects: true }),
  status(499, { body: '{"error":' }),
];

/** Faults that pass by themselves, and how long a client can be kept from the service after their end, ms. */
const passing: readonly { readonly fault: GraphOutage; readonly afterwardsMs: number }[] = [
  ...unlisted.map((fault) => ({ fault, afterwardsMs: 0 })),
  ...[
    { kind: 'network' } as const,
    { kind: 'answerLost' } as const,
    status(503),
    status(502),
    status(500),
    status(429),
    status(504, { code: 'gatewayTimeoutUncategorized' }),
    status(409, { code: 'EditModeCannotAcquireLock' }),
  ].map((fault) => ({ fault, afterwardsMs: 0 })),
  { fault: status(503, { code: 'transientFailure', retryAfter: 5 }), afterwardsMs: 5_000 },
  {
    fault: status(429, { code: 'tooManyRequestsUncategorized', retryAfter: 12.5 }),
    afterwardsMs: 12_500,
  },
  { fault: status(429, { retryAfter: 20, asDate: true }), afterwardsMs: 20_000 },
  // A request whose answer does not come is given up after 10 s.
  { fault: { kind: 'hang' }, afterwardsMs: 10_000 },
];

/** An outage leaves time for the final attempt, which itself takes a moment. */
const tolerated = (afterwardsMs: number): number =>
  renewalMarginMs - finalAttemptMs - afterwardsMs - 1_000;

/**
 * The same for the sign-in service. MSAL answers for a minute by itself after a 5xx, so that of the attempts within the
 * reserve only the first one and the one a minute later reach the service: a longer outage can cover both.
 */
const signInTolerated: Readonly<Record<SignInFault, number>> = {
  unavailable: minuteMs,
  unknown: tolerated(0),
  timedOut: tolerated(silentLimitMs),
  offline: tolerated(0),
  interactionRequired: tolerated(0),
};
const signInFaults = [
  'unavailable',
  'unknown',
  'timedOut',
  'offline',
  'interactionRequired',
] as const;

const atMs = fc.nat(dayMs);
const share = fc.double({ min: 0, max: 1, noNaN: true });
export const which = fc.nat(2);
const mode = fc.constantFrom('closed' as const, 'crashed' as const);
const jump = fc.constantFrom(
  -9 * 60 * minuteMs,
  -2 * minuteMs,
  -1_000,
  1_000,
  2 * minuteMs,
  60 * minuteMs,
);

/** What a session must outlast: each takes less than the time that remains for it. */
const bearable: fc.Arbitrary<Incident> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ atMs, share, passes: fc.constantFrom(...passing) })
      .map(({ passes, ...at }): Incident => ({
        kind: 'outage',
        atMs: at.atMs,
        fault: passes.fault,
        forMs: Math.floor(at.share * tolerated(passes.afterwardsMs)),
      })),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ atMs, share, fault: fc.constantFrom(...signInFaults) })
      .map(({ fault, ...at }): Incident => ({
        kind: 'signInOutage',
        atMs: at.atMs,
        fault,
        forMs: Math.floor(at.share * signInTolerated[fault]),
      })),
  },
  fc.record({ kind: fc.constant('offline' as const), atMs, forMs: fc.nat(tolerated(0)) }),
  fc.record({
    kind: fc.constant('offlineReported' as const),
    atMs,
    forMs: fc.constantFrom(minuteMs, 10 * minuteMs, 5 * 60 * minuteMs),
  }),
  // Without an event the clock is looked at again within 30 s of waking.
  fc.record({
    kind: fc.constant('sleep' as const),
    atMs,
    forMs: fc.nat(tolerated(wallClockCheckMs)),
    silent: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant('sleep' as const),
    atMs,
    forMs: fc.nat(tolerated(0)),
    silent: fc.constant(false),
  }),
  fc.record({ kind: fc.constant('clock' as const), atMs, byMs: jump }),
  fc.record({ kind: fc.constant('revoked' as const), atMs }),
  fc.record({ kind: fc.constant('refresh' as const), atMs, which }),
  fc.record({
    kind: fc.constant('once' as const),
    atMs,
    fault: fc.constantFrom(
      status(429, { retryAfter: 60 }),
      status(503, { retryAfter: 80, asDate: true }),
    ),
  }),
  // A pane that starts signs in, finds the workbook and asks for the session: some seconds.
  fc.record({
    kind: fc.constant('gone' as const),
    atMs,
    which,
    mode,
    backMs: fc.nat(tolerated(4_000)),
    sameTab: fc.boolean(),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('goneInOutage' as const),
      atMs,
      which,
      mode,
      backMs: fc.nat(5_000),
      sameTab: fc.boolean(),
      // The pause before the next attempt grows up to 20 s, and the time for signing in follows.
      forMs: fc.nat(40_000),
      fault: fc.oneof(
        fc.constantFrom(...passing.map(({ fault }) => fault)),
        fc.constantFrom('unknown' as const, 'timedOut' as const, 'offline' as const),
      ),
    }),
  },
  fc.record({
    kind: fc.constant('another' as const),
    atMs,
    mode,
    forMs: fc.constantFrom(20_000, 3 * minuteMs, 40 * minuteMs, 5 * 60 * minuteMs),
  }),
);

/** Keeps those that leave the services some minutes to be reached between them. */
export function apart(incidents: readonly Incident[]): Incident[] {
  let free = 0;
  return [...incidents]
    .sort((a, b) => a.atMs - b.atMs)
    .filter((incident) => {
      const keep = incident.atMs >= free;
      if (keep) free = incident.atMs + 10 * minuteMs;
      return keep;
    });
}

export const bearableIncidents = fc.array(bearable, { maxLength: 120, size: 'max' }).map(apart);

const known: readonly GraphOutage[] = [
  status(503, { retryAfter: 604_800 }),
  status(403),
  status(404),
  status(400),
  status(401, { code: 'unauthorizedUncategorized' }),
  status(429, { retryAfter: 240 }),
  status(507),
];
export const anyFault = fc.constantFrom(...passing.map(({ fault }) => fault), ...known);
const forMs = fc.constantFrom(
  5_000,
  minuteMs,
  4 * minuteMs,
  10 * minuteMs,
  3 * 60 * minuteMs,
  9 * 60 * minuteMs,
);

/** Whatever may happen. */
export const anyIncidents = fc.array(
  fc.oneof<fc.Arbitrary<Incident>[]>(
    fc.record({ kind: fc.constant('outage' as const), atMs, forMs, fault: anyFault }),
    fc.record({
      kind: fc.constant('signInOutage' as const),
      atMs,
      forMs,
      fault: fc.constantFrom(...signInFaults),
    }),
    fc.record({ kind: fc.constant('once' as const), atMs, fault: anyFault }),
    fc.record({ kind: fc.constant('offline' as const), atMs, forMs }),
    fc.record({ kind: fc.constant('offlineReported' as const), atMs, forMs }),
    fc.record({ kind: fc.constant('sleep' as const), atMs, forMs, silent: fc.boolean() }),
    fc.record({ kind: fc.constant('clock' as const), atMs, byMs: jump }),
    fc.record({
      kind: fc.constant('dropped' as const),
      atMs,
      over: fc.constantFrom('expired' as const, 'recreatable' as const),
    }),
    fc.record({
      kind: fc.constant('slow' as const),
      atMs,
      latencyMs: fc.constantFrom(20, 200, 3_000, 9_000),
    }),
    fc.record({ kind: fc.constant('revoked' as const), atMs }),
    fc.record({
      kind: fc.constantFrom(
        'refresh' as const,
        'start' as const,
        'close' as const,
        'keepAlive' as const,
      ),
      atMs,
      which,
    }),
    fc.record({
      kind: fc.constant('gone' as const),
      atMs,
      which,
      mode,
      backMs: fc.oneof(forMs, fc.constant(200)),
      sameTab: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('another' as const), atMs, mode, forMs }),
  ),
  { maxLength: 40, size: 'max' },
);

const crowdedFault = fc.constantFrom(
  status(429, { retryAfter: 40 }),
  status(503, { retryAfter: 2.128 }),
  status(429, { retryAfter: 95, asDate: true }),
  status(409, { retryAfter: 10 }),
  status(401, { retryAfter: 15 }),
  status(404, { retryAfter: 30 }),
  status(500),
);
/** What happens is crowded into two hours, so that one thing falls into the midst of another. */
const soon = fc.nat(120 * minuteMs);

/** Panes that end and start within some minutes, on a service that is slow now and then. */
export const comingsAndGoings = (atMs: fc.Arbitrary<number>): fc.Arbitrary<Incident>[] => [
  fc.record({
    kind: fc.constant('gone' as const),
    atMs: atMs,
    which,
    mode,
    backMs: fc.constantFrom(50, 2_000, 45_000, 4 * minuteMs),
    sameTab: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('another' as const),
    atMs: atMs,
    mode,
    forMs: fc.constantFrom(10_000, minuteMs, 20 * minuteMs),
  }),
  fc.record({
    kind: fc.constant('slow' as const),
    atMs: atMs,
    latencyMs: fc.constantFrom(20, 200, 3_000, 9_000),
  }),
];

/** Several panes at work at once, and Retry-After from any operation. */
export const crowdedIncidents = fc.array(
  fc.oneof<fc.Arbitrary<Incident>[]>(
    fc.record({ kind: fc.constant('once' as const), atMs: soon, fault: crowdedFault }),
    fc.record({
      kind: fc.constantFrom(
        'refresh' as const,
        'start' as const,
        'close' as const,
        'keepAlive' as const,
      ),
      atMs: soon,
      which,
    }),
    fc.record({ kind: fc.constantFrom('refresh' as const, 'start' as const), atMs: soon, which }),
    fc.record({
      kind: fc.constant('dropped' as const),
      atMs: soon,
      over: fc.constantFrom('expired' as const, 'recreatable' as const),
    }),
    ...comingsAndGoings(soon),
  ),
  { maxLength: 150, size: 'max' },
);
