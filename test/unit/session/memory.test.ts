import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/session/failure';
import { memoryOf } from '../../../src/session/snapshot';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const place = { accountId: account.id, workbook };
const nothing = { ...place, session: null, keepAlive: { on: false, until: null } };
const failed = (verdict: Verdict): Bench => {
  const heart = bench().ready().tell({ kind: 'startRequested' });
  return heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure(verdict) });
};
const lost = (verdict: Verdict): Bench => {
  const heart = bench().open().tell({ kind: 'refreshRequested' });
  return heart.tell({ kind: 'refreshFailed', run: heart.run('refresh'), failure: failure(verdict) });
};

describe('what is found again after a reload', () => {
  it('is the workbook, where no session is held', () => {
    for (const heart of [bench().ready(), bench().ready().tell({ kind: 'startRequested' }), bench().open().tell({ kind: 'closeRequested' })]) {
      expect(memoryOf(heart.snapshot)).toEqual(nothing);
    }
    expect(memoryOf(lost({ kind: 'over', reason: 'expired' }).snapshot)).toEqual(nothing);
    expect(memoryOf(failed({ kind: 'unclear' }).snapshot)).toEqual(nothing);
    expect(memoryOf(failed({ kind: 'over', reason: 'expired' }).snapshot)).toEqual(nothing);
    expect(memoryOf(failed({ kind: 'forbidden', need: 'editRight' }).snapshot)).toEqual(nothing);
  });

  it('is the session with its keep-alive, where one is held', () => {
    const session = { id: 'session-1', persistChanges: true, origin: 'opened', openedAt: noon, aliveAt: noon };
    expect(memoryOf(bench().open().snapshot)).toEqual({ ...place, session, keepAlive: { on: false, until: null } });
    const kept = bench({ keepAlive: true, stopAfterMs: 1_000_000 }).open();
    expect(memoryOf(kept.snapshot)).toEqual({ ...place, session, keepAlive: { on: true, until: noon + 1_000_000 } });
  });

  it('is nothing where the file is gone: it is looked for again', () => {
    expect(memoryOf(lost({ kind: 'over', reason: 'fileGone' }).snapshot)).toBeNull();
    expect(memoryOf(failed({ kind: 'over', reason: 'fileGone' }).snapshot)).toBeNull();
    expect(memoryOf(failed({ kind: 'forbidden', need: 'existingFile' }).snapshot)).toBeNull();
  });

  it('is nothing where nobody is signed in', () => {
    expect(memoryOf(bench().open().tell({ kind: 'signOutRequested' }).snapshot)).toBeNull();
    expect(memoryOf(bench().ready().tell({ kind: 'signInRequested', another: true }).snapshot)).toBeNull();
  });
});

describe('another pane with the same session', () => {
  const hears = (heart: Bench, aliveAt: number | null, sessionId = 'session-1'): Bench => heart.tell({ kind: 'heard', sessionId, aliveAt });

  it('that refreshed it saves this one a request', () => {
    const heart = hears(bench({ keepAlive: true, stopAfterMs: null }).open().pass(200_000), noon + 100_000);
    expect(heart.state).toMatchObject({ session: { aliveAt: noon + 100_000 }, keepAlive: { kind: 'on', until: null, refreshAt: noon + 100_000 + 203_000 } });
    expect(heart.effects).toEqual([]);
    expect(hears(bench().open().pass(200_000), noon + 200_000).state).toMatchObject({ session: { aliveAt: noon + 200_000 }, keepAlive: { kind: 'off' } });
  });

  it('that says it is over has it asked for, not believed', () => {
    expect(hears(bench().open(), null).effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
  });

  it('is not heard of the past, of the future, or of another session', () => {
    const heart = bench().open().pass(1_000);
    for (const [aliveAt, id] of [[noon - 1, 'session-1'], [noon + 1_001, 'session-1'], [noon + 500, 'other'], [null, 'other']] as const) {
      hears(heart, aliveAt, id);
      expect([heart.effects, heart.state]).toMatchObject([[], { session: { aliveAt: noon } }]);
    }
    expect(hears(bench().ready(), null).effects).toEqual([]);
  });
});

describe('the workbook that Excel shows', () => {
  const seen = (heart: Bench, more: object = {}, accountId = account.id): Bench =>
    heart.tell({ kind: 'workbookSeen', accountId, workbook: { ...workbook, name: 'Renamed.xlsx', ...more } });

  it('may have another name by now', () => {
    for (const heart of [bench().ready(), bench().open(), lost({ kind: 'over', reason: 'expired' })]) {
      expect(seen(heart).state).toMatchObject({ workbook: { name: 'Renamed.xlsx' } });
    }
    expect(seen(failed({ kind: 'unclear' })).state).toMatchObject({ kind: 'ready', workbook: { name: 'Renamed.xlsx' }, ending: { kind: 'failed' } });
    expect(seen(bench().open()).state).not.toHaveProperty('elsewhere');
  });

  it('may be another one: an open session stays where it is, and that is told', () => {
    expect(seen(failed({ kind: 'unclear' }), { itemId: 'other' }).state).toEqual({ kind: 'ready', account, workbook: { ...workbook, name: 'Renamed.xlsx', itemId: 'other' } });
    const open = seen(bench().open(), { driveId: 'other' });
    expect(open.state).toMatchObject({ kind: 'open', workbook, elsewhere: 'Renamed.xlsx' });
    expect(seen(open).state).not.toHaveProperty('elsewhere');
    expect(seen(lost({ kind: 'over', reason: 'expired' }), { itemId: 'other' }).state).toMatchObject({ workbook });
  });

  it('means nothing to a request under way, to another person, or before a workbook was found', () => {
    expect(seen(bench().ready().tell({ kind: 'startRequested' })).state).toMatchObject({ kind: 'opening', workbook });
    expect(seen(bench().open().tell({ kind: 'closeRequested' })).state).toMatchObject({ kind: 'closing', workbook });
    expect(seen(bench().ready(), {}, 'alex').state).toMatchObject({ workbook });
    expect(seen(bench().signedIn()).state.kind).toBe('locating');
  });
});
