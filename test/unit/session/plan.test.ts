import { describe, expect, it } from 'vitest';
import {
  backoffMs,
  idleTimeoutMs,
  nextAttemptAt,
  nextRefreshAt,
  plannedRefreshAt,
} from '../../../src/session/keepAlive';
import { recordOf } from '../../../src/session/records';
import type { WorkbookSession } from '../../../src/session/state';
import { reducerBench, noon, logged } from './reducerBench';
import { minuteMs } from '../../support/durations';

const session: WorkbookSession = {
  id: 's',
  persistChanges: true,
  origin: 'opened',
  openedAt: noon,
  lastActivityAt: noon,
};

describe('the schedule of refreshes', () => {
  it('follows the idle timeout of the session’s kind, the shorter one if the kind is unknown', () => {
    expect(
      [true, false, 'unknown' as const].map(
        (persistChanges) => idleTimeoutMs({ ...session, persistChanges }) / minuteMs,
      ),
    ).toEqual([5, 7, 5]);
  });

  it('has a random jitter, always towards earlier', () => {
    expect([0, 0.5, 0.999].map((random) => nextRefreshAt(session, random) - noon)).toEqual([
      206_000, 203_000, 200_006,
    ]);
  });

  it('waits longer after each failed attempt, up to a minute, spread over the upper half', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => backoffMs(attempt, 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect([1, 2, 6].map((attempt) => backoffMs(attempt, 0.999))).toEqual([1_999, 3_998, 59_970]);
  });

  it('has a final attempt 3 s before the estimated expiry, and continues with the backoff after it', () => {
    const end = noon + 5 * minuteMs;
    expect(nextAttemptAt(session, end - 20_000, 9, 0)).toBe(end - 3_000);
    expect(nextAttemptAt(session, end - 20_000, 1, 0)).toBe(end - 19_000);
    expect(nextAttemptAt(session, end - 3_000, 1, 0)).toBe(end - 2_000);
  });
});

describe('the next refresh that the card shows', () => {
  const at = noon + 203_000;
  const on = (until: number | null) => ({ kind: 'on', until, refreshAt: at }) as const;

  it('is the planned one, after the service’s pause; there is none without keep-alive', () => {
    expect(plannedRefreshAt(on(null), 0)).toBe(at);
    expect(plannedRefreshAt(on(at + 1), at + minuteMs)).toBe(at + minuteMs);
    expect(plannedRefreshAt({ kind: 'off' }, 0)).toBeNull();
  });

  it('is none where keep-alive stops before it, which then sends nothing', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 202_000 }).open();
    const shownAt = (): number | null =>
      core.state.kind === 'open' ? plannedRefreshAt(core.state.keepAlive, 0) : null;
    expect(shownAt()).toBeNull();
    core.pass(202_000).tell({ kind: 'woke' }).pass(1_000).tell({ kind: 'woke' });
    expect(core.state).toMatchObject({
      keepAlive: { kind: 'off', stopped: 'timeIsUp' },
      request: { kind: 'idle' },
    });
  });
});

describe('keep-alive', () => {
  it('is switched on and off by a click, which is logged and remembered', () => {
    const core = reducerBench({ stopAfterMs: 3_600_000 })
      .open()
      .pass(minuteMs)
      .tell({ kind: 'keepAliveSet', on: true });
    expect(core.state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + minuteMs + 3_600_000, refreshAt: noon + 203_000 },
    });
    expect(recordOf(core.appState, core.now)).toMatchObject({
      keepAlive: { on: true, until: noon + minuteMs + 3_600_000 },
    });
    expect(core.tell({ kind: 'keepAliveSet', on: true }).appState.activity).toHaveLength(2);
    core.tell({ kind: 'keepAliveSet', on: false });
    expect(core.state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(recordOf(core.appState, core.now)).toMatchObject({
      keepAlive: { on: false, until: null },
    });
    expect(logged(core)).toEqual(['opened', 'keepAliveOn', 'keepAliveOff']);
    expect(core.appState.choices.keepAlive).toBe(false);
  });

  it('that is switched on late refreshes at once', () => {
    const core = reducerBench()
      .open()
      .pass(4 * minuteMs)
      .tell({ kind: 'keepAliveSet', on: true });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
    expect(logged(core)).toEqual(['opened', 'keepAliveOn']);
  });

  it('is remembered for the next session if none is open', () => {
    const core = reducerBench().ready().tell({ kind: 'keepAliveSet', on: true });
    expect([core.appState.choices.keepAlive, logged(core)]).toEqual([true, []]);
    expect(core.open().state).toMatchObject({ keepAlive: { kind: 'on' } });
  });

  it('ends at another time if the user chooses one, counted from then', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .pass(minuteMs)
      .tell({ kind: 'stopAfterChosen', stopAfterMs: 7_200_000 });
    expect(core.state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + minuteMs + 7_200_000 },
    });
    const off = reducerBench().open().tell({ kind: 'stopAfterChosen', stopAfterMs: null });
    expect(off.state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(off.appState.choices.stopAfterMs).toBeNull();
    expect(
      reducerBench().ready().tell({ kind: 'stopAfterChosen', stopAfterMs: 1 }).state.kind,
    ).toBe('ready');
  });

  it('goes on four hours longer when the user extends it, and only if it has an end', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 3_600_000 })
      .open()
      .tell({ kind: 'keepAliveExtended' });
    expect(core.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + 5 * 3_600_000 } });
    const endless = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    const off = reducerBench({ keepAlive: false }).open();
    const ready = reducerBench().ready();
    for (const other of [endless, off, ready]) {
      const before = other.state;
      expect(other.tell({ kind: 'keepAliveExtended' }).state).toEqual(before);
    }
  });

  it('does not change if it is set to the same value again', () => {
    const core = reducerBench().open().tell({ kind: 'keepAliveSet', on: false });
    expect([core.state, logged(core)]).toMatchObject([{ keepAlive: { kind: 'off' } }, ['opened']]);
  });

  it('sends no refresh beside a pending or waiting request', () => {
    const refreshing = reducerBench({ keepAlive: true, stopAfterMs: null })
      .open()
      .tell({ kind: 'refreshRequested' })
      .pass(5 * minuteMs);
    expect(refreshing.tell({ kind: 'woke' }).effects).toEqual([]);
    expect(
      reducerBench()
        .open()
        .pass(5 * minuteMs)
        .tell({ kind: 'woke' }).effects,
    ).toEqual([]);
  });

  it('does not end early', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 100_000 })
      .open()
      .pass(99_999)
      .tell({ kind: 'woke' });
    expect(core.state).toMatchObject({ keepAlive: { kind: 'on' } });
  });
});
