import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { PaneWorld } from './paneWorld';
import { failure, recordWith, reducerBench } from './reducerBench';
import { aborted, emptySuccess, refuseRefresh, session, storeBench, twoPanes } from './storeBench';

const start = { kind: 'startRequested' } as const;

describe('a request to open that another pane overtakes', () => {
  it('may have opened a session, which is told: the other pane closes the one that was replaced', async () => {
    const { world, first, second } = await twoPanes({ stopAfterMs: null });
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, { kind: 'recreate', certain: true });
    expect(first.what()).toEqual(['refresh session-1', 'open']);
    await second.tell({ kind: 'closeRequested' });
    expect(first.state().kind).toBe('closing');
    await world.time.run(world.time.now + 10_001);
    expect(first.last('open').signal.aborted).toBe(true);
    await first.last('open').answer(aborted);
    await second.last('close').answer(emptySuccess);
    expect([first.state().kind, second.state().kind]).toEqual(['ready', 'ready']);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where the other pane finds the session alive', async () => {
    const { world, first, second } = await twoPanes();
    await world.time.run(290_000);
    await first.tell({ kind: 'refreshRequested' });
    for (let asked = 0; first.state().kind === 'open' && world.time.now < 400_000;) {
      if (first.asked.length > asked) {
        await refuseRefresh(first, { kind: 'recreate', certain: false });
      }
      asked = first.asked.length;
      await world.time.run(world.time.now + 500);
    }
    expect(first.what().at(-1)).toBe('open');
    await second.tell({ kind: 'refreshRequested' });
    // The create hangs: the other pane's turn comes after 45 s.
    await world.time.run(world.time.now + 45_001);
    await second.refreshed();
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    await world.time.run(world.time.now + 10_001);
    expect(first.last('open').signal.aborted).toBe(true);
    await first.last('open').answer(aborted);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where the other pane attaches a session', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench({}, world), storeBench({}, world)];
    for (const pane of [first, second]) await pane.ready();
    await first.tell(start);
    await second.tell({ kind: 'attachRequested', sessionId: 'theirs' });
    await world.time.run(world.time.now + 45_001);
    await second.refreshed();
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'theirs' } });
    await world.time.run(world.time.now + 10_001);
    expect(first.last('open').signal.aborted).toBe(true);
    await first.last('open').answer(aborted);
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('is told of where an earlier attempt ended in a 504', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench({}, world), storeBench({}, world)];
    for (const pane of [first, second]) await pane.ready();
    await first.tell(start);
    const unclear = failure({ kind: 'retry' }, { status: 504, at: first.now() });
    await first.last('open').answer(failed(unclear));
    expect(first.state()).toMatchObject({ kind: 'opening', unclear });
    await second.tell(start);
    await second.last('open').answer(session('session-2'));
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    expect(first.store.getState().unconfirmed).toMatchObject({ failure: unclear });
  });

  it('is not told of if it waited for its turn', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench({}, world), storeBench({}, world)];
    for (const pane of [first, second]) await pane.ready();
    await first.tell(start);
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
});
