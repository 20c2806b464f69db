import { describe, expect, it } from 'vitest';
import type { Recovery } from '../../../src/session/failures';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon } from './reducerBench';
import { minuteMs } from '../../support/durations';

const fails = (core: Bench, recovery: Recovery, notBefore?: number): Bench =>
  core.tell({
    kind: 'refreshFailed',
    requestKey: core.requestKey('refresh'),
    failure: failure(recovery, notBefore === undefined ? {} : { notBefore }),
  });
describe('a sign-in that a refresh needs', () => {
  const waiting = (): Bench =>
    fails(reducerBench({ keepAlive: true }).open().tell({ kind: 'refreshRequested' }), {
      kind: 'reauthenticate',
    });

  it('starts on a click, and the refreshes continue beside the question', () => {
    const core = waiting();
    expect(core.state).toMatchObject({
      signInNeeded: { failure: { recovery: { kind: 'reauthenticate' } } },
      request: { kind: 'retrying', at: noon + 1_500 },
    });
    expect(core.pass(1_500).tell({ kind: 'woke' }).effects).toMatchObject([{ kind: 'refresh' }]);
    expect(core.state).toMatchObject({ signInNeeded: {}, request: { kind: 'refreshing' } });
    core.tell({ kind: 'signInRequested', another: false });
    expect(core.effects).toMatchObject([{ kind: 'signIn', mode: 'again' }]);
    expect(core.tell({ kind: 'signInRequested', another: true }).effects).toEqual([]);
  });

  it('is not asked for any more once a request had a token, unless its window is open or Graph refused the token', () => {
    const asked = (signIn?: 'unavailable'): Bench => {
      const core = reducerBench({ keepAlive: true }).open().pass(250_000);
      core.tell({ kind: 'refreshRequested' });
      return core.fails(
        signIn === undefined ? { kind: 'reauthenticate' } : { kind: 'unknown' },
        signIn === undefined ? {} : { signIn },
      );
    };
    for (const recovery of [
      { kind: 'retry', because: 'throttled' },
      { kind: 'recreate', certain: false },
      { kind: 'unknown' },
    ] as const) {
      expect(fails(asked('unavailable').wait(), recovery).state).toMatchObject({ kind: 'open' });
      expect(fails(asked('unavailable').wait(), recovery).state).not.toHaveProperty('signInNeeded');
      expect(fails(asked().wait(), recovery).state).toHaveProperty('signInNeeded');
      const open = asked('unavailable').tell({ kind: 'signInRequested', another: false });
      expect(fails(open.wait(), recovery).state).toHaveProperty('signInNeeded.requestKey');
    }
  });

  it('does not stop the refreshes while its window is open; one that succeeds closes it', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    const requestKey = core.requestKey('signIn');
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      expect(core.wait().effects).toMatchObject([{ kind: 'refresh' }]);
      fails(core, { kind: 'reauthenticate' });
      expect(core.state).toMatchObject({ kind: 'open', signInNeeded: { requestKey } });
    }
    core.wait();
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.effects).toEqual([{ kind: 'cancelRequest', requestKey, isObsolete: true }]);
    expect(core.state).not.toHaveProperty('signInNeeded');
  });

  it('that succeeds is followed by a refresh at once, in place of the pending one', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    const requestKey = core.requestKey('signIn');
    const pending = core.wait().requestKey('refresh');
    core.tell({ kind: 'signedIn', requestKey, account });
    expect(core.effects).toMatchObject([
      { kind: 'cancelRequest', requestKey: pending },
      { kind: 'refresh' },
    ]);
  });

  it('is cancelled when the session ends or is left', () => {
    const signingIn = (): Bench => waiting().tell({ kind: 'signInRequested', another: false });
    const requestKey = signingIn().requestKey('signIn');
    const ended = fails(signingIn().wait(), { kind: 'ended', reason: 'notFound' });
    const left = signingIn().tell({ kind: 'closeRequested' });
    for (const core of [ended, left]) {
      expect(core.effects).toContainEqual({
        kind: 'cancelRequest',
        requestKey,
        isObsolete: true,
      });
    }
  });

  it('is no longer requested once a refresh succeeds', () => {
    const core = waiting().pass(1_500).tell({ kind: 'woke' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).not.toHaveProperty('signInNeeded');
    expect(core.tell({ kind: 'signInRequested', another: false }).effects).toEqual([]);
  });

  it('that fails is shown beside the session, and the refreshes continue', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    core.tell({
      kind: 'signInFailed',
      requestKey: core.requestKey('signIn'),
      failure: { reason: 'windowBlocked', at: noon },
    });
    expect(core.state).toMatchObject({
      kind: 'open',
      signInNeeded: {
        failure: { recovery: { kind: 'reauthenticate' } },
      },
    });
    expect(core.state).not.toHaveProperty('signInNeeded.requestKey');
    expect(core.wait(noon + 5_000).effects).toMatchObject([{ kind: 'refresh' }]);
    fails(core, { kind: 'reauthenticate' });
    expect(core.appState.signInNotice).toMatchObject({ reason: 'windowBlocked' });
  });

  it('ignores the result of an earlier request', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    const requestKey = core.requestKey('signIn');
    expect(core.tell({ kind: 'signedIn', requestKey: requestKey - 1, account }).effects).toEqual(
      [],
    );
    expect(
      core.tell({
        kind: 'signInFailed',
        requestKey: requestKey - 1,
        failure: { reason: 'cancelled', at: noon },
      }).state,
    ).toMatchObject({ signInNeeded: { requestKey } });
    const refreshing = reducerBench().open().tell({ kind: 'refreshRequested' });
    expect(
      refreshing.tell({ kind: 'signedIn', requestKey: refreshing.appState.requestKey, account })
        .effects,
    ).toEqual([]);
  });

  it('is not requested while the network is missing', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'onlineChanged', online: false })
      .tell({ kind: 'refreshRequested' });
    expect(
      fails(core, { kind: 'unknown' }).tell({ kind: 'signInRequested', another: false }).effects,
    ).toEqual([]);
  });

  it('is not asked without a network, when time runs short', () => {
    for (const online of [true, false]) {
      const core = reducerBench({ keepAlive: true, stopAfterMs: null }).open();
      core.pass(4.5 * minuteMs).tell({ kind: 'onlineChanged', online });
      if (core.effects.length === 0) core.tell({ kind: 'refreshRequested' });
      core.fails({ kind: 'unknown' }, { signIn: 'timedOut' });
      expect('signInNeeded' in core.state).toBe(online);
    }
  });

  it('can be cancelled', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    const requestKey = core.requestKey('signIn');
    core.tell({ kind: 'cancelRequested' });
    expect([core.state.kind, core.effects]).toEqual([
      'open',
      [{ kind: 'cancelRequest', requestKey }],
    ]);
    expect(core.state).toMatchObject({
      signInNeeded: {},
      request: { kind: 'retrying', at: noon + 1_500 },
    });
    expect(core.state).not.toHaveProperty('signInNeeded.requestKey');
    core.tell({ kind: 'signedIn', requestKey, account });
    expect(core.effects).toEqual([]);
    expect(core.tell({ kind: 'cancelRequested' }).effects).toEqual([]);
  });

  it('of another user locates the workbook again', () => {
    const core = waiting().tell({ kind: 'signInRequested', another: false });
    core.tell({
      kind: 'signedIn',
      requestKey: core.requestKey('signIn'),
      account: { ...account, id: 'alex' },
    });
    expect([core.state.kind, core.effects.map(({ kind }) => kind)]).toEqual([
      'locating',
      ['locate'],
    ]);
  });
});
