import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/session/events';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const minuteMs = 60_000;
const session = { id: 'session-1', persistChanges: true, origin: 'opened', openedAt: noon, aliveAt: noon };
const what = ({ snapshot }: Bench): readonly string[] => snapshot.activity.map((entry) => entry.what);

describe('what happened', () => {
  it('is told of the last two hundred times', () => {
    const heart = bench().open();
    for (let count = 0; count < 250; count += 1) {
      heart.pass(1).tell({ kind: 'refreshRequested' });
      heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    }
    expect(heart.snapshot.activity).toHaveLength(200);
    expect(heart.snapshot.activity.at(-1)).toMatchObject({ at: heart.now, what: 'refreshed' });
  });
});

describe('closing', () => {
  it('is told once it is confirmed', () => {
    const heart = bench().open().pass(minuteMs).tell({ kind: 'closeRequested' });
    expect(heart.effects).toEqual([{ kind: 'close', run: heart.run('close'), workbook, sessionId: 'session-1' }]);
    const run = heart.run('close');
    expect(heart.tell({ kind: 'closed', run: run - 1 }).state).toMatchObject({ kind: 'closing', run, account, workbook });
    heart.tell({ kind: 'closed', run });
    expect(heart.state).toEqual({ kind: 'ready', account, workbook, ending: { kind: 'closed', at: noon + minuteMs, session: session } });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon + minuteMs, what: 'closed' });
  });

  it('that is not confirmed is told as such, and the session is let go', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' });
    const fault = failure({ kind: 'unclear' }, { notBefore: noon + 5_000 });
    heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: fault });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', failure: fault } });
    expect(heart.snapshot.activity.at(-1)).toEqual({ at: noon, what: 'closeFailed', failure: { verdict: 'unclear' } });
    expect(heart.snapshot.throttledUntil).toBe(noon + 5_000);
  });

  it('during a Retry-After is asked for at once: the gate of all requests holds it back', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' }).fails({ kind: 'retry' }, { notBefore: noon + 5_000 });
    expect(heart.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    expect([heart.state.kind, what(heart)]).toEqual(['closing', ['opened', 'refreshFailed']]);
  });

  it('is sent behind a refresh that is under way, whose answer counts for nothing', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    expect(heart.tell({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close' }]);
    heart.tell({ kind: 'refreshFailed', run, failure: failure({ kind: 'recreate', certain: true }) });
    expect([heart.state.kind, heart.effects]).toEqual(['closing', []]);
  });

  it('can be stopped: the session is let go, and it is told that the close may still be carried out', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' });
    const run = heart.run('close');
    heart.tell({ kind: 'givenUp' });
    expect(heart.effects).toEqual([{ kind: 'giveUp', run }]);
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', session, failure: { verdict: { kind: 'unclear' }, code: 'cancelled' } } });
    expect(what(heart)).toEqual(['opened', 'closeFailed']);
    expect(heart.tell({ kind: 'closed', run }).state).toMatchObject({ ending: { failure: { code: 'cancelled' } } });
  });

  it('of a session that the service would open anew has nothing left to close', () => {
    for (const certain of [true, false]) {
      const heart = bench().open().tell({ kind: 'closeRequested' });
      heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: failure({ kind: 'recreate', certain }) });
      expect(heart.state.kind === 'ready' && heart.state.ending).toEqual({ kind: 'closed', session, at: noon });
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
      const heart = scratch().tell(event);
      expect([heart.effects, heart.state]).toMatchObject([[], { kind: 'open', question }]);
    }
  });

  it('goes on as it was where the user takes that back', () => {
    const heart = scratch();
    const before = heart.state;
    expect(heart.tell({ kind: 'closeRequested' }).tell({ kind: 'givenUp' }).state).toEqual(before);
    expect(heart.effects).toEqual([]);
    expect(heart.tell({ kind: 'leavingConfirmed' }).state).toEqual(before);
  });

  it('is left as was asked once the user agrees', () => {
    const confirmed = (event: Event): Bench => scratch().tell(event).tell({ kind: 'leavingConfirmed' });
    expect(confirmed({ kind: 'closeRequested' }).effects).toMatchObject([{ kind: 'close', sessionId: 'session-1' }]);
    expect(confirmed({ kind: 'signOutRequested' }).effects).toMatchObject([{ kind: 'signOut', leaving: { sessionId: 'session-1' } }]);
    const another = confirmed({ kind: 'signInRequested', another: true });
    expect(another.effects).toMatchObject([{ kind: 'close', sessionId: 'session-1' }, { kind: 'signIn', how: 'another' }]);
  });

  it('is kept alive while the question stands', () => {
    const heart = bench({ persistChanges: false, keepAlive: true }).open().tell({ kind: 'closeRequested' }).wait();
    expect([heart.effects, heart.state]).toMatchObject([[{ kind: 'refresh' }], { question: 'close' }]);
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    expect(heart.state).toMatchObject({ question: 'close', request: { kind: 'idle' } });
  });

  it('of unknown kind is asked about when it is closed, not when its user signs out: it is left alone then', () => {
    expect(bench().attached().tell({ kind: 'closeRequested' }).state).toMatchObject({ question: 'close' });
    expect(bench().attached().tell({ kind: 'signOutRequested' }).effects).toMatchObject([{ kind: 'signOut', leaving: null }]);
    expect(bench().attached().tell({ kind: 'signInRequested', another: true }).effects).toMatchObject([{ kind: 'signIn' }]);
  });

  it('that was lost meanwhile has no question any more', () => {
    const heart = scratch().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.tell({ kind: 'closeRequested' }).tell({ kind: 'refreshFailed', run, failure: failure({ kind: 'over', reason: 'notFound' }) });
    expect(heart.state.kind).toBe('lost');
    expect(heart.tell({ kind: 'leavingConfirmed' }).effects).toEqual([]);
  });
});
