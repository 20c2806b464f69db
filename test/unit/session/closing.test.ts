import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../../src/session/events';
import type { Bench } from './reducerBench';
import { account, reducerBench, failure, noon, workbook, logged } from './reducerBench';
import { minuteMs } from '../../support/durations';
import { failed } from '../../../src/session/services';
import { emptySuccess, session as openedSession, storeBench } from './storeBench';

const session = {
  id: 'session-1',
  persistChanges: true,
  origin: 'opened',
  openedAt: noon,
  lastActivityAt: noon,
};

describe('the activity', () => {
  it('keeps the last two hundred entries', () => {
    const core = reducerBench().open();
    for (let count = 0; count < 250; count += 1) {
      core.pass(1).tell({ kind: 'refreshRequested' });
      core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    }
    expect(core.appState.activity).toHaveLength(200);
    expect(core.appState.activity.at(-1)).toMatchObject({ at: core.now, what: 'refreshed' });
  });
});

describe('closing', () => {
  it('shows the session as closed once the service confirms it', () => {
    const core = reducerBench().open().pass(minuteMs).tell({ kind: 'closeRequested' });
    expect(core.effects).toEqual([
      { kind: 'close', requestKey: core.requestKey('close'), workbook, sessionId: 'session-1' },
    ]);
    const requestKey = core.requestKey('close');
    expect(core.tell({ kind: 'closed', requestKey: requestKey - 1 }).state).toMatchObject({
      kind: 'closing',
      requestKey,
      account,
      workbook,
    });
    core.tell({ kind: 'closed', requestKey });
    expect(core.state).toEqual({
      kind: 'ready',
      account,
      workbook,
      ending: { kind: 'closed', at: noon + minuteMs, session: session },
    });
    expect(core.appState.activity.at(-1)).toEqual({ at: noon + minuteMs, what: 'closed' });
  });

  it('that is not confirmed is shown as such, and the session is no longer tracked', () => {
    const core = reducerBench().open().tell({ kind: 'closeRequested' });
    const fault = failure({ kind: 'unknown' }, { notBefore: noon + 5_000 });
    core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: fault });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', failure: fault } });
    expect(core.appState.activity.at(-1)).toEqual({
      at: noon,
      what: 'closeFailed',
      failure: { recovery: 'unknown' },
    });
    expect(core.appState.throttledUntil).toBe(noon + 5_000);
  });

  it('during a Retry-After requests the close at once: the gate delays it', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'retry' }, { notBefore: noon + 5_000 });
    expect(core.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    expect([core.state.kind, logged(core)]).toEqual(['closing', ['opened', 'refreshFailed']]);
  });

  it('is sent after a pending refresh, whose response is ignored', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    expect(core.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    core.tell({
      kind: 'refreshFailed',
      requestKey,
      failure: failure({ kind: 'recreate', certain: true }),
    });
    expect([core.state.kind, core.effects]).toEqual(['closing', []]);
  });

  it('can be cancelled: the session is no longer tracked, and the close may still be carried out', () => {
    const core = reducerBench().open().tell({ kind: 'closeRequested' });
    const requestKey = core.requestKey('close');
    core.tell({ kind: 'cancelRequested' });
    expect(core.effects).toMatchObject([
      { kind: 'cancelRequest', requestKey },
      { kind: 'findRecord' },
    ]);
    expect(core.state).toMatchObject({
      kind: 'ready',
      ending: {
        kind: 'closed',
        session,
        failure: { recovery: { kind: 'unknown' }, code: 'cancelled' },
      },
    });
    expect(logged(core)).toEqual(['opened', 'closeFailed']);
    expect(core.tell({ kind: 'closed', requestKey }).state).toMatchObject({
      ending: { failure: { code: 'cancelled' } },
    });
  });

  it('of a session that the service no longer has counts as closed, and no other failure does', () => {
    for (const [recovery, isOver] of [
      [{ kind: 'recreate', certain: true }, true],
      [{ kind: 'ended', reason: 'notFound' }, true],
      [{ kind: 'recreate', certain: false }, false],
      [{ kind: 'unknown' }, false],
      [{ kind: 'forbidden', need: 'editRight' }, false],
    ] as const) {
      const core = reducerBench().open().tell({ kind: 'closeRequested' });
      const fault = failure(recovery);
      core.tell({ kind: 'closeFailed', requestKey: core.requestKey('close'), failure: fault });
      expect(core.state.kind === 'ready' && core.state.ending, recovery.kind).toEqual({
        kind: 'closed',
        session,
        at: noon,
        ...(isOver ? {} : { failure: fault }),
      });
    }
  });

  it('changes nothing if no session is open', () => {
    expect(reducerBench().ready().tell({ kind: 'closeRequested' }).state.kind).toBe('ready');
  });
});

describe('a session whose changes would be lost', () => {
  const scratch = (): Bench => reducerBench({ persistChanges: false }).open();

  it('needs a confirmation before a close, a sign-out or a switch of accounts', () => {
    for (const [event, question] of [
      [{ kind: 'closeRequested' }, 'close'],
      [{ kind: 'signOutRequested' }, 'signOut'],
      [{ kind: 'signInRequested', another: true }, 'switchAccount'],
    ] as const) {
      const core = scratch().tell(event);
      expect([core.effects, core.state]).toMatchObject([[], { kind: 'open', question }]);
    }
  });

  it('stays open if the user cancels the question', () => {
    const core = scratch();
    const before = core.state;
    expect(core.tell({ kind: 'closeRequested' }).tell({ kind: 'cancelRequested' }).state).toEqual(
      before,
    );
    expect(core.effects).toEqual([]);
    expect(core.tell({ kind: 'leavingConfirmed' }).state).toEqual(before);
  });

  it('is left as requested once the user confirms', () => {
    const confirmed = (event: SessionEvent): Bench =>
      scratch().tell(event).tell({ kind: 'leavingConfirmed' });
    expect(confirmed({ kind: 'closeRequested' }).effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1' },
    ]);
    expect(confirmed({ kind: 'signOutRequested' }).effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1', leftBy: account },
      { kind: 'signOut' },
    ]);
    const another = confirmed({ kind: 'signInRequested', another: true });
    expect(another.effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1' },
      { kind: 'signIn', mode: 'another' },
    ]);
  });

  it('is kept alive while the question is shown', () => {
    const core = reducerBench({ persistChanges: false, keepAlive: true })
      .open()
      .tell({ kind: 'closeRequested' })
      .wait();
    expect([core.effects, core.state]).toMatchObject([
      [{ kind: 'refresh' }],
      { question: 'close' },
    ]);
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).toMatchObject({ question: 'close', request: { kind: 'idle' } });
  });

  it('of unknown kind needs a confirmation before a close, but not before a sign-out, which does not close it', () => {
    expect(reducerBench().attached().tell({ kind: 'closeRequested' }).state).toMatchObject({
      question: 'close',
    });
    expect(reducerBench().attached().tell({ kind: 'signOutRequested' }).effects).toMatchObject([
      { kind: 'signOut' },
    ]);
    expect(
      reducerBench().attached().tell({ kind: 'signInRequested', another: true }).effects,
    ).toMatchObject([{ kind: 'signIn' }]);
  });

  it('that is lost meanwhile has no question any more', () => {
    const core = scratch().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    core.tell({ kind: 'closeRequested' }).tell({
      kind: 'refreshFailed',
      requestKey,
      failure: failure({ kind: 'ended', reason: 'notFound' }),
    });
    expect(core.state.kind).toBe('lost');
    expect(core.tell({ kind: 'leavingConfirmed' }).effects).toEqual([]);
  });
});

describe('a close that fails', () => {
  const closing = async () => {
    const pane = storeBench();
    await pane.open();
    await pane.tell({ kind: 'closeRequested' });
    return pane;
  };
  const refuse = (
    pane: Awaited<ReturnType<typeof closing>>,
    ...given: Parameters<typeof failure>
  ) => pane.last('close').answer(failed(failure(...given)));
  const closes = (pane: Awaited<ReturnType<typeof closing>>): readonly number[] =>
    pane.asked.filter(({ what }) => what.startsWith('close')).map(({ at }) => at);

  it('is repeated when the service’s Retry-After has passed, and confirmed then', async () => {
    const pane = await closing();
    const start = pane.time.now;
    await refuse(pane, { kind: 'retry' }, { notBefore: pane.now() + 40_000 });
    expect(pane.state().kind).toBe('closing');
    await pane.time.run(start + 39_999);
    expect(closes(pane)).toEqual([start]);
    await pane.time.run(start + 40_000);
    expect(closes(pane)).toEqual([start, start + 40_000]);
    await pane.last('close').answer(emptySuccess);
    expect(pane.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
    expect(pane.state()).not.toHaveProperty('ending.failure');
  });

  it('is shown with its reason and the time of the next attempt, unless the user has left', async () => {
    const pane = await closing();
    const notBefore = pane.now() + 40_000;
    await refuse(pane, { kind: 'retry', because: 'locked' }, { notBefore });
    expect(pane.state()).toMatchObject({
      kind: 'closing',
      retry: { at: notBefore, failure: { recovery: { because: 'locked' } } },
    });
    const left = await closing();
    await left.tell({ kind: 'cancelRequested' });
    await refuse(left, { kind: 'retry' });
    expect(left.state().kind).toBe('ready');
    const late = reducerBench().open().tell({ kind: 'closeRequested' });
    const requestKey = late.requestKey('close') - 1;
    const retry = { at: noon, failure: failure({ kind: 'retry' }) };
    expect(late.tell({ kind: 'closeRepeated', requestKey, retry }).state).not.toHaveProperty(
      'retry',
    );
  });

  it('tells no next attempt while that attempt is under way', async () => {
    const pane = await closing();
    await refuse(pane, { kind: 'retry', because: 'locked' });
    expect(pane.state()).toHaveProperty('retry');
    await pane.time.run(pane.time.now + 5_000);
    expect(closes(pane)).toHaveLength(2);
    expect(pane.state()).not.toHaveProperty('retry');
  });

  it('is repeated until the session has probably ended by itself', async () => {
    const pane = await closing();
    const start = pane.time.now;
    for (let minute = 1; minute < 5; minute += 1) {
      await refuse(pane, { kind: 'retry' }, { notBefore: pane.now() + minuteMs });
      expect(pane.state().kind).toBe('closing');
      await pane.time.run(start + minute * minuteMs);
    }
    await refuse(pane, { kind: 'retry' }, { notBefore: pane.now() + minuteMs });
    expect(pane.state()).toMatchObject({ ending: { kind: 'closed', failure: {} } });
  });

  it('without a clear answer is tried three times, then shown as unconfirmed', async () => {
    for (const recovery of [{ kind: 'unknown' }, { kind: 'recreate', certain: false }] as const) {
      const pane = await closing();
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        expect([closes(pane).length, pane.state().kind]).toEqual([attempt, 'closing']);
        await refuse(pane, recovery);
        await pane.time.run(pane.time.now + 10_000);
      }
      expect(closes(pane)).toHaveLength(3);
      expect(pane.state()).toMatchObject({ ending: { kind: 'closed', failure: { recovery } } });
    }
  });

  it('without a network is tried until there is one, for as long as the session can live', async () => {
    for (const more of [{ code: 'network' }, { signIn: 'offline' }] as const) {
      const pane = await closing();
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        expect([closes(pane).length, pane.state().kind]).toEqual([attempt, 'closing']);
        await refuse(pane, { kind: 'unknown' }, more);
        await pane.time.run(pane.time.now + 40_000);
      }
      await pane.last('close').answer(emptySuccess);
      expect(pane.state()).toMatchObject({ ending: { kind: 'closed' } });
      expect(pane.state()).not.toHaveProperty('ending.failure');
    }
  });

  it('is not repeated where the service refuses it, nor after the user has stopped waiting', async () => {
    const refused = await closing();
    await refuse(refused, { kind: 'forbidden', need: 'editRight' });
    const cancelled = await closing();
    await refuse(cancelled, { kind: 'retry' });
    await cancelled.tell({ kind: 'cancelRequested' });
    for (const pane of [refused, cancelled]) {
      await pane.time.run(pane.time.now + minuteMs);
      expect([closes(pane).length, pane.state().kind]).toEqual([pane === refused ? 1 : 2, 'ready']);
    }
  });

  it('of a session that was opened after Cancel is repeated too, and other requests do not wait', async () => {
    const pane = storeBench();
    await pane.ready();
    await pane.tell({ kind: 'startRequested' });
    await pane.tell({ kind: 'cancelRequested' });
    await pane.last('open').answer(openedSession('late'));
    await refuse(pane, { kind: 'retry' }, { notBefore: pane.now() + 20_000 });
    await pane.tell({ kind: 'startRequested' });
    await pane.last('open').answer(openedSession('session-2'));
    expect(pane.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
    await pane.time.run(pane.time.now + 20_000);
    expect(pane.asked.filter(({ what }) => what === 'close late')).toHaveLength(2);
  });
});
