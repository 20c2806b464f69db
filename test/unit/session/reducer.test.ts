import { describe, expect, it } from 'vitest';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { account, bench, failure, noon, workbook } from './support';

describe('signing in', () => {
  it('looks for the person silently first, and says nothing when a window would be needed', () => {
    const core = bench().tell({ kind: 'started', known: null, choices: bench().appState.choices });
    expect(core.effects).toEqual([{ kind: 'signIn', requestKey: 1, mode: 'silent' }]);
    core.tell({
      kind: 'signInFailed',
      requestKey: 1,
      failure: { reason: 'interactionRequired', at: noon },
    });
    expect(core.state).toEqual({ kind: 'signedOut' });
  });

  it('tells why an asked-for sign-in failed', () => {
    const core = bench().tell({ kind: 'started', known: null, choices: bench().appState.choices });
    core.tell({
      kind: 'signInFailed',
      requestKey: 1,
      failure: { reason: 'interactionRequired', at: noon },
    });
    core.tell({ kind: 'signInRequested', another: false });
    core.tell({
      kind: 'signInFailed',
      requestKey: core.requestKey('signIn'),
      failure: { reason: 'windowBlocked', at: noon },
    });
    expect(core.state).toMatchObject({ kind: 'signedOut', notice: { reason: 'windowBlocked' } });
  });

  it('drops the answer to a sign-in that was given up', () => {
    const core = bench().tell({ kind: 'started', known: null, choices: bench().appState.choices });
    core.tell({
      kind: 'signInFailed',
      requestKey: 1,
      failure: { reason: 'interactionRequired', at: noon },
    });
    core.tell({ kind: 'signInRequested', another: false });
    const requestKey = core.requestKey('signIn');
    core.tell({ kind: 'cancelRequested' });
    expect(core.effects).toEqual([{ kind: 'cancelRequest', requestKey }]);
    core.tell({ kind: 'signedIn', requestKey, account });
    expect(core.state.kind).toBe('signedOut');
  });

  it('closes its own session behind a sign-out, at once for the person', () => {
    const core = bench().open().tell({ kind: 'signOutRequested' });
    expect(core.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(core.effects).toEqual([
      { kind: 'signOut', account, leaving: { workbook, sessionId: 'session-1' } },
    ]);
    expect(core.appState.activity).toEqual([]);
  });

  it('leaves a session of somebody else alone at sign-out', () => {
    const core = bench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).toMatchObject({
      kind: 'open',
      session: { origin: 'attached', persistChanges: 'unknown' },
    });
    core.tell({ kind: 'signOutRequested' });
    expect(core.effects).toEqual([{ kind: 'signOut', account, leaving: null }]);
  });
});

describe('signing out while something is under way', () => {
  const signOut = (leaving: unknown): unknown => ({ kind: 'signOut', account, leaving });

  it('does not wait for a session that is being opened', () => {
    const core = bench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      signOut(null),
    ]);
  });

  it('does not wait for the search for the workbook', () => {
    const core = bench().signedIn();
    const requestKey = core.requestKey('locate');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      signOut(null),
    ]);
  });

  it('does not wait for a refresh', () => {
    const core = bench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      signOut({ workbook, sessionId: 'session-1' }),
    ]);
  });

  it('leaves a closing to itself, and does not close twice', () => {
    const core = bench().open().tell({ kind: 'closeRequested' }).tell({ kind: 'signOutRequested' });
    expect(core.effects).toEqual([signOut(null)]);
  });

  it('during a Retry-After closes all the same: the gate of all requests holds the close back', () => {
    const core = bench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'retry' }, { notBefore: noon + 60_000 });
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      signOut({ workbook, sessionId: 'session-1' }),
    ]);
  });

  it('means nothing to somebody who is signed out', () => {
    const core = bench();
    expect(core.tell({ kind: 'signOutRequested' }).appState.state.kind).toBe('starting');
    expect(core.effects).toEqual([]);
  });
});

describe('the Retry-After of the service', () => {
  it('is the latest that was asked for, in this pane or in another one', () => {
    const core = bench()
      .open()
      .tell({ kind: 'throttled', until: noon + 60_000 });
    expect(core.tell({ kind: 'throttled', until: noon + 30_000 }).appState.throttledUntil).toBe(
      noon + 60_000,
    );
    core.tell({ kind: 'refreshRequested' });
    expect([core.effects, core.state]).toMatchObject([
      [],
      {
        request: {
          kind: 'retrying',
          at: noon + 60_000,
          failure: { recovery: { because: 'throttled' } },
        },
      },
    ]);
    expect(core.wait(noon + 60_000).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('of the sign-in service concerns no request of Graph', () => {
    const core = bench().open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'unknown' }, { signIn: 'unknown', notBefore: noon + 60_000 });
    expect(core.appState.throttledUntil).toBe(0);
    expect(core.state).toMatchObject({ request: { kind: 'retrying', at: noon + 60_000 } });
  });
});

describe('opening', () => {
  it('shows the kind of session that the server answered, not the one that was asked for', () => {
    const core = bench({ persistChanges: true }).ready().tell({ kind: 'startRequested' });
    core.tell({
      kind: 'opened',
      requestKey: core.requestKey('open'),
      workbook,
      sessionId: 's',
      persistChanges: false,
      sentAt: noon,
    });
    expect(core.state).toMatchObject({ kind: 'open', session: { persistChanges: false } });
  });

  it('does not send a create again whose outcome is unclear', () => {
    const core = bench().ready().tell({ kind: 'startRequested' });
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'unknown' }),
    });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    expect(core.effects).toEqual([]);
  });

  it('repeats a create that may be repeated, not before Retry-After, and not for ever', () => {
    const core = bench().ready().tell({ kind: 'startRequested' });
    const notBefore = core.now + 20_000;
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'retry' }, { notBefore }),
    });
    expect(nextWakeAt(core.appState, core.now)).toBe(notBefore);
    expect(core.pass(19_999).tell({ kind: 'woke' }).effects).toEqual([]);
    core.pass(1).tell({ kind: 'woke' });
    expect(core.effects).toMatchObject([{ kind: 'open' }]);
    core.pass(120_000).tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'retry' }),
    });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
  });

  it('closes a session that was opened after the person gave up waiting', () => {
    const core = bench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    core.tell({ kind: 'cancelRequested' });
    core.tell({
      kind: 'opened',
      requestKey,
      workbook,
      sessionId: 'late',
      persistChanges: true,
      sentAt: noon,
    });
    expect(core.state.kind).toBe('ready');
    expect(core.effects).toMatchObject([{ kind: 'close', sessionId: 'late' }]);
  });
});

describe('closing', () => {
  it('tells the service, and counts a session that was over already as closed', () => {
    const core = bench().open().tell({ kind: 'closeRequested' });
    core.tell({
      kind: 'closeFailed',
      requestKey: core.requestKey('close'),
      failure: failure({ kind: 'ended', reason: 'expired' }),
    });
    expect(core.state).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', session: { id: 'session-1' } },
    });
    expect(core.state.kind === 'ready' && core.state.ending).not.toHaveProperty('failure');
  });

  it('ignores the answer to a refresh that was under way', () => {
    const core = bench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    core.tell({ kind: 'closeRequested' }).tell({ kind: 'refreshed', requestKey, sentAt: noon });
    expect(core.state.kind).toBe('closing');
  });
});
