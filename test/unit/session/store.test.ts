import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/session/store';
import { failed, succeeded } from '../../../src/session/services';
import { defaultChoices } from '../../../src/session/appState';
import { settled } from '../../simulation/time';
import { aborted, storeBench, emptySuccess, session, signOut } from './storeBench';
import { account } from './reducerBench';

describe('requests to one workbook', () => {
  it('run in turn: a close waits for the refresh before it', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    await core.tell({ kind: 'closeRequested' });
    expect(core.what()).toEqual(['refresh session-1']);
    await core.refreshed();
    expect(core.what()).toEqual(['refresh session-1', 'close session-1']);
    await core.last('close').answer(emptySuccess);
    expect(core.state()).toMatchObject({ kind: 'ready', ending: { kind: 'closed' } });
  });

  it('count from their sending, not from the event that caused them', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    const first = core.last('open');
    await core.tell({ kind: 'cancelRequested' });
    await core.tell({ kind: 'startRequested' });
    await core.time.run(4_000);
    await first.answer(aborted);
    const sentAt = core.time.source.wall();
    await core.time.run(6_000);
    await core.last('open').answer(session('session-2'));
    expect(core.state()).toMatchObject({
      kind: 'open',
      session: { id: 'session-2', lastActivityAt: sentAt, openedAt: sentAt + 2_000 },
    });
  });

  it('continue after an exception, which is shown as unknown', async () => {
    const core = storeBench();
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    await core.last('refresh').fail();
    expect(core.state()).toMatchObject({
      request: {
        kind: 'retrying',
        failure: {
          recovery: { kind: 'unknown' },
          code: 'clientFault',
          at: core.time.source.wall(),
        },
      },
    });
    await core.tell({ kind: 'refreshRequested' });
    await core.refreshed();
    expect(core.state()).toMatchObject({ request: { kind: 'idle' } });
  });
});

describe('an exception in a service', () => {
  it('in the sign-in is shown as a failed sign-in, which is repeated', async () => {
    const core = storeBench();
    await core.tell({ kind: 'started', known: null, choices: defaultChoices });
    for (let attempt = 1; core.state().kind === 'starting'; attempt += 1) {
      await core.last('signIn silent').fail();
      await core.time.run(core.time.now + 5_000);
      expect(attempt).toBeLessThan(5);
    }
    expect(core.state()).toMatchObject({ kind: 'signedOut', notice: { reason: 'unknown' } });
  });

  it('in locating is shown as a workbook that was not located', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'checkAgainRequested' });
    await core.last('locate').fail();
    expect(core.state()).toMatchObject({
      kind: 'noWorkbook',
      problem: { reason: 'unknown', failure: { code: 'clientFault' } },
    });
  });

  it('in opening or closing does not block the next action', async () => {
    const core = storeBench();
    await core.ready();
    await core.tell({ kind: 'startRequested' });
    await core.last('open').fail();
    expect(core.state()).toMatchObject({
      kind: 'ready',
      ending: { kind: 'failed', failure: { code: 'clientFault' } },
    });
    await core.tell({ kind: 'startRequested' });
    await core.last('open').answer(session('session-1'));
    await core.tell({ kind: 'closeRequested' });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await core.last('close').fail();
      await core.time.run(core.time.now + 10_000);
    }
    expect(core.state()).toMatchObject({
      kind: 'ready',
      ending: { kind: 'closed', failure: { code: 'clientFault' } },
    });
  });
});

describe('a failure of a service', () => {
  it('reaches the state', async () => {
    const core = storeBench();
    await core.tell({ kind: 'started', known: null, choices: defaultChoices });
    await core.last('signIn').answer(failed({ reason: 'windowBlocked', at: 1 }));
    expect(core.state()).toMatchObject({ kind: 'signedOut', notice: { reason: 'windowBlocked' } });
    await core.tell({ kind: 'signInRequested', another: false });
    await core.last('signIn').answer(succeeded(account));
    await core.last('locate').answer(failed({ reason: 'unsaved' }));
    expect(core.state()).toMatchObject({ kind: 'noWorkbook', problem: { reason: 'unsaved' } });
    await core.tell({ kind: 'linkGiven', link: 'https://contoso.sharepoint.com/x' });
    expect(core.what().at(-1)).toBe('locate anew https://contoso.sharepoint.com/x');
  });
});

/** Counts the notifications of a store. */
function listened(store: Store): { readonly calls: () => number; readonly stop: () => void } {
  let calls = 0;
  return { calls: () => calls, stop: store.subscribe(() => void (calls += 1)) };
}

describe('a store', () => {
  it('notifies each listener of changes until it unsubscribes', async () => {
    const { store } = storeBench();
    const [one, other] = [listened(store), listened(store)];
    store.dispatch({ kind: 'unsupported', reason: 'notExcel' });
    one.stop();
    store.dispatch({ kind: 'persistChangesChosen', persistChanges: false });
    expect([one.calls(), other.calls()]).toEqual([1, 2]);
    store.dispatch({ kind: 'refreshRequested' });
    expect(other.calls()).toBe(2);
    await settled();
  });

  it('processes an event that a listener dispatches after the current one', () => {
    const { store } = storeBench();
    const seen: boolean[] = [];
    store.subscribe(() => {
      seen.push(store.getState().choices.persistChanges);
      if (seen.length === 1) store.dispatch({ kind: 'persistChangesChosen', persistChanges: true });
      if (seen.length === 1) seen.push(store.getState().choices.persistChanges);
    });
    store.dispatch({ kind: 'persistChangesChosen', persistChanges: false });
    expect(seen).toEqual([false, false, true]);
  });

  it('continues after a listener throws', () => {
    const { store } = storeBench();
    const stop = store.subscribe(() => {
      throw new Error('a fault of a listener');
    });
    expect(() => store.dispatch({ kind: 'persistChangesChosen', persistChanges: false })).toThrow(
      'a fault of a listener',
    );
    stop();
    store.dispatch({ kind: 'persistChangesChosen', persistChanges: true });
    expect(store.getState().choices.persistChanges).toBe(true);
  });

  it('sets a timer for the next refresh, one at a time', async () => {
    const core = storeBench({ keepAlive: true });
    await core.open();
    await core.tell({ kind: 'stopAfterChosen', stopAfterMs: null });
    await core.time.run(202_999);
    expect(core.what()).toEqual([]);
    await core.time.run(203_000);
    expect(core.what()).toEqual(['refresh session-1']);
  });

  it('stores the state for the next start, once for each change', async () => {
    const core = storeBench();
    await core.tell({ kind: 'woke' });
    expect(core.saved).toEqual([]);
    await core.open();
    expect(core.saved).toMatchObject([
      { known: null },
      { choices: defaultChoices },
      { known: { account: { id: 'adele' } } },
      { record: { phase: 'opening', session: null } },
      { record: { phase: 'open', session: { id: 'session-1' } } },
    ]);
    const { length } = core.saved;
    await core.tell({ kind: 'woke' });
    expect(core.saved).toHaveLength(length);
    await core.tell(signOut);
    expect(core.saved.slice(length)).toMatchObject([
      { organization: null },
      { known: null },
      { removed: 'adele b!finance 01BUDGET' },
    ]);
    expect(core.world.stored()).toEqual([]);
  });

  it('that is stopped releases everything and dispatches nothing more', async () => {
    const core = storeBench({ keepAlive: true });
    await core.open();
    await core.tell({ kind: 'refreshRequested' });
    const { calls } = listened(core.store);
    core.store.stop();
    expect(core.last('refresh').signal.aborted).toBe(true);
    await core.refreshed();
    await core.tell({ kind: 'closeRequested' });
    await core.time.run(3_600_000);
    expect(core.what()).toEqual(['refresh session-1']);
    expect(calls()).toBe(0);
  });

  it('can be stopped before it started', () => {
    const { store } = storeBench();
    store.stop();
    store.dispatch({ kind: 'started', known: null, choices: defaultChoices });
    expect(store.getState().requestKey).toBe(0);
  });
});
