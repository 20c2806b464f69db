import { describe, expect, it } from 'vitest';
import type { EndReason, Verdict } from '../../../src/session/failures';
import { knownOf } from '../../../src/session/records';
import { firstChoices } from '../../../src/session/appState';
import type { KnownWorkbook } from '../../../src/session/state';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

describe('the search for the workbook', () => {
  it('hears no answer of the past', () => {
    const heart = bench().signedIn();
    const run = heart.run('locate');
    expect(heart.tell({ kind: 'located', run: run - 1, workbook }).state.kind).toBe('locating');
    expect(heart.tell({ kind: 'notLocated', run: run - 1, problem: { reason: 'unsaved' } }).state.kind).toBe('locating');
    heart.tell({ kind: 'located', run, workbook });
    expect(heart.tell({ kind: 'located', run, workbook: { ...workbook, name: 'x' } }).state).toEqual({ kind: 'ready', account, workbook });
    expect(heart.tell({ kind: 'notLocated', run, problem: { reason: 'unsaved' } }).state.kind).toBe('ready');
    const opening = bench().ready().tell({ kind: 'startRequested' });
    expect(opening.tell({ kind: 'located', run: opening.run('open'), workbook }).state.kind).toBe('opening');
  });

  it('can be given up, which is told as such', () => {
    const heart = bench().signedIn();
    const run = heart.run('locate');
    heart.tell({ kind: 'givenUp' });
    expect([heart.state, heart.effects]).toEqual([{ kind: 'noWorkbook', account, problem: { reason: 'cancelled' } }, [{ kind: 'giveUp', run }]]);
    expect(heart.tell({ kind: 'givenUp' }).effects).toEqual([]);
  });

  it('keeps the Retry-After that it was answered; the gate of all requests holds the next one back', () => {
    const heart = bench().signedIn();
    const fault = failure({ kind: 'retry' }, { notBefore: noon + 30_000 });
    heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'unclear', failure: fault } });
    expect(heart.snapshot.throttledUntil).toBe(noon + 30_000);
    expect(heart.tell({ kind: 'linkGiven', link: 'https://x' }).effects).toMatchObject([{ kind: 'locate', link: 'https://x' }]);
  });

  it('begins again from a session that is lost, not from one that is open', () => {
    const heart = bench().open();
    expect(heart.tell({ kind: 'checkAgainRequested' }).effects).toEqual([]);
    heart.tell({ kind: 'refreshRequested' });
    heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure({ kind: 'over', reason: 'fileGone' }) });
    expect(heart.tell({ kind: 'checkAgainRequested' }).effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('leaves nothing to dismiss', () => {
    expect(bench().open().tell({ kind: 'dismissed' }).state.kind).toBe('open');
    expect(bench().signedIn().tell({ kind: 'dismissed' }).state.kind).toBe('locating');
  });
});

describe('the workbook that was found last', () => {
  const known = { accountId: account.id, workbook };
  const started = (found: KnownWorkbook | null): Bench => {
    const heart = bench().tell({ kind: 'started', known: found, choices: firstChoices });
    return heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
  };
  const lost = (reason: EndReason): Bench => bench().open().tell({ kind: 'refreshRequested' }).fails({ kind: 'over', reason });
  const notStarted = (verdict: Verdict): Bench => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    return heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure(verdict) });
  };

  it('is offered to the search as a short cut, to its own account alone', () => {
    expect(started(known).effects).toMatchObject([{ kind: 'locate', accountId: account.id, known: workbook, link: null }]);
    expect(started({ ...known, accountId: 'alex' }).effects).toMatchObject([{ kind: 'locate', known: null }]);
    expect(started(null).effects).toMatchObject([{ kind: 'locate', known: null }]);
  });

  it('is kept through a search without result', () => {
    const heart = started(known);
    heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'offline' } });
    expect(knownOf(heart.snapshot)).toEqual(known);
    expect(heart.tell({ kind: 'checkAgainRequested' }).effects).toMatchObject([{ kind: 'locate', known: workbook }]);
  });

  it('is the one that is shown, whatever became of its session', () => {
    const opening = bench().ready().tell({ kind: 'startRequested' });
    const closing = bench().open().tell({ kind: 'closeRequested' });
    for (const heart of [bench().ready(), opening, bench().open(), closing, lost('expired'), notStarted({ kind: 'unclear' })]) {
      expect(knownOf(heart.snapshot)).toEqual(known);
    }
    expect(knownOf(notStarted({ kind: 'over', reason: 'expired' }).snapshot)).toEqual(known);
    expect(knownOf(notStarted({ kind: 'forbidden', need: 'editRight' }).snapshot)).toEqual(known);
  });

  it('is forgotten where the file is gone: it is looked for again', () => {
    expect(knownOf(lost('fileGone').snapshot)).toBeNull();
    expect(knownOf(notStarted({ kind: 'over', reason: 'fileGone' }).snapshot)).toBeNull();
    expect(knownOf(notStarted({ kind: 'forbidden', need: 'existingFile' }).snapshot)).toBeNull();
  });

  it('is forgotten when its user signs out or chooses another account', () => {
    expect(knownOf(bench().open().tell({ kind: 'signOutRequested' }).snapshot)).toBeNull();
    expect(knownOf(bench().ready().tell({ kind: 'signInRequested', another: true }).snapshot)).toBeNull();
    expect(knownOf(bench().open().tell({ kind: 'signInRequested', another: true }).snapshot)).toBeNull();
  });
});
