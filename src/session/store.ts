import { createEffectRunner } from './effectRunner';
import type { SessionEvent } from './events';
import { nextWakeAt } from './keepAlive';
import { createServiceCalls } from './serviceCalls';
import type { Services } from './services';
import { createRecordKeeping } from './recordKeeping';
import { initialAppState } from './appState';
import type { AppState, SessionRecord } from './state';
import { reducer } from './reducer';

/** The running core: one appState, one way in, and listeners that are notified after each change. */
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
  let appState = initialAppState;
  let stopped = false;
  let busy = false;
  let cancelWake: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const waiting: SessionEvent[] = [];
  const keeping = createRecordKeeping(
    services,
    (key) => dispatch({ kind: 'lockHeld', key }),
    () => dispatch({ kind: 'lockLost' }),
  );
  const getState = (): AppState => appState;
  const calls = createServiceCalls(services, getState, keeping.find);
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
    const before = appState;
    const step = reducer(appState, event, { now: services.clock.now(), random: services.random() });
    appState = step.appState;
    for (const effect of step.effects) effects.run(effect);
    if (appState !== before) for (const listener of [...listeners]) listener();
  }

  /** The timer, what is stored and the lock follow from the appState: they are brought into line with it, never set apart. */
  function settle(): void {
    cancelWake?.();
    const now = services.clock.now();
    const at = nextWakeAt(appState, now);
    cancelWake =
      at === null ? undefined : services.clock.wake(at, () => dispatch({ kind: 'woke' }));
    if (appState.requestKey > 0) keeping.follow(appState, now);
  }

  return {
    getState,
    dispatch,
    peerStored(record) {
      keeping.stored();
      dispatch({ kind: 'recordChanged', record });
    },
    leave: () => keeping.leave(appState, services.clock.now()),
    comeBack() {
      keeping.comeBack();
      dispatch({ kind: 'woke' });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      cancelWake?.();
      keeping.stop();
      effects.stop();
    },
  };
}
