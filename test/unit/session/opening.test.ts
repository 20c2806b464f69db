import { describe, expect, it } from 'vitest';
import type { Recovery, SignInReason } from '../../../src/session/failures';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { defaultChoices } from '../../../src/session/appState';
import { recordOf } from '../../../src/session/records';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon, workbook, logged } from './reducerBench';
import { minuteMs } from '../../support/durations';

const fails = (core: Bench, recovery: Recovery, notBefore?: number): Bench =>
  core.tell({
    kind: 'openFailed',
    requestKey: core.requestKey('open'),
    failure: failure(recovery, notBefore === undefined ? {} : { notBefore }),
  });

describe('a session that was opened', () => {
  it('is logged with its duration, and its idle timeout counts from the sending of the request', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' }).pass(4_000);
    core.tell({
      kind: 'opened',
      requestKey: core.requestKey('open'),
      workbook,
      sessionId: 's',
      persistChanges: true,
      sentAt: noon,
    });
    expect(core.state).toEqual({
      kind: 'open',
      account,
      workbook,
      request: { kind: 'idle' },
      keepAlive: { kind: 'off' },
      session: {
        id: 's',
        persistChanges: true,
        origin: 'opened',
        openedAt: noon + 4_000,
        lastActivityAt: noon,
      },
    });
    expect(core.appState.activity).toEqual([{ at: noon + 4_000, what: 'opened', tookMs: 4_000 }]);
  });

  it('minutes after the request is logged with those minutes, and is as young as the last poll', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' }).pass(180_000);
    const requestKey = core.requestKey('open');
    const opened = { kind: 'opened', requestKey, workbook, sessionId: 's' } as const;
    const times = { sentAt: noon + 150_000, requestedAt: noon };
    core.tell({ ...opened, persistChanges: true, ...times });
    expect(core.state).toMatchObject({ session: { lastActivityAt: noon + 150_000 } });
    expect(core.appState.activity).toMatchObject([{ what: 'opened', tookMs: 180_000 }]);
  });

  it('of a kind that the response does not contain is ours, and of unknown kind', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    core.tell({
      kind: 'opened',
      requestKey: core.requestKey('open'),
      workbook,
      sessionId: 's',
      persistChanges: 'unknown',
      sentAt: noon,
    });
    expect(core.state).toMatchObject({
      kind: 'open',
      session: { id: 's', persistChanges: 'unknown', origin: 'opened' },
    });
  });

  it('is kept alive from the start, for as long as the user chose', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 3_600_000 }).open();
    expect(core.state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + 203_000 },
    });
    expect(reducerBench({ keepAlive: true, stopAfterMs: null }).open().state).toMatchObject({
      keepAlive: { until: null },
    });
  });

  it('is requested in the kind that the user chose', () => {
    const core = reducerBench()
      .ready()
      .tell({ kind: 'persistChangesChosen', persistChanges: false })
      .tell({ kind: 'startRequested' });
    expect(core.effects).toEqual([
      { kind: 'open', requestKey: core.requestKey('open'), workbook, persistChanges: false },
    ]);
    expect(core.appState.choices).toEqual({ ...defaultChoices, persistChanges: false });
  });

  it('after a cancellation is closed, also during a Retry-After: the gate delays the close', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    core.tell({ kind: 'cancelRequested' }).tell({ kind: 'startRequested' });
    fails(core, { kind: 'retry' }, noon + 1_000);
    const late = {
      kind: 'opened',
      requestKey,
      workbook,
      sessionId: 'late',
      persistChanges: true,
      sentAt: noon,
    } as const;
    expect(core.tell(late).effects).toMatchObject([{ kind: 'close', sessionId: 'late', workbook }]);
    expect(core.state.kind).toBe('opening');
  });

  it('is not opened twice, and no other is opened beside it', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    expect(core.tell({ kind: 'startRequested' }).effects).toEqual([]);
    expect(reducerBench().open().tell({ kind: 'startRequested' }).effects).toEqual([]);
    expect(
      reducerBench().open().tell({ kind: 'attachRequested', sessionId: 'theirs' }).effects,
    ).toEqual([]);
  });
});

describe('opening that fails', () => {
  it('is shown, and can be tried again', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    fails(core, { kind: 'forbidden', need: 'editRight' });
    expect(core.state).toEqual({
      kind: 'ready',
      account,
      workbook,
      ending: { kind: 'failed', failure: failure({ kind: 'forbidden', need: 'editRight' }) },
    });
    expect(core.appState.activity).toEqual([
      { at: noon, what: 'openFailed', failure: { recovery: 'forbidden' } },
    ]);
    expect(core.tell({ kind: 'dismissed' }).state).toEqual({ kind: 'ready', account, workbook });
    expect(core.tell({ kind: 'startRequested' }).effects).toMatchObject([{ kind: 'open' }]);
  });

  it('is repeated after a token request whose outcome is unknown: nothing was sent', () => {
    const after = (signIn: SignInReason): string => {
      const core = reducerBench().ready().tell({ kind: 'startRequested' });
      const requestKey = core.requestKey('open');
      const unclear = failure({ kind: 'unknown' }, { signIn });
      return core.tell({ kind: 'openFailed', requestKey, failure: unclear }).state.kind;
    };
    expect([after('unavailable'), after('accountBlocked')]).toEqual(['opening', 'ready']);
  });

  it('is repeated after 1.5 s, then after twice as long, and so on', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      fails(core, { kind: 'retry' });
      const at = nextWakeAt(core.appState, core.now) ?? 0;
      waits.push(at - core.now);
      core.pass(at - core.now - 1).tell({ kind: 'woke' });
      expect(core.effects).toEqual([]);
      core.pass(1).tell({ kind: 'woke' });
      expect(core.state).not.toHaveProperty('retry');
    }
    expect(waits).toEqual([1_500, 3_000, 6_000, 12_000]);
  });

  it('is not repeated after two minutes, in which the service’s Retry-After does not count', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const end = noon + 60 * minuteMs;
    expect(fails(core, { kind: 'retry' }, end).state).toMatchObject({ retry: { at: end } });
    core.wait();
    expect(core.now).toBe(end);
    while (fails(core, { kind: 'retry' }).state.kind === 'opening') core.wait();
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    expect(core.now).toBeGreaterThan(end + minuteMs);
    expect(core.now).toBeLessThan(end + 2 * minuteMs);
  });

  it('is repeated as well after a wait at the gate, for a pause that another pane was asked for', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' }).pass(1_000);
    const end = noon + 10 * minuteMs;
    core.tell({ kind: 'throttled', until: end });
    core.pass(end - core.now);
    core.tell({
      kind: 'openFailed',
      requestKey: core.appState.requestKey,
      failure: failure({ kind: 'retry' }, { at: end, status: 504 }),
    });
    while (core.state.kind === 'opening') fails(core.wait(), { kind: 'retry' });
    expect(core.now).toBeGreaterThan(end + minuteMs);
    expect(core.now).toBeLessThan(end + 2 * minuteMs);
  });

  it('is repeated after a Retry-After that another pane received meanwhile; until then nothing counts as sent', () => {
    const end = noon + 5 * minuteMs;
    const started = reducerBench().ready().tell({ kind: 'startRequested' });
    const attaching = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    attaching.fails({ kind: 'retry' });
    for (const core of [fails(started, { kind: 'retry' }), attaching]) {
      core.tell({ kind: 'throttled', until: end }).wait(end - 1);
      expect(core.state).toMatchObject({ kind: 'opening', retry: { at: end } });
      expect([core.effects, recordOf(core.appState, core.now)]).toEqual([[], null]);
      const { effects } = core.wait();
      expect([effects.length, core.now]).toEqual([1, end]);
    }
    fails(started, { kind: 'retry' });
    expect(started.state).toMatchObject({ kind: 'opening', retry: { at: end + 3_000 } });
  });

  it('is not repeated for longer than an hour beside its limit, however often the service asks for a pause', () => {
    for (const seconds of [1, 90, 3_600]) {
      const core = reducerBench().ready().tell({ kind: 'startRequested' });
      const pausesMs = seconds * 1_000;
      while (fails(core, { kind: 'retry' }, core.now + pausesMs).state.kind === 'opening') {
        core.wait();
      }
      expect(core.now - noon).toBeLessThanOrEqual(62 * minuteMs);
      expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    }
  });

  it('waits for the end of a known Retry-After, and shows it', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    fails(core, { kind: 'forbidden', need: 'editRight' }, noon + 5 * minuteMs)
      .pass(1_000)
      .tell({ kind: 'startRequested' });
    expect(core.effects).toEqual([]);
    const silence = {
      recovery: { kind: 'retry', because: 'paused' },
      notBefore: noon + 5 * minuteMs,
      at: noon + 1_000,
    };
    expect(core.state).toMatchObject({
      kind: 'opening',
      since: noon + 1_000,
      attempt: 0,
      retry: { at: noon + 5 * minuteMs, failure: silence },
    });
    expect(nextWakeAt(core.appState, core.now)).toBe(core.now + 30_000);
    core.pass(5 * minuteMs - 1_001).tell({ kind: 'woke' });
    expect([core.effects, nextWakeAt(core.appState, core.now)]).toEqual([[], core.now + 1]);
    core.pass(1).tell({ kind: 'woke' });
    expect(core.effects).toMatchObject([{ kind: 'open' }]);
  });

  it('returns to the screen before it if it is cancelled', () => {
    for (const refused of [
      failure({ kind: 'forbidden', need: 'editRight' }),
      failure({ kind: 'unknown' }, { code: 'notSent' }),
      failure({ kind: 'unknown' }, { signIn: 'offline' }),
    ]) {
      const core = reducerBench().ready().tell({ kind: 'startRequested' });
      const requestKey = core.requestKey('open');
      core.tell({ kind: 'cancelRequested' });
      expect([core.state, core.effects]).toEqual([
        { kind: 'ready', account, workbook, awaits: true },
        [{ kind: 'cancelRequest', requestKey }],
      ]);
      expect(core.appState.awaited).toMatchObject([{ requestKey }]);
      core.tell({ kind: 'openFailed', requestKey, failure: refused });
      expect([core.state.kind, logged(core)]).toEqual(['ready', []]);
      expect(core.appState).toMatchObject({ awaited: [] });
      expect(core.appState.unconfirmed).toBeUndefined();
    }
  });

  it('tells after a cancellation that a session may have been opened, also of an earlier start', () => {
    for (const unclear of [
      failure({ kind: 'unknown' }, { code: 'aborted' }),
      failure({ kind: 'reauthenticate' }, { accepted: true }),
    ]) {
      const cancelled = (): Bench =>
        reducerBench().ready().tell({ kind: 'startRequested' }).tell({ kind: 'cancelRequested' });
      const core = cancelled();
      const { requestKey } = core.appState;
      const answer = { kind: 'openFailed', requestKey, failure: unclear } as const;
      const told = { awaited: [], unconfirmed: { failure: unclear } };
      expect(core.tell(answer).appState).toMatchObject(told);
      expect(core.state.kind).toBe('ready');
      const again = cancelled().tell({ kind: 'startRequested' }).tell(answer);
      expect([again.state.kind, again.appState]).toMatchObject(['opening', told]);
      core.tell({ kind: 'startRequested' });
      expect(core.appState.unconfirmed).toBeUndefined();
    }
  });
});

describe('recreating a session', () => {
  const recreating = (choices = {}): Bench => {
    const core = reducerBench(choices).open().tell({ kind: 'refreshRequested' });
    return core.tell({
      kind: 'refreshFailed',
      requestKey: core.requestKey('refresh'),
      failure: failure({ kind: 'recreate', certain: true }),
    });
  };

  it('has a longer time limit', () => {
    const core = recreating();
    while (fails(core, { kind: 'retry' }).state.kind === 'opening') core.wait();
    expect(core.state.kind).toBe('lost');
    expect(core.now).toBeGreaterThan(noon + 9 * minuteMs);
    expect(core.now).toBeLessThan(noon + 10 * minuteMs);
  });

  it('loses the session if it fails', () => {
    const core = fails(recreating(), { kind: 'unknown' });
    expect(core.state).toMatchObject({
      kind: 'lost',
      account,
      workbook,
      session: { id: 'session-1' },
      reason: 'recreatable',
      failure: { recovery: { kind: 'unknown' } },
    });
    expect(logged(core)).toEqual(['opened', 'refreshFailed', 'openUnclear']);
    expect(core.tell({ kind: 'startRequested' }).effects).toMatchObject([{ kind: 'open' }]);
  });

  it('keeps keep-alive as it was, on or off', () => {
    expect(recreating().opened('session-2').state).toMatchObject({ keepAlive: { kind: 'off' } });
    const kept = recreating({ keepAlive: true, stopAfterMs: 3_600_000 });
    kept.pass(60_000).opened('session-2');
    expect(kept.state).toMatchObject({
      keepAlive: { kind: 'on', until: noon + 3_600_000, refreshAt: noon + 60_000 + 203_000 },
    });
  });

  it('requests a persistent session even if the user has chosen non-persistent ones since', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'persistChangesChosen', persistChanges: false })
      .tell({ kind: 'refreshRequested' });
    core.tell({
      kind: 'refreshFailed',
      requestKey: core.requestKey('refresh'),
      failure: failure({ kind: 'recreate', certain: true }),
    });
    expect(core.effects).toMatchObject([{ kind: 'open', persistChanges: true }]);
  });
});
