import { describe, expect, it } from 'vitest';
import { mayHaveOpened } from '../../../src/session/evidence';
import { unconfirmedHere } from '../../../src/session/unconfirmed';
import type { Bench } from './reducerBench';
import {
  account,
  documentShown,
  failure,
  reducerBench,
  unconfirmedBy,
  workbook,
} from './reducerBench';
import { aborted, emptySuccess, session, storeBench } from './storeBench';

const unclear = failure({ kind: 'unknown' }, { code: 'aborted' });
const other = { ...workbook, itemId: 'other', name: 'Copy.xlsx', address: 'https://x/Copy.xlsx' };

describe('a start during a Retry-After', () => {
  it('that is cancelled does not cancel the close of a session that was opened after Cancel', async () => {
    const pane = storeBench();
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    await pane.last('open').answer(session('late'));
    await pane.tell({ kind: 'throttled', until: pane.now() + 60_000 });
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    expect(pane.last('close late').signal.aborted).toBe(false);
  });

  it('does not take the session of an earlier start that was cancelled for its own', async () => {
    const pane = storeBench();
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    await pane.tell({ kind: 'throttled', until: pane.now() + 60_000 });
    await pane.tell({ kind: 'persistChangesChosen', persistChanges: false });
    await pane.tell({ kind: 'startRequested' });
    await pane.last('open').answer(session('late', true));
    expect(pane.state()).toMatchObject({ kind: 'opening', mode: { persistChanges: false } });
    expect(pane.what()).toContain('close late');
  });
});

describe('a cancelled start that may have opened a session', () => {
  const cancelled = (core = reducerBench().ready()): Bench =>
    core.tell({ kind: 'startRequested' }).tell({ kind: 'cancelRequested' });

  it('is not told of another workbook that Excel shows since', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    core.tell(documentShown(other)).tell({ kind: 'cancelRequested' });
    const shown = { kind: 'ready', account, workbook: other };
    expect(core.state).toEqual(shown);
    expect(core.tell({ kind: 'openFailed', requestKey, failure: unclear }).state).toEqual(shown);
    expect(unconfirmedHere(core.appState)).toBeUndefined();
    expect(unconfirmedHere(core.tell(documentShown(workbook)).appState)).toBeDefined();
  });

  it('is told too where it opened one that could not be closed, unless that is gone', () => {
    for (const [recovery, isTold] of [
      [{ kind: 'forbidden', need: 'permission' }, true],
      [{ kind: 'unknown' }, true],
      [{ kind: 'ended', reason: 'notFound' }, false],
    ] as const) {
      const core = cancelled();
      const { requestKey } = core.appState;
      const late = { workbook, sessionId: 'late', persistChanges: true, sentAt: core.now };
      core.tell({ kind: 'opened', requestKey, ...late });
      const closeKey = core.requestKey('close');
      core.tell({ kind: 'closeFailed', requestKey: closeKey, failure: failure(recovery) });
      expect([recovery.kind, unconfirmedBy(core.appState.unconfirmed)]).toEqual([
        recovery.kind,
        isTold ? 'close' : undefined,
      ]);
    }
  });

  it('is in the record until it is answered, and what it opened is closed: a reload tells of it', async () => {
    const pane = storeBench();
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    expect(pane.world.stored()).toMatchObject([{ phase: 'opening', session: null }]);
    await pane.last('open').answer(session('late'));
    expect(pane.world.stored()).toMatchObject([{ phase: 'opening', session: null }]);
    await pane.last('close late').answer(emptySuccess);
    expect(pane.world.stored()).toEqual([]);
    for (const leave of [
      { kind: 'signInRequested', another: true },
      { kind: 'checkAgainRequested' },
    ] as const) {
      await pane.tell({ kind: 'startRequested' });
      await pane.tell({ kind: 'cancelRequested' });
      await pane.tell(leave);
      expect(pane.world.stored()).toEqual([]);
      await pane.last('open').answer(aborted);
      if (leave.kind === 'signInRequested') await pane.tell({ kind: 'cancelRequested' });
      expect([pane.world.stored(), pane.store.getState()]).toMatchObject([[], { awaited: [] }]);
    }
  });

  it('is told of an opening anew as well', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'recreate', certain: true });
    const requestKey = core.requestKey('open');
    core.tell({ kind: 'cancelRequested' });
    core.tell({ kind: 'openFailed', requestKey, failure: unclear });
    expect(core.state).toMatchObject({ kind: 'lost', failure: { recovery: { kind: 'recreate' } } });
    expect(core.appState.unconfirmed).toMatchObject({ failure: unclear });
  });
});

it('a start that a gateway gave up may have opened a session, a refused one has not', () => {
  expect(mayHaveOpened(failure({ kind: 'retry' }, { status: 504 }))).toBe(true);
  expect(mayHaveOpened(failure({ kind: 'retry' }, { status: 503 }))).toBe(false);
});
