import type { Clock } from './ports';

/** Where the end of a Retry-After is kept for the other panes and for the next start; times in ms. */
export interface ThrottleStore {
  load(): number;
  save(until: number): void;
  onChange(callback: () => void): void;
}

/** The one gate through which every request to a service goes. */
export interface ThrottleGate {
  /** Settles once the service's Retry-After has passed, or the signal aborts. */
  readonly pass: (signal: AbortSignal) => Promise<void>;
  /** The service asked for a pause until then, ms. */
  readonly throttle: (until: number) => void;
  /** The end of the pause, ms; in the past where there is none. */
  readonly until: () => number;
  /** Calls back whenever the end is a later one, also by another pane. */
  readonly subscribe: (callback: (until: number) => void) => void;
}

/** A pause is never taken to be longer than this (ms): beyond it a wrong header or a wrong clock is more likely. */
export const longestThrottleMs = 3_600_000;

/** Keeps a service's Retry-After for all panes of this browser. */
export function createThrottleGate(clock: Clock, store: ThrottleStore): ThrottleGate {
  const callbacks = new Set<(until: number) => void>();
  let until = capped(store.load(), clock.now());
  const take = (next: number): void => {
    if (next <= until) return;
    until = next;
    for (const callback of [...callbacks]) callback(until);
  };
  store.onChange(() => take(capped(store.load(), clock.now())));
  return {
    async pass(signal) {
      while (until > clock.now() && !signal.aborted) await due(until, clock, signal);
    },
    throttle(next) {
      // What another pane stored a moment ago may be later than what is known here.
      take(Math.max(capped(next, clock.now()), capped(store.load(), clock.now())));
      store.save(until);
    },
    until: () => until,
    subscribe: (callback) => void callbacks.add(callback),
  };
}

const capped = (until: number, now: number): number => Math.min(until, now + longestThrottleMs);

/** Settles at `at` (ms), or when the signal aborts. */
export function due(at: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.wake(at, done);
    signal.addEventListener('abort', done, { once: true });
    // A signal that aborted before does not fire again.
    if (signal.aborted) done();
  });
}
