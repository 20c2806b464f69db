import { describe, expect, it } from 'vitest';
import { alive, stores } from './peerBench';
import type { Bench } from './reducerBench';
import { account, failure, reducerBench, noon, workbook } from './reducerBench';

describe('a session that another pane opened', () => {
  it('is shown in this pane too', () => {
    const core = stores(reducerBench().ready().pass(1_000), {
      session: alive(noon + 500),
      keepAlive: { on: true, until: null },
      activity: [{ at: noon, what: 'opened' }],
    });
    expect(core.state).toMatchObject({
      kind: 'open',
      session: { id: 'session-1', lastActivityAt: noon + 500 },
      keepAlive: { kind: 'on' },
      request: { kind: 'idle' },
      isShared: true,
    });
    expect([core.effects, core.appState.activity]).toMatchObject([[], [{ what: 'opened' }]]);
    const lost = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'ended', reason: 'notFound' });
    expect(stores(lost, { session: alive(noon) }).state.kind).toBe('lost');
    expect(stores(lost, { session: alive(noon, { id: 'session-2' }) }).state).toMatchObject({
      kind: 'open',
      session: { id: 'session-2' },
    });
  });

  it('whose keep-alive time has passed is not kept alive', () => {
    expect(
      stores(reducerBench().ready(), { keepAlive: { on: true, until: noon } }).state,
    ).toMatchObject({
      keepAlive: { kind: 'off', stopped: 'timeIsUp' },
    });
    expect(
      stores(reducerBench().ready(), { keepAlive: { on: true, until: noon + 1 } }).state,
    ).toMatchObject({ keepAlive: { kind: 'on' } });
  });

  it('in place of an ended one replaces the one shown here, if it is newer', () => {
    const core = reducerBench().open();
    expect(
      stores(core, { session: alive(noon - 2, { id: 'session-0', openedAt: noon - 2 }) }).state,
    ).toMatchObject({ session: { id: 'session-1' } });
    expect(stores(core, { session: alive(noon, { id: 'session-2' }) }).state).toMatchObject({
      kind: 'open',
      session: { id: 'session-2' },
    });
    // The service has ended it; if not, it is closed.
    expect(core.effects).toMatchObject([{ kind: 'close', sessionId: 'session-1' }]);
    const requestKey = core.requestKey('close');
    core.tell({ kind: 'closeFailed', requestKey, failure: failure({ kind: 'retry' }) });
    expect(core.appState.unconfirmed).toMatchObject({ sessionId: 'session-1' });
    // A scratch copy would be lost: it stays. Another client's session is left as it is.
    const scratch = reducerBench({ persistChanges: false }).open();
    const newer = { session: alive(noon, { id: 'session-2' }) };
    expect(stores(scratch, newer).state).toMatchObject({ session: { id: 'session-1' } });
    expect(stores(reducerBench().attached(), newer)).toMatchObject({
      state: { session: { id: 'session-2' } },
      effects: [],
    });
  });

  it('while this one was recreating it is shown; the session of this pane is closed when its response arrives', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'recreate', certain: true });
    const requestKey = core.requestKey('open');
    stores(core, { session: alive(noon) });
    expect(core.state.kind).toBe('opening');
    // The clock of the other pane may be behind.
    stores(core, {
      session: alive(noon, { id: 'session-2', openedAt: noon - 1_000 }),
      keepAlive: { on: true, until: null },
    });
    expect([core.state, core.effects]).toMatchObject([
      { kind: 'open', session: { id: 'session-2' } },
      [{ kind: 'cancelRequest', requestKey }],
    ]);
    core.tell({
      kind: 'opened',
      requestKey,
      workbook,
      sessionId: 'session-3',
      persistChanges: true,
      sentAt: noon,
    });
    expect([core.state, core.effects]).toMatchObject([
      { session: { id: 'session-2' } },
      [{ kind: 'close', sessionId: 'session-3' }],
    ]);
  });

  it('while this one was opening one is shown if it is newer, whatever this one was asked for', () => {
    const opening = (): Bench => reducerBench().ready().tell({ kind: 'startRequested' });
    expect(stores(opening(), { session: alive(noon) }).state.kind).toBe('open');
    expect(stores(opening(), { session: alive(noon, { persistChanges: false }) }).state.kind).toBe(
      'open',
    );
    expect(stores(opening(), { session: alive(noon, { openedAt: noon - 1 }) }).state.kind).toBe(
      'opening',
    );
    expect(stores(opening(), { phase: 'closing', session: alive(noon) }).state.kind).toBe(
      'opening',
    );
    const attaching = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    expect(stores(attaching, { session: alive(noon) }).state.kind).toBe('open');
    expect(attaching.effects).toMatchObject([{ kind: 'cancelRequest' }]);
    expect(
      stores(reducerBench().open().tell({ kind: 'closeRequested' }), {
        session: alive(noon, { id: 'session-2' }),
      }).state.kind,
    ).toBe('closing');
  });

  it('is not shown while it is being closed or opened, or after its end', () => {
    for (const phase of ['closing', 'closed', 'ended'] as const) {
      expect(stores(reducerBench().ready(), { phase }).state).toEqual({
        kind: 'ready',
        account,
        workbook,
      });
    }
    expect(stores(reducerBench().ready(), { phase: 'opening', session: null }).state.kind).toBe(
      'ready',
    );
  });
});
