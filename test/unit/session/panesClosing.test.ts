import { describe, expect, it } from 'vitest';
import { finalRecord, recordOf } from '../../../src/session/records';
import { failed } from '../../../src/session/services';
import { failure, recordWith, reducerBench } from './reducerBench';
import { aborted, emptySuccess, findsWorkbook, reloadedIn, session, twoPanes } from './storeBench';

const kept = { keepAlive: true, stopAfterMs: null };

describe('a close in one of two panes', () => {
  it('is begun in the other one too, also if it was clicked before the workbook was found', async () => {
    const { world, first, second } = await twoPanes(kept);
    await second.crash();
    const third = await reloadedIn(world, kept);
    await third.tell({ kind: 'closeRequested' });
    await findsWorkbook(third);
    expect([first.state().kind, third.state().kind]).toEqual(['closing', 'closing']);
    expect(world.stored()).toMatchObject([{ phase: 'closing' }]);
  });

  it('is carried out by the other one where the first one crashes', async () => {
    const { first, second } = await twoPanes(kept);
    await second.tell({ kind: 'refreshRequested' });
    await first.tell({ kind: 'closeRequested' });
    await first.crash();
    await second.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    expect(second.state().kind).toBe('closing');
    await second.last('close').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    expect(second.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  });

  it('stops the other one from opening it anew, and a session that is opened all the same is closed', async () => {
    const { first, second } = await twoPanes(kept);
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    expect(first.state().kind).toBe('opening');
    await second.tell({ kind: 'closeRequested' });
    expect(first.state().kind).toBe('closing');
    await first.last('open').answer(session('session-2'));
    await second.last('close').answer(emptySuccess);
    await first.last('close session-1').answer(aborted);
    await first.last('close session-2').answer(emptySuccess);
    expect(first.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect([first.state().kind, second.state().kind]).toEqual(['ready', 'ready']);
  });

  it('that ends later than a start in the other one shows the session that was started', async () => {
    const { world, first, second } = await twoPanes(kept);
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(failed(failure({ kind: 'retry', because: 'locked' })));
    await second.tell({ kind: 'cancelRequested' });
    await second.last('close').answer(aborted);
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2'));
    await world.time.run(world.time.now + 3_000);
    await first.last('close session-1').answer(emptySuccess);
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    }
    expect([...first.what(), ...second.what()]).not.toContain('close session-2');
  });

  it('leaves no record, though the other one wrote it once more before it knew', async () => {
    const { world, first, second } = await twoPanes(kept);
    await first.tell({ kind: 'closeRequested' });
    const closed = recordWith({ ...world.stored()[0], phase: 'closed' });
    world.areEventsLate = true;
    await first.last('close').answer(emptySuccess);
    expect(world.stored()).toEqual([]);
    await world.time.run(world.time.now + 31_000);
    await second.tell({ kind: 'woke' });
    second.store.peerUpdated(closed);
    expect([first.state().kind, second.state().kind]).toEqual(['ready', 'ready']);
    expect(world.stored()).toEqual([]);
  });

  it('that is not confirmed makes the other one ask the service', () => {
    const core = reducerBench().open().tell({ kind: 'closeRequested' });
    const closing = recordOf(core.appState, core.now);
    const fault = failure({ kind: 'unknown' });
    core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: fault });
    expect(closing && finalRecord(core.state, closing)?.phase).toBe('ended');
  });

  it('that another pane hears of late leaves the record of the start that has followed', async () => {
    const { world, first, second } = await twoPanes({ persistChanges: false, keepAlive: false });
    world.areEventsLate = true;
    await first.tell({ kind: 'closeRequested' });
    await first.tell({ kind: 'leavingConfirmed' });
    await first.last('close').answer(emptySuccess);
    const closed = first.saved.flatMap((one) => ('record' in one ? [one.record] : [])).at(-1);
    expect(closed).toMatchObject({ phase: 'closed' });
    await first.tell({ kind: 'startRequested' });
    if (closed) second.store.peerUpdated(closed);
    expect(second.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(world.stored()).toMatchObject([{ phase: 'opening' }]);
  });
});
