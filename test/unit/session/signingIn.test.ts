import { describe, expect, it } from 'vitest';
import type { SignInReason } from '../../../src/session/failures';
import { knownOf } from '../../../src/session/records';
import { firstChoices } from '../../../src/session/appState';
import type { Bench } from './support';
import { account, bench, failure, noon, workbook } from './support';

const refusal = (reason: SignInReason = 'windowBlocked') => ({ reason, at: noon });
const started = (): Bench => bench().tell({ kind: 'started', known: { accountId: account.id, workbook }, choices: firstChoices });
const signedOut = (): Bench => {
  const heart = started();
  return heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: refusal('interactionRequired') });
};
const fails = (heart: Bench, reason?: SignInReason): Bench => heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: refusal(reason) });
const asks = (heart: Bench, another = false): Bench => heart.tell({ kind: 'signInRequested', another });

describe('the first look', () => {
  it('is not taken again later', () => {
    expect(signedOut().tell({ kind: 'started', known: null, choices: firstChoices }).state.kind).toBe('signedOut');
  });

  it('tells what is wrong where it is more than that the user is needed', () => {
    const heart = fails(started(), 'configuration');
    expect(heart.state).toEqual({ kind: 'signedOut', notice: refusal('configuration') });
  });

  it('that only needs the user, the network or more time keeps the workbook, until that user is back', () => {
    for (const reason of ['interactionRequired', 'offline', 'timedOut'] as const) {
      const heart = fails(started(), reason);
      expect([heart.state.kind, knownOf(heart.snapshot)]).toMatchObject(['signedOut', { workbook }]);
      fails(asks(heart), 'cancelled');
      expect(knownOf(asks(heart).snapshot)).toMatchObject({ workbook });
      heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account });
      expect(heart.effects).toMatchObject([{ kind: 'locate', known: workbook }]);
    }
  });

  it('keeps nothing of it for another user', () => {
    const heart = asks(fails(started(), 'interactionRequired'), true);
    heart.tell({ kind: 'signedIn', run: heart.run('signIn'), account: { ...account, id: 'alex' } });
    expect([heart.effects, knownOf(heart.snapshot)]).toMatchObject([[{ kind: 'locate', known: null }], null]);
  });

  it('hears no answer of the past', () => {
    const heart = started();
    expect(heart.tell({ kind: 'signedIn', run: 0, account }).state.kind).toBe('starting');
    expect(heart.tell({ kind: 'signInFailed', run: 0, failure: refusal() }).state.kind).toBe('starting');
  });

  it('ends where the pane cannot work at all, and only there', () => {
    expect(started().tell({ kind: 'unsupported', reason: 'notExcel' }).state).toEqual({ kind: 'unsupported', reason: 'notExcel' });
    const heart = started().tell({ kind: 'unsupported', reason: 'notExcel' });
    expect([asks(heart).state.kind, heart.effects]).toEqual(['unsupported', []]);
    expect(bench().open().tell({ kind: 'unsupported', reason: 'notExcel' }).state.kind).toBe('open');
  });
});

describe('a sign-in', () => {
  it('leads on to the workbook', () => {
    const heart = asks(signedOut());
    expect(heart.effects).toEqual([{ kind: 'signIn', run: heart.run('signIn'), how: 'interactive' }]);
    expect(asks(heart).effects).toEqual([]);
    const again = asks(signedOut(), true);
    expect(again.effects).toMatchObject([{ how: 'another' }]);
    again.tell({ kind: 'signedIn', run: again.run('signIn'), account });
    expect(again.effects).toEqual([{ kind: 'locate', run: again.run('locate'), accountId: account.id, known: workbook, link: null }]);
    expect(again.state).toEqual({ kind: 'locating', run: again.run('locate'), account });
  });

  it('that needs a person is told where it was asked for', () => {
    expect(fails(asks(signedOut()), 'interactionRequired').state).toEqual({ kind: 'signedOut', notice: refusal('interactionRequired') });
  });

  it('hears no answer of the past', () => {
    const heart = asks(signedOut());
    const run = heart.run('signIn');
    expect(heart.tell({ kind: 'signedIn', run: run - 1, account }).state.kind).toBe('signingIn');
    expect(heart.tell({ kind: 'signInFailed', run: run - 1, failure: refusal() }).state.kind).toBe('signingIn');
    const later = heart.tell({ kind: 'signedIn', run, account });
    expect(later.tell({ kind: 'signedIn', run: heart.snapshot.run, account }).effects).toEqual([]);
    expect(later.tell({ kind: 'signInFailed', run: heart.snapshot.run, failure: refusal() }).state.kind).toBe('locating');
    const opening = bench().ready().tell({ kind: 'startRequested' });
    expect(opening.tell({ kind: 'signInFailed', run: opening.run('open'), failure: refusal() }).state.kind).toBe('opening');
  });

  it('from where somebody is signed in leads back when it is given up or cancelled, and not otherwise', () => {
    const ready = bench().ready().tell({ kind: 'startRequested' });
    ready.tell({ kind: 'openFailed', run: ready.run('open'), failure: failure({ kind: 'reauthenticate' }) });
    const before = ready.state;
    asks(ready);
    expect([ready.state.kind, knownOf(ready.snapshot)]).toEqual(['signingIn', null]);
    const run = ready.run('signIn');
    expect([ready.tell({ kind: 'givenUp' }).state, ready.effects]).toEqual([before, [{ kind: 'giveUp', run }]]);
    expect(fails(asks(ready), 'cancelled').state).toEqual(before);
    expect(fails(asks(ready), 'unknown').state).toEqual(before);
    expect(fails(asks(ready)).state).toEqual({ kind: 'signedOut', notice: refusal() });
  });

  it('for another account leads there from a lost session and from a workbook that was not found', () => {
    const lost = bench().open().tell({ kind: 'refreshRequested' });
    lost.tell({ kind: 'refreshFailed', run: lost.run('refresh'), failure: failure({ kind: 'over', reason: 'authentication' }) });
    expect(asks(lost, true).effects).toMatchObject([{ kind: 'signIn', how: 'another' }]);
    const missing = bench().signedIn();
    missing.tell({ kind: 'notLocated', run: missing.run('locate'), problem: { reason: 'noAccess' } });
    expect(asks(missing, true).effects).toMatchObject([{ kind: 'signIn', how: 'another' }]);
  });

  it('means nothing while something else is under way', () => {
    for (const heart of [bench().signedIn(), bench().ready().tell({ kind: 'startRequested' }), bench().open().tell({ kind: 'closeRequested' }), started()]) {
      const { kind } = heart.state;
      expect([asks(heart, true).effects, heart.state.kind]).toEqual([[], kind]);
    }
    expect(asks(bench().open()).effects).toEqual([]);
  });
});

describe('another account, while a session is open', () => {
  const close = (run: number) => ({ kind: 'close', run, workbook, sessionId: 'session-1', leftBy: account.id });

  it('closes the session first, and can be given up', () => {
    const heart = asks(bench().open(), true);
    const { run } = heart.snapshot;
    expect(heart.effects).toEqual([close(run - 1), { kind: 'signIn', run, how: 'another' }]);
    expect(heart.state).toEqual({ kind: 'signingIn', run, back: { kind: 'ready', account, workbook } });
    expect(heart.tell({ kind: 'givenUp' }).state).toEqual({ kind: 'ready', account, workbook });
  });

  it('lets a refresh go that is under way: the close need not wait for it', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    expect(asks(heart, true).effects).toEqual([{ kind: 'giveUp', run }, close(run + 1), { kind: 'signIn', run: run + 2, how: 'another' }]);
  });

  it('leaves a session of somebody else alone', () => {
    const heart = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: noon });
    expect(asks(heart, true).effects).toEqual([{ kind: 'signIn', run: heart.snapshot.run, how: 'another' }]);
  });
});

describe('a permission that reaches more files', () => {
  const missing = (): Bench => {
    const heart = bench().signedIn();
    return heart.tell({ kind: 'notLocated', run: heart.run('locate'), problem: { reason: 'sharedFile' } });
  };
  const wider = (heart: Bench): Bench => heart.tell({ kind: 'widerAccessRequested' });

  it('is asked for where the person agreed, and leads on', () => {
    const heart = wider(missing());
    const run = heart.run('signIn');
    expect(heart.effects).toEqual([{ kind: 'signIn', run, how: 'wider' }]);
    expect(heart.state).toMatchObject({ kind: 'signingIn', run, wider: true });
    expect(heart.tell({ kind: 'signedIn', run, account }).effects).toMatchObject([{ kind: 'locate' }]);
  });

  it('that is not given is told beside what it was for', () => {
    expect(fails(wider(missing()), 'administratorConsent').state).toEqual({
      kind: 'noWorkbook', account, problem: { reason: 'sharedFile' }, notice: refusal('administratorConsent'),
    });
    const unreachable = bench().signedIn();
    const problem = { reason: 'noAccess', failure: failure({ kind: 'forbidden', need: 'permission' }) } as const;
    unreachable.tell({ kind: 'notLocated', run: unreachable.run('locate'), problem });
    expect(fails(wider(unreachable)).state).toEqual({ kind: 'noWorkbook', account, problem, notice: refusal() });
    const plain = bench().ready();
    expect(fails(wider(plain), 'cancelled').state).toEqual({ kind: 'noWorkbook', account, problem: { reason: 'sharedFile' }, notice: refusal('cancelled') });
    const refused = bench().ready().tell({ kind: 'startRequested' });
    const fault = failure({ kind: 'forbidden', need: 'sharedFile' });
    refused.tell({ kind: 'openFailed', run: refused.run('open'), failure: fault });
    expect(fails(wider(refused)).state).toEqual({ kind: 'noWorkbook', account, problem: { reason: 'sharedFile', failure: fault }, notice: refusal() });
    const closed = bench().open().tell({ kind: 'closeRequested' });
    closed.tell({ kind: 'closeFailed', run: closed.run('close'), failure: failure({ kind: 'unclear' }) });
    expect(fails(wider(closed)).state).toEqual({ kind: 'noWorkbook', account, problem: { reason: 'sharedFile' }, notice: refusal() });
  });

  it('means nothing elsewhere', () => {
    expect(wider(bench().open()).effects).toEqual([]);
    expect(wider(signedOut()).effects).toEqual([]);
  });
});
