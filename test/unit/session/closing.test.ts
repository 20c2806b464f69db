import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../../src/session/events';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const session = {
  id: 'session-1',
  persistChanges: true,
  origin: 'opened',
  openedAt: noon,
  lastActivityAt: noon,
};
const what = ({ appState }: Bench): readonly string[] =>
  appState.activity.map((entry) => entry.what);

describe('what happened', () => {
  it('is told of the last two hundred times', () => {
    const core = bench().open();
    for (let count = 0; count < 250; count += 1) {
      core.pass(1).tell({ kind: 'refreshRequested' });
      core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    }
    expect(core.appState.activity).toHaveLength(200);
    expect(core.appState.activity.at(-1)).toMatchObject({ at: core.now, what: 'refreshed' });
  });
});

describe('closing', () => {
  it('is told once it is confirmed', () => {
    const core = bench().open().pass(minuteMs).tell({ kind: 'closeRequested' });
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

  it('that is not confirmed is told as such, and the session is let go', () => {
    const core = bench().open().tell({ kind: 'closeRequested' });
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

  it('during a Retry-After is asked for at once: the gate of all requests holds it back', () => {
    const core = bench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'retry' }, { notBefore: noon + 5_000 });
    expect(core.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    expect([core.state.kind, what(core)]).toEqual(['closing', ['opened', 'refreshFailed']]);
  });

  it('is sent behind a refresh that is under way, whose answer counts for nothing', () => {
    const core = bench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    expect(core.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    core.tell({
      kind: 'refreshFailed',
      requestKey,
      failure: failure({ kind: 'recreate', certain: true }),
    });
    expect([core.state.kind, core.effects]).toEqual(['closing', []]);
  });

  it('can be stopped: the session is let go, and it is told that the close may still be carried out', () => {
    const core = bench().open().tell({ kind: 'closeRequested' });
    const requestKey = core.requestKey('close');
    core.tell({ kind: 'cancelRequested' });
    expect(core.effects).toEqual([{ kind: 'cancelRequest', requestKey }]);
    expect(core.state).toMatchObject({
      kind: 'ready',
      ending: {
        kind: 'closed',
        session,
        failure: { recovery: { kind: 'unknown' }, code: 'cancelled' },
      },
    });
    expect(what(core)).toEqual(['opened', 'closeFailed']);
    expect(core.tell({ kind: 'closed', requestKey }).state).toMatchObject({
      ending: { failure: { code: 'cancelled' } },
    });
  });

  it('of a session that the service would open anew has nothing left to close', () => {
    for (const certain of [true, false]) {
      const core = bench().open().tell({ kind: 'closeRequested' });
      core.tell({
        kind: 'closeFailed',
        requestKey: core.requestKey('close'),
        failure: failure({ kind: 'recreate', certain }),
      });
      expect(core.state.kind === 'ready' && core.state.ending).toEqual({
        kind: 'closed',
        session,
        at: noon,
      });
    }
  });

  it('means nothing where nothing is open', () => {
    expect(bench().ready().tell({ kind: 'closeRequested' }).state.kind).toBe('ready');
  });
});

describe('a session whose changes would be lost', () => {
  const scratch = (): Bench => bench({ persistChanges: false }).open();

  it('is asked about before it is closed, or its user signs out, or switches accounts', () => {
    for (const [event, question] of [
      [{ kind: 'closeRequested' }, 'close'],
      [{ kind: 'signOutRequested' }, 'signOut'],
      [{ kind: 'signInRequested', another: true }, 'switchAccount'],
    ] as const) {
      const core = scratch().tell(event);
      expect([core.effects, core.state]).toMatchObject([[], { kind: 'open', question }]);
    }
  });

  it('goes on as it was where the user takes that back', () => {
    const core = scratch();
    const before = core.state;
    expect(core.tell({ kind: 'closeRequested' }).tell({ kind: 'cancelRequested' }).state).toEqual(
      before,
    );
    expect(core.effects).toEqual([]);
    expect(core.tell({ kind: 'leavingConfirmed' }).state).toEqual(before);
  });

  it('is left as was asked once the user agrees', () => {
    const confirmed = (event: SessionEvent): Bench =>
      scratch().tell(event).tell({ kind: 'leavingConfirmed' });
    expect(confirmed({ kind: 'closeRequested' }).effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1' },
    ]);
    expect(confirmed({ kind: 'signOutRequested' }).effects).toMatchObject([
      { kind: 'signOut', leaving: { sessionId: 'session-1' } },
    ]);
    const another = confirmed({ kind: 'signInRequested', another: true });
    expect(another.effects).toMatchObject([
      { kind: 'close', sessionId: 'session-1' },
      { kind: 'signIn', mode: 'another' },
    ]);
  });

  it('is kept alive while the question stands', () => {
    const core = bench({ persistChanges: false, keepAlive: true })
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

  it('of unknown kind is asked about when it is closed, not when its user signs out: it is left alone then', () => {
    expect(bench().attached().tell({ kind: 'closeRequested' }).state).toMatchObject({
      question: 'close',
    });
    expect(bench().attached().tell({ kind: 'signOutRequested' }).effects).toMatchObject([
      { kind: 'signOut', leaving: null },
    ]);
    expect(
      bench().attached().tell({ kind: 'signInRequested', another: true }).effects,
    ).toMatchObject([{ kind: 'signIn' }]);
  });

  it('that was lost meanwhile has no question any more', () => {
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
