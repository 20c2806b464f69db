import { describe, expect, it } from 'vitest';
import { isUnreadReplacement } from '../../../src/session/activity';
import type { Recovery } from '../../../src/session/failures';
import {
  nextWakeAt,
  estimatedExpiry,
  refreshJitterMs,
  renewalMarginMs,
} from '../../../src/session/keepAlive';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon, persistent, recordWith } from './reducerBench';

const fails = (core: Bench, recovery: Recovery, more = {}): Bench =>
  core.tell({
    kind: 'refreshFailed',
    requestKey: core.requestKey('refresh'),
    failure: failure(recovery, { at: core.now, ...more }),
  });

/** A pane whose session another pane shows too; the other one holds the lock. */
const besideKeeper = (keepAlive: boolean): Bench =>
  reducerBench({ keepAlive, stopAfterMs: null })
    .open()
    .tell({
      kind: 'recordChanged',
      record: recordWith({ keepAlive: { on: keepAlive, until: null } }),
    })
    .tell({ kind: 'lockLost' });

describe('keep-alive', () => {
  it('refreshes a persistent session about every 3.5 minutes, with a renewal margin of more than 90 s', () => {
    const core = reducerBench({ keepAlive: true }).open().wait();
    expect(core.now - noon).toBeGreaterThanOrEqual(5 * 60_000 - renewalMarginMs - refreshJitterMs);
    expect(core.now - noon).toBeLessThanOrEqual(5 * 60_000 - 90_000);
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
    expect(
      reducerBench({ keepAlive: true })
        .open()
        .wait(core.now - 1).effects,
    ).toEqual([]);
  });

  it('refreshes a non-persistent session about every 5.5 minutes', () => {
    const core = reducerBench({ keepAlive: true, persistChanges: false }).open().wait();
    expect(core.now - noon).toBeGreaterThan(5.3 * 60_000);
    expect(core.now - noon).toBeLessThanOrEqual(5.5 * 60_000);
  });

  it('checks the wall clock at least every 30 s while a session is open', () => {
    const kept = reducerBench({ keepAlive: true }).open();
    for (const core of [
      reducerBench().open(),
      kept,
      reducerBench().open().tell({ kind: 'refreshRequested' }),
      reducerBench().attached(),
    ]) {
      expect(nextWakeAt(core.appState, core.now)).toBe(core.now + 30_000);
      core.pass(3 * 3_600_000);
      expect(nextWakeAt(core.appState, core.now)).toBeLessThanOrEqual(core.now + 30_000);
    }
    // After sleep there is no event; an earlier timer fires.
    expect(kept.tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('refreshes in the pane that holds the lock; in another one only half a minute after the plan', () => {
    const planned = reducerBench({ keepAlive: true }).open().wait().now;
    const core = besideKeeper(true);
    expect(core.wait(planned + 29_999).effects).toEqual([]);
    expect(core.wait().effects).toMatchObject([{ kind: 'refresh' }]);
    expect(core.now).toBe(planned + 30_000);
    // During a pause the pane that holds the lock waits as well.
    const paused = besideKeeper(true).tell({ kind: 'throttled', until: planned + 10_000 });
    expect(paused.wait().now).toBe(planned + 40_000);
    const other = besideKeeper(true).pass(planned - noon);
    expect(other.holdLock().effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('refreshes as planned without the lock if no record of another pane tells of the session', () => {
    const planned = reducerBench({ keepAlive: true }).open().wait().now;
    const core = reducerBench({ keepAlive: true, persistChanges: false }).open();
    core.tell({ kind: 'lockLost' }).tell({
      kind: 'recordChanged',
      record: recordWith({ session: { ...persistent, id: 'theirs' } }),
    });
    expect(core.state).toMatchObject({ kind: 'open', session: { id: 'session-1' } });
    expect(core.state).not.toHaveProperty('isShared');
    expect(core.wait().now).toBe(planned + 2 * 60_000);
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
  });

  it('that is switched on late refreshes at once, in the pane that holds the lock', () => {
    const late = 250_000;
    const core = reducerBench().open().pass(late).tell({ kind: 'keepAliveSet', on: true });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
    const other = besideKeeper(false).pass(late);
    expect(other.tell({ kind: 'keepAliveSet', on: true }).effects).toEqual([]);
    expect(other.wait().now).toBe(noon + late + 30_000);
  });

  it('counts the idle timeout from the sending of a refresh, not from its response', () => {
    const core = reducerBench().open().pass(60_000).tell({ kind: 'refreshRequested' });
    const sentAt = core.now;
    core.pass(9_000).tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt });
    expect(core.state.kind === 'open' && estimatedExpiry(core.state.session)).toBe(
      sentAt + 5 * 60_000,
    );
  });

  it('stops after the chosen time with a message, and leaves the session open', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: 3_600_000 })
      .open()
      .pass(3_600_000)
      .tell({ kind: 'woke' });
    expect(core.state).toMatchObject({
      kind: 'open',
      keepAlive: { kind: 'off', stopped: 'timeIsUp' },
    });
    expect(core.appState.activity.at(-1)?.what).toBe('keepAliveTimeIsUp');
    expect(core.wait(noon + 24 * 3_600_000).effects).toEqual([]);
  });

  it('sends a planned refresh although the browser reports no network, which may be wrong', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .tell({ kind: 'onlineChanged', online: false });
    core.pass(240_000).tell({ kind: 'woke' });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('without a network repeats the refresh, logs it once, and repeats it as soon as it is back', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .tell({ kind: 'onlineChanged', online: false });
    core.pass(240_000).tell({ kind: 'woke' });
    const { length } = core.appState.activity;
    for (const attempt of [1, 2, 3, 4]) {
      core.fails({ kind: 'unknown' }, { code: 'offline' });
      expect(core.state).toMatchObject({ request: { kind: 'retrying', attempt } });
      expect(core.pass(60_000).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
    }
    core.fails({ kind: 'unknown' }, { code: 'offline' });
    expect(core.appState.activity).toHaveLength(length + 1);
    core.tell({ kind: 'onlineChanged', online: true });
    expect(core.effects).toMatchObject([{ kind: 'refresh' }]);
    expect(core.state).toMatchObject({ request: { attempt: 1 } });
  });

  it('whose refresh had no token keeps the sign-in service’s pause when the network is back', () => {
    const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
    core.wait();
    const notBefore = core.now + 30_000;
    core.fails({ kind: 'unknown' }, { signIn: 'unavailable', notBefore });
    core
      .tell({ kind: 'onlineChanged', online: false })
      .tell({ kind: 'onlineChanged', online: true });
    expect(core.effects).toEqual([]);
    expect([core.wait().now, core.effects]).toMatchObject([notBefore, [{ kind: 'refresh' }]]);
  });
});

describe('a failed refresh', () => {
  it('is repeated until the estimated expiry, with a final attempt shortly before it', () => {
    const core = reducerBench({ keepAlive: true }).open();
    const end = noon + 5 * 60_000;
    const sent: number[] = [];
    for (
      let at = nextWakeAt(core.appState, core.now);
      at !== null && at < end;
      at = nextWakeAt(core.appState, core.now)
    ) {
      core.pass(Math.max(0, at - core.now)).tell({ kind: 'woke' });
      if (core.effects.length > 0) sent.push(end - core.now);
      if (core.effects.length > 0) fails(core, { kind: 'unknown' });
    }
    expect(sent[0]).toBeGreaterThan(90_000);
    expect(sent.at(-1)).toBe(3_000);
    expect(sent.length).toBeGreaterThanOrEqual(6);
  });

  it('is not repeated before the end of the Retry-After, not even on a click', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'retry' }, { notBefore: core.now + 30_000 });
    expect(core.tell({ kind: 'refreshRequested' }).effects).toEqual([]);
    expect(core.pass(29_999).tell({ kind: 'woke' }).effects).toEqual([]);
    expect(core.pass(1).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('is repeated after the estimated expiry: only the service’s response ends the session', () => {
    const core = reducerBench({ keepAlive: true })
      .open()
      .pass(9 * 3_600_000)
      .tell({ kind: 'woke' });
    expect(core.effects).toEqual([]);
    expect(core.state).toMatchObject({ keepAlive: { kind: 'off', stopped: 'timeIsUp' } });
    const kept = reducerBench({ keepAlive: true, stopAfterMs: null })
      .open()
      .pass(9 * 3_600_000)
      .tell({ kind: 'woke' });
    expect(kept.effects).toMatchObject([{ kind: 'refresh' }]);
    fails(kept, { kind: 'ended', reason: 'expired' });
    expect(kept.state).toMatchObject({ kind: 'lost', reason: 'expired' });
    expect(nextWakeAt(kept.appState, kept.now)).toBeNull();
  });

  it('is not repeated after the estimated expiry without keep-alive', () => {
    const core = reducerBench()
      .open()
      .pass(5 * 60_000)
      .tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'unknown' });
    expect(core.state).toMatchObject({
      kind: 'open',
      request: { kind: 'idle', failure: { recovery: { kind: 'unknown' } } },
    });
  });

  it('asks for a sign-in if the token is refused, while the refreshes continue, and resumes after it', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'reauthenticate' });
    expect(core.state).toMatchObject({
      kind: 'open',
      signInNeeded: { failure: { recovery: { kind: 'reauthenticate' } } },
      request: { kind: 'retrying' },
    });
    core.tell({ kind: 'signInRequested', another: false });
    core.tell({ kind: 'signedIn', requestKey: core.requestKey('signIn'), account });
    expect(core.effects).toMatchObject([{ kind: 'refresh', sessionId: 'session-1' }]);
    expect(core.state).not.toHaveProperty('signInNeeded');
  });

  it('stops keep-alive with a message if the same request would be refused again', () => {
    const core = reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'forbidden', need: 'permission' });
    expect(core.state).toMatchObject({
      kind: 'open',
      keepAlive: { kind: 'off', stopped: 'refused' },
    });
  });
});

describe('a recreatable session', () => {
  it('is recreated automatically with its keep-alive if it is persistent and ours, and the change is shown until the user dismisses that', () => {
    const core = reducerBench({ keepAlive: true }).open();
    const until =
      core.state.kind === 'open' && core.state.keepAlive.kind === 'on'
        ? core.state.keepAlive.until
        : null;
    core.tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'recreate', certain: true });
    expect(core.effects).toMatchObject([{ kind: 'open', persistChanges: true }]);
    core.opened('session-2');
    expect(core.state).toMatchObject({
      kind: 'open',
      session: { id: 'session-2' },
      keepAlive: { kind: 'on', until },
    });
    const openedAt = core.now;
    const isTold = () =>
      core.appState.activity.some((each) => isUnreadReplacement(each, { openedAt }));
    expect([core.appState.activity.at(-1)?.what, isTold()]).toEqual(['recreated', true]);
    expect(core.tell({ kind: 'dismissed' }).state.kind).toBe('open');
    expect([core.appState.activity.at(-1)?.what, isTold()]).toEqual(['recreated', false]);
  });

  it('is never recreated automatically if it is non-persistent', () => {
    const core = reducerBench({ persistChanges: false }).open().tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'recreate', certain: true });
    expect(core.state).toMatchObject({
      kind: 'lost',
      reason: 'recreatable',
      session: { persistChanges: false },
    });
    expect(core.effects).toEqual([]);
  });

  it('is not recreated if it is attached', () => {
    const core = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core
      .tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: noon })
      .tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'recreate', certain: true });
    expect(core.state).toMatchObject({ kind: 'lost', session: { origin: 'attached' } });
  });

  it('is refreshed again before the estimated expiry after a 502 or 503 without a code', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    fails(core, { kind: 'recreate', certain: false });
    expect(core.state).toMatchObject({ kind: 'open', request: { kind: 'retrying' } });
    core.pass(5 * 60_000).tell({ kind: 'woke' });
    fails(core, { kind: 'recreate', certain: false });
    expect(core.state).toMatchObject({ kind: 'opening', mode: { kind: 'recreate' } });
  });
});
