import { describe, expect, it } from 'vitest';
import { createCommands, enablesRibbon } from '../../../src/app/ribbonCommands';
import { openDay } from '../../simulation/day';
import { createClock } from '../../../src/browser/clock';
import { initialAppState } from '../../../src/session/appState';
import type { SessionEvent } from '../../../src/session/events';
import type { Store } from '../../../src/session/store';
import { settled, VirtualTime } from '../../simulation/time';

describe('a button of the ribbon', () => {
  it('refreshes the session, completes after the response, and does not show the pane', async () => {
    const { store, service, time } = await openDay({ keepAlive: false }, 1);
    let shown = 0;
    const obey = createCommands(store, createClock(time.source), () => (shown += 1));
    let done = false;
    void obey('refreshSession').then(() => (done = true));
    await settled();
    expect(done).toBe(false);
    await time.run(time.now + 1_000);
    expect({ done, shown, refreshes: service.refreshes }).toEqual({
      done: true,
      shown: 0,
      refreshes: 1,
    });
  });

  it('shows the pane after a failed refresh', async () => {
    const { store, service, time } = await openDay({ keepAlive: false }, 1);
    let shown = 0;
    const obey = createCommands(store, createClock(time.source), () => (shown += 1));
    service.fault = { kind: 'status', status: 403 };
    const done = obey('refreshSession');
    await time.run(time.now + 1_000);
    await done;
    expect(shown).toBe(1);
  });

  it('switches keep-alive on and off, and shows the pane', async () => {
    const { store, time } = await openDay({ keepAlive: false }, 1);
    let shown = 0;
    const obey = createCommands(store, createClock(time.source), () => (shown += 1));
    const kept = (): string | undefined => {
      const { state } = store.getState();
      return state.kind === 'open' ? state.keepAlive.kind : undefined;
    };
    await obey('toggleKeepAlive');
    expect([kept(), shown]).toEqual(['on', 1]);
    await obey('toggleKeepAlive');
    expect([kept(), shown]).toEqual(['off', 2]);
  });

  it('switches no keep-alive without a session, but shows the pane', async () => {
    const { store, time } = await openDay({ keepAlive: true }, 1);
    let shown = 0;
    const obey = createCommands(store, createClock(time.source), () => (shown += 1));
    store.dispatch({ kind: 'closeRequested' });
    await time.run(time.now + 5_000);
    const { state, choices } = store.getState();
    expect(state.kind).toBe('ready');
    await obey('toggleKeepAlive');
    expect([store.getState().choices, shown]).toEqual([choices, 1]);
  });

  it('switches off the keep-alive of a card whose reload takes long', async () => {
    const { store } = await openDay({ keepAlive: true }, 1);
    const { state: shown } = store.getState();
    if (shown.kind !== 'open') throw new Error('The session is not open.');
    const { account, workbook } = shown;
    const pending = { requestKey: 1, since: 0, activity: [], actions: [] };
    const state = { kind: 'resuming', ...pending, account, workbook, shown } as const;
    const time = new VirtualTime();
    const events: SessionEvent[] = [];
    const reloaded = {
      getState: () => ({ ...initialAppState, state }),
      subscribe: () => () => undefined,
      dispatch: (event: SessionEvent) => void events.push(event),
    } as Partial<Store> as Store;
    void createCommands(reloaded, createClock(time.source), () => undefined)('toggleKeepAlive');
    await time.run(20_000);
    expect(events).toEqual([{ kind: 'keepAliveSet', on: false }]);
  });

  it('waits 20 s at most for the pane to know where it stands, then shows it', async () => {
    const time = new VirtualTime();
    const events: SessionEvent[] = [];
    const store = {
      getState: () => initialAppState,
      subscribe: () => () => undefined,
      dispatch: (event: SessionEvent) => void events.push(event),
    } as Partial<Store> as Store;
    let shown = 0;
    const handle = createCommands(store, createClock(time.source), () => (shown += 1));
    let done = false;
    void handle('refreshSession').then(() => (done = true));
    await time.run(19_999);
    expect([events, done, shown]).toEqual([[], false, 0]);
    await time.run(20_000);
    expect([events, done, shown]).toEqual([[{ kind: 'refreshRequested' }], true, 1]);
  });

  it('is enabled only while a session is open', async () => {
    expect(enablesRibbon(initialAppState)).toBe(false);
    const { store } = await openDay({ keepAlive: false }, 1);
    expect(enablesRibbon(store.getState())).toBe(true);
  });

  it('does not change during a refresh by keep-alive or by a click', async () => {
    const { store, service, time } = await openDay({ keepAlive: true }, 1);
    const seen = new Set<boolean>();
    const look = () => seen.add(enablesRibbon(store.getState()));
    look();
    store.subscribe(look);
    await time.run(time.now + 3_600_000);
    store.dispatch({ kind: 'refreshRequested' });
    await time.run(time.now + 1_000);
    expect(service.refreshes).toBeGreaterThan(10);
    expect([...seen]).toEqual([true]);
  });
});
