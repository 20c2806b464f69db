import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWakeAt, estimatedExpiry } from '../../../src/session/keepAlive';
import type { WorkbookSession } from '../../../src/session/state';
import type { SessionRecord } from '../../../src/session/stored';
import type { Bench } from './reducerBench';
import { account, reducerBench, noon, persistent, recordWith, workbook } from './reducerBench';
import { minuteMs } from '../../support/durations';

/** Another pane stored this just now. */
const stores = (core: Bench, more: Partial<SessionRecord> = {}): Bench =>
  core.tell({
    kind: 'recordChanged',
    record: recordWith({ keepAlive: { on: false, until: null }, seenAt: core.now, ...more }),
  });
const alive = (lastActivityAt: number, more: Partial<WorkbookSession> = {}): WorkbookSession => ({
  ...persistent,
  lastActivityAt,
  ...more,
});

describe('an impossible record', () => {
  it('no record makes the last activity later than now, or removes the next timer', () => {
    // What is no time is not read (storedValues.test.ts).
    const time = fc.oneof(fc.constant(0), fc.integer({ min: noon - 1e9, max: noon + 1e9 }));
    const phase = fc.constantFrom('open', 'closing', 'ended', 'closed');
    fc.assert(
      fc.property(
        time,
        time,
        fc.option(time),
        phase,
        fc.boolean(),
        (lastActivityAt, seenAt, until, stored, on) => {
          const core = reducerBench({ keepAlive: true }).open().pass(minuteMs);
          stores(core, {
            phase: stored,
            session: alive(lastActivityAt),
            seenAt,
            keepAlive: { on, until },
          });
          if (core.state.kind !== 'open') return;
          expect(core.state.session.lastActivityAt).toBeGreaterThanOrEqual(noon);
          expect(estimatedExpiry(core.state.session)).toBeLessThanOrEqual(core.now + 5 * minuteMs);
          expect(nextWakeAt(core.appState, core.now)).toBeLessThanOrEqual(core.now + 30_000);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('a record from a clock that is ahead counts by its age', () => {
    const core = reducerBench()
      .open()
      .pass(4 * minuteMs);
    const aheadMs = 3_600_000;
    stores(core, { seenAt: core.now + aheadMs, session: alive(core.now + aheadMs - minuteMs) });
    expect(core.state).toMatchObject({ session: { lastActivityAt: core.now - minuteMs } });
  });

  it('a record of another account, file or drive, or without a session, changes nothing', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open().pass(1_000);
    const { appState } = core;
    for (const more of [
      { accountId: 'alex' },
      { workbook: { ...workbook, itemId: 'other' } },
      { workbook: { ...workbook, driveId: 'other' } },
      { phase: 'opening', session: null },
    ] as const) {
      for (const phase of ['open', 'closed', 'ended'] as const) {
        expect(stores(core, { phase, session: alive(noon + 500), ...more }).appState).toBe(
          appState,
        );
        expect(core.effects).toEqual([]);
      }
    }
    expect(stores(reducerBench().signedIn(), { session: alive(noon) }).state.kind).toBe('locating');
  });
});

describe('another pane with the same session', () => {
  it('whose clock differs by parts of a second tells no news', () => {
    const asked = (): Bench =>
      reducerBench({ keepAlive: true })
        .open()
        .tell({ kind: 'refreshRequested' })
        .fails({ kind: 'reauthenticate' })
        .pass(10_000);
    for (const aheadMs of [-0.4, 0, 0.4, 900]) {
      const core = asked();
      const { keepAlive } = core.state as Extract<typeof core.state, { kind: 'open' }>;
      stores(core, {
        session: alive(noon + aheadMs),
        keepAlive: { on: true, until: noon + 4 * 60 * minuteMs + aheadMs },
      });
      expect(core.state).toMatchObject({ signInNeeded: {}, keepAlive });
    }
  });

  it('does not end a refresh of this one that waits for the network', () => {
    const offline = { kind: 'onlineChanged', online: false } as const;
    const clicked = reducerBench().open().tell(offline).tell({ kind: 'refreshRequested' });
    const planned = reducerBench({ keepAlive: true, stopAfterMs: null }).open().tell(offline);
    for (const [core, on] of [
      [clicked, false],
      [planned.wait(noon + 4 * minuteMs), true],
    ] as const) {
      core.fails({ kind: 'unknown' }, { code: 'offline' });
      const { state } = stores(core, { keepAlive: { on, until: null } });
      expect(state).toMatchObject({ request: { kind: 'retrying' } });
    }
  });
});

it('a pane without a network says what it was when another pane tells of the end', () => {
  const core = reducerBench({ keepAlive: true, stopAfterMs: null, persistChanges: false }).open();
  core.tell({ kind: 'onlineChanged', online: false });
  core.pass(6.5 * minuteMs).tell({ kind: 'woke' });
  core.fails({ kind: 'unknown' }, { code: 'offline' });
  expect(stores(core, { phase: 'ended' }).effects).toMatchObject([{ kind: 'refresh' }]);
  core.fails({ kind: 'unknown' }, { code: 'offline' });
  core.pass(2 * minuteMs).tell({ kind: 'onlineChanged', online: true });
  core.fails({ kind: 'ended', reason: 'notFound' });
  expect(core.state).toMatchObject({ kind: 'lost', reason: 'expired' });
});

describe('the lock of the record', () => {
  const key = { accountId: account.id, driveId: workbook.driveId, itemId: workbook.itemId };

  it('of another account or workbook does not start keep-alive in this pane', () => {
    for (const more of [{ accountId: 'alex' }, { driveId: 'other' }, { itemId: 'other' }]) {
      const core = reducerBench({ keepAlive: true })
        .open()
        .tell({ kind: 'lockLost' })
        .tell({ kind: 'lockHeld', key: { ...key, ...more } });
      expect(core.appState.holdsLock).toBe(false);
    }
    expect(reducerBench().signedIn().tell({ kind: 'lockHeld', key }).appState.holdsLock).toBe(
      false,
    );
  });

  it('that is acquired while a session is being opened counts from then on', () => {
    const core = reducerBench()
      .ready()
      .tell({ kind: 'startRequested' })
      .tell({ kind: 'lockHeld', key });
    expect([core.appState.holdsLock, core.state.kind]).toEqual([true, 'opening']);
  });

  it('that this pane does not hold can be reported as lost without a change', () => {
    const core = reducerBench().ready();
    const { appState } = core;
    expect(core.tell({ kind: 'lockLost' }).appState).toBe(appState);
  });
});
