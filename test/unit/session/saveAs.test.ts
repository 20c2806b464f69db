import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { always, play } from './acts';
import type { Bench } from './reducerBench';
import { account, documentShown, reducerBench, failure, workbook } from './reducerBench';
import { PaneWorld } from './paneWorld';
import { emptySuccess, refuseRefresh, session, storeBench, twoPanes } from './storeBench';

const other = { ...workbook, itemId: '01OTHER', name: 'Other.xlsx' };

const lost = (): Bench =>
  reducerBench()
    .open()
    .tell({ kind: 'refreshRequested' })
    .fails({ kind: 'ended', reason: 'expired' });
const notStarted = (core: Bench): Bench =>
  core.tell({
    kind: 'openFailed',
    requestKey: core.appState.requestKey,
    failure: failure({ kind: 'unknown' }),
  });
const closed = (core: Bench): Bench => {
  core.tell({ kind: 'closeRequested' });
  return core.tell({ kind: 'closed', requestKey: core.requestKey('close') });
};
/** The workbook that the pane asks for a session on, or what it asks for instead. */
const started = (core: Bench) => {
  const [first] = core.tell({ kind: 'startRequested' }).effects;
  // No session stands in the record of the workbook in Excel.
  if (first?.kind === 'findRecord') core.tell({ ...first, kind: 'recordFound' });
  const [effect] = core.effects;
  return effect?.kind === 'open' ? effect.workbook : effect?.kind;
};

describe('after Save As', () => {
  it('a session that another pane has on the new workbook is shown: no second one is opened', async () => {
    const { world, first, second } = await twoPanes({}, other);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2'));
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(emptySuccess);
    await first.tell(documentShown(other));
    expect(first.state()).toMatchObject({
      kind: 'open',
      workbook: other,
      session: { id: 'session-2' },
    });
    expect(world.stored()).toMatchObject([{ session: { id: 'session-2' } }]);
  });

  it('a session that is recreated still stands beside what Excel shows', () => {
    const core = reducerBench({ keepAlive: true }).open().tell(documentShown(other));
    core.tell({ kind: 'refreshRequested' }).fails({ kind: 'recreate', certain: true });
    core.opened('session-2');
    expect([core.state, core.appState.excelShows]).toMatchObject([
      { kind: 'open', workbook },
      { name: 'Other.xlsx' },
    ]);
  });

  it('the closed session is told, and the next one is for the workbook in Excel', () => {
    const core = closed(reducerBench().open().tell(documentShown(other)));
    expect(core.state).toMatchObject({ workbook: other, ending: { kind: 'closed' } });
    expect(started(core)).toEqual(other);
  });

  it('the lost session is told, and the next one is for the workbook in Excel', () => {
    expect(started(lost().tell(documentShown(other)))).toEqual(other);
    const attaches = lost().tell(documentShown(other));
    expect(attaches.tell({ kind: 'attachRequested', sessionId: 'theirs' }).effects).toMatchObject([
      { kind: 'refresh', workbook: other },
    ]);
    expect(lost().tell(documentShown(other)).tell({ kind: 'dismissed' }).state).toEqual({
      kind: 'ready',
      account,
      workbook: other,
    });
  });

  it('to a place without sessions, the end of the session is told before the lookup', () => {
    const copied = (core: Bench): Bench => core.tell(documentShown('Copy.xlsx'));
    const ended = [
      closed(copied(reducerBench().open())),
      copied(lost()),
      notStarted(copied(reducerBench().ready().tell({ kind: 'startRequested' }))),
    ];
    expect(ended.map(({ state }) => state)).toMatchObject([
      { workbook, ending: { kind: 'closed' } },
      { kind: 'lost', workbook },
      { workbook, ending: { kind: 'failed' } },
    ]);
    expect(ended.map(started)).toEqual(['locate', 'locate', 'locate']);
    expect(copied(lost()).tell({ kind: 'dismissed' }).effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('no order of events starts a session on a workbook that Excel no longer shows', () => {
    always((life) => {
      play(life, (core, effects, event) => {
        if (event.kind !== 'startRequested' && event.kind !== 'attachRequested') return;
        const starts = effects.some(({ kind }) => kind === 'open' || kind === 'refresh');
        if (starts) expect(core.appState.excelShows).toBeNull();
      });
    });
  });
});

describe('a click on Start session right after Save As, which the pane has not noticed', () => {
  const started = async (document: Parameters<typeof documentShown>[0]) => {
    const core = storeBench();
    await core.ready();
    core.excelMoves(documentShown(document));
    await core.tell({ kind: 'startRequested' });
    return core;
  };

  it('opens the session on the workbook in Excel', async () => {
    const core = await started(other);
    expect(core.state()).toMatchObject({ kind: 'opening', workbook: other });
    expect(core.what()).toEqual(['open']);
    await core.last('open').answer(session('session-1'));
    expect(core.state()).toMatchObject({ kind: 'open', workbook: other });
    expect(core.store.getState().excelShows).toBeNull();
  });

  it('sends nothing where the new one is not found, and looks for it', async () => {
    const core = await started('Other.xlsx');
    expect([core.state().kind, core.what()]).toEqual(['locating', ['locate anew by address']]);
  });

  it('goes on where only the address is another one', async () => {
    const core = await started({ ...workbook, name: 'Renamed.xlsx' });
    expect(core.state()).toMatchObject({ kind: 'opening', workbook: { name: 'Renamed.xlsx' } });
    expect(core.what()).toEqual(['open']);
  });

  it('leaves a session that is opened anew on its own workbook', async () => {
    const core = storeBench({ keepAlive: true });
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    core.excelMoves(documentShown(other));
    await core.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    await core.last('open').answer(session('session-2'));
    expect(core.state()).toMatchObject({ kind: 'open', workbook, session: { id: 'session-2' } });
  });
});

describe('Start session after the end of a session, and Save As', () => {
  it('shows the session that stands on the new workbook in another pane', async () => {
    const { first, second } = await twoPanes({}, other);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-theirs'));
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, { kind: 'ended', reason: 'notFound' });
    await first.tell(documentShown(other));
    expect(first.state().kind).toBe('lost');
    first.asked.length = 0;
    second.asked.length = 0;
    await first.tell({ kind: 'startRequested' });
    if (first.what().includes('open')) await first.last('open').answer(session('session-2'));
    expect([first.what(), second.what()]).toEqual([[], []]);
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-theirs' } });
  });

  it('asks for the session that a crashed page left on the new workbook', async () => {
    const world = new PaneWorld();
    const before = storeBench({ persistChanges: false }, world);
    await before.ready(account, other);
    await before.tell({ kind: 'startRequested' });
    await before.last('open').answer(session('session-left', false));
    await before.crash();
    const pane = storeBench({}, world);
    await pane.open();
    await pane.tell({ kind: 'refreshRequested' });
    await refuseRefresh(pane, { kind: 'ended', reason: 'notFound' });
    await pane.tell(documentShown(other));
    pane.asked.length = 0;
    await pane.tell({ kind: 'startRequested' });
    expect(pane.what()).toEqual(['refresh session-left']);
  });

  it('waits for its turn where another pane is opening one there', async () => {
    const { first, second } = await twoPanes({}, other);
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, { kind: 'ended', reason: 'notFound' });
    await first.tell(documentShown(other));
    await second.tell({ kind: 'startRequested' });
    await first.tell({ kind: 'startRequested' });
    expect(first.state()).toMatchObject({ kind: 'opening', workbook: other });
  });

  it('is carried out also where an earlier start is answered meanwhile', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    core.tell({ kind: 'cancelRequested' }).tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    core.tell(documentShown(other)).tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'ended', reason: 'notFound' }).tell({ kind: 'startRequested' });
    const found = core.effects.find(({ kind }) => kind === 'findRecord');
    const late = { sessionId: 'late', persistChanges: true, sentAt: core.now } as const;
    core.tell({ kind: 'opened', requestKey, workbook, ...late });
    if (found?.kind === 'findRecord') core.tell({ ...found, kind: 'recordFound' });
    expect(core.state).toMatchObject({ kind: 'opening', workbook: other });
  });
});
