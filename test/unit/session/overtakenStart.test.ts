import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import { alive, stores } from './peerBench';
import { presumesEnd } from './presumedEnd';
import { failure, recordWith, reducerBench } from './reducerBench';
import type { StoreBench } from './storeBench';
import { aborted, emptySuccess, refuseRefresh, session, storeBench, twoPanes } from './storeBench';

const start = { kind: 'startRequested' } as const;

/** Two panes without a session, of which the first one starts one. */
async function firstStarts() {
  const world = new PaneWorld();
  const [first, second] = [storeBench({}, world), storeBench({}, world)];
  for (const pane of [first, second]) await pane.ready();
  await first.tell(start);
  return { world, first, second };
}

/** The cancelled create is aborted after its time limit. */
async function staysUnanswered(pane: StoreBench): Promise<void> {
  await pane.time.run(pane.time.now + 10_001);
  expect(pane.last('open').signal.aborted).toBe(true);
  await pane.last('open').answer(aborted);
}

describe('a request to open that another pane overtakes', () => {
  it('may have opened a session, which is told: the other pane closes the one that was replaced', async () => {
    const { first, second } = await twoPanes({ stopAfterMs: null });
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, { kind: 'recreate', certain: true });
    expect(first.what()).toEqual(['refresh session-1', 'open']);
    await second.tell({ kind: 'closeRequested' });
    expect(first.state().kind).toBe('closing');
    await staysUnanswered(first);
    await second.last('close').answer(emptySuccess);
    expect([first.state().kind, second.state().kind]).toEqual(['ready', 'ready']);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where the other pane finds the session alive', async () => {
    const { world, first, second } = await twoPanes();
    await presumesEnd(first, world);
    expect(first.what().at(-1)).toBe('open');
    await second.tell({ kind: 'refreshRequested' });
    // The create hangs: the other pane's turn comes after 45 s.
    await world.time.run(world.time.now + 45_001);
    await second.refreshed();
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    await staysUnanswered(first);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where the other pane attaches a session', async () => {
    const { world, first, second } = await firstStarts();
    await second.tell({ kind: 'attachRequested', sessionId: 'theirs' });
    await world.time.run(world.time.now + 45_001);
    await second.refreshed();
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'theirs' } });
    await staysUnanswered(first);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where an earlier attempt ended in a 504', async () => {
    const { first, second } = await firstStarts();
    const unclear = failure({ kind: 'retry' }, { status: 504, at: first.now() });
    await first.last('open').answer(failed(unclear));
    expect(first.state()).toMatchObject({ kind: 'opening', unclear });
    await second.tell(start);
    await second.last('open').answer(session('session-2'));
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: unclear });
  });

  it('is not told of if it waited for its turn', async () => {
    const { first, second } = await firstStarts();
    await second.tell(start);
    await first.last('open').answer(session('session-1'));
    expect(second.last('open').signal.aborted).toBe(true);
    await second.last('open').answer(failed(failure({ kind: 'unknown' }, { code: 'notSent' })));
    const { state, awaited, unconfirmed } = second.store.getState();
    expect(state).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect([awaited, unconfirmed]).toEqual([[], undefined]);
  });

  it('is not told of if it was not sent because of that', () => {
    const core = reducerBench().ready().tell(start);
    const unsentKey = core.requestKey('open');
    core.tell({ kind: 'recordChanged', record: recordWith({}), unsentKey });
    expect(core.state.kind).toBe('open');
    expect(core.appState.awaited).toEqual([]);
  });

  it('is awaited no longer if it was cancelled, and not sent because of that', () => {
    const core = reducerBench().ready().tell(start);
    const unsentKey = core.requestKey('open');
    core.tell({ kind: 'cancelRequested' });
    expect(core.appState.awaited).toMatchObject([{ requestKey: unsentKey }]);
    core.tell({ kind: 'recordChanged', record: recordWith({}), unsentKey });
    expect(core.appState.awaited).toEqual([]);
  });

  it('is awaited where the other pane has closed the session that was to be replaced', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'recreate', certain: true });
    const requestKey = core.requestKey('open');
    stores(core, { phase: 'closed', session: alive(core.now) });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(core.appState.awaited).toMatchObject([{ requestKey }]);
  });
});
