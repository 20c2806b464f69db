import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { alive, stores } from './peerBench';
import { presumesEnd } from './presumedEnd';
import type { Bench } from './reducerBench';
import { failure, noon, persistent, recordWith, reducerBench } from './reducerBench';
import { emptySuccess, findsWorkbook, reloadedIn, session, twoPanes } from './storeBench';

describe('two panes that know different things of a session', () => {
  it('go on with it where one presumes its end and the service has confirmed it to the other', async () => {
    const { world, first, second } = await twoPanes();
    await presumesEnd(first, world);
    await first.last('open').answer(failed(failure({ kind: 'retry' }, { status: 503 })));
    await second.tell({ kind: 'refreshRequested' });
    await second.refreshed();
    await world.time.run(world.time.now + 10_000);
    expect(first.what().filter((what) => what === 'open')).toHaveLength(1);
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    }
  });

  it('show it again where one gave it up and the other one’s check finds it alive', async () => {
    const { world, first, second } = await twoPanes();
    await presumesEnd(first, world);
    await first.last('open').answer(failed(failure({ kind: 'unknown' }, { at: first.now() })));
    expect([first.state().kind, second.what()]).toEqual(['lost', ['refresh session-1']]);
    await world.time.run(world.time.now + 100);
    await second.last('refresh').answer(emptySuccess);
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    }
  });

  it('both show it as closed where only one of them could confirm that', async () => {
    const { world, first, second } = await twoPanes();
    await first.tell({ kind: 'closeRequested' });
    await world.time.run(world.time.now + 1_000);
    await first.tell({ kind: 'cancelRequested' });
    await first.last('close').answer(failed(failure({ kind: 'unknown' })));
    expect(first.state()).toHaveProperty('ending.failure');
    await second.last('close').answer(emptySuccess);
    expect(first.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(first.state()).not.toHaveProperty('ending.failure');
  });

  it('keep a new scratch copy over a reload, beside one that still shows the copy before', async () => {
    const choices = { persistChanges: false };
    const { world, first, second } = await twoPanes(choices);
    await world.time.run(world.time.now + 8 * 60_000);
    await second.tell({ kind: 'refreshRequested' });
    await second.last('refresh').answer(failed(failure({ kind: 'ended', reason: 'notFound' })));
    await first.last('refresh').answer(failed(failure({ kind: 'unknown' })));
    expect(first.state()).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    await second.tell({ kind: 'startRequested' });
    await second.last('open').answer(session('session-2', false));
    await world.time.run(world.time.now + 40_000);
    second.store.pageHidden();
    await second.crash();
    const again = await reloadedIn(world, choices);
    await findsWorkbook(again);
    expect(again.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });

  it('let the user dismiss the end that another pane told while this one resumes', async () => {
    const { world, first, second } = await twoPanes();
    second.store.pageHidden();
    await second.crash();
    const again = await reloadedIn(world, {});
    await first.tell({ kind: 'closeRequested' });
    await first.last('close').answer(emptySuccess);
    expect(again.state()).toMatchObject({
      kind: 'resuming',
      shown: { kind: 'ready', ending: { kind: 'closed' } },
    });
    await again.tell({ kind: 'dismissed' });
    expect(again.state()).not.toHaveProperty('shown.ending');
  });
});

/** Another pane stores that it was alive at this time. */
const storesAlive = (core: Bench, lastActivityAt: number): Bench =>
  core.tell({
    kind: 'recordChanged',
    record: recordWith({ session: { ...persistent, lastActivityAt }, seenAt: core.now }),
  });

describe('a scratch copy, while another pane shows a session that was opened since', () => {
  const scratch = (): Bench => reducerBench({ persistChanges: false }).open();
  const other = (core: Bench) => ({
    session: alive(core.now, { id: 'other', openedAt: core.now }),
  });

  it('stays until its estimated expiry, and is checked once after that', () => {
    const core = scratch();
    core.pass(419_000);
    expect(stores(core, other(core)).effects).toEqual([]);
    core.pass(2_000);
    expect(stores(core, other(core)).effects).toMatchObject([{ kind: 'refresh' }]);
    core.fails({ kind: 'unknown' });
    expect(core.state).toMatchObject({ kind: 'open', request: { kind: 'idle' } });
    expect(stores(core, other(core)).effects).toEqual([]);
    // A check that failed before says nothing of a session that was opened since.
    core.pass(1_000);
    expect(stores(core, other(core)).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('gives way to that session once the service no longer knows it', () => {
    const core = scratch();
    core.pass(421_000);
    stores(core, other(core)).fails({ kind: 'ended', reason: 'notFound' });
    expect(core.state).toMatchObject({ kind: 'lost', reason: 'expired' });
    expect(stores(core, other(core)).state).toMatchObject({ session: { id: 'other' } });
  });
});

describe('a session that another pane stored', () => {
  it('is replaced all the same where the service says that it is gone', () => {
    const core = reducerBench().open().pass(10_000).tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'recreate', certain: true });
    // The record of an earlier success arrives late.
    expect(storesAlive(core, noon + 9_000).state).toMatchObject({
      kind: 'opening',
      mode: { kind: 'recreate' },
    });
  });

  it('is not shown again once its end was, also after a start that failed or was cancelled', () => {
    const lost = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'ended', reason: 'notFound' });
    const closed = reducerBench().open().tell({ kind: 'closeRequested' });
    closed.tell({ kind: 'closed', requestKey: closed.requestKey('close') });
    for (const core of [lost, closed]) {
      core.tell({ kind: 'startRequested' });
      const requestKey = core.requestKey('open');
      core.tell({ kind: 'openFailed', requestKey, failure: failure({ kind: 'unknown' }) });
      const { state } = core;
      expect(state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
      expect(storesAlive(core, noon).state).toBe(state);
      core.tell({ kind: 'startRequested' }).tell({ kind: 'cancelRequested' });
      expect(storesAlive(core, noon).state.kind).toBe('ready');
      // The service has confirmed it to the other pane since.
      core.pass(5_000);
      expect(storesAlive(core, noon + 4_000).state.kind).toBe('open');
    }
  });
});
