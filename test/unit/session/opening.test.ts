import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failures';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { firstChoices } from '../../../src/session/appState';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const what = ({ snapshot }: Bench): readonly string[] => snapshot.activity.map((entry) => entry.what);
const fails = (heart: Bench, verdict: Verdict, notBefore?: number): Bench =>
  heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure(verdict, notBefore === undefined ? {} : { notBefore }) });

describe('a session that was opened', () => {
  it('is told with what it took, and counts from the moment at which it was asked for', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' }).pass(4_000);
    heart.tell({ kind: 'opened', run: heart.run('open'), workbook, sessionId: 's', persistChanges: true, sentAt: noon });
    expect(heart.state).toEqual({
      kind: 'open', account, workbook, request: { kind: 'idle' }, keepAlive: { kind: 'off' },
      session: { id: 's', persistChanges: true, origin: 'opened', openedAt: noon + 4_000, aliveAt: noon },
    });
    expect(heart.snapshot.activity).toEqual([{ at: noon + 4_000, what: 'opened', tookMs: 4_000 }]);
  });

  it('of a kind that the service did not tell is of our own, and of unknown kind', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    heart.tell({ kind: 'opened', run: heart.run('open'), workbook, sessionId: 's', persistChanges: 'unknown', sentAt: noon });
    expect(heart.state).toMatchObject({ kind: 'open', session: { id: 's', persistChanges: 'unknown', origin: 'opened' } });
  });

  it('is kept alive from the start for whoever chose that, for as long as they chose', () => {
    const heart = bench({ keepAlive: true, stopAfterMs: 3_600_000 }).open();
    expect(heart.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + 203_000 } });
    expect(bench({ keepAlive: true, stopAfterMs: null }).open().state).toMatchObject({ keepAlive: { until: null } });
  });

  it('is asked for in the kind that was chosen', () => {
    const heart = bench().ready().tell({ kind: 'persistChangesChosen', persistChanges: false }).tell({ kind: 'startRequested' });
    expect(heart.effects).toEqual([{ kind: 'open', run: heart.run('open'), workbook, persistChanges: false }]);
    expect(heart.snapshot.choices).toEqual({ ...firstChoices, persistChanges: false });
  });

  it('too late is closed, also during a Retry-After: the gate of all requests holds the close back', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const run = heart.run('open');
    heart.tell({ kind: 'givenUp' }).tell({ kind: 'startRequested' });
    fails(heart, { kind: 'retry' }, noon + 1_000);
    const late = { kind: 'opened', run, workbook, sessionId: 'late', persistChanges: true, sentAt: noon } as const;
    expect(heart.tell(late).effects).toMatchObject([{ kind: 'close', sessionId: 'late', workbook }]);
    expect(heart.state.kind).toBe('opening');
  });

  it('is not opened twice at once, nor another beside it', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    expect(heart.tell({ kind: 'startRequested' }).effects).toEqual([]);
    expect(bench().open().tell({ kind: 'startRequested' }).effects).toEqual([]);
    expect(bench().open().tell({ kind: 'attachRequested', sessionId: 'theirs' }).effects).toEqual([]);
  });
});

describe('opening that fails', () => {
  it('is told, and leaves the way to another try', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    fails(heart, { kind: 'forbidden', need: 'editRight' });
    expect(heart.state).toEqual({ kind: 'ready', account, workbook, ending: { kind: 'failed', failure: failure({ kind: 'forbidden', need: 'editRight' }) } });
    expect(heart.snapshot.activity).toEqual([{ at: noon, what: 'openFailed', failure: { verdict: 'forbidden' } }]);
    expect(heart.tell({ kind: 'dismissed' }).state).toEqual({ kind: 'ready', account, workbook });
    expect(heart.tell({ kind: 'startRequested' }).effects).toMatchObject([{ kind: 'open' }]);
  });

  it('is tried again after 1.5 s, then after twice as long, and so on', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      fails(heart, { kind: 'retry' });
      const at = nextWakeAt(heart.snapshot, heart.now) ?? 0;
      waits.push(at - heart.now);
      heart.pass(at - heart.now - 1).tell({ kind: 'woke' });
      expect(heart.effects).toEqual([]);
      heart.pass(1).tell({ kind: 'woke' });
      expect(heart.state).not.toHaveProperty('retry');
    }
    expect(waits).toEqual([1_500, 3_000, 6_000, 12_000]);
  });

  it('is given up where the next try would come after two minutes', () => {
    const kept = bench().ready().tell({ kind: 'startRequested' });
    expect(fails(kept, { kind: 'retry' }, noon + 2 * minuteMs - 1).state).toMatchObject({ kind: 'opening', retry: { at: noon + 2 * minuteMs - 1 } });
    const given = bench().ready().tell({ kind: 'startRequested' });
    expect(fails(given, { kind: 'retry' }, noon + 2 * minuteMs).state.kind).toBe('ready');
  });

  it('waits for the end of a silence that is known already, and says so', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    fails(heart, { kind: 'forbidden', need: 'editRight' }, noon + 5 * minuteMs).pass(1_000).tell({ kind: 'startRequested' });
    expect(heart.effects).toEqual([]);
    const silence = { verdict: { kind: 'retry', because: 'throttled' }, notBefore: noon + 5 * minuteMs, at: noon + 1_000 };
    expect(heart.state).toMatchObject({ kind: 'opening', since: noon + 1_000, attempt: 0, retry: { at: noon + 5 * minuteMs, failure: silence } });
    expect(nextWakeAt(heart.snapshot, heart.now)).toBe(noon + 5 * minuteMs);
    heart.pass(5 * minuteMs - 1_000).tell({ kind: 'woke' });
    expect(heart.effects).toMatchObject([{ kind: 'open' }]);
  });

  it('that was given up leads back', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const run = heart.run('open');
    heart.tell({ kind: 'givenUp' });
    expect([heart.state, heart.effects]).toEqual([{ kind: 'ready', account, workbook }, [{ kind: 'giveUp', run }]]);
    heart.tell({ kind: 'openFailed', run, failure: failure({ kind: 'unclear' }) });
    expect([heart.state, what(heart)]).toEqual([{ kind: 'ready', account, workbook }, []]);
  });
});

describe('taking over a session', () => {
  const attaching = (): Bench => bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });

  it('asks the service whether it is alive, and knows nothing of its kind', () => {
    const heart = attaching();
    expect(heart.effects).toEqual([{ kind: 'refresh', run: heart.run('refresh'), workbook, sessionId: 'theirs' }]);
    const run = heart.run('refresh');
    heart.pass(500).tell({ kind: 'refreshed', run, sentAt: noon });
    expect(heart.state).toMatchObject({ session: { id: 'theirs', persistChanges: 'unknown', origin: 'attached', openedAt: noon + 500, aliveAt: noon } });
    expect(heart.snapshot.activity).toEqual([{ at: noon + 500, what: 'attached', tookMs: 500 }]);
  });

  it('is refused by a session that is over', () => {
    const heart = attaching();
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'over', reason: 'notFound' }, { notBefore: noon + 9_000 }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed', failure: { verdict: { reason: 'notFound' } } } });
    expect([what(heart), heart.snapshot.throttledUntil]).toEqual([['openFailed'], noon + 9_000]);
  });

  it('is tried again where the service wants that', () => {
    const heart = attaching();
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'retry' }) }).pass(1_500).tell({ kind: 'woke' });
    expect(heart.effects).toMatchObject([{ kind: 'refresh', sessionId: 'theirs' }]);
  });

  it('hears no answer of the past, nor one to another question', () => {
    const heart = attaching();
    heart.tell({ kind: 'refreshed', run: heart.snapshot.run - 1, sentAt: noon });
    expect(heart.state.kind).toBe('opening');
    const starting = bench().ready().tell({ kind: 'startRequested' });
    starting.tell({ kind: 'refreshed', run: starting.run('open'), sentAt: noon });
    expect(starting.state.kind).toBe('opening');
  });
});

describe('opening anew', () => {
  const recreating = (choices = {}): Bench => {
    const heart = bench(choices).open().tell({ kind: 'refreshRequested' });
    return heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'recreate', certain: true }) });
  };

  it('may take longer, because nobody waits', () => {
    const heart = recreating();
    expect(fails(heart, { kind: 'retry' }, noon + 10 * minuteMs - 1).state.kind).toBe('opening');
    expect(fails(recreating(), { kind: 'retry' }, noon + 10 * minuteMs).state.kind).toBe('lost');
  });

  it('that fails has lost the session', () => {
    const heart = fails(recreating(), { kind: 'unclear' });
    expect(heart.state).toMatchObject({ kind: 'lost', account, workbook, session: { id: 'session-1' }, reason: 'recreatable', failure: { verdict: { kind: 'unclear' } } });
    expect(what(heart)).toEqual(['opened', 'refreshFailed', 'openFailed']);
    expect(heart.tell({ kind: 'startRequested' }).effects).toMatchObject([{ kind: 'open' }]);
  });

  it('leaves keep-alive as it was, off or on', () => {
    expect(recreating().opened('session-2').state).toMatchObject({ keepAlive: { kind: 'off' } });
    const kept = recreating({ keepAlive: true, stopAfterMs: 3_600_000 });
    kept.pass(60_000).opened('session-2');
    expect(kept.state).toMatchObject({ keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + 60_000 + 203_000 } });
  });

  it('asks for a persistent session even where scratch copies are chosen now', () => {
    const heart = bench().open().tell({ kind: 'persistChangesChosen', persistChanges: false }).tell({ kind: 'refreshRequested' });
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'recreate', certain: true }) });
    expect(heart.effects).toMatchObject([{ kind: 'open', persistChanges: true }]);
  });
});
