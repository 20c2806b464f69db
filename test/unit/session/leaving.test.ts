import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/session/services';
import { aborted, bench, done, session, signOut } from './storeBench';
import { failure } from './support';

describe('a session that nobody waits for any more', () => {
  it('is closed when it comes, before a new one is opened', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    const late = heart.last('open');
    await heart.tell({ kind: 'givenUp' });
    await heart.time.run(9_000);
    expect(late.signal.aborted).toBe(false);
    await late.answer(session('late'));
    expect(heart.what()).toEqual(['open', 'close late']);
    await heart.tell({ kind: 'startRequested' });
    await heart.last('close').answer(done);
    await heart.last('open').answer(session('session-2'));
    expect(heart.what()).toEqual(['open', 'close late', 'open']);
    expect(heart.state()).toMatchObject({ kind: 'open', session: { id: 'session-2' } });
  });

  it('holds up the next one for no more than ten seconds', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    const late = heart.last('open');
    await heart.tell({ kind: 'givenUp' });
    await heart.tell({ kind: 'startRequested' });
    await heart.time.run(9_999);
    expect([heart.asked.length, late.signal.aborted]).toEqual([1, false]);
    await heart.time.run(10_000);
    expect(late.signal.aborted).toBe(true);
    await late.answer(aborted);
    expect(heart.what()).toEqual(['open', 'open']);
  });

  it('is not even asked for when it was given up before its turn came', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    const first = heart.last('open');
    await heart.tell({ kind: 'givenUp' });
    await heart.tell({ kind: 'startRequested' });
    await heart.tell({ kind: 'givenUp' });
    await first.answer(aborted);
    expect(heart.last('open').signal.aborted).toBe(true);
  });
});

describe('what was given up otherwise', () => {
  it('is let go at once', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'checkAgainRequested' });
    await heart.tell({ kind: 'givenUp' });
    expect(heart.last('locate').signal.aborted).toBe(true);
    await heart.tell({ kind: 'signInRequested', another: true });
    await heart.tell({ kind: 'givenUp' });
    expect(heart.last('signIn another').signal.aborted).toBe(true);
    expect(heart.state().kind).not.toBe('signingIn');
  });

  it('may have been answered already', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    await heart.last('open').answer(failed(failure({ kind: 'retry' }, { at: heart.time.source.wall() })));
    expect(heart.state()).toMatchObject({ kind: 'opening', retry: {} });
    await heart.tell({ kind: 'givenUp' });
    expect(heart.state().kind).toBe('ready');
    await heart.time.run(60_000);
    expect(heart.what()).toEqual(['open']);
  });
});

describe('signing out', () => {
  it('closes the session first, while there is a token', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell(signOut);
    expect(heart.state()).toEqual({ kind: 'signedOut', notice: 'signedOut' });
    expect(heart.what()).toEqual(['close session-1']);
    await heart.last('close').answer(done);
    expect(heart.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('is not held up for longer than three seconds', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell(signOut);
    await heart.time.run(heart.time.now + 2_999);
    expect(heart.what()).toEqual(['close session-1']);
    await heart.time.run(heart.time.now + 1);
    expect(heart.last('close').signal.aborted).toBe(true);
    expect(heart.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('lets the refresh under way go, that the close need not wait for it', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell({ kind: 'refreshRequested' });
    await heart.tell(signOut);
    expect(heart.last('refresh').signal.aborted).toBe(true);
    await heart.last('refresh').answer(aborted);
    expect(heart.what()).toEqual(['refresh session-1', 'close session-1']);
  });

  it('is not held up by a refresh that does not let go, and nothing is sent afterwards', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell({ kind: 'refreshRequested' });
    await heart.tell(signOut);
    await heart.time.run(3_000);
    expect(heart.what()).toEqual(['refresh session-1', 'signOut adele']);
    await heart.last('refresh').answer(aborted);
    expect(heart.last('close').signal.aborted).toBe(true);
  });

  it('while a session is being opened closes it when it comes, while there is a token', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    await heart.tell(signOut);
    await heart.time.run(1_000);
    await heart.last('open').answer(session('late'));
    expect(heart.what()).toEqual(['open', 'close late']);
    await heart.last('close').answer(done);
    expect(heart.what()).toEqual(['open', 'close late', 'signOut adele']);
  });

  it('waits for the closing that is under way, and does not close twice', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell({ kind: 'closeRequested' });
    await heart.tell(signOut);
    expect(heart.last('close').signal.aborted).toBe(false);
    await heart.last('close').answer(done);
    expect(heart.what()).toEqual(['close session-1', 'signOut adele']);
  });

  it('is done at once where nothing is under way', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell(signOut);
    expect(heart.what()).toEqual(['signOut adele']);
    await heart.last('signOut').fail();
    expect(heart.state()).toMatchObject({ kind: 'signedOut' });
  });

  it('stops waiting when somebody signs in: nobody is signed out afterwards', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell(signOut);
    await heart.tell({ kind: 'signInRequested', another: false });
    expect(heart.what()).toEqual(['close session-1', 'signIn interactive', 'signOut adele']);
    expect(heart.last('signIn').signal.aborted).toBe(false);
  });

  it('leaves no timer behind', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell(signOut);
    const close = heart.last('close');
    await close.answer(done);
    await heart.time.run(heart.time.now + 3_000);
    expect(close.signal.aborted).toBe(false);
  });
});
