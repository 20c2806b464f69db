import { createObservable } from './observable';
import type { Clock } from './services';

/** Where the end of a Retry-After is kept for the other panes and for the next start: ms of the wall clock, 0 for none. */
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

/**
 * Keeps a service's Retry-After for all panes of this browser. It is stored by the wall clock, which all panes share: the
 * clock of one that was open while the wall clock was set back is ahead. One that has passed is removed, since a clock
 * that is set back later would bring it back.
 */
export function createThrottleGate(clock: Clock, store: ThrottleStore): ThrottleGate {
  const until = createObservable(0);
  let stored = 0;
  const take = (next: number): void => {
    if (next > until.get()) until.set(next);
  };
  const look = (): void => {
    const next = store.load();
    if (next === stored) return;
    stored = next;
    take(capped(next - clock.wallAheadMs(), clock.now()));
  };
  const keep = (next: number): void => {
    stored = next;
    store.save(next);
  };
  look();
  store.onChange(look);
  return {
    async pass(signal) {
      // Another pane may have stored a pause a moment ago: its event comes later than its locks are free.
      look();
      while (until.get() > clock.now() && !signal.aborted) {
        await due(until.get(), clock, signal);
        look();
      }
      if (stored !== 0 && !signal.aborted) keep(0);
    },
    throttle(next) {
      // What another pane stored a moment ago may be later than what is known here.
      look();
      take(capped(next, clock.now()));
      keep(until.get() + clock.wallAheadMs());
    },
    until: until.get,
    subscribe: (callback) => void until.subscribe(() => callback(until.get())),
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
