import fc from 'fast-check';
import { idleLimitMs, lastCallMs, reserveMs } from '../../src/session/keepAlive';
import type { Day, Incident } from './day';
import { live, openDay } from './day';
import type { Fault } from './service';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const status = (code: number, more: { code?: string; retryAfter?: string } = {}): Fault => ({ kind: 'status', status: code, ...more });

/** Faults that pass by themselves, and how long a client can be kept from the service after their end, ms. */
const shortFaults: readonly { readonly fault: Fault; readonly afterwardsMs: number }[] = [
  { fault: { kind: 'network' }, afterwardsMs: 0 },
  { fault: status(503), afterwardsMs: 0 },
  { fault: status(502), afterwardsMs: 0 },
  { fault: status(500), afterwardsMs: 0 },
  { fault: status(429), afterwardsMs: 0 },
  { fault: status(504, { code: 'gatewayTimeoutUncategorized' }), afterwardsMs: 0 },
  { fault: status(409, { code: 'EditModeCannotAcquireLock' }), afterwardsMs: 0 },
  { fault: status(503, { code: 'transientFailure', retryAfter: '5' }), afterwardsMs: 5_000 },
  { fault: status(429, { code: 'tooManyRequestsUncategorized', retryAfter: '12.5' }), afterwardsMs: 12_500 },
  { fault: { kind: 'answerLost' }, afterwardsMs: 0 },
  { fault: { kind: 'hang' }, afterwardsMs: 10_000 },
];

/** What an outage may last at most, for the last call still to come through: the call itself takes a moment. */
const toleratedMs = (afterwardsMs: number): number => reserveMs - lastCallMs - afterwardsMs - 1_000;

const shortOutage = fc
  .record({ atMs: fc.nat(dayMs), share: fc.double({ min: 0, max: 1, noNaN: true }), which: fc.constantFrom(...shortFaults) })
  .map(({ atMs, share, which }): Incident => ({
    kind: 'outage', atMs, fault: which.fault, forMs: Math.floor(share * toleratedMs(which.afterwardsMs)),
  }));

/** Outages that leave the service some minutes to be reached between them. */
const apart = (incidents: readonly Incident[]): Incident[] => {
  let free = 0;
  return [...incidents].sort((a, b) => a.atMs - b.atMs).filter((incident) => {
    const keep = incident.atMs >= free;
    if (keep) free = incident.atMs + 8 * minuteMs;
    return keep;
  });
};

const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom(...shortFaults.map(({ fault }) => fault)),
  fc.constantFrom(status(503, { retryAfter: '604800' }), status(403), status(404), status(401, { code: 'unauthorizedUncategorized' })),
);
const length = fc.constantFrom(5_000, minuteMs, 4 * minuteMs, 10 * minuteMs, 3 * 60 * minuteMs, 9 * 60 * minuteMs);
const anyIncident: fc.Arbitrary<Incident> = fc.oneof(
  fc.record({ kind: fc.constant('outage' as const), atMs: fc.nat(dayMs), forMs: length, fault: anyFault }),
  fc.record({ kind: fc.constant('offline' as const), atMs: fc.nat(dayMs), forMs: length }),
  fc.record({ kind: fc.constant('sleep' as const), atMs: fc.nat(dayMs), forMs: length }),
  fc.record({ kind: fc.constant('clock' as const), atMs: fc.nat(dayMs), byMs: fc.constantFrom(-9 * 3_600_000, -2 * minuteMs, -1_000, 1_000, 2 * minuteMs, 3_600_000) }),
  fc.record({ kind: fc.constant('dropped' as const), atMs: fc.nat(dayMs), over: fc.constantFrom('expired' as const, 'recreatable' as const) }),
  fc.record({ kind: fc.constant('slow' as const), atMs: fc.nat(dayMs), latencyMs: fc.constantFrom(20, 200, 3_000, 9_000) }),
  fc.record({ kind: fc.constant('refresh' as const), atMs: fc.nat(dayMs) }),
);

const choices = fc.record({ persistChanges: fc.boolean() });

function demand(condition: boolean, words: string): void {
  if (!condition) throw new Error(words);
}

const neverDoes = ({ service }: Day): void => demand(service.violations.length === 0, service.violations.slice(0, 3).join('; '));

/** A session is never lost while outages are shorter than the reserve. */
export const survivesShortOutages = fc.asyncProperty(fc.array(shortOutage, { maxLength: 120, size: 'max' }), choices, fc.nat(), async (outages, chosen, seed) => {
  const day = await openDay(chosen, seed);
  await live(day, apart(outages), dayMs);
  const { state } = day.engine.snapshot();
  day.engine.stop();
  neverDoes(day);
  demand(state.kind === 'open' && state.session.id === 'session-1', `the session is ${state.kind}`);
  demand(day.service.isAlive('session-1'), 'the service has ended the session');
});

/** Whatever happens, the client keeps the rules, and in the end it says the truth. */
export const saysTheTruth = fc.asyncProperty(fc.array(anyIncident, { maxLength: 25, size: 'max' }), choices, fc.nat(), async (incidents, chosen, seed) => {
  const day = await openDay(chosen, seed);
  const { engine, service, time } = day;
  // Half a day of calm after the last incident of a day, so that each has an end.
  await live(day, incidents, dayMs);
  await time.run(dayMs + 10 * 60 * minuteMs);
  neverDoes(day);
  const { state, quietUntil } = engine.snapshot();
  if (state.kind === 'open' && state.keepAlive.kind === 'on' && state.request.kind === 'idle') {
    demand(service.isAlive(state.session.id), 'the card says alive, the service says not');
    const sinceMs = state.session.aliveAt - epochAhead(day);
    demand(time.now - sinceMs < idleLimitMs(state.session), 'the last refresh is too long ago');
  }
  if (state.kind === 'open' && state.request.kind === 'retrying') demand(quietUntil > 0, 'still trying again after ten hours of calm');
  if (state.kind === 'lost' && state.reason === 'expired') demand(!service.isAlive(state.session.id), 'told as lost, but alive');
  engine.dispatch({ kind: 'closeRequested' });
  await time.run(time.now + minuteMs);
  demand(engine.snapshot().state.kind !== 'closing', 'the heart is dead');
  engine.stop();
});

const epochAhead = ({ time }: Day): number => time.source.wall() - time.now;

/** On a calm day fewer refreshes are sent than 1.5 times the least possible: one per idle limit. */
export const sendsFewRefreshes = fc.asyncProperty(choices, fc.nat(), async (chosen, seed) => {
  const day = await openDay(chosen, seed);
  await live(day, [], dayMs);
  day.engine.stop();
  const least = dayMs / (chosen.persistChanges ? 5 * minuteMs : 7 * minuteMs);
  demand(day.service.refreshes < 1.5 * least, `${day.service.refreshes} refreshes, the least is ${least}`);
  demand(day.service.isAlive('session-1'), 'the service has ended the session');
});
