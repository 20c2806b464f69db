import { createEffectRunner } from './effectRunner';
import type { SessionEvent } from './events';
import { nextWakeAt } from './keepAlive';
import { createServiceCalls } from './serviceCalls';
import type { Services } from './services';
import { createObservable } from './observable';
import { createRecordKeeping } from './recordKeeping';
import { inWallTime, keyOf, movedBy } from './records';
import { initialAppState } from './appState';
import type { AppState } from './state';
import type { SessionRecord } from './stored';
import { reducer } from './reducer';

/** The store: the app state, `dispatch`, and listeners that are notified after each change. */
export interface Store {
  readonly getState: () => AppState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (event: SessionEvent) => void;
  /** Dispatches a record that another pane stored. */
  readonly peerUpdated: (record: SessionRecord) => void;
  /** Saves the record before the page unloads. */
  readonly pageHidden: () => void;
  /** Resumes after the page was restored from the back/forward cache; `woke` comes as well. */
  readonly pageShown: () => void;
  /** Cancels the timer and every request, and releases the lock. Later events are ignored. */
  readonly stop: () => void;
}

/**
 * Creates the store. The reducer turns each event into the next state; its effects run through the
 * services, whose outcomes are dispatched as events.
 */
export function createStore(given: Services): Store {
  const services = { ...given, persistence: inWallTime(given.persistence, given.clock) };
  const state = createObservable(initialAppState);
  let stopped = false;
  let isDispatching = false;
  let cancelWake: (() => void) | undefined;
  const queue: SessionEvent[] = [];
  const records = createRecordKeeping(
    services,
    (key) => dispatch({ kind: 'lockHeld', key }),
    () => dispatch({ kind: 'lockLost' }),
  );
  const callService = createServiceCalls(services, state.get, records.findRecord);
  const effects = createEffectRunner(services, callService, dispatch);

  function dispatch(event: SessionEvent): void {
    if (stopped) return;
    queue.push(event);
    if (isDispatching) return;
    isDispatching = true;
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) process(next);
    } finally {
      isDispatching = false;
      syncWithState();
    }
  }

  function process(event: SessionEvent): void {
    const before = state.get();
    const context = { now: services.clock.now(), random: services.random() };
    const theirs = recordOfPeer(event, before);
    if (theirs !== undefined) records.skipNextWrite(keyOf(theirs));
    const next = reducer(before, event, context);
    if (next.appState !== before) state.set(next.appState);
    for (const effect of next.effects) effects.run(effect);
  }

  /** Updates timer, storage and lock from the app state; they are never set elsewhere. */
  function syncWithState(): void {
    cancelWake?.();
    const now = services.clock.now();
    const appState = state.get();
    const at = nextWakeAt(appState, now);
    cancelWake =
      at === null ? undefined : services.clock.wake(at, () => dispatch({ kind: 'woke' }));
    if (appState.requestKey > 0) records.sync(appState, now);
  }

  return {
    getState: state.get,
    subscribe: state.subscribe,
    dispatch,
    peerUpdated: (record) =>
      dispatch({ kind: 'recordChanged', record: movedBy(record, -services.clock.wallAheadMs()) }),
    pageHidden: () => records.pageHidden(state.get(), services.clock.now()),
    pageShown() {
      const record = records.pageShown();
      if (record !== undefined) dispatch({ kind: 'recordChanged', record });
    },
    stop() {
      stopped = true;
      cancelWake?.();
      records.stop();
      effects.stop();
    },
  };
}

/**
 * The record of another pane if the event brings one, and the next app state tells the same. A click
 * that waited for the look-up is a change of this pane's own.
 */
function recordOfPeer(event: SessionEvent, { state }: AppState): SessionRecord | undefined {
  if (event.kind === 'recordChanged') return event.record;
  const hasOwn = state.kind === 'resuming' && state.actions.length > 0;
  return event.kind === 'recordFound' || (event.kind === 'located' && !hasOwn)
    ? event.record
    : undefined;
}
