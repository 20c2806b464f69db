import { describe, expect, it } from 'vitest';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { account, bench, failure, noon, workbook } from './support';

describe('signing in', () => {
  it('looks for the person silently first, and says nothing when a window would be needed', () => {
    const heart = bench().tell({ kind: 'started', known: null, choices: bench().snapshot.choices });
    expect(heart.effects).toEqual([{ kind: 'signIn', run: 1, how: 'silent' }]);
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    expect(heart.state).toEqual({ kind: 'signedOut' });
  });

  it('tells why an asked-for sign-in failed', () => {
    const heart = bench().tell({ kind: 'started', known: null, choices: bench().snapshot.choices });
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    heart.tell({ kind: 'signInRequested', another: false });
    heart.tell({ kind: 'signInFailed', run: heart.run('signIn'), failure: { reason: 'windowBlocked', at: noon } });
    expect(heart.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'windowBlocked' } });
  });

  it('drops the answer to a sign-in that was given up', () => {
    const heart = bench().tell({ kind: 'started', known: null, choices: bench().snapshot.choices });
    heart.tell({ kind: 'signInFailed', run: 1, failure: { reason: 'interactionRequired', at: noon } });
    heart.tell({ kind: 'signInRequested', another: false });
    const run = heart.run('signIn');
    heart.tell({ kind: 'givenUp' });
    expect(heart.effects).toEqual([{ kind: 'giveUp', run }]);
    heart.tell({ kind: 'signedIn', run, account });
    expect(heart.state.kind).toBe('signedOut');
  });

  it('closes its own session behind a sign-out, at once for the person', () => {
    const heart = bench().open().tell({ kind: 'signOutRequested' });
    expect(heart.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(heart.effects).toEqual([{ kind: 'signOut', account, leaving: { workbook, sessionId: 'session-1' } }]);
    expect(heart.snapshot.activity).toEqual([]);
  });

  it('leaves a session of somebody else alone at sign-out', () => {
    const heart = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    heart.tell({ kind: 'refreshed', run: heart.run('refresh'), sentAt: heart.now });
    expect(heart.state).toMatchObject({ kind: 'open', session: { origin: 'attached', persistChanges: 'unknown' } });
    heart.tell({ kind: 'signOutRequested' });
    expect(heart.effects).toEqual([{ kind: 'signOut', account, leaving: null }]);
  });
});

describe('signing out while something is under way', () => {
  const signOut = (leaving: unknown): unknown => ({ kind: 'signOut', account, leaving });

  it('does not wait for a session that is being opened', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const run = heart.run('open');
    expect(heart.tell({ kind: 'signOutRequested' }).effects).toEqual([{ kind: 'giveUp', run }, signOut(null)]);
  });

  it('does not wait for the search for the workbook', () => {
    const heart = bench().signedIn();
    const run = heart.run('locate');
    expect(heart.tell({ kind: 'signOutRequested' }).effects).toEqual([{ kind: 'giveUp', run }, signOut(null)]);
  });

  it('does not wait for a refresh', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    expect(heart.tell({ kind: 'signOutRequested' }).effects).toEqual([{ kind: 'giveUp', run }, signOut({ workbook, sessionId: 'session-1' })]);
  });

  it('leaves a closing to itself, and does not close twice', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' }).tell({ kind: 'signOutRequested' });
    expect(heart.effects).toEqual([signOut(null)]);
  });

  it('during a Retry-After closes all the same: the gate of all requests holds the close back', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' }).fails({ kind: 'retry' }, { notBefore: noon + 60_000 });
    expect(heart.tell({ kind: 'signOutRequested' }).effects).toEqual([signOut({ workbook, sessionId: 'session-1' })]);
  });

  it('means nothing to somebody who is signed out', () => {
    const heart = bench();
    expect(heart.tell({ kind: 'signOutRequested' }).snapshot.state.kind).toBe('starting');
    expect(heart.effects).toEqual([]);
  });
});

describe('the Retry-After of the service', () => {
  it('is the latest that was asked for, in this pane or in another one', () => {
    const heart = bench().open().tell({ kind: 'throttled', until: noon + 60_000 });
    expect(heart.tell({ kind: 'throttled', until: noon + 30_000 }).snapshot.throttledUntil).toBe(noon + 60_000);
    heart.tell({ kind: 'refreshRequested' });
    expect([heart.effects, heart.state]).toMatchObject([[], { request: { kind: 'retrying', at: noon + 60_000, failure: { verdict: { because: 'throttled' } } } }]);
    expect(heart.wait(noon + 60_000).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('of the sign-in service concerns no request of Graph', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    heart.fails({ kind: 'unclear' }, { signIn: 'unknown', notBefore: noon + 60_000 });
    expect(heart.snapshot.throttledUntil).toBe(0);
    expect(heart.state).toMatchObject({ request: { kind: 'retrying', at: noon + 60_000 } });
  });
});

describe('opening', () => {
  it('shows the kind of session that the server answered, not the one that was asked for', () => {
    const heart = bench({ persistChanges: true }).ready().tell({ kind: 'startRequested' });
    heart.tell({ kind: 'opened', run: heart.run('open'), workbook, sessionId: 's', persistChanges: false, sentAt: noon });
    expect(heart.state).toMatchObject({ kind: 'open', session: { persistChanges: false } });
  });

  it('does not send a create again whose outcome is unclear', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'unclear' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    expect(heart.effects).toEqual([]);
  });

  it('repeats a create that may be repeated, not before Retry-After, and not for ever', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const notBefore = heart.now + 20_000;
    heart.tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'retry' }, { notBefore }) });
    expect(nextWakeAt(heart.snapshot, heart.now)).toBe(notBefore);
    expect(heart.pass(19_999).tell({ kind: 'woke' }).effects).toEqual([]);
    heart.pass(1).tell({ kind: 'woke' });
    expect(heart.effects).toMatchObject([{ kind: 'open' }]);
    heart.pass(120_000).tell({ kind: 'openFailed', run: heart.run('open'), failure: failure({ kind: 'retry' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
  });

  it('closes a session that was opened after the person gave up waiting', () => {
    const heart = bench().ready().tell({ kind: 'startRequested' });
    const run = heart.run('open');
    heart.tell({ kind: 'givenUp' });
    heart.tell({ kind: 'opened', run, workbook, sessionId: 'late', persistChanges: true, sentAt: noon });
    expect(heart.state.kind).toBe('ready');
    expect(heart.effects).toMatchObject([{ kind: 'close', sessionId: 'late' }]);
  });
});

describe('closing', () => {
  it('tells the service, and counts a session that was over already as closed', () => {
    const heart = bench().open().tell({ kind: 'closeRequested' });
    heart.tell({ kind: 'closeFailed', run: heart.run('close'), failure: failure({ kind: 'over', reason: 'expired' }) });
    expect(heart.state).toMatchObject({ kind: 'ready', ending: { kind: 'closed', session: { id: 'session-1' } } });
    expect(heart.state.kind === 'ready' && heart.state.ending).not.toHaveProperty('failure');
  });

  it('ignores the answer to a refresh that was under way', () => {
    const heart = bench().open().tell({ kind: 'refreshRequested' });
    const run = heart.run('refresh');
    heart.tell({ kind: 'closeRequested' }).tell({ kind: 'refreshed', run, sentAt: noon });
    expect(heart.state.kind).toBe('closing');
  });
});
