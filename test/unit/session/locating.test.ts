import { describe, expect, it } from 'vitest';
import { firstChoices, memoryOf } from '../../../src/session/snapshot';
import type { Memory } from '../../../src/session/state';
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

  it('can be given up, which is told as a workbook that could not be looked up', () => {
    const heart = bench().signedIn();
    const run = heart.run('locate');
    heart.tell({ kind: 'givenUp' });
    expect([heart.state, heart.effects]).toEqual([{ kind: 'noWorkbook', account, problem: { reason: 'unclear' } }, [{ kind: 'giveUp', run }]]);
    expect(heart.tell({ kind: 'givenUp' }).effects).toEqual([]);
  });

  it('heeds the silence that it was asked for', () => {
    const heart = bench().signedIn();
    const fault = failure({ kind: 'retry' }, { notBefore: noon + 30_000 });
    heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'unclear', failure: fault } });
    expect(heart.snapshot.quietUntil).toBe(noon + 30_000);
    expect(heart.pass(29_999).tell({ kind: 'linkGiven', link: 'https://x' }).effects).toEqual([]);
    expect(heart.pass(1).tell({ kind: 'linkGiven', link: 'https://x' }).effects).toMatchObject([{ kind: 'locate', link: 'https://x' }]);
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

describe('what was remembered', () => {
  const remembered = (more: Partial<Memory> = {}): Bench => {
    const memory: Memory = {
      accountId: account.id, workbook, keepAlive: { on: true, until: null },
      session: { id: 's', persistChanges: true, origin: 'opened', openedAt: noon - 120_000, aliveAt: noon - 60_000 }, ...more,
    };
    const heart = bench().tell({ kind: 'started', memory, choices: firstChoices });
    return heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
  };
  const found = (heart: Bench, at = workbook): Bench => heart.tell({ kind: 'located', run: heart.run('locate'), workbook: at });

  it('goes on as it was: the session, its time, its keep-alive', () => {
    const heart = found(remembered({ keepAlive: { on: true, until: noon + 1 } }));
    expect(heart.state).toMatchObject({ session: { id: 's', aliveAt: noon - 60_000 }, keepAlive: { kind: 'on', until: noon + 1, refreshAt: noon - 60_000 + 203_000 } });
    expect(heart.snapshot.memory).toBeNull();
    expect(found(remembered()).state).toMatchObject({ keepAlive: { kind: 'on', until: null } });
    expect(found(remembered({ keepAlive: { on: false, until: null } })).state).toMatchObject({ keepAlive: { kind: 'off' } });
    expect(found(remembered({ keepAlive: { on: false, until: null } })).state).not.toHaveProperty('keepAlive.stopped');
  });

  it('is not kept alive past the time that was chosen, and that is said', () => {
    expect(found(remembered({ keepAlive: { on: true, until: noon } })).state).toMatchObject({ keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
  });

  it('belongs to one workbook', () => {
    expect(found(remembered(), { ...workbook, itemId: 'other' }).state).toEqual({ kind: 'ready', account, workbook: { ...workbook, itemId: 'other' } });
    expect(found(remembered(), { ...workbook, driveId: 'other' }).state.kind).toBe('ready');
    expect(found(remembered({ session: null })).state.kind).toBe('ready');
  });

  it('outlives the search, and a search without result', () => {
    const heart = remembered();
    expect(memoryOf(heart.snapshot)).toMatchObject({ session: { id: 's' } });
    heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'offline' } });
    expect(heart.state).toEqual({ kind: 'noWorkbook', account, problem: { reason: 'offline' } });
    expect(memoryOf(heart.snapshot)).toMatchObject({ session: { id: 's' } });
    heart.tell({ kind: 'checkAgainRequested' });
    expect(heart.effects).toMatchObject([{ kind: 'locate', known: workbook, link: null }]);
    expect(found(heart).state).toMatchObject({ kind: 'open', session: { id: 's' } });
  });
});
