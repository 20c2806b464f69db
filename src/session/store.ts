import { createEffectRunner } from './effectRunner';
import type { SessionEvent } from './events';
import { nextWakeAt } from './keepAlive';
import { createServiceCalls } from './serviceCalls';
import type { Services } from './services';
import { createObservable } from './observable';
import { createRecordKeeping } from './recordKeeping';
import { initialAppState } from './appState';
import type { AppState, SessionRecord } from './state';
import { reducer } from './reducer';

/** The running core: one app state, one way in, and listeners that are notified after each change. */
export interface Store {
  readonly getState: () => AppState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (event: SessionEvent) => void;
  /** Another pane stored this record. */
  readonly peerStored: (record: SessionRecord) => void;
  /** The page goes: what is stored stays as it is now. */
  readonly leave: () => void;
  /** The page is shown again as it was. */
  readonly comeBack: () => void;
  /** Cancels the timer and every request, and lets go of the lock; nothing is dispatched afterwards. */
  readonly stop: () => void;
}

/**
 * The store of the core: events go in, the reducer makes the next state of them, and its effects run through
 * the services, whose outcomes come back as events.
 */
export function createStore(services: Services): Store {
  const state = createObservable(initialAppState);
  let stopped = false;
  let busy = false;
  let cancelWake: (() => void) | undefined;
  const waiting: SessionEvent[] = [];
  const keeping = createRecordKeeping(
    services,
    (key) => dispatch({ kind: 'lockHeld', key }),
    () => dispatch({ kind: 'lockLost' }),
  );
  const calls = createServiceCalls(services, state.get, keeping.find);
  const effects = createEffectRunner(services, calls, dispatch);

  function dispatch(event: SessionEvent): void {
    if (stopped) return;
    waiting.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) take(next);
    } finally {
      busy = false;
      settle();
    }
  }

  function take(event: SessionEvent): void {
    const before = state.get();
    const context = { now: services.clock.now(), random: services.random() };
    const next = reducer(before, event, context);
    if (next.appState !== before) state.set(next.appState);
    for (const effect of next.effects) effects.run(effect);
  }

  /** The timer, what is stored and the lock follow from the app state: they are brought into line with it, never set apart. */
  function settle(): void {
    cancelWake?.();
    const now = services.clock.now();
    const appState = state.get();
    const at = nextWakeAt(appState, now);
    cancelWake =
      at === null ? undefined : services.clock.wake(at, () => dispatch({ kind: 'woke' }));
    if (appState.requestKey > 0) keeping.follow(appState, now);
  }

  return {
    getState: state.get,
    subscribe: state.subscribe,
    dispatch,
    peerStored(record) {
      keeping.stored();
      dispatch({ kind: 'recordChanged', record });
    },
    leave: () => keeping.leave(state.get(), services.clock.now()),
    comeBack() {
      keeping.comeBack();
      dispatch({ kind: 'woke' });
    },
    stop() {
      stopped = true;
      cancelWake?.();
      keeping.stop();
      effects.stop();
    },
  };
}
