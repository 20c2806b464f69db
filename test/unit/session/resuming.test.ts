import { describe, expect, it } from 'vitest';
import type { Choices } from '../../../src/session/state';
import { defaultChoices } from '../../../src/session/appState';
import { failed, succeeded } from '../../../src/session/services';
import { storeBench, refuseRefresh, session, takenUp } from './storeBench';
import { account, failure, workbook } from './reducerBench';
import { PaneWorld } from './paneWorld';
import { minuteMs } from '../../support/durations';

const kept = { keepAlive: true, stopAfterMs: null };

describe('a session whose pane crashed', () => {
  it('is resumed by the next start: checked once, and kept alive as before', async () => {
    const pane = await takenUp(2 * minuteMs, kept);
    expect(pane.what()).toEqual(['refresh session-1']);
    expect(pane.state()).toMatchObject({
      kind: 'open',
      session: { id: 'session-1' },
      keepAlive: { kind: 'on', until: null },
      unverifiedAfterMs: 2 * minuteMs,
      request: { kind: 'refreshing' },
    });
    expect(pane.store.getState().activity).toMatchObject([{ what: 'opened' }]);
    await pane.refreshed();
    expect(pane.state()).not.toHaveProperty('unverifiedAfterMs');
    await pane.world.time.run(pane.time.now + 203_000);
    expect(pane.what()).toEqual(['refresh session-1', 'refresh session-1']);
  });

  it('is not kept alive if it was not before, nor after the chosen time', async () => {
    expect((await takenUp(1_000, { keepAlive: false })).state()).toMatchObject({
      keepAlive: { kind: 'off' },
    });
    const over = await takenUp(2 * minuteMs, { keepAlive: true, stopAfterMs: minuteMs });
    expect(over.state()).toMatchObject({ keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
  });

  it('and that has ended is recreated only within a minute, and only if no changes are lost', async () => {
    const opens = async (ms: number, choices: Partial<Choices> = kept): Promise<unknown> => {
      const pane = await takenUp(ms, choices);
      await refuseRefresh(pane, { kind: 'recreate', certain: true });
      const state = pane.state();
      return state.kind === 'lost' ? state.reason : pane.what().at(-1);
    };
    expect([await opens(minuteMs - 1), await opens(minuteMs), await opens(4 * minuteMs)]).toEqual([
      'open',
      'left',
      'left',
    ]);
    expect([
      await opens(minuteMs - 1, { ...kept, persistChanges: false }),
      await opens(minuteMs, { persistChanges: false }),
    ]).toEqual(['recreatable', 'left']);
  });

  it('and that is not found ended while the pane was closed, if that was for a minute', async () => {
    const told = async (ms: number, reason: 'notFound' | 'restricted'): Promise<unknown> => {
      const pane = await takenUp(ms, kept);
      await refuseRefresh(pane, { kind: 'ended', reason });
      const state = pane.state();
      return state.kind === 'lost' ? state.reason : state.kind;
    };
    expect([await told(minuteMs - 1, 'notFound'), await told(minuteMs, 'notFound')]).toEqual([
      'notFound',
      'left',
    ]);
    expect(await told(10 * minuteMs, 'restricted')).toBe('restricted');
  });

  it('and that has ended leaves no record: the next step is Start session', async () => {
    const pane = await takenUp(3 * minuteMs, kept);
    await refuseRefresh(pane, { kind: 'ended', reason: 'notFound' });
    await pane.world.time.run(pane.time.now + 3_600_000);
    expect([pane.what(), pane.world.stored()]).toEqual([['refresh session-1'], []]);
    await pane.tell({ kind: 'startRequested' });
    expect(pane.what().at(-1)).toBe('open');
  });

  it('and that ends while the pane cannot sign in did not end while it was closed', async () => {
    const { world } = await takenUp(1_000, kept).then(async (pane) => (await pane.crash(), pane));
    const pane = storeBench(kept, world);
    await pane.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...kept } });
    await world.time.run(world.time.now + 8 * minuteMs);
    await pane.last('signIn').answer(succeeded(account));
    await pane.last('locate').answer(succeeded(workbook));
    await refuseRefresh(pane, { kind: 'ended', reason: 'notFound' });
    expect(pane.state()).toMatchObject({ kind: 'lost', reason: 'expired' });
  });

  it('and that cannot be checked stays as it is: the absence lasts until the service responds', async () => {
    const pane = await takenUp(2 * minuteMs, kept);
    await refuseRefresh(pane, { kind: 'unknown' });
    await pane.tell({ kind: 'keepAliveSet', on: false });
    await pane.crash();
    const next = storeBench(kept, pane.world);
    await next.start();
    expect(next.state()).toMatchObject({ kind: 'open', unverifiedAfterMs: 2 * minuteMs });
    await refuseRefresh(next, { kind: 'recreate', certain: true });
    expect(next.state()).toMatchObject({ kind: 'lost', reason: 'left' });
  });

  it('is not lost after a 502 or 503 without a code after an absence', async () => {
    const pane = await takenUp(30 * minuteMs, kept);
    for (let count = 0; count < 5; count += 1) {
      await refuseRefresh(pane, { kind: 'recreate', certain: false });
      expect(pane.state()).toMatchObject({
        kind: 'open',
        request: { kind: 'retrying' },
        unverifiedAfterMs: 30 * minuteMs,
      });
      await pane.world.time.run(pane.time.now + minuteMs);
    }
    await pane.refreshed();
    expect(pane.state()).toMatchObject({ kind: 'open', request: { kind: 'idle' } });
  });

  it('is not shown an hour after its estimated expiry', async () => {
    const expiryMs = 5 * minuteMs;
    const spoken = await takenUp(expiryMs + 3_600_000, kept);
    expect(spoken.state().kind).toBe('open');
    const silent = await takenUp(expiryMs + 3_600_001, kept);
    expect([silent.state(), silent.what(), silent.world.stored()]).toEqual([
      { kind: 'ready', account, workbook },
      [],
      [],
    ]);
  });

  it('was saved when the page unloaded: the absence counts from then', async () => {
    const pane = storeBench(kept);
    await pane.open();
    await pane.world.time.run(100_000);
    pane.store.pageHidden();
    await pane.crash();
    await pane.world.time.run(130_000);
    const next = storeBench(kept, pane.world);
    await next.start();
    expect(next.state()).toMatchObject({ unverifiedAfterMs: 30_000 });
  });
});

describe('a session whose pane crashed while another one was starting', () => {
  it.each([
    { crashed: 'before the start: absent until the start', after: false, absentMs: minuteMs },
    { crashed: 'after the start: not absent', after: true, absentMs: 0 },
  ])('$crashed, however long the workbook takes to be located', async ({ after, absentMs }) => {
    const pane = storeBench(kept);
    await pane.open();
    const { time } = pane.world;
    if (!after) await pane.crash();
    await time.run(minuteMs);
    const next = storeBench(kept, pane.world);
    await next.tell({ kind: 'started', known: null, choices: { ...defaultChoices, ...kept } });
    await next.last('signIn').answer(succeeded(account));
    if (after) {
      await time.run(2 * minuteMs);
      pane.store.pageHidden();
      await pane.crash();
    }
    await time.run(20 * minuteMs);
    await next.last('locate').answer(succeeded(workbook));
    expect(next.state()).toMatchObject({ kind: 'open', unverifiedAfterMs: absentMs });
  });
});

describe('the clock', () => {
  /** A pane with a session has ended after 100 s, and the clock was set back by an hour since. */
  async function setBackWhileGone(): Promise<PaneWorld> {
    const world = new PaneWorld();
    const before = storeBench(kept, world);
    await before.open();
    await world.time.run(100_000);
    before.store.pageHidden();
    await before.crash();
    world.time.wallAheadMs = -3_600_000;
    return world;
  }

  it('set back between two starts leaves the absence unknown, and the session no younger', async () => {
    const next = storeBench({ ...kept }, await setBackWhileGone());
    await next.start();
    expect(next.state()).toMatchObject({
      kind: 'open',
      session: { lastActivityAt: next.now() - 100_000 },
      request: { kind: 'refreshing' },
    });
    await refuseRefresh(next, { kind: 'recreate', certain: true });
    expect(next.state()).toMatchObject({ kind: 'lost', reason: 'left' });
  });

  it('set back between two starts leaves no entry of the activity in the future, before and after the look-up', async () => {
    const world = await setBackWhileGone();
    const [record = null] = world.stored();
    const next = storeBench(kept, world);
    const choices = { ...defaultChoices, ...kept };
    await next.tell({ kind: 'started', known: { account, workbook }, record, choices });
    const opened = { what: 'opened', at: next.now() - 100_000 };
    expect(next.state()).toMatchObject({
      kind: 'resuming',
      shown: { session: { openedAt: opened.at } },
      activity: [opened],
    });
    await next.last('signIn').answer(succeeded(account));
    await next.last('locate').answer(succeeded(workbook));
    expect(next.state()).toMatchObject({ session: { openedAt: opened.at } });
    expect(next.store.getState().activity).toMatchObject([opened]);
  });

  it('set forward between two starts counts as an absence', async () => {
    const world = new PaneWorld();
    const before = storeBench(kept, world);
    await before.open();
    await before.crash();
    world.time.wallAheadMs = 10 * minuteMs;
    const next = storeBench(kept, world);
    await next.start();
    expect(next.state()).toMatchObject({ kind: 'open', unverifiedAfterMs: 10 * minuteMs });
  });
});

describe('a session that was being replaced when its pane was reloaded', () => {
  it.each(['before', 'after'] as const)(
    'is asked about again, and replaced: the new one was not under way (a Retry-After came %s the request)',
    async (when) => {
      const pane = storeBench(kept);
      await pane.open();
      await pane.tell({ kind: 'refreshRequested' });
      const pause = { notBefore: pane.now() + 120_000, at: pane.now() };
      const ended = { kind: 'recreate', certain: true } as const;
      const refused = failure(ended, when === 'before' ? pause : {});
      await pane.last('refresh').answer(failed(refused));
      if (when === 'after') {
        const throttled = failure({ kind: 'retry', because: 'throttled' }, pause);
        await pane.last('open').answer(failed(throttled));
      }
      expect(pane.state()).toMatchObject({ kind: 'opening', retry: {} });
      pane.store.pageHidden();
      await pane.crash();
      const next = storeBench(kept, pane.world);
      await next.start();
      expect(next.state()).toMatchObject({
        kind: 'open',
        session: { id: 'session-1' },
        keepAlive: { kind: 'on', until: null },
      });
      await next.last('refresh').answer(failed(failure(ended, { at: next.now() })));
      await next.last('open').answer(session('session-2'));
      expect(next.state()).toMatchObject({
        kind: 'open',
        session: { id: 'session-2' },
        keepAlive: { kind: 'on' },
      });
    },
  );
});
