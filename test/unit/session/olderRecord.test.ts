import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { failure } from './reducerBench';
import { PaneWorld } from './paneWorld';
import {
  emptySuccess,
  reloadedIn,
  session,
  storeBench,
  twoPanes,
  type StoreBench,
} from './storeBench';

const scratchCopy = { keepAlive: true, stopAfterMs: null, persistChanges: false };
const gone = failed(failure({ kind: 'ended', reason: 'notFound' }));
const recreatable = failed(failure({ kind: 'recreate', certain: true }));
const needsSignIn = failed(failure({ kind: 'reauthenticate' }, { signIn: 'interactionRequired' }));

interface Panes {
  readonly world: PaneWorld;
  readonly first: StoreBench;
  readonly second: StoreBench;
  /** The first pane still cannot check its session. */
  readonly pass: (turns: number) => Promise<void>;
}

/**
 * The scratch copy of two panes has ended. The first one needs a sign-in to check that; in the second
 * one the user has started the next.
 */
async function nextScratchCopy(): Promise<Panes> {
  const { world, first, second } = await twoPanes(scratchCopy);
  await first.tell({ kind: 'refreshRequested' });
  await first.last('refresh').answer(needsSignIn);
  await second.tell({ kind: 'refreshRequested' });
  await second.last('refresh').answer(gone);
  await first.last('refresh').answer(needsSignIn);
  await second.tell({ kind: 'startRequested' });
  await second.last('open').answer(session('session-2', false));
  const pass = async (turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) {
      await world.time.run(world.time.now + 10_000);
      await first.last('refresh').answer(needsSignIn);
    }
  };
  await pass(4);
  expect([first.state(), second.state()]).toMatchObject([
    { kind: 'open', session: { id: 'session-1' } },
    { kind: 'open', session: { id: 'session-2' } },
  ]);
  return { world, first, second, pass };
}

describe('a session that has ended', () => {
  it('does not take the place of the newer one that the next start takes up', async () => {
    const { world, second } = await nextScratchCopy();
    await second.crash();
    const next = storeBench({}, world);
    await next.start();
    expect(next.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });

  it('is not shown again by a pane that was told so, once the newer one is closed', async () => {
    const { second, pass } = await nextScratchCopy();
    await second.tell({ kind: 'closeRequested' });
    await second.tell({ kind: 'leavingConfirmed' });
    await second.last('close').answer(emptySuccess);
    await pass(6);
    expect(second.state()).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', session: { id: 'session-2' } },
    });
  });

  it('is stored again once the pane with the newer one has been gone for a while', async () => {
    const { world, second, pass } = await nextScratchCopy();
    await second.crash();
    await pass(13);
    expect(world.stored()).toMatchObject([{ session: { id: 'session-1' } }]);
  });
});

describe('a session that another pane still confirms', () => {
  it('keeps its record where a start fails in a pane that was told of its end', async () => {
    const { world, first, second } = await twoPanes({ keepAlive: false });
    await world.time.run(world.time.now + 5_000);
    await second.tell({ kind: 'refreshRequested' });
    await second.last('refresh').answer(gone);
    await second.tell({ kind: 'startRequested' });
    await world.time.run(world.time.now + 2_000);
    await first.refreshed();
    await second.last('open').answer(failed(failure({ kind: 'forbidden', need: 'existingFile' })));
    expect([first.state().kind, second.state().kind]).toEqual(['open', 'ready']);
    expect(world.stored()).toMatchObject([{ session: { id: 'session-1' } }]);
  });

  it.each(['open', 'closing'])(
    'is what a reload of its pane shows beside a newer one: %s',
    async (kind) => {
      const { world, first, second } = await twoPanes(scratchCopy);
      await world.time.run(world.time.now + 3_000);
      await second.tell({ kind: 'refreshRequested' });
      await second.last('refresh').answer(gone);
      await second.tell({ kind: 'startRequested' });
      await world.time.run(world.time.now + 2_000);
      await first.refreshed();
      await second.last('open').answer(session('session-2', false));
      if (kind === 'closing') {
        await first.tell({ kind: 'closeRequested' });
        await first.tell({ kind: 'leavingConfirmed' });
      }
      expect(first.state()).toMatchObject({ kind, session: { id: 'session-1' } });
      first.store.pageHidden();
      await first.crash();
      const again = await reloadedIn(world, scratchCopy);
      expect(again.state()).toMatchObject({ shown: { kind, session: { id: 'session-1' } } });
    },
  );
});

describe('a session that was replaced', () => {
  it('is not shown again after the close of its successor, by a pane that was suspended', async () => {
    const { world, first, second } = await twoPanes({ keepAlive: true, stopAfterMs: null });
    world.areEventsLate = true;
    await second.tell({ kind: 'refreshRequested' });
    await second.last('refresh').answer(recreatable);
    await second.last('open').answer(session('session-2'));
    await second.tell({ kind: 'closeRequested' });
    await second.last('close').answer(emptySuccess);
    second.asked.length = 0;
    // The suspended pane wakes: its timer comes before the storage events.
    world.areEventsLate = false;
    await world.time.run(world.time.now + 31_000);
    const { kind } = second.state();
    await first.crash();
    await world.time.run(world.time.now + 300_000);
    expect([kind, second.what()]).toEqual(['ready', []]);
  });

  it('leaves no record behind where full storage could not hold its successor', async () => {
    const world = new PaneWorld();
    const pane = storeBench({}, world);
    await pane.open();
    const { records } = world;
    records.set = () => records;
    await pane.tell({ kind: 'refreshRequested' });
    await pane.last('refresh').answer(recreatable);
    await pane.last('open').answer(session('session-2'));
    pane.asked.length = 0;
    await pane.tell({ kind: 'closeRequested' });
    await pane.last('close').answer(emptySuccess);
    expect([pane.what(), pane.state().kind, world.stored()]).toEqual([
      ['close session-2'],
      'ready',
      [],
    ]);
  });
});
