import { describe, expect, it } from 'vitest';
import { nextWakeAt } from '../../../src/session/keepAlive';
import type { SessionRecord } from '../../../src/session/stored';
import { alive, stores } from './peerBench';
import {
  account,
  reducerBench,
  failure,
  noon,
  persistent,
  recordWith,
  workbook,
} from './reducerBench';
import { PaneWorld } from './paneWorld';
import { storeBench, twoPanes } from './storeBench';
import { minuteMs } from '../../support/durations';

describe('another pane with the same session', () => {
  it('that refreshed it replaces this pane’s refresh: the next one is planned from it', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open().pass(200_000);
    stores(core, { session: alive(noon + 100_000), keepAlive: { on: true, until: null } });
    expect(core.state).toMatchObject({
      session: { lastActivityAt: noon + 100_000 },
      keepAlive: { kind: 'on', until: null, refreshAt: noon + 100_000 + 203_000 },
    });
    expect(core.effects).toEqual([]);
    expect(core.pass(60_000).tell({ kind: 'woke' }).effects).toEqual([]);
  });

  it('with an older state changes nothing', () => {
    const core = reducerBench().open().pass(1_000).tell({ kind: 'refreshRequested' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: noon + 1_000 });
    expect(stores(core, { session: alive(noon) }).state).toMatchObject({
      session: { lastActivityAt: noon + 1_000 },
    });
  });

  it('shares the keep-alive switch and its end with this one', () => {
    const core = stores(reducerBench().open(), {
      keepAlive: { on: true, until: noon + 3_600_000 },
    });
    expect(core.state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + 203_000 },
    });
    expect(stores(core, { keepAlive: { on: true, until: noon + 7_200_000 } }).state).toMatchObject({
      keepAlive: { until: noon + 7_200_000 },
    });
    expect(stores(core).state).toMatchObject({ keepAlive: { kind: 'off' } });
  });

  it('shares how long keep-alive lasts: this one switches it on for as long', async () => {
    const { first, second } = await twoPanes({ keepAlive: true, stopAfterMs: 60 * minuteMs });
    await first.tell({ kind: 'stopAfterChosen', stopAfterMs: null });
    await second.tell({ kind: 'keepAliveSet', on: false });
    await second.tell({ kind: 'keepAliveSet', on: true });
    for (const pane of [first, second]) {
      expect(pane.state()).toMatchObject({ keepAlive: { kind: 'on', until: null } });
      expect(pane.store.getState().choices.stopAfterMs).toBeNull();
    }
  });

  it('shares how long keep-alive lasts also with one that takes the session up', async () => {
    const world = new PaneWorld();
    const first = storeBench({ keepAlive: true, stopAfterMs: 480 * minuteMs }, world);
    await first.open();
    const second = storeBench({ keepAlive: true, stopAfterMs: 60 * minuteMs }, world);
    await second.ready();
    await world.time.run(world.time.now + minuteMs);
    for (const { store } of [first, second]) {
      expect(store.getState().choices.stopAfterMs).toBe(480 * minuteMs);
    }
  });

  it('that was suspended does not undo the later choice of this one', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open().pass(10_000);
    core.tell({ kind: 'keepAliveSet', on: false });
    const session = alive(noon + 20_000);
    const before = { on: true, until: null, setAt: noon };
    core.pass(20_000);
    expect(stores(core, { session, keepAlive: before }).state).toMatchObject({
      session: { lastActivityAt: noon + 20_000 },
      keepAlive: { kind: 'off' },
    });
    core.tell({ kind: 'keepAliveSet', on: true });
    const off = { on: false, until: null, setAt: noon + 10_000 };
    expect(
      stores(core.pass(20_000), { session: alive(noon + 40_000), keepAlive: off }).state,
    ).toMatchObject({ keepAlive: { kind: 'on', refreshAt: noon + 40_000 + 203_000 } });
    // Two clicks in the same second: in each pane the later one holds.
    const clicked = reducerBench({ keepAlive: true, stopAfterMs: null }).open().pass(10);
    clicked.tell({ kind: 'keepAliveSet', on: false });
    const on = { on: true, until: null };
    expect(stores(clicked, { keepAlive: { ...on, setAt: noon + 9 } }).state).toMatchObject({
      keepAlive: { kind: 'off' },
    });
    expect(stores(clicked, { keepAlive: { ...on, setAt: noon + 11 } }).state).toMatchObject({
      keepAlive: { kind: 'on' },
    });
    // Nor does the end that it knew of undo an extension.
    const kept = reducerBench({ keepAlive: true, stopAfterMs: 3_600_000 }).open().pass(10_000);
    kept.tell({ kind: 'keepAliveExtended' });
    const isUp = { on: false, until: null, stopped: 'timeIsUp', setAt: noon } as const;
    expect(stores(kept, { keepAlive: isUp }).state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + 5 * 3_600_000 },
    });
    kept.tell({ kind: 'keepAliveSet', on: false });
    expect(
      stores(kept.pass(2_000), { keepAlive: { on: true, until: null, setAt: kept.now } }).state,
    ).toMatchObject({ keepAlive: { kind: 'on' } });
  });

  it('tells this one why it stopped', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    const told = (stopped: SessionRecord['keepAlive']): unknown => {
      const { state } = stores(core, { keepAlive: stopped });
      return state.kind === 'open' && state.keepAlive;
    };
    const off = { on: false, until: null };
    expect([
      told({ ...off, stopped: 'refused' }),
      told({ ...off, stopped: 'timeIsUp' }),
      told(off),
    ]).toEqual([
      { kind: 'off', setAt: noon, stopped: 'refused' },
      { kind: 'off', setAt: noon, stopped: 'timeIsUp' },
      { kind: 'off', setAt: noon },
    ]);
  });

  it('does not move the next refresh of this one without a new state', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    const { state } = core;
    core.tell({ kind: 'recordChanged', record: recordWith() }, 0.9);
    expect(core.state).toEqual({ ...state, isShared: true });
  });

  it('that refreshed it clears what blocked the next refresh of this one', () => {
    const asked = reducerBench({ keepAlive: true })
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'reauthenticate' })
      .pass(10_000);
    expect(stores(asked, { session: alive(noon + 5_000) }).state).not.toHaveProperty(
      'signInNeeded',
    );
    expect(asked.state).toMatchObject({ request: { kind: 'idle' } });
    const refused = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'forbidden', need: 'permission' })
      .pass(10_000);
    expect(stores(refused, { session: alive(noon) }).state).toMatchObject({
      request: { kind: 'idle', failure: {} },
    });
    expect(stores(refused, { session: alive(noon + 5_000) }).state).toMatchObject({
      request: { kind: 'idle' },
    });
    expect(refused.state.kind === 'open' && refused.state.request).not.toHaveProperty('failure');
  });

  it('shares its activity: both lists are merged in order, without duplicates', () => {
    const core = reducerBench().open().pass(5_000).tell({ kind: 'keepAliveSet', on: true });
    const theirs = [
      { at: noon, what: 'opened' },
      { at: noon + 2_000, what: 'refreshed', tookMs: 7 },
    ] as const;
    stores(core, { activity: theirs, keepAlive: { on: true, until: null } });
    expect(core.appState.activity.map(({ at, what }) => [at - noon, what])).toEqual([
      [0, 'opened'],
      [2_000, 'refreshed'],
      [5_000, 'keepAliveOn'],
    ]);
    const before = core.appState.activity;
    expect(stores(core, { activity: theirs }).appState.activity).toBe(before);
    // The clocks of two panes differ by a few milliseconds.
    const moved = theirs.map((entry) => ({ ...entry, at: entry.at + 4 }));
    expect(stores(core, { activity: moved }).appState.activity).toBe(before);
  });
});

describe('a session that the user closed in another pane', () => {
  it('is closed here in every state, and not recreated', () => {
    for (const core of [
      reducerBench({ keepAlive: true }).open(),
      reducerBench().open().tell({ kind: 'refreshRequested' }),
    ]) {
      const requestKey = core.effects.some(({ kind }) => kind === 'refresh')
        ? core.requestKey('refresh')
        : 0;
      stores(core, { phase: 'closed' });
      expect(core.effects).toEqual(requestKey === 0 ? [] : [{ kind: 'cancelRequest', requestKey }]);
      expect(core.state).toEqual({
        kind: 'ready',
        account,
        workbook,
        ending: { kind: 'closed', session: persistent, at: noon },
      });
      core.tell({
        kind: 'refreshFailed',
        requestKey,
        failure: failure({ kind: 'recreate', certain: true }),
      });
      expect([core.state.kind, core.effects, nextWakeAt(core.appState, core.now)]).toEqual([
        'ready',
        [],
        null,
      ]);
      // An older record that arrives late, and the next session of the other pane.
      expect(stores(core, { session: alive(noon) }).state.kind).toBe('ready');
      const next = { session: alive(noon, { id: 'session-2' }) };
      expect(stores(core, next).state).toMatchObject({
        kind: 'open',
        session: { id: 'session-2' },
      });
    }
  });

  it('is not kept alive here once the close begins', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    expect(stores(core, { phase: 'closing' }).state.kind).toBe('closing');
    expect(core.effects).toMatchObject([{ kind: 'close', sessionId: 'session-1' }]);
    expect(core.wait(noon + 3_600_000).effects).toEqual([]);
  });

  it('counts as closed here only once the service says so, also where this pane began to open it anew', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open().pass(298_000);
    core.tell({ kind: 'refreshRequested' }).fails({ kind: 'recreate', certain: false });
    const create = core.requestKey('open');
    expect(stores(core, { phase: 'closing' }).state.kind).toBe('closing');
    expect(core.effects).toMatchObject([
      { kind: 'cancelRequest', requestKey: create },
      { kind: 'close', sessionId: 'session-1' },
    ]);
    expect(stores(core, { phase: 'closed' }).state).toMatchObject({ ending: { kind: 'closed' } });
  });

  it('does not affect another session in this pane', () => {
    for (const phase of ['closed', 'closing', 'ended'] as const) {
      const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
      const { appState } = core;
      expect(stores(core, { phase, session: alive(noon, { id: 'other' }) }).appState).toBe(
        appState,
      );
      expect(core.effects).toEqual([]);
    }
  });
});

describe('a session that has ended according to another pane', () => {
  it('is checked by a refresh', () => {
    const core = stores(reducerBench().open(), { phase: 'ended' });
    expect([core.state.kind, core.effects]).toMatchObject([
      'open',
      [{ kind: 'refresh', sessionId: 'session-1' }],
    ]);
    const retrying = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'unknown' });
    expect(stores(retrying, { phase: 'ended' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('is not checked beside a pending request', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    expect(stores(core, { phase: 'ended' }).effects).toEqual([]);
  });

  it('is not recreated: the other pane would have done so', () => {
    const quiet = stores(reducerBench({ keepAlive: true }).open(), { phase: 'ended' });
    const asking = reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' });
    const requestKey = asking.requestKey('refresh');
    stores(asking, { phase: 'ended' });
    quiet.fails({ kind: 'recreate', certain: true });
    asking.tell({
      kind: 'refreshFailed',
      requestKey,
      failure: failure({ kind: 'recreate', certain: true }),
    });
    for (const core of [quiet, asking]) {
      expect([core.state, core.effects]).toMatchObject([
        { kind: 'lost', reason: 'recreatable' },
        [],
      ]);
    }
  });

  it('stays open if the service still knows it', () => {
    const core = stores(reducerBench().open(), { phase: 'ended' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: noon });
    core.tell({ kind: 'refreshRequested' }).fails({ kind: 'recreate', certain: true });
    expect(core.state.kind).toBe('opening');
  });
});
