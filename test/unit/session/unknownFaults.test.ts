import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/graph/recoveries';
import { initialAppState } from '../../../src/session/appState';
import { recoveryOfSignIn } from '../../../src/graph/classify';
import { afterFreshSignIn } from '../../../src/session/evidence';
import type { Failure, SignInReason } from '../../../src/session/failures';
import { signInRemedies } from '../../../src/session/failures';
import { estimatedExpiry, nextWakeAt } from '../../../src/session/keepAlive';
import { signIns } from '../../../src/locales/en/reasons';
import type { Bench } from './reducerBench';
import { reducerBench, failure, noon } from './reducerBench';

const minuteMs = 60_000;
const reasons = Object.keys(signIns) as SignInReason[];
const asking = (asked: 'user' | 'retry' | 'nothing'): SignInReason[] =>
  reasons.filter((reason) => signInRemedies[reason] === asked);

/** An undocumented status or code, no response, or no token for a temporary reason. */
const unknownFault: fc.Arbitrary<Partial<Failure> & Pick<Failure, 'recovery'>> = fc.oneof(
  fc.constant({ recovery: { kind: 'unknown' } } as const),
  fc
    .constantFrom(...asking('retry'))
    .map((signIn) => ({ recovery: recoveryOfSignIn(signIn), signIn, code: signIn })),
  fc
    .tuple(
      fc.constantFrom(200, 302, 407, 408, 418, 421, 425, 431, 451, 499, 500, 505, 520, 522, 599),
      fc.array(fc.string({ minLength: 9 }), { maxLength: 3 }),
    )
    .map(([status, codes]) => {
      const { meaning } = meaningOf(status, { codes }, { inSession: true });
      return {
        recovery: meaning.kind === 'checkItem' ? ({ kind: 'unknown' } as const) : meaning,
        status,
      };
    }),
);

/** Sends each due refresh, and lets it fail, until `end` (ms). */
function failing(
  core: Bench,
  faults: readonly (Partial<Failure> & Pick<Failure, 'recovery'>)[],
  end: number,
  each: (core: Bench) => void,
): void {
  for (let count = 0; ; count += 1) {
    core.wait(end);
    if (!core.effects.some(({ kind }) => kind === 'refresh')) return;
    const { recovery, ...more } = faults[count % faults.length] ?? {
      recovery: { kind: 'unknown' },
    };
    core.fails(recovery, more);
    each(core);
  }
}

describe('an unknown fault', () => {
  it('never stops keep-alive or loses the session before the idle timeout, and asks the user only if the next attempt comes in the last minute', () => {
    const kinds = fc.constantFrom(true, false);
    fc.assert(
      fc.property(
        kinds,
        fc.array(unknownFault, { minLength: 1, maxLength: 12 }),
        (persistChanges, faults) => {
          const core = reducerBench({ keepAlive: true, stopAfterMs: null, persistChanges }).open();
          const end = core.state.kind === 'open' ? estimatedExpiry(core.state.session) : 0;
          let attempts = 0;
          failing(core, faults, end, ({ state, appState }) => {
            attempts += 1;
            expect(state).toMatchObject({
              kind: 'open',
              keepAlive: { kind: 'on' },
              request: { kind: 'retrying' },
            });
            const nextAt = nextWakeAt(appState, end) ?? end;
            if (nextAt < end - minuteMs) expect(state).not.toHaveProperty('signInNeeded');
          });
          expect(attempts).toBeGreaterThanOrEqual(6);
        },
      ),
    );
  });

  it('is repeated after the estimated expiry, and one success clears it', () => {
    fc.assert(
      fc.property(
        fc.array(unknownFault, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 30 }),
        (faults, minutes) => {
          const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
          failing(core, faults, noon + minutes * 60_000, () => undefined);
          core.wait();
          core.tell({
            kind: 'refreshed',
            requestKey: core.requestKey('refresh'),
            sentAt: core.now,
          });
          expect(core.state).toMatchObject({
            kind: 'open',
            keepAlive: { kind: 'on' },
            request: { kind: 'idle' },
          });
          expect(core.state).not.toHaveProperty('signInNeeded');
          expect(core.state).not.toHaveProperty('request.failure');
        },
      ),
      { numRuns: 50 },
    );
  });

  it('may have extended the session: one that is gone afterwards is not called timed out', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    failing(core, [{ recovery: { kind: 'unknown' } }], noon + 5 * minuteMs, () => undefined);
    core.wait();
    expect(core.now).toBeGreaterThan(noon + 5 * minuteMs);
    core.fails({ kind: 'ended', reason: 'notFound' });
    expect(core.state).toMatchObject({ kind: 'lost', reason: 'notFound' });
  });

  it('cannot have extended it where there was no network', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    const unsent = { recovery: { kind: 'unknown' }, code: 'offline' } as const;
    failing(core, [unsent], noon + 5 * minuteMs, () => undefined);
    core.wait();
    core.fails({ kind: 'ended', reason: 'notFound' });
    expect(core.state).toMatchObject({ kind: 'lost', reason: 'expired' });
  });

  it('is repeated with a growing backoff, up to a minute', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    const sent: number[] = [];
    failing(
      core,
      [{ recovery: { kind: 'unknown' } }],
      noon + 30 * 60_000,
      ({ now }) => void sent.push(now),
    );
    const pauses = sent.slice(1).map((at, index) => at - (sent[index] ?? 0));
    expect(pauses.slice(0, 4)).toEqual([1_500, 3_000, 6_000, 12_000]);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000);
    expect(pauses.length).toBeGreaterThan(30);
  });

  it('of the sign-in is not repeated before the sign-in service can be reached again', () => {
    const core = reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'unknown' }, { signIn: 'unknown', notBefore: noon + 61_000 });
    expect(core.wait(noon + 60_999).effects).toEqual([]);
    expect(core.wait(noon + 61_000).effects).toMatchObject([{ kind: 'refresh' }]);
  });
});

describe('the user is asked to sign in', () => {
  it('only if the sign-in service requires the user', () => {
    for (const reason of reasons) {
      expect(recoveryOfSignIn(reason).kind).toBe(
        signInRemedies[reason] === 'user' ? 'reauthenticate' : 'unknown',
      );
    }
    expect(signInRemedies).toMatchObject({
      interactionRequired: 'user',
      unknown: 'retry',
      timedOut: 'retry',
      offline: 'retry',
    });
  });

  it('if a token is missing and the next attempt comes in the last minute before the estimated expiry, and not for a fault of Graph', () => {
    const asked = (ms: number, more: Partial<Failure>): boolean => {
      const core = reducerBench({ keepAlive: true })
        .open()
        .pass(ms)
        .tell({ kind: 'refreshRequested' })
        .fails({ kind: 'unknown' }, more);
      return core.state.kind === 'open' && core.state.signInNeeded !== undefined;
    };
    // The first attempt is repeated after 1.5 s.
    expect([238_499, 238_500].map((ms) => asked(ms, { signIn: 'unknown' }))).toEqual([false, true]);
    expect(asked(290_000, {})).toBe(false);
    // The attempt after the sign-in service's pause comes 20 s before it at the latest.
    const paused = (ms: number) => ({ signIn: 'unavailable', notBefore: noon + ms }) as const;
    expect([279_999, 280_000].map((ms) => asked(206_000, paused(ms)))).toEqual([false, true]);
  });

  it('early enough: 45 s are left, however long each attempt takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 180_000 }),
        (tookMs, firstMs) => {
          const core = reducerBench({ keepAlive: true }).open();
          const end = noon + 5 * minuteMs;
          core.pass(firstMs).tell({ kind: 'refreshRequested' });
          for (let count = 0; !('signInNeeded' in core.state); count += 1) {
            core.pass(tookMs[count % tookMs.length] ?? 0);
            core.fails({ kind: 'unknown' }, { signIn: 'timedOut' });
            expect(core.now).toBeLessThanOrEqual(end - 45_000);
            if (!('signInNeeded' in core.state)) core.wait();
          }
        },
      ),
    );
  });

  it('while the refreshes continue: the question ends when one succeeds', () => {
    for (const fault of [
      { recovery: { kind: 'reauthenticate' } },
      { recovery: { kind: 'unknown' }, signIn: 'unknown' },
    ] as const) {
      const { recovery, ...more } = fault;
      const core = reducerBench({ keepAlive: true })
        .open()
        .pass(260_000)
        .tell({ kind: 'refreshRequested' })
        .fails(recovery, more);
      expect(core.state).toHaveProperty('signInNeeded');
      core.wait();
      core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
      expect(core.state).not.toHaveProperty('signInNeeded');
    }
  });
});

describe('a recent sign-in that did not help', () => {
  it('is one within ten minutes; one that the sign-in service refused is asked for again, as a remedy that was tried', () => {
    const refusal = failure({ kind: 'reauthenticate' });
    const tenMinutesMs = 600_000;
    const signedIn = { ...initialAppState, signedIn: { at: noon, asAnother: false } };
    const needsAnother = { recovery: { kind: 'forbidden', need: 'otherAccount' } };
    expect(afterFreshSignIn(refusal, signedIn, noon + tenMinutesMs - 1)).toMatchObject(
      needsAnother,
    );
    for (const [answer, appState, now] of [
      [refusal, signedIn, noon + tenMinutesMs],
      [refusal, initialAppState, noon],
      [failure({ kind: 'unknown' }), signedIn, noon],
    ] as const) {
      expect(afterFreshSignIn(answer, appState, now)).toBe(answer);
    }
    const asked = { ...refusal, signIn: 'interactionRequired' } as const;
    expect(afterFreshSignIn(asked, signedIn, noon)).toEqual({ ...asked, afterSignIn: true });
  });

  it('records whether the user switched accounts', () => {
    const refusal = failure({ kind: 'reauthenticate' });
    for (const asAnother of [true, false]) {
      const { anotherFailed } = afterFreshSignIn(
        refusal,
        { ...initialAppState, signedIn: { at: noon, asAnother } },
        noon,
      );
      expect(anotherFailed).toBe(asAnother ? true : undefined);
    }
  });
});
