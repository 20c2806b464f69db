import { createObservable } from './observable';
import type { Clock } from './services';

/** The end of a Retry-After and when it was stored, both ms of the wall clock. */
export interface StoredThrottle {
  readonly until: number;
  readonly at: number;
}

/** Storage for the end of a Retry-After, shared with the other panes and the next start. */
export interface ThrottleStore {
  load(): StoredThrottle | null;
  save(throttle: StoredThrottle | null): void;
  onChange(callback: () => void): void;
}

/** The gate that every Graph request passes. */
export interface ThrottleGate {
  /** Settles once the Retry-After has passed or the signal aborts. */
  readonly pass: (signal: AbortSignal) => Promise<void>;
  /** Closes the gate until then, ms since the epoch. */
  readonly throttle: (until: number) => void;
  /** The end of the Retry-After, ms since the epoch; in the past if there is none. */
  readonly until: () => number;
  /** Calls `callback` whenever the end moves later, also by another pane. */
  readonly subscribe: (callback: (until: number) => void) => void;
}

/** Maximum Retry-After, ms: a longer one is more likely a wrong header or a wrong clock. */
export const maxThrottleMs = 3_600_000;

/**
 * The end of a stored pause by this pane's clock (ms since the epoch). It is stored in wall-clock
 * time, which all panes share: after the wall clock was set back, the clock of a pane that was open
 * is ahead. An end that was stored in the future is moved back by the same amount: it is never
 * further away than when it was stored.
 */
export function throttleEnd({ until, at }: StoredThrottle, clock: Clock): number {
  const now = clock.now();
  return capped(until - Math.max(clock.wallAheadMs(), at - now), now);
}

/** The end of a pause (ms since the epoch) as it is stored. */
export function storedThrottle(until: number, clock: Clock): StoredThrottle {
  const wallAheadMs = clock.wallAheadMs();
  return { until: until + wallAheadMs, at: clock.now() + wallAheadMs };
}

/**
 * Creates the gate for the Retry-After that all panes of this browser share. An end that has passed
 * is removed, because a clock that is set back later would make it valid again.
 */
export function createThrottleGate(clock: Clock, store: ThrottleStore): ThrottleGate {
  const until = createObservable(0);
  let stored: number | undefined;
  const extendTo = (next: number): void => {
    if (next > until.get()) until.set(next);
  };
  const readStored = (): void => {
    const next = store.load();
    if (next?.until === stored) return;
    stored = next?.until;
    if (next !== null) extendTo(throttleEnd(next, clock));
  };
  readStored();
  store.onChange(readStored);
  return {
    async pass(signal) {
      // Another pane may have stored a Retry-After just now: its lock is released before the
      // storage event arrives.
      readStored();
      while (until.get() > clock.now() && !signal.aborted) {
        await waitUntil(until.get(), clock, signal);
        readStored();
      }
      if (stored !== undefined && !signal.aborted) {
        stored = undefined;
        store.save(null);
      }
    },
    throttle(asked) {
      // The end that another pane just stored may be later.
      readStored();
      extendTo(capped(asked, clock.now()));
      const next = storedThrottle(until.get(), clock);
      stored = next.until;
      store.save(next);
    },
    until: until.get,
    subscribe: (callback) => void until.subscribe(() => callback(until.get())),
  };
}

const capped = (until: number, now: number): number => Math.min(until, now + maxThrottleMs);

/** Settles at `at` (ms since the epoch), or when the signal aborts. */
export function waitUntil(at: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.wake(at, done);
    signal.addEventListener('abort', done, { once: true });
    // An aborted signal fires no event.
    if (signal.aborted) done();
  });
}
