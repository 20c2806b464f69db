import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import type { SessionState } from '../../../src/session/state';
import { settled } from '../../simulation/time';
import type { StoreBench } from './storeBench';
import {
  refuseRefresh,
  storeBench,
  emptySuccess,
  findsWorkbook,
  reloadedIn,
  session,
  takenUp,
  twoPanes,
} from './storeBench';
import { failure, workbook } from './reducerBench';
import { PaneWorld } from './paneWorld';

const kept = { keepAlive: true, stopAfterMs: null };

const open = (state: SessionState): Extract<SessionState, { kind: 'open' }> => {
  if (state.kind !== 'open') throw new Error(`not open, but ${state.kind}`);
  return state;
};

describe('two panes of one user on one workbook', () => {
  it('show the same session; the second one sends no request', async () => {
    const { first, second } = await twoPanes(kept);
    expect(second.state()).toMatchObject({
      kind: 'open',
      session: open(first.state()).session,
      keepAlive: { kind: 'on' },
      request: { kind: 'idle' },
    });
    expect(second.what()).toEqual([]);
    expect([first.store.getState().holdsLock, second.store.getState().holdsLock]).toEqual([
      true,
      false,
    ]);
  });

  it('show the same session, also one that is opened later', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    await first.ready();
    await second.ready();
    await first.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    expect(second.state()).toMatchObject({
      kind: 'open',
      session: { id: 'session-1' },
      keepAlive: { kind: 'on' },
    });
  });

  it('that both start a session open one: the second one finds it in its turn', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [first, second]) await pane.ready();
    for (const pane of [first, second]) await pane.tell({ kind: 'startRequested' });
    expect([first.what(), second.what()]).toEqual([['open'], []]);
    world.areEventsLate = true;
    await first.last('open').answer(session('session-1'));
    expect(second.what()).toEqual([]);
    // A request that is cancelled before its turn is not sent.
    expect(second.asked.filter(({ signal }) => !signal.aborted)).toEqual([]);
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    }
  });

  it('that start sessions of different kinds open one: the first', async () => {
    const world = new PaneWorld();
    const [first, second] = [
      storeBench(kept, world),
      storeBench({ ...kept, persistChanges: false }, world),
    ];
    for (const pane of [first, second]) await pane.ready();
    for (const pane of [first, second]) await pane.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    }
    expect(second.asked.filter(({ signal }) => !signal.aborted)).toEqual([]);
  });

  it('refresh once: only the pane that holds the lock', async () => {
    const { world, first, second } = await twoPanes(kept);
    await world.time.run(203_000);
    expect([first.what(), second.what()]).toEqual([['refresh session-1'], []]);
    await first.refreshed();
    expect(open(second.state()).session.lastActivityAt).toBe(
      open(first.state()).session.lastActivityAt,
    );
    await world.time.run(2 * 203_000 + 100);
    expect([first.what(), second.what()]).toEqual([['refresh session-1', 'refresh session-1'], []]);
  });

  it('keep the session alive as long as one of them can: the second one refreshes for a first one that needs a sign-in', async () => {
    const { world, first, second } = await twoPanes(kept);
    await world.time.run(203_000);
    await refuseRefresh(first, { kind: 'reauthenticate' });
    await world.time.run(233_000);
    await refuseRefresh(first, { kind: 'reauthenticate' });
    await second.refreshed();
    expect(open(first.state())).toMatchObject({
      session: open(second.state()).session,
      request: { kind: 'idle' },
    });
    expect(first.state()).not.toHaveProperty('signInNeeded');
  });

  it('do not rewrite a record of another pane, not even if they know the workbook by different names', async () => {
    for (const where of [
      workbook,
      {
        ...workbook,
        name: 'Renamed.xlsx',
        address: 'https://contoso.sharepoint.com/x',
        insteadOf: '',
        checkedOut: true as const,
      },
    ]) {
      const { first, second } = await twoPanes(kept, where);
      const records = ({ saved }: StoreBench): number =>
        saved.filter((one) => 'record' in one).length;
      expect([records(first), records(second)]).toEqual([2, 0]);
      await second.tell({ kind: 'keepAliveSet', on: false });
      await settled();
      expect([records(first), records(second)]).toEqual([2, 1]);
      await first.tell({ kind: 'refreshRequested' });
      await first.refreshed();
      await settled();
      expect([records(first), records(second)]).toEqual([3, 1]);
    }
  });

  it('do not rewrite a record that one of them finds when it returns from a sign-in', async () => {
    const world = new PaneWorld();
    const [first, second] = [storeBench(kept, world), storeBench(kept, world)];
    for (const pane of [first, second]) await pane.ready();
    await second.tell({ kind: 'signInRequested', another: true });
    await first.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    await second.tell({ kind: 'cancelRequested' });
    await settled();
    expect(second.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect(second.saved.filter((one) => 'record' in one)).toEqual([]);
  });

  it('share one keep-alive switch', async () => {
    const { world, first, second } = await twoPanes(kept);
    await second.tell({ kind: 'keepAliveSet', on: false });
    expect([first, second].map((pane) => open(pane.state()).keepAlive.kind)).toEqual([
      'off',
      'off',
    ]);
    await world.time.run(600_000);
    expect([first.what(), second.what()]).toEqual([[], []]);
    await first.tell({ kind: 'keepAliveSet', on: true });
    expect(open(second.state()).keepAlive.kind).toBe('on');
    expect(world.stored()).toMatchObject([{ keepAlive: { on: true } }]);
  });

  it('pass the lock on: the next one refreshes when it is due', async () => {
    const { world, first, second } = await twoPanes(kept);
    await world.time.run(100_000);
    await first.crash();
    expect(second.store.getState().holdsLock).toBe(true);
    await world.time.run(202_999);
    expect(second.what()).toEqual([]);
    await world.time.run(203_000);
    expect(second.what()).toEqual(['refresh session-1']);
  });

  it('pass the lock on: the next one sends an overdue refresh', async () => {
    const { world, first, second } = await twoPanes(kept);
    await world.time.run(210_000);
    expect(first.what()).toEqual(['refresh session-1']);
    await first.crash();
    expect(second.what()).toEqual(['refresh session-1']);
  });

  it('both show the session as closed, and neither recreates it', async () => {
    const { world, first, second } = await twoPanes(kept);
    await second.tell({ kind: 'closeRequested' });
    // It closes the session too, in its turn: the other pane may end before its response.
    expect([first.state().kind, first.what()]).toEqual(['closing', []]);
    await second.last('close').answer(emptySuccess);
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({
        kind: 'ready',
        ending: { kind: 'closed', session: { id: 'session-1' } },
      });
    }
    await world.time.run(3_600_000);
    const sent = first.asked.filter(({ signal }) => !signal.aborted);
    expect([sent, second.what(), world.stored()]).toEqual([[], ['close session-1'], []]);
    // The pane that closed the session removes the record; the other one does not change storage.
    const ends = ({ saved }: StoreBench): unknown[] =>
      saved.filter((one) => 'removed' in one || ('record' in one && one.record.phase === 'closed'));
    expect([ends(first).length, ends(second).length]).toEqual([0, 2]);
  });

  it('both learn that the session ended: the other one checks it', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell({ kind: 'refreshRequested' });
    await first.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    expect([first.state().kind, second.what()]).toEqual(['lost', ['refresh session-1']]);
    await second.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    await settled();
    expect([first.state().kind, second.state().kind, world.stored()]).toEqual(['lost', 'lost', []]);
    expect([first.what(), second.what()]).toEqual([['refresh session-1'], ['refresh session-1']]);
  });
});

describe('two panes whose clocks differ', () => {
  const hourMs = 3_600_000;

  it.each([-9 * hourMs, -hourMs, -1_000])(
    'share one keep-alive after the wall clock was set by %i ms',
    async (setByMs) => {
      const world = new PaneWorld();
      const first = storeBench({ keepAlive: true }, world);
      await first.open();
      world.time.wallAheadMs = setByMs;
      await world.time.run(world.time.now + 31_000);
      const second = storeBench({ keepAlive: true }, world);
      await second.ready();
      const ends = (): unknown => {
        const { keepAlive } = open(first.state());
        return keepAlive.kind === 'on' && keepAlive.until;
      };
      const end = ends();
      for (let turn = 1; turn <= 3; turn += 1) {
        await second.tell({ kind: 'refreshRequested' });
        await second.last('refresh').answer(emptySuccess);
        await first.tell({ kind: 'refreshRequested' });
        await first.last('refresh').answer(emptySuccess);
      }
      expect(ends()).toBe(end);
      first.asked.length = 0;
      await world.time.run(world.time.now + 210_000);
      expect(first.what()).toEqual(['refresh session-1']);
    },
  );

  it('show one session when both start one', async () => {
    const world = new PaneWorld();
    const first = storeBench(kept, world);
    await first.ready();
    world.time.wallAheadMs = -hourMs;
    await world.time.run(world.time.now + 31_000);
    const second = storeBench(kept, world);
    await second.ready();
    for (const pane of [first, second]) await pane.tell({ kind: 'startRequested' });
    await first.last('open').answer(session('session-1'));
    expect([first, second].map((pane) => open(pane.state()).session.id)).toEqual([
      'session-1',
      'session-1',
    ]);
    expect(second.asked.filter(({ signal }) => !signal.aborted)).toEqual([]);
  });
});

describe('a pane that starts beside another one', () => {
  it('checks a session that the other one is still checking, and does not open it anew', async () => {
    const one = await takenUp(30 * 60_000, kept);
    await one.last('refresh').answer(failed(failure({ kind: 'unknown' })));
    const two = storeBench(kept, one.world);
    await two.start();
    await one.crash();
    await two.last('refresh').answer(failed(failure({ kind: 'recreate', certain: true })));
    expect(two.state()).toMatchObject({ kind: 'lost', reason: 'left' });
  });

  it('stores what was clicked before it found the workbook, and the other one follows', async () => {
    const choices = { keepAlive: true, stopAfterMs: 3_600_000 };
    const off = { kind: 'off' } as const;
    const later = (openedAt: number) => ({ kind: 'on', until: openedAt + 5 * 3_600_000 }) as const;
    for (const [action, keepAlive] of [
      [{ kind: 'keepAliveSet', on: false }, () => off],
      [{ kind: 'keepAliveExtended' }, later],
    ] as const) {
      const { world, first, second } = await twoPanes(choices);
      const expected = { keepAlive: keepAlive(first.now()) };
      await second.crash();
      const third = await reloadedIn(world, choices);
      await third.tell(action);
      await findsWorkbook(third);
      await world.time.run(world.time.now + 61_000);
      expect([first.state(), third.state()]).toMatchObject([expected, expected]);
    }
  });

  it('sees that the session is closed while it looks for the lock', async () => {
    const world = new PaneWorld();
    const first = storeBench(kept, world);
    await first.open();
    const second = storeBench(kept, world);
    let look = (): void => undefined;
    const looked = new Promise<void>((resolve) => (look = resolve));
    const holders = second.locks.holders.bind(second.locks);
    second.locks.holders = (key) => looked.then(() => holders(key));
    await second.start();
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(emptySuccess);
    look();
    await settled();
    expect(second.state().kind).toBe('ready');
  });
});
