import { describe, expect, it } from 'vitest';
import type { Recovery } from '../../../src/session/failures';
import type { Bench } from './reducerBench';
import {
  account,
  reducerBench,
  failure,
  noon,
  persistent,
  recordWith,
  workbook,
  logged,
} from './reducerBench';
import { minuteMs } from '../../support/durations';

const fails = (core: Bench, recovery: Recovery, notBefore?: number): Bench =>
  core.tell({
    kind: 'refreshFailed',
    requestKey: core.requestKey('refresh'),
    failure: failure(recovery, notBefore === undefined ? {} : { notBefore }),
  });

describe('a click on Refresh', () => {
  it('sends one request, or joins the pending one', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    expect(core.effects).toEqual([
      { kind: 'refresh', requestKey: core.requestKey('refresh'), workbook, sessionId: 'session-1' },
    ]);
    expect(core.state).toMatchObject({ request: { kind: 'refreshing', sentAt: noon, attempt: 1 } });
    expect(core.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });

  it('is counted where the user clicked, also beside one under way; a check by the pane is not', () => {
    const core = reducerBench().open();
    const clicks = () => (core.state.kind === 'open' ? core.state.clicks : undefined);
    core.tell({ kind: 'refreshRequested', isCheck: true });
    expect([core.effects, clicks()]).toMatchObject([[{ kind: 'refresh' }], undefined]);
    core.tell({ kind: 'refreshRequested' }).tell({ kind: 'refreshRequested' });
    expect(clicks()).toBe(2);
  });

  it('is logged with its duration, and moves the next refresh', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 3_600_000 })
      .open()
      .pass(minuteMs)
      .tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    core.pass(2_000).tell({ kind: 'refreshed', requestKey, sentAt: noon + minuteMs });
    expect(core.state).toMatchObject({
      request: { kind: 'idle' },
      session: { lastActivityAt: noon + minuteMs },
      keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + minuteMs + 203_000 },
    });
    expect(core.appState.activity.at(-1)).toEqual({
      at: noon + minuteMs + 2_000,
      what: 'refreshed',
      tookMs: 2_000,
    });
  });

  it('does not switch keep-alive on', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    expect(
      core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: noon }).state,
    ).toMatchObject({ keepAlive: { kind: 'off' } });
  });

  it('ignores the result of an earlier request', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    for (const event of [
      { kind: 'refreshed', requestKey: requestKey - 1, sentAt: noon },
      {
        kind: 'refreshFailed',
        requestKey: requestKey - 1,
        failure: failure({ kind: 'ended', reason: 'expired' }),
      },
    ] as const) {
      expect(core.tell(event).state).toMatchObject({ request: { kind: 'refreshing', requestKey } });
    }
    core.tell({ kind: 'refreshed', requestKey, sentAt: noon });
    for (const event of [
      { kind: 'refreshed', requestKey, sentAt: noon + 1 },
      { kind: 'refreshFailed', requestKey, failure: failure({ kind: 'ended', reason: 'expired' }) },
    ] as const) {
      expect(core.tell(event).state).toMatchObject({
        session: { lastActivityAt: noon },
        request: { kind: 'idle' },
      });
    }
    expect(logged(core)).toEqual(['opened', 'refreshed']);
  });

  it('is sent even if the browser reports no network', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'onlineChanged', online: false })
      .tell({ kind: 'refreshRequested' });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
    expect(core.fails({ kind: 'unknown' }, { code: 'offline' }).state).toMatchObject({
      request: { kind: 'retrying', failure: { recovery: { kind: 'unknown' } } },
    });
    expect(core.tell({ kind: 'woke' }).effects).toEqual([]);
    // Without the network the failure stays on the screen during another click's refresh.
    core.tell({ kind: 'refreshRequested' });
    expect(core.state).toMatchObject({ request: { kind: 'refreshing', failure: {} } });
    core.fails({ kind: 'unknown' }, { code: 'offline' });
    expect(core.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([
      { kind: 'refresh' },
    ]);
    // What failed without the network is not shown as a failure with it.
    expect(core.state).not.toHaveProperty('request.failure');
  });

  it('that fails is logged with its failure and duration', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    core.pass(700).tell({ kind: 'refreshFailed', requestKey, failure: failure({ kind: 'retry' }) });
    expect(core.appState.activity.at(-1)).toEqual({
      at: noon + 700,
      what: 'refreshFailed',
      tookMs: 700,
      failure: { recovery: 'retry' },
    });
    expect(core.state).toMatchObject({
      request: {
        kind: 'retrying',
        at: noon + 700 + 1_500,
        attempt: 1,
        failure: failure({ kind: 'retry' }),
      },
    });
  });

  it('during a Retry-After waits for its end, and shows the failure that caused it', () => {
    const core = fails(
      reducerBench().open().tell({ kind: 'refreshRequested' }),
      { kind: 'forbidden', need: 'permission' },
      noon + 30_000,
    );
    core.pass(1_000).tell({ kind: 'refreshRequested' });
    expect(core.state).toMatchObject({
      request: {
        kind: 'retrying',
        at: noon + 30_000,
        attempt: 1,
        failure: { recovery: { kind: 'forbidden' } },
      },
    });
    const other = reducerBench().ready().tell({ kind: 'startRequested' });
    const requestKey = other.requestKey('open');
    other.tell({ kind: 'cancelRequested' }).tell({ kind: 'startRequested' }).opened('session-1');
    other
      .tell({
        kind: 'openFailed',
        requestKey,
        failure: failure({ kind: 'retry' }, { notBefore: noon + 30_000 }),
      })
      .tell({ kind: 'refreshRequested' });
    expect(other.state).toMatchObject({
      request: {
        kind: 'retrying',
        at: noon + 30_000,
        failure: {
          recovery: { kind: 'retry', because: 'paused' },
          notBefore: noon + 30_000,
          at: noon,
        },
      },
    });
  });

  it('changes nothing if no session is open', () => {
    expect(reducerBench().ready().tell({ kind: 'refreshRequested' }).effects).toEqual([]);
  });
});

describe('a 503 without a code', () => {
  it('counts as the end only when a refresh without an answer cannot have extended the session', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open().holdLock().wait();
    const sentAt = core.now;
    fails(core, { kind: 'unknown' });
    while (core.now < sentAt + 5 * minuteMs - 3_000) {
      expect([core.state.kind, core.now < noon + 20 * minuteMs]).toEqual(['open', true]);
      core.wait();
      fails(core, { kind: 'recreate', certain: false });
    }
    expect(core.state).toMatchObject({ kind: 'opening', mode: { kind: 'recreate' } });
  });
});

describe('a failure', () => {
  it('is not repeated before the end of its backoff, whatever wakes the pane', () => {
    const core = fails(
      reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }),
      {
        kind: 'retry',
      },
    ).pass(1_499);
    expect(core.tell({ kind: 'woke' }).effects).toEqual([]);
    expect(core.pass(1).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('counts its attempts', () => {
    const core = fails(reducerBench().open().tell({ kind: 'refreshRequested' }), { kind: 'retry' })
      .pass(1_500)
      .tell({ kind: 'woke' });
    expect(core.state).toMatchObject({ request: { kind: 'refreshing', attempt: 2 } });
    expect(fails(core, { kind: 'retry' }).state).toMatchObject({
      request: { kind: 'retrying', attempt: 2, at: noon + 1_500 + 3_000 },
    });
  });

  it('is sent after the service’s Retry-After, also past the estimated expiry without keep-alive', () => {
    const core = reducerBench()
      .open()
      .pass(6 * minuteMs)
      .tell({ kind: 'refreshRequested' });
    const notBefore = core.now + minuteMs;
    core.fails({ kind: 'retry', because: 'throttled' }, { status: 429, notBefore });
    core.wait(notBefore - 1);
    expect(core.effects).toEqual([]);
    expect(core.wait(notBefore).effects).toMatchObject([{ kind: 'refresh' }]);
    core.fails({ kind: 'retry' }, { status: 503 });
    expect(core.state).toMatchObject({ request: { kind: 'idle', failure: { status: 503 } } });
    // A pause of MSAL comes with each of its failures: the click is not repeated without end.
    core.tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'unknown' }, { signIn: 'unavailable', notBefore: core.now + minuteMs });
    expect(core.state).toMatchObject({ request: { kind: 'idle' } });
  });

  it('that the user clicked is repeated until the network is back, also without keep-alive', () => {
    const core = reducerBench().open().tell({ kind: 'onlineChanged', online: false });
    core.pass(6 * minuteMs).tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'unknown' }, { code: 'offline' });
    expect(core.tell({ kind: 'onlineChanged', online: true }).effects).toMatchObject([
      { kind: 'refresh' },
    ]);
  });

  it('that keep-alive planned is not repeated without a network once keep-alive is off, in any pane', () => {
    const waiting = (choices = {}): Bench => {
      const core = reducerBench({ keepAlive: true, stopAfterMs: null, ...choices }).open();
      core.tell({ kind: 'onlineChanged', online: false }).wait(noon + 4 * minuteMs);
      return core.fails({ kind: 'unknown' }, { code: 'offline' });
    };
    const record = recordWith({ keepAlive: { on: false, until: null, setAt: noon } });
    for (const core of [
      waiting().tell({ kind: 'keepAliveSet', on: false }),
      waiting().tell({ kind: 'recordChanged', record }),
      waiting({ stopAfterMs: 5 * minuteMs })
        .pass(2 * minuteMs)
        .tell({ kind: 'woke' }),
    ]) {
      core.tell({ kind: 'onlineChanged', online: true });
      expect([core.state, core.effects]).toMatchObject([{ request: { kind: 'idle' } }, []]);
    }
  });

  it('that a gateway may have passed on may have extended the session: it is not called timed out', () => {
    const ended = (recovery: Recovery, status: number): unknown => {
      const core = reducerBench()
        .open()
        .pass(4 * minuteMs)
        .tell({ kind: 'refreshRequested' });
      core.fails(recovery, { status });
      core.pass(2 * minuteMs).tell({ kind: 'refreshRequested' });
      const { state } = core.fails({ kind: 'ended', reason: 'notFound' });
      return state.kind === 'lost' && state.reason;
    };
    const retry = { kind: 'retry' } as const;
    const recreate = { kind: 'recreate', certain: false } as const;
    expect([ended(retry, 504), ended(recreate, 502), ended(retry, 429)]).toEqual([
      'notFound',
      'notFound',
      'expired',
    ]);
  });

  it('without an answer counts also where another pane’s earlier success is told after it', () => {
    const core = reducerBench().open();
    core
      .pass(2 * minuteMs)
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'unknown' });
    const lastActivityAt = noon + minuteMs;
    const told = { seenAt: core.now, session: { ...persistent, lastActivityAt } };
    core.tell({ kind: 'recordChanged', record: recordWith(told) });
    core.pass(4.5 * minuteMs).tell({ kind: 'refreshRequested' });
    const { state } = core.fails({ kind: 'ended', reason: 'notFound' });
    expect(state).toMatchObject({ kind: 'lost', reason: 'notFound' });
  });

  it('is repeated until the estimated expiry without keep-alive, and without a limit with it', () => {
    const late = (choices = {}): Bench =>
      reducerBench(choices)
        .open()
        .pass(5 * minuteMs - 1)
        .tell({ kind: 'refreshRequested' });
    expect(fails(late(), { kind: 'retry' }).state).toMatchObject({ request: { kind: 'retrying' } });
    const over = reducerBench()
      .open()
      .pass(5 * minuteMs)
      .tell({ kind: 'refreshRequested' });
    expect(fails(over, { kind: 'retry' }).state).toMatchObject({
      request: { kind: 'idle', failure: { recovery: { kind: 'retry' } } },
    });
    const kept = reducerBench({ keepAlive: true })
      .open()
      .pass(6 * minuteMs)
      .tell({ kind: 'refreshRequested' });
    expect(fails(kept, { kind: 'retry' }).state).toMatchObject({ request: { kind: 'retrying' } });
  });

  it('that ends the session shows the reason', () => {
    const core = fails(reducerBench().open().tell({ kind: 'refreshRequested' }), {
      kind: 'ended',
      reason: 'conflict',
    });
    expect(core.state).toMatchObject({
      kind: 'lost',
      account,
      workbook,
      session: { id: 'session-1' },
      reason: 'conflict',
      failure: { recovery: { kind: 'ended' } },
    });
    expect(core.appState.activity.at(-1)).toMatchObject({
      at: noon,
      what: 'lost',
      failure: { recovery: 'ended' },
    });
    expect(core.tell({ kind: 'dismissed' }).state).toEqual({ kind: 'ready', account, workbook });
  });

  it('that would recur stops keep-alive with a message; without keep-alive only the failure is shown', () => {
    const core = fails(
      reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }),
      {
        kind: 'forbidden',
        need: 'editRight',
      },
    );
    expect(core.state).toMatchObject({
      request: { kind: 'idle', failure: { recovery: { need: 'editRight' } } },
      keepAlive: { kind: 'off', stopped: 'refused' },
    });
    expect(logged(core)).toEqual(['opened', 'refreshFailed', 'keepAliveRefused']);
    const plain = fails(reducerBench().open().tell({ kind: 'refreshRequested' }), {
      kind: 'forbidden',
      need: 'editRight',
    });
    expect(plain.state).toMatchObject({ request: { kind: 'idle' }, keepAlive: { kind: 'off' } });
    expect(logged(plain)).toEqual(['opened', 'refreshFailed']);
  });

  it('with a 502 without a code recreates the session from the final attempt on, not before', () => {
    const at = (ms: number): string =>
      fails(reducerBench().open().pass(ms).tell({ kind: 'refreshRequested' }), {
        kind: 'recreate',
        certain: false,
      }).state.kind;
    expect([at(5 * minuteMs - 3_001), at(5 * minuteMs - 3_000)]).toEqual(['open', 'opening']);
  });
});
