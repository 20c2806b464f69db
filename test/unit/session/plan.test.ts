import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failures';
import { backoffMs, idleLimitMs, nextAttemptAt, nextRefreshAt } from '../../../src/session/keepAlive';
import { recordOf } from '../../../src/session/records';
import type { WorkbookSession } from '../../../src/session/state';
import type { Bench } from './support';
import { bench, failure, noon } from './support';

const minuteMs = 60_000;
const fails = (heart: Bench, verdict: Verdict, notBefore?: number): Bench =>
  heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, notBefore === undefined ? {} : { notBefore }) });
const what = ({ snapshot }: Bench): readonly string[] => snapshot.activity.map((entry) => entry.what);
const session: WorkbookSession = { id: 's', persistChanges: true, origin: 'opened', openedAt: noon, aliveAt: noon };

describe('the plan', () => {
  it('follows the idle limit of the kind that the server answered, the shorter where it is unknown', () => {
    expect([true, false, 'unknown' as const].map((persistChanges) => idleLimitMs({ ...session, persistChanges }) / minuteMs)).toEqual([5, 7, 5]);
  });

  it('is spread by chance, always earlier', () => {
    expect([0, 0.5, 0.999].map((chance) => nextRefreshAt(session, chance) - noon)).toEqual([206_000, 203_000, 200_006]);
  });

  it('waits longer after each failed attempt, up to a minute, spread over the upper half', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempt) => backoffMs(attempt, 0))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect([1, 2, 6].map((attempt) => backoffMs(attempt, 0.999))).toEqual([1_999, 3_998, 59_970]);
  });

  it('has a last call 3 s before the presumed end, and goes on by the backoff after it', () => {
    const end = noon + 5 * minuteMs;
    expect(nextAttemptAt(session, end - 20_000, 9, 0)).toBe(end - 3_000);
    expect(nextAttemptAt(session, end - 20_000, 1, 0)).toBe(end - 19_000);
    expect(nextAttemptAt(session, end - 3_000, 1, 0)).toBe(end - 2_000);
  });
});

describe('keep-alive', () => {
  it('is switched on and off at a click, and that is told and remembered', () => {
    const heart = bench({ stopAfterMs: 3_600_000 }).open().pass(minuteMs).tell({ kind: 'keepAliveSet', on: true });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + minuteMs + 3_600_000, refreshAt: noon + 203_000 } });
    expect(recordOf(heart.snapshot, heart.now)).toMatchObject({ keepAlive: { on: true, until: noon + minuteMs + 3_600_000 } });
    expect(heart.tell({ kind: 'keepAliveSet', on: true }).snapshot.activity).toHaveLength(2);
    heart.tell({ kind: 'keepAliveSet', on: false });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(recordOf(heart.snapshot, heart.now)).toMatchObject({ keepAlive: { on: false, until: null } });
    expect(what(heart)).toEqual(['opened', 'keepAliveOn', 'keepAliveOff']);
    expect(heart.snapshot.choices.keepAlive).toBe(false);
  });

  it('that is switched on late refreshes at once', () => {
    const heart = bench().open().pass(4 * minuteMs).tell({ kind: 'keepAliveSet', on: true });
    expect(heart.effects).toMatchObject([{ kind: 'refresh' }]);
    expect(what(heart)).toEqual(['opened', 'keepAliveOn']);
  });

  it('is chosen for the next session where none is open', () => {
    const heart = bench().ready().tell({ kind: 'keepAliveSet', on: true });
    expect([heart.snapshot.choices.keepAlive, what(heart)]).toEqual([true, []]);
    expect(heart.open().state).toMatchObject({ keepAlive: { kind: 'on' } });
  });

  it('ends at another time when that is chosen, counted from then', () => {
    const heart = bench({ keepAlive: true }).open().pass(minuteMs).tell({ kind: 'stopAfterChosen', stopAfterMs: 7_200_000 });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + minuteMs + 7_200_000 } });
    const off = bench().open().tell({ kind: 'stopAfterChosen', stopAfterMs: null });
    expect(off.state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(off.snapshot.choices.stopAfterMs).toBeNull();
    expect(bench().ready().tell({ kind: 'stopAfterChosen', stopAfterMs: 1 }).state.kind).toBe('ready');
  });

  it('is not switched off by being switched on again, nor the other way round', () => {
    const heart = bench().open().tell({ kind: 'keepAliveSet', on: false });
    expect([heart.state, what(heart)]).toMatchObject([{ keepAlive: { kind: 'off' } }, ['opened']]);
  });

  it('does nothing beside a request that is under way or that waits', () => {
    const refreshing = bench({ keepAlive: true, stopAfterMs: null }).open().tell({ kind: 'refreshRequested' }).pass(5 * minuteMs);
    expect(refreshing.tell({ kind: 'woke' }).effects).toEqual([]);
    const signingIn = fails(bench({ keepAlive: true, stopAfterMs: null }).open().tell({ kind: 'refreshRequested' }), { kind: 'reauthenticate' });
    signingIn.tell({ kind: 'signInRequested', another: false });
    expect(signingIn.pass(5 * minuteMs).tell({ kind: 'woke' }).effects).toEqual([]);
    expect(bench().open().pass(5 * minuteMs).tell({ kind: 'woke' }).effects).toEqual([]);
  });

  it('does not end a moment too early', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: 100_000 }).open().pass(99_999).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on' } });
  });
});
