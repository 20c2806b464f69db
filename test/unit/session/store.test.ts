import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/session/store';
import { failed, succeeded } from '../../../src/session/services';
import { firstChoices } from '../../../src/session/appState';
import { settled } from '../../simulation/time';
import { aborted, bench, done, session, signOut } from './storeBench';
import { account } from './support';

describe('requests to one workbook', () => {
  it('go one after the other: a close waits for the refresh before it', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell({ kind: 'refreshRequested' });
    await heart.tell({ kind: 'closeRequested' });
    expect(heart.what()).toEqual(['refresh session-1']);
    await heart.refreshed();
    expect(heart.what()).toEqual(['refresh session-1', 'close session-1']);
    await heart.last('close').answer(done);
    expect(heart.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  });

  it('count from the moment at which they were sent, not from that at which they were wished for', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    const first = heart.last('open');
    await heart.tell({ kind: 'givenUp' });
    await heart.tell({ kind: 'startRequested' });
    await heart.time.run(4_000);
    await first.answer(aborted);
    const sentAt = heart.time.source.wall();
    await heart.time.run(6_000);
    await heart.last('open').answer(session('session-2'));
    expect(heart.state()).toMatchObject({ kind: 'open', session: { id: 'session-2', aliveAt: sentAt, openedAt: sentAt + 2_000 } });
  });

  it('go on after a fault of our own, which is told as unclear', async () => {
    const heart = bench();
    await heart.open();
    await heart.tell({ kind: 'refreshRequested' });
    await heart.last('refresh').fail();
    expect(heart.state()).toMatchObject({ request: { kind: 'retrying', failure: { verdict: { kind: 'unclear' }, code: 'clientFault', at: heart.time.source.wall() } } });
    await heart.tell({ kind: 'refreshRequested' });
    await heart.refreshed();
    expect(heart.state()).toMatchObject({ request: { kind: 'idle' } });
  });
});

describe('faults of our own', () => {
  it('in the sign-in are told as a sign-in that did not work', async () => {
    const heart = bench();
    await heart.tell({ kind: 'started', known: null, choices: firstChoices });
    await heart.last('signIn silent').fail();
    expect(heart.state()).toEqual({ kind: 'signedOut', notice: { reason: 'unknown', at: heart.time.source.wall() } });
  });

  it('in the search are told as a workbook that could not be looked up', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'checkAgainRequested' });
    await heart.last('locate').fail();
    expect(heart.state()).toMatchObject({ kind: 'noWorkbook', problem: { reason: 'unclear', failure: { code: 'clientFault' } } });
  });

  it('in opening and closing leave a way on', async () => {
    const heart = bench();
    await heart.ready();
    await heart.tell({ kind: 'startRequested' });
    await heart.last('open').fail();
    expect(heart.state()).toMatchObject({ kind: 'ready', ending: { kind: 'failed', failure: { code: 'clientFault' } } });
    await heart.tell({ kind: 'startRequested' });
    await heart.last('open').answer(session('session-1'));
    await heart.tell({ kind: 'closeRequested' });
    await heart.last('close').fail();
    expect(heart.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed', failure: { code: 'clientFault' } } });
  });
});

describe('what the world says no to', () => {
  it('reaches the heart', async () => {
    const heart = bench();
    await heart.tell({ kind: 'started', known: null, choices: firstChoices });
    await heart.last('signIn').answer(failed({ reason: 'windowBlocked', at: 1 }));
    expect(heart.state()).toMatchObject({ kind: 'signedOut', notice: { reason: 'windowBlocked' } });
    await heart.tell({ kind: 'signInRequested', another: false });
    await heart.last('signIn').answer(succeeded(account));
    await heart.last('locate').answer(failed({ reason: 'unsaved' }));
    expect(heart.state()).toMatchObject({ kind: 'noWorkbook', problem: { reason: 'unsaved' } });
    await heart.tell({ kind: 'linkGiven', link: 'https://contoso.sharepoint.com/x' });
    expect(heart.what().at(-1)).toBe('locate anew https://contoso.sharepoint.com/x');
  });
});

/** Counts how often a heart tells its listeners. */
function listened(engine: Engine): { readonly calls: () => number; readonly stop: () => void } {
  let calls = 0;
  return { calls: () => calls, stop: engine.subscribe(() => void (calls += 1)) };
}

describe('a heart', () => {
  it('tells its listeners what changed, each until it has heard enough', async () => {
    const { engine } = bench();
    const [one, other] = [listened(engine), listened(engine)];
    engine.dispatch({ kind: 'unsupported', reason: 'notExcel' });
    one.stop();
    engine.dispatch({ kind: 'persistChangesChosen', persistChanges: false });
    expect([one.calls(), other.calls()]).toEqual([1, 2]);
    engine.dispatch({ kind: 'refreshRequested' });
    expect(other.calls()).toBe(2);
    await settled();
  });

  it('takes an event that a listener tells after the one that is being taken', () => {
    const { engine } = bench();
    const seen: boolean[] = [];
    engine.subscribe(() => {
      seen.push(engine.snapshot().choices.persistChanges);
      if (seen.length === 1) engine.dispatch({ kind: 'persistChangesChosen', persistChanges: true });
      if (seen.length === 1) seen.push(engine.snapshot().choices.persistChanges);
    });
    engine.dispatch({ kind: 'persistChangesChosen', persistChanges: false });
    expect(seen).toEqual([false, false, true]);
  });

  it('goes on after a listener that fails', () => {
    const { engine } = bench();
    const stop = engine.subscribe(() => {
      throw new Error('a fault of a listener');
    });
    expect(() => engine.dispatch({ kind: 'persistChangesChosen', persistChanges: false })).toThrow('a fault of a listener');
    stop();
    engine.dispatch({ kind: 'persistChangesChosen', persistChanges: true });
    expect(engine.snapshot().choices.persistChanges).toBe(true);
  });

  it('wakes itself for the next refresh, and has one timer at a time', async () => {
    const heart = bench({ keepAlive: true });
    await heart.open();
    await heart.tell({ kind: 'stopAfterChosen', stopAfterMs: null });
    await heart.time.run(202_999);
    expect(heart.what()).toEqual([]);
    await heart.time.run(203_000);
    expect(heart.what()).toEqual(['refresh session-1']);
  });

  it('stores what is to be found by the next start, once for each change', async () => {
    const heart = bench();
    await heart.tell({ kind: 'woke' });
    expect(heart.saved).toEqual([]);
    await heart.open();
    expect(heart.saved).toMatchObject([
      { known: null }, { choices: firstChoices }, { known: { accountId: 'adele' } }, { choices: firstChoices },
      { record: { phase: 'opening', session: null } }, { record: { phase: 'open', session: { id: 'session-1' } } },
    ]);
    const { length } = heart.saved;
    await heart.tell({ kind: 'woke' });
    expect(heart.saved).toHaveLength(length);
    await heart.tell(signOut);
    expect(heart.saved.slice(length)).toMatchObject([{ known: null }, { choices: firstChoices }, { removed: 'adele b!finance 01BUDGET' }, { removed: 'adele b!finance 01BUDGET' }]);
    expect(heart.world.stored()).toEqual([]);
  });

  it('that is stopped lets go of everything and says nothing more', async () => {
    const heart = bench({ keepAlive: true });
    await heart.open();
    await heart.tell({ kind: 'refreshRequested' });
    const { calls } = listened(heart.engine);
    heart.engine.stop();
    expect(heart.last('refresh').signal.aborted).toBe(true);
    await heart.refreshed();
    await heart.tell({ kind: 'closeRequested' });
    await heart.time.run(3_600_000);
    expect(heart.what()).toEqual(['refresh session-1']);
    expect(calls()).toBe(0);
  });

  it('that is stopped before it began has nothing to let go of', () => {
    const { engine } = bench();
    engine.stop();
    engine.dispatch({ kind: 'started', known: null, choices: firstChoices });
    expect(engine.snapshot().run).toBe(0);
  });
});
