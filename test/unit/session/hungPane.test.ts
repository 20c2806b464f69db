import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { failure, noon } from './reducerBench';
import type { StoreBench } from './storeBench';
import { aborted, emptySuccess, session, storeBench, twoPanes } from './storeBench';
import { PaneWorld } from './paneWorld';

const kept = { keepAlive: true, stopAfterMs: null };

/** The first pane stops in the midst of its planned refresh: no answer ever reaches it. */
async function hungInRefresh(): Promise<{ world: PaneWorld; second: StoreBench }> {
  const { world, first, second } = await twoPanes(kept);
  await world.time.run(206_000);
  expect(first.what()).toEqual(['refresh session-1']);
  return { world, second };
}

describe('a pane that stops in the midst of a request', () => {
  it('does not keep the other one from refreshing before the session ends', async () => {
    const { world, second } = await hungInRefresh();
    await world.time.run(285_000);
    expect(second.what()).toEqual(['refresh session-1']);
    await second.refreshed();
    expect(second.state()).toMatchObject({ kind: 'open', request: { kind: 'idle' } });
  });

  it('leaves the other one time for further attempts', async () => {
    const { world, second } = await hungInRefresh();
    await world.time.run(285_000);
    await second.last('refresh').answer(failed(failure({ kind: 'retry' })));
    await world.time.run(290_000);
    expect(second.what()).toEqual(['refresh session-1', 'refresh session-1']);
  });

  it('does not keep the other one from closing', async () => {
    const { world, second } = await hungInRefresh();
    await second.tell({ kind: 'closeRequested' });
    await world.time.run(world.time.now + 46_000);
    await second.last('close').answer(emptySuccess);
    expect(second.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  });

  it('while it opens a session, keeps the other one from opening a second, until the user cancels', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [first, second]) {
      await pane.ready();
      await pane.tell({ kind: 'startRequested' });
    }
    await world.time.run(600_000);
    expect([first.what(), second.what()]).toEqual([['open'], []]);
    await second.tell({ kind: 'cancelRequested' });
    expect([second.state().kind, second.last('open').signal.aborted]).toEqual(['ready', true]);
    await second.last('open').answer(aborted);
    await second.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
  });

  it('does not hold up a sign-out in the other one', async () => {
    const { world, second } = await hungInRefresh();
    await second.tell({ kind: 'signOutRequested' });
    await world.time.run(world.time.now + 4_000);
    expect(second.what().at(-1)).toMatch(/^signOut/);
  });

  it('lets a refresh of the other pane wait: that is sent after the estimated expiry, which is told', async () => {
    const { world, first, second } = await twoPanes({});
    await world.time.run(280_000);
    await second.tell({ kind: 'refreshRequested' });
    await first.tell({ kind: 'refreshRequested' });
    expect([first.what(), second.what()]).toEqual([[], ['refresh session-1']]);
    await world.time.run(400_000);
    expect(first.what()).toEqual(['refresh session-1']);
    expect(first.last('refresh').at).toBeGreaterThan(300_000);
    const { at } = first.last('refresh');
    const gone = failure(
      { kind: 'ended', reason: 'notFound' },
      { sentAt: noon + at, at: first.now() },
    );
    await first.last('refresh').answer(failed(gone));
    expect(first.state()).toMatchObject({ kind: 'lost', reason: 'expired' });
  });
});
