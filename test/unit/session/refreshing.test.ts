import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failure';
import { backoffMs, idleLimitMs, nextAttemptAt, nextRefreshAt, nextWakeAt } from '../../../src/session/keepAlive';
import { memoryOf } from '../../../src/session/snapshot';
import type { WorkbookSession } from '../../../src/session/state';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

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

describe('a click on Refresh', () => {
  it('sends one request, and joins the one that is under way', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    expect(heart.effects).toEqual([{ kind: 'refresh', run: heart.run('refresh'), workbook, sessionId: 'session-1' }]);
    expect(heart.state).toMatchObject({ request: { kind: 'refreshing', sentAt: noon, attempt: 1 } });
    expect(heart.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });

  it('is told with what it took, and moves the next one', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: 3_600_000 }).open().pass(minuteMs).tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.pass(2_000).tell({ kind: 'refreshed', run, sentAt: noon + minuteMs });
    expect(heart.state).toMatchObject({
      request: { kind: 'idle' }, session: { aliveAt: noon + minuteMs }, keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + minuteMs + 203_000 },
    });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon + minuteMs + 2_000, what: 'refreshed', tookMs: 2_000 });
  });

  it('leaves keep-alive off where it is off', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    expect(heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: noon }).state).toMatchObject({ keepAlive: { kind: 'off' } });
  });

  it('hears no answer of the past', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    for (const event of [{ kind: 'refreshed', run: run - 1, sentAt: noon }, { kind: 'refreshFailed', run: run - 1, failure: failure({ kind: 'over', reason: 'expired' }) }] as const) {
      expect(heart.tell(event).state).toMatchObject({ request: { kind: 'refreshing', run } });
    }
    heart.tell({ kind: 'refreshed', run, sentAt: noon });
    for (const event of [{ kind: 'refreshed', run, sentAt: noon + 1 }, { kind: 'refreshFailed', run, failure: failure({ kind: 'over', reason: 'expired' }) }] as const) {
      expect(heart.tell(event).state).toMatchObject({ session: { aliveAt: noon }, request: { kind: 'idle' } });
    }
    expect(what(heart)).toEqual(['opened', 'refreshed']);
  });

  it('is sent even where the browser says that there is no network', () => {
    const heart = bench().open().tell({ kind: 'onlineChanged', online: false }).tell({ kind: 'refreshRequested' });
    expect(heart.effects).toMatchObject([{ kind: 'refresh' }]);
    expect(fails(heart, { kind: 'unclear' }).state).toMatchObject({ request: { kind: 'waiting', for: 'network', failure: { verdict: { kind: 'unclear' } } } });
    expect(heart.tell({ kind: 'woke' }).effects).toEqual([]);
    expect(heart.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('that fails is told with its failure and what it took', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.pass(700).tell({ kind: 'refreshFailed', run, failure: failure({ kind: 'retry' }) });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon + 700, what: 'refreshFailed', tookMs: 700, failure: failure({ kind: 'retry' }) });
    expect(heart.state).toMatchObject({ request: { kind: 'retrying', at: noon + 700 + 1_500, attempt: 1, failure: failure({ kind: 'retry' }) } });
  });

  it('during a silence waits for its end, with the failure that asked for it', () => {
    const heart = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'forbidden', need: 'permission' }, noon + 30_000);
    heart.pass(1_000).tell({ kind: 'refreshRequested' });
    expect(heart.state).toMatchObject({ request: { kind: 'retrying', at: noon + 30_000, attempt: 1, failure: { verdict: { kind: 'forbidden' } } } });
    const other = bench().ready().tell({ kind: 'startRequested' });
    const run = other.run('open');
    other.tell({ kind: 'givenUp' }).tell({ kind: 'startRequested' }).opened('session-1');
    other.tell({ kind: 'openFailed', run, failure: failure({ kind: 'retry' }, { notBefore: noon + 30_000 }) }).tell({ kind: 'refreshRequested' });
    expect(other.state).toMatchObject({ request: { kind: 'retrying', at: noon + 30_000, failure: { verdict: { kind: 'retry' }, notBefore: noon + 30_000, at: noon } } });
  });

  it('means nothing where no session is open', () => {
    expect(bench().ready().tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });
});

describe('a failure', () => {
  it('counts its attempts', () => {
    const heart = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'retry' }).pass(1_500).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ request: { kind: 'refreshing', attempt: 2 } });
    expect(fails(heart, { kind: 'retry' }).state).toMatchObject({ request: { kind: 'retrying', attempt: 2, at: noon + 1_500 + 3_000 } });
  });

  it('is tried again until the presumed end where nobody keeps the session alive, and for as long as it takes where somebody does', () => {
    const late = (choices = {}): Bench => bench(choices).open().pass(5 * minuteMs - 1).tell({ kind: 'refreshRequested' });
    expect(fails(late(), { kind: 'retry' }).state).toMatchObject({ request: { kind: 'retrying' } });
    const over = bench().open().pass(5 * minuteMs).tell({ kind: 'refreshRequested' });
    expect(fails(over, { kind: 'retry' }).state).toMatchObject({ request: { kind: 'idle', failure: { verdict: { kind: 'retry' } } } });
    const kept = bench({ keepAlive: true }).open().pass(6 * minuteMs).tell({ kind: 'refreshRequested' });
    expect(fails(kept, { kind: 'retry' }).state).toMatchObject({ request: { kind: 'retrying' } });
  });

  it('that says the session is over ends it, and says why', () => {
    const heart = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'over', reason: 'conflict' });
    expect(heart.state).toMatchObject({ kind: 'lost', account, workbook, session: { id: 'session-1' }, reason: 'conflict', failure: { verdict: { kind: 'over' } } });
    expect(heart.snapshot.activity.at(-1)).toMatchObject({ at: noon, what: 'lost', failure: { verdict: { reason: 'conflict' } } });
    expect(heart.tell({ kind: 'dismissed' }).state).toEqual({ kind: 'ready', account, workbook });
  });

  it('that would come again stops keep-alive with a word, and is told alone where there was none', () => {
    const heart = fails(bench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }), { kind: 'forbidden', need: 'editRight' });
    expect(heart.state).toMatchObject({ request: { kind: 'idle', failure: { verdict: { need: 'editRight' } } }, keepAlive: { kind: 'off', stopped: 'refused' } });
    expect(what(heart)).toEqual(['opened', 'refreshFailed', 'keepAliveRefused']);
    const plain = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'forbidden', need: 'editRight' });
    expect(plain.state).toMatchObject({ request: { kind: 'idle' }, keepAlive: { kind: 'off' } });
    expect(what(plain)).toEqual(['opened', 'refreshFailed']);
  });

  it('of a bare 502 is a new session from the last call on, not before', () => {
    const at = (ms: number): string => fails(bench().open().pass(ms).tell({ kind: 'refreshRequested' }), { kind: 'recreate', certain: false }).state.kind;
    expect([at(5 * minuteMs - 3_001), at(5 * minuteMs - 3_000)]).toEqual(['open', 'opening']);
  });
});

describe('a sign-in that a refresh needs', () => {
  const waiting = (): Bench => fails(bench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }), { kind: 'reauthenticate' });

  it('is waited for without a timer but the one that ends keep-alive, and asked for at a click', () => {
    const heart = waiting();
    expect(nextWakeAt(heart.snapshot)).toBe(noon + 4 * 60 * minuteMs);
    heart.tell({ kind: 'signInRequested', another: false });
    expect(heart.effects).toMatchObject([{ kind: 'signIn', how: 'interactive' }]);
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'signingIn', failure: { verdict: { kind: 'reauthenticate' } } } });
    expect(heart.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });

  it('that fails is told beside the session', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: { reason: 'windowBlocked', at: noon } });
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'waiting', for: 'signIn', failure: { verdict: { kind: 'reauthenticate' } }, notice: { reason: 'windowBlocked' } } });
  });

  it('can be given up', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    const run = heart.run('signIn');
    heart.tell({ kind: 'givenUp' });
    expect([heart.state.kind, heart.effects]).toEqual(['open', [{ kind: 'giveUp', run }]]);
    expect(heart.state).toMatchObject({ request: { kind: 'waiting', for: 'signIn' } });
    heart.tell({ kind: 'signedIn', run, account });
    expect(heart.effects).toEqual([]);
    expect(heart.tell({ kind: 'givenUp' }).effects).toEqual([]);
  });

  it('of somebody else looks for the workbook anew', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: true });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account: { ...account, id: 'alex' } });
    expect([heart.state.kind, heart.effects.map(({ kind }) => kind)]).toEqual(['locating', ['locate']]);
  });
});

describe('keep-alive', () => {
  it('is switched on and off at a click, and that is told and remembered', () => {
    const heart = bench({ stopAfterMs: 3_600_000 }).open().pass(minuteMs).tell({ kind: 'keepAliveSet', on: true });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + minuteMs + 3_600_000, refreshAt: noon + 203_000 } });
    expect(memoryOf(heart.snapshot)).toMatchObject({ keepAlive: { on: true, until: noon + minuteMs + 3_600_000 } });
    expect(heart.tell({ kind: 'keepAliveSet', on: true }).snapshot.activity).toHaveLength(2);
    heart.tell({ kind: 'keepAliveSet', on: false });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(memoryOf(heart.snapshot)).toMatchObject({ keepAlive: { on: false, until: null } });
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
    const waiting = fails(bench({ keepAlive: true, stopAfterMs: null }).open().tell({ kind: 'refreshRequested' }), { kind: 'reauthenticate' });
    expect(waiting.pass(5 * minuteMs).tell({ kind: 'woke' }).effects).toEqual([]);
    expect(bench().open().pass(5 * minuteMs).tell({ kind: 'woke' }).effects).toEqual([]);
  });

  it('does not end a moment too early', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: 100_000 }).open().pass(99_999).tell({ kind: 'woke' });
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on' } });
  });
});
