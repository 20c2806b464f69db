import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failure';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const session = { id: 'session-1', persistChanges: true, origin: 'opened', openedAt: noon, aliveAt: noon };
const what = ({ snapshot }: Bench): readonly string[] => snapshot.activity.map((entry) => entry.what);
const fails = (heart: Bench, verdict: Verdict, notBefore: number): Bench =>
  heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict, { notBefore }) });

describe('what happened', () => {
  it('is told of the last two hundred times', () => {
    const heart = bench().open();
    for (let count = 0; count < 250; count += 1) {
      heart.pass(1).tell({ kind: 'refreshRequested' });
      heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    }
    expect(heart.snapshot.activity).toHaveLength(200);
    expect(heart.snapshot.activity.at(-1)).toMatchObject({ at: heart.now, what: 'refreshed' });
  });
});

describe('closing', () => {
  it('is told once it is confirmed', () => {
    const heart = bench().open().pass(minuteMs).tell({ kind: 'closeRequested' });
    expect(heart.effects).toEqual([{ kind: 'close', run: heart.run('close'), workbook, sessionId: 'session-1' }]);
    const run = heart.run('close');
    expect(heart.tell({ kind: 'closed', run: run - 1 }).state).toMatchObject({ kind: 'closing', run, account, workbook });
    heart.tell({ kind: 'closed', run });
    expect(heart.state).toEqual({ kind: 'ready', account, workbook, ending: { kind: 'closed', at: noon + minuteMs, session: session } });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon + minuteMs, what: 'closed' });
  });

  it('that is not confirmed is told as such, and the session is let go', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' });
    const fault = failure({ kind: 'unclear' }, { notBefore: noon + 5_000 });
    heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: fault });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', failure: fault } });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon, what: 'closeFailed', failure: fault });
    expect(heart.snapshot.quietUntil).toBe(noon + 5_000);
  });

  it('in the silence that the service asked for lets the session go without a request', () => {
    const heart = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'retry' }, noon + 5_000).tell({ kind: 'closeRequested' });
    expect(heart.effects).toEqual([]);
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', failure: { verdict: { kind: 'retry' }, notBefore: noon + 5_000, at: noon } } });
    expect(what(heart)).toEqual(['opened', 'refreshFailed', 'closeFailed']);
    const after = fails(bench().open().tell({ kind: 'refreshRequested' }), { kind: 'retry' }, noon + 5_000).pass(5_000).tell({ kind: 'closeRequested' });
    expect(after.effects).toMatchObject([{ kind: 'close' }]);
  });

  it('means nothing where nothing is open', () => {
    expect(bench().ready().tell({ kind: 'closeRequested' }).state.kind).toBe('ready');
  });
});
