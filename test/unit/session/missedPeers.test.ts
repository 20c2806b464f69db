import { describe, expect, it } from 'vitest';
import { succeeded } from '../../../src/session/services';
import type { UserAction } from '../../../src/session/userAction';
import { account, workbook } from './reducerBench';
import type { StoreBench } from './storeBench';
import { settled } from '../../simulation/time';
import { emptySuccess, refuseRefresh, reloadedIn, session, signOut, twoPanes } from './storeBench';

// What another pane did while this page could not hear of it.

const kept = { keepAlive: true, stopAfterMs: null };
const isOver = { kind: 'recreate', certain: true } as const;

/** The second pane is reloaded, and looks for its workbook. */
async function reloading() {
  const { world, first, second } = await twoPanes(kept);
  second.store.pageHidden();
  await second.crash();
  const next = await reloadedIn(world, kept);
  await next.last('signIn').answer(succeeded(account));
  expect(next.state()).toMatchObject({ kind: 'resuming', shown: { kind: 'open' } });
  return { first, next };
}

describe('a session that is over for another pane while this one is reloaded', () => {
  it.each([
    {
      how: 'the user signed out there',
      ends: async (first: StoreBench) => {
        await first.tell(signOut);
        await first.last('close').answer(emptySuccess);
      },
    },
    {
      how: 'the service ended it there',
      ends: async (first: StoreBench) => {
        await first.tell({ kind: 'refreshRequested' });
        await refuseRefresh(first, { kind: 'ended', reason: 'notFound' });
      },
    },
  ])('is checked, and not opened anew: $how', async ({ ends }) => {
    const { first, next } = await reloading();
    await ends(first);
    await next.last('locate').answer(succeeded(workbook));
    await refuseRefresh(next, isOver);
    expect(next.state()).toMatchObject({ kind: 'lost', reason: 'recreatable' });
    expect(next.what()).not.toContain('open');
  });
});

describe('a session that another pane is replacing while this one is reloaded', () => {
  /** Both panes show the session; the first one opens it anew as the second one is located. */
  async function replacing(...clicks: readonly UserAction[]) {
    const { first, next } = await reloading();
    for (const click of clicks) await next.tell(click);
    await first.tell({ kind: 'refreshRequested' });
    await refuseRefresh(first, isOver);
    await next.last('locate').answer(succeeded(workbook));
    return { first, next };
  }

  it('stays on the screen until there is the new one', async () => {
    const { first, next } = await replacing();
    expect(next.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    await first.last('open').answer(session('session-2'));
    expect(next.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });

  it('is closed in both where the user clicked on Close session meanwhile', async () => {
    const { first, next } = await replacing({ kind: 'closeRequested' });
    expect([first.state().kind, next.state().kind]).toEqual(['closing', 'closing']);
    await first.last('open').answer(session('session-2'));
    await refuseRefresh(next, isOver);
    await first.last('close session-1').answer(emptySuccess);
    expect([first.state().kind, next.state().kind]).toEqual(['ready', 'ready']);
    expect(first.what()).toContain('close session-2');
  });
});

describe('a page that returns from the back/forward cache', () => {
  /** Nothing is told to the first pane while the other one acts. */
  async function restored(acts: (second: StoreBench) => Promise<void>): Promise<StoreBench> {
    const { world, first, second } = await twoPanes(kept);
    first.store.pageHidden();
    world.areEventsLate = true;
    await acts(second);
    world.areEventsLate = false;
    first.store.pageShown();
    await settled();
    return first;
  }

  it('checks the session that was closed meanwhile, and does not open it anew', async () => {
    const pane = await restored(async (second) => {
      await second.tell({ kind: 'closeRequested' });
      await second.last('close').answer(emptySuccess);
    });
    await refuseRefresh(pane, isOver);
    expect([pane.state(), pane.what()]).toMatchObject([
      { kind: 'lost', reason: 'recreatable' },
      ['refresh session-1'],
    ]);
    expect(pane.world.stored()).toEqual([]);
  });

  it('follows the choice that was made meanwhile', async () => {
    const pane = await restored((second) => second.tell({ kind: 'keepAliveSet', on: false }));
    expect([pane.state(), pane.what()]).toMatchObject([
      { kind: 'open', keepAlive: { kind: 'off' } },
      [],
    ]);
  });
});
