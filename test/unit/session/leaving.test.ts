import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { aborted, storeBench, emptySuccess, session, signOut } from './storeBench';
import { failure } from './reducerBench';
import { PaneWorld } from './paneWorld';

describe('a session whose opening was cancelled', () => {
  it('that waits for the end of a Retry-After is not sent after Cancel', async () => {
    const core = storeBench({}, new PaneWorld(), () => true);
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.tell({ kind: 'cancelRequested' });
    expect(core.last('open').signal.aborted).toBe(true);
  });

  it('is closed when its response arrives, before a new one is opened', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    const late = core.last('open');
    await core.tell({ kind: 'cancelRequested' });
    await core.time.run(9_000);
    expect(late.signal.aborted).toBe(false);
    await late.answer(session('late'));
    expect(core.what()).toEqual(['open', 'close late']);
    await core.tell({ kind: 'startRequested' });
    await core.last('close').answer(emptySuccess);
    await core.last('open').answer(session('session-2'));
    expect(core.what()).toEqual(['open', 'close late', 'open']);
    expect(core.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });

  it('delays the next one for ten seconds at most', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    const late = core.last('open');
    await core.tell({ kind: 'cancelRequested' });
    await core.tell({ kind: 'startRequested' });
    await core.time.run(9_999);
    expect([core.asked.length, late.signal.aborted]).toEqual([1, false]);
    await core.time.run(10_000);
    expect(late.signal.aborted).toBe(true);
    await late.answer(aborted);
    expect(core.what()).toEqual(['open', 'open']);
  });

  it('is not requested if it was cancelled before its turn', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    const first = core.last('open');
    await core.tell({ kind: 'cancelRequested' });
    await core.tell({ kind: 'startRequested' });
    await core.tell({ kind: 'cancelRequested' });
    await first.answer(aborted);
    expect(core.last('open').signal.aborted).toBe(true);
  });
});

describe('another cancelled request', () => {
  it('is aborted at once', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'checkAgainRequested' });
    await core.tell({ kind: 'cancelRequested' });
    expect(core.last('locate').signal.aborted).toBe(true);
    await core.tell({ kind: 'signInRequested', another: true });
    await core.tell({ kind: 'cancelRequested' });
    expect(core.last('signIn another').signal.aborted).toBe(true);
    expect(core.state().kind).not.toBe('signingIn');
  });

  it('may have completed already', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core
      .last('open')
      .answer(failed(failure({ kind: 'retry' }, { at: core.time.source.wall() })));
    expect(core.state()).toMatchObject({ kind: 'opening', retry: {} });
    await core.tell({ kind: 'cancelRequested' });
    expect(core.state().kind).toBe('ready');
    await core.time.run(60_000);
    expect(core.what()).toEqual(['open']);
  });
});

describe('signing out', () => {
  it('closes the session first, while there is a token', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    expect(core.state()).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(core.what()).toEqual(['close session-1']);
    // The page may end before the answer.
    expect(core.marked).toEqual(['adele']);
    await core.last('close').answer(emptySuccess);
    expect(core.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('takes three seconds at most', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.time.run(core.time.now + 2_999);
    expect(core.what()).toEqual(['close session-1']);
    await core.time.run(core.time.now + 1);
    expect(core.last('close').signal.aborted).toBe(true);
    expect(core.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('cancels a pending refresh, so that the close need not wait for it', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    await core.tell(signOut);
    expect(core.last('refresh').signal.aborted).toBe(true);
    await core.last('refresh').answer(aborted);
    expect(core.what()).toEqual(['refresh session-1', 'close session-1']);
  });

  it('is not delayed by a refresh that does not abort, and nothing is sent afterwards', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    await core.tell(signOut);
    await core.time.run(3_000);
    expect(core.what()).toEqual(['refresh session-1', 'signOut adele']);
    await core.last('refresh').answer(aborted);
    expect(core.last('close').signal.aborted).toBe(true);
  });

  it('while a session is being opened closes it when its response arrives, while there is a token', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.tell(signOut);
    await core.time.run(1_000);
    await core.last('open').answer(session('late'));
    expect(core.what()).toEqual(['open', 'close late']);
    await core.last('close').answer(emptySuccess);
    expect(core.what()).toEqual(['open', 'close late', 'signOut adele']);
  });

  it('waits for a pending close, and does not close twice', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'closeRequested' });
    await core.tell(signOut);
    expect(core.last('close').signal.aborted).toBe(false);
    await core.last('close').answer(emptySuccess);
    expect(core.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('is immediate if no request is pending', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell(signOut);
    expect(core.what()).toEqual(['signOut adele']);
    await core.last('signOut').fail();
    expect(core.state()).toMatchObject({ kind: 'signedOut' });
  });

  it('stops waiting when a user signs in, and goes before: that user is not signed out', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    await core.tell({ kind: 'signInRequested', another: false });
    expect(core.what()).toEqual(['close session-1', 'signOut adele']);
    await core.last('signOut').answer(undefined);
    expect(core.what()).toEqual(['close session-1', 'signOut adele', 'signIn interactive']);
    expect(core.last('signIn').signal.aborted).toBe(false);
  });

  it('leaves no timer behind', async () => {
    const core = storeBench();
    await core.open();
    await core.tell(signOut);
    const close = core.last('close');
    await close.answer(emptySuccess);
    await core.time.run(core.time.now + 3_000);
    expect(close.signal.aborted).toBe(false);
  });
});
