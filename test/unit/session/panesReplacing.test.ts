import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { failure } from './reducerBench';
import { refuseRefresh, session, twoPanes } from './storeBench';

const kept = { keepAlive: true, stopAfterMs: null };

describe('two panes of which one replaces the session', () => {
  it('go on with the new one, although the other one’s record still tells of the dropped one', async () => {
    const { world, first, second } = await twoPanes(kept);
    await world.time.run(203_000);
    await refuseRefresh(first, { kind: 'recreate', certain: true });
    expect(first.what()).toEqual(['refresh session-1', 'open']);
    // The other pane rewrites its record meanwhile.
    await world.time.run(263_000);
    expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-1' } }]);
    await first.last('open').answer(failed(failure({ kind: 'retry' })));
    // The other pane, which asks about the overdue session, is as unlucky.
    await refuseRefresh(second, { kind: 'retry' });
    await world.time.run(266_000);
    await refuseRefresh(second, { kind: 'retry' });
    expect(first.what()).toEqual(['refresh session-1', 'open', 'open']);
    await first.last('open').answer(session('session-2'));
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    }
  });

  it('continue with the new session if one of them recreates it', async () => {
    const { first, second } = await twoPanes(kept);
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    await first.last('open').answer(session('session-2'));
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({
        kind: 'open',
        session: { id: 'session-2' },
        keepAlive: { kind: 'on' },
      });
    }
  });

  it('both show the outcome of recreating it in one of them', async () => {
    const { first, second } = await twoPanes(kept);
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    await first.last('open').answer(failed(failure({ kind: 'unknown' })));
    expect(first.state().kind).toBe('lost');
    expect(second.what()).toEqual(['refresh session-1']);
  });

  it('both show that outcome also if the other one has stored the session meanwhile', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    await world.time.run(world.time.now + 31_000);
    expect(world.stored()).toMatchObject([{ phase: 'open', session: { id: 'session-1' } }]);
    await first.last('open').answer(failed(failure({ kind: 'unknown' })));
    expect([first.state().kind, second.what()]).toEqual(['lost', ['refresh session-1']]);
    await second.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    expect([second.state().kind, world.stored()]).toEqual(['lost', []]);
  });
});

describe('keep-alive that is switched in the other pane meanwhile', () => {
  it('holds in the new session', async () => {
    const { first, second } = await twoPanes({ keepAlive: true, stopAfterMs: null });
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, { kind: 'recreate', certain: true });
    await first.time.run(first.time.now + 2_000);
    expect(first.state().kind).toBe('opening');
    await second.tell({ kind: 'keepAliveSet', on: false });
    expect(second.state()).toMatchObject({ kind: 'open', keepAlive: { kind: 'off' } });
    await first.last('open').answer(session('session-2'));
    expect([first.state(), second.state()]).toMatchObject([
      { session: { id: 'session-2' }, keepAlive: { kind: 'off' } },
      { session: { id: 'session-2' }, keepAlive: { kind: 'off' } },
    ]);
  });
});
