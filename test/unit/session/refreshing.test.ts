import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failures';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const fails = (heart: Bench, verdict: Verdict, notBefore?: number): Bench =>
  heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, notBefore === undefined ? {} : { notBefore }) });
const what = ({ snapshot }: Bench): readonly string[] => snapshot.activity.map((entry) => entry.what);

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
    expect(fails(heart, { kind: 'unclear' }).state).toMatchObject({ request: { kind: 'waitingForNetwork', failure: { verdict: { kind: 'unclear' } } } });
    expect(heart.tell({ kind: 'woke' }).effects).toEqual([]);
    expect(heart.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('that fails is told with its failure and what it took', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.pass(700).tell({ kind: 'refreshFailed', run, failure: failure({ kind: 'retry' }) });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon + 700, what: 'refreshFailed', tookMs: 700, failure: { verdict: 'retry' } });
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
    expect(other.state).toMatchObject({ request: { kind: 'retrying', at: noon + 30_000, failure: { verdict: { kind: 'retry', because: 'throttled' }, notBefore: noon + 30_000, at: noon } } });
  });

  it('means nothing where no session is open', () => {
    expect(bench().ready().tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });
});

describe('a failure', () => {
  it('is not tried again before its backoff has passed, whatever wakes the pane', () => {
    const heart = fails(bench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }), { kind: 'retry' }).pass(1_499);
    expect(heart.tell({ kind: 'woke' }).effects).toEqual([]);
    expect(heart.pass(1).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

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
    expect(heart.snapshot.activity.at(-1)).toMatchObject({ at: noon, what: 'lost', failure: { verdict: 'over' } });
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

  it('is asked for at a click, and the refreshes go on beside the question', () => {
    const heart = waiting();
    expect(heart.state).toMatchObject({ signInNeeded: { failure: { verdict: { kind: 'reauthenticate' } } }, request: { kind: 'retrying', at: noon + 1_500 } });
    expect(heart.pass(1_500).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
    expect(heart.state).toMatchObject({ signInNeeded: {}, request: { kind: 'refreshing' } });
    const { run } = heart.snapshot;
    heart.tell({ kind: 'signInRequested', another: false });
    expect(heart.effects).toMatchObject([{ kind: 'giveUp', run }, { kind: 'signIn', how: 'interactive' }]);
    expect(heart.state).toMatchObject({ kind: 'open', request: { kind: 'signingIn', failure: { verdict: { kind: 'reauthenticate' } } } });
    expect(heart.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });

  it('is not asked for any more once a refresh succeeds', () => {
    const heart = waiting().pass(1_500).tell({ kind: 'woke' });
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    expect(heart.state).not.toHaveProperty('signInNeeded');
    expect(heart.tell({ kind: 'signInRequested', another: false }).effects).toEqual([]);
  });

  it('that fails is told beside the session, and the refreshes go on', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: { reason: 'windowBlocked', at: noon } });
    expect(heart.state).toMatchObject({ kind: 'open', signInNeeded: { failure: { verdict: { kind: 'reauthenticate' } }, notice: { reason: 'windowBlocked' } } });
    expect(heart.wait(noon + 5_000).effects).toMatchObject([{ kind: 'refresh' }]);
    fails(heart, { kind: 'reauthenticate' });
    expect(heart.state).toMatchObject({ signInNeeded: { notice: { reason: 'windowBlocked' } } });
  });

  it('hears no answer of the past', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    const run = heart.run('signIn');
    expect(heart.tell({ kind: 'signedIn', run: run - 1, account }).effects).toEqual([]);
    expect(heart.tell({ kind: 'signInFailed', run: run - 1, failure: { reason: 'cancelled', at: noon } }).state).toMatchObject({ request: { kind: 'signingIn', run } });
    const refreshing = bench().open().tell({ kind: 'refreshRequested' });
    expect(refreshing.tell({ kind: 'signedIn', run: refreshing.snapshot.run, account }).effects).toEqual([]);
  });

  it('is not asked for while the network is what is missing', () => {
    const heart = bench().open().tell({ kind: 'onlineChanged', online: false }).tell({ kind: 'refreshRequested' });
    expect(fails(heart, { kind: 'unclear' }).tell({ kind: 'signInRequested', another: false }).effects).toEqual([]);
  });

  it('can be given up', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    const run = heart.run('signIn');
    heart.tell({ kind: 'givenUp' });
    expect([heart.state.kind, heart.effects]).toEqual(['open', [{ kind: 'giveUp', run }]]);
    expect(heart.state).toMatchObject({ signInNeeded: {}, request: { kind: 'retrying', at: noon + 5_000 } });
    heart.tell({ kind: 'signedIn', run, account });
    expect(heart.effects).toEqual([]);
    expect(heart.tell({ kind: 'givenUp' }).effects).toEqual([]);
  });

  it('of another user looks for the workbook anew', () => {
    const heart = waiting().tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account: { ...account, id: 'alex' } });
    expect([heart.state.kind, heart.effects.map(({ kind }) => kind)]).toEqual(['locating', ['locate']]);
  });
});
