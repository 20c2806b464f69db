import { describe, expect, it } from 'vitest';
import { nextWakeAt } from '../../../src/session/keepAlive';
import { account, reducerBench, failure, noon, workbook } from './reducerBench';

describe('signing in', () => {
  it('starts silently, and shows no error if a window is required', () => {
    const core = reducerBench().tell({
      kind: 'started',
      known: null,
      choices: reducerBench().appState.choices,
    });
    expect(core.effects).toEqual([{ kind: 'signIn', requestKey: 1, mode: 'silent' }]);
    core.tell({
      kind: 'signInFailed',
      requestKey: 1,
      failure: { reason: 'interactionRequired', at: noon },
    });
    expect(core.state).toEqual({ kind: 'signedOut' });
  });

  it('shows why a sign-in that the user requested failed', () => {
    const core = reducerBench().tell({
      kind: 'started',
      known: null,
      choices: reducerBench().appState.choices,
    });
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

  it('ignores the result of a cancelled sign-in', () => {
    const core = reducerBench().tell({
      kind: 'started',
      known: null,
      choices: reducerBench().appState.choices,
    });
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

  it('closes its own session in the background of a sign-out', () => {
    const core = reducerBench().open().tell({ kind: 'signOutRequested' });
    expect(core.state).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(core.effects).toMatchObject([
      { kind: 'close', workbook, sessionId: 'session-1', leftBy: account },
      { kind: 'signOut', account },
    ]);
    expect(core.appState.activity).toEqual([]);
  });

  it('does not close a session of another client at sign-out', () => {
    const core = reducerBench().ready().tell({ kind: 'attachRequested', sessionId: 'theirs' });
    core.tell({ kind: 'refreshed', requestKey: core.requestKey('refresh'), sentAt: core.now });
    expect(core.state).toMatchObject({
      kind: 'open',
      session: { origin: 'attached', persistChanges: 'unknown' },
    });
    core.tell({ kind: 'signOutRequested' });
    expect(core.effects).toMatchObject([{ kind: 'signOut', account }]);
  });
});

describe('signing out while a request is pending', () => {
  const signOut = { kind: 'signOut', account };
  const close = {
    kind: 'close',
    requestKey: expect.any(Number) as unknown,
    workbook,
    sessionId: 'session-1',
    leftBy: account,
  };

  it('does not wait for a session that is being opened', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    const requestKey = core.requestKey('open');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      signOut,
    ]);
  });

  it('does not wait for the search for the workbook', () => {
    const core = reducerBench().signedIn();
    const requestKey = core.requestKey('locate');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      signOut,
    ]);
  });

  it('does not wait for a refresh', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([
      { kind: 'cancelRequest', requestKey },
      close,
      signOut,
    ]);
  });

  it('does not cancel a pending close, and does not close twice', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'closeRequested' })
      .tell({ kind: 'signOutRequested' });
    expect(core.effects).toEqual([signOut]);
  });

  it('during a Retry-After requests the close too: the gate delays it', () => {
    const core = reducerBench()
      .open()
      .tell({ kind: 'refreshRequested' })
      .fails({ kind: 'retry' }, { notBefore: noon + 60_000 });
    expect(core.tell({ kind: 'signOutRequested' }).effects).toEqual([close, signOut]);
  });

  it('changes nothing if no user is signed in', () => {
    const core = reducerBench();
    expect(core.tell({ kind: 'signOutRequested' }).appState.state.kind).toBe('starting');
    expect(core.effects).toEqual([]);
  });
});

describe('the Retry-After of the service', () => {
  it('is the latest one, of this pane or another', () => {
    const core = reducerBench()
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
          failure: { recovery: { because: 'paused' } },
        },
      },
    ]);
    expect(core.wait(noon + 60_000).effects).toMatchObject([{ kind: 'refresh' }]);
  });

  it('of the sign-in service does not limit requests to Graph', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    core.fails({ kind: 'unknown' }, { signIn: 'unknown', notBefore: noon + 60_000 });
    expect(core.appState.throttledUntil).toBe(0);
    expect(core.state).toMatchObject({ request: { kind: 'retrying', at: noon + 60_000 } });
  });
});

describe('opening', () => {
  it('shows the kind of session in the response, not the requested one', () => {
    const core = reducerBench({ persistChanges: true }).ready().tell({ kind: 'startRequested' });
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

  it('does not repeat a create request with an unknown outcome', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
    core.tell({
      kind: 'openFailed',
      requestKey: core.requestKey('open'),
      failure: failure({ kind: 'unknown' }),
    });
    expect(core.state).toMatchObject({ kind: 'ready', ending: { kind: 'failed' } });
    expect(core.effects).toEqual([]);
  });

  it('repeats a create request that may be repeated, after Retry-After and within a time limit', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
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

  it('closes a session that is opened after the user cancelled', () => {
    const core = reducerBench().ready().tell({ kind: 'startRequested' });
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
  it('sends a request, and counts a session that had ended as closed', () => {
    const core = reducerBench().open().tell({ kind: 'closeRequested' });
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

  it('ignores the response to a pending refresh', () => {
    const core = reducerBench().open().tell({ kind: 'refreshRequested' });
    const requestKey = core.requestKey('refresh');
    core.tell({ kind: 'closeRequested' }).tell({ kind: 'refreshed', requestKey, sentAt: noon });
    expect(core.state.kind).toBe('closing');
  });
});
