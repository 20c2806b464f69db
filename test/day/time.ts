import type { TimeSource } from '../../src/browser/clock';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  readonly order: number;
}

/** True time, ms, that only goes on when it is told to. Timers of the world run always, those of the pane not in its sleep. */
export class VirtualTime {
  now = 0;
  /** What the wall clock of the person's machine is ahead of true time, ms. */
  wallAheadMs = 0;
  #asleepSince: number | undefined;
  #sleptMs = 0;
  #order = 0;
  readonly #world = new Set<Timer>();
  readonly #pane = new Set<Timer>();

  /** The time of the person's machine. */
  readonly source: TimeSource = {
    wall: () => epoch + this.now + this.wallAheadMs,
    passed: () => this.#awakeMs(),
    after: (delayMs, callback) => add(this.#pane, { at: this.#awakeMs() + delayMs, callback, order: (this.#order += 1) }),
  };

  /** A timer of the world outside the machine. */
  after(delayMs: number, callback: () => void): () => void {
    return add(this.#world, { at: this.now + delayMs, callback, order: (this.#order += 1) });
  }

  sleep(): void {
    this.#asleepSince ??= this.now;
  }

  wakeUp(): void {
    if (this.#asleepSince !== undefined) this.#sleptMs += this.now - this.#asleepSince;
    this.#asleepSince = undefined;
  }

  get asleep(): boolean {
    return this.#asleepSince !== undefined;
  }

  /** Goes on until `end` (ms), from timer to timer; after each everything that it set off has settled. */
  async run(end: number): Promise<void> {
    await settled();
    for (;;) {
      const next = this.#next();
      if (next === undefined || next.at > end) break;
      this.now = Math.max(this.now, next.at);
      next.timers.delete(next.timer);
      next.timer.callback();
      await settled();
    }
    this.now = end;
  }

  #next(): { readonly at: number; readonly timer: Timer; readonly timers: Set<Timer> } | undefined {
    const world = first(this.#world);
    const pane = this.asleep ? undefined : first(this.#pane);
    const paneAt = pane === undefined ? Infinity : pane.at + this.#sleptMs;
    if (world !== undefined && world.at <= paneAt) return { at: world.at, timer: world, timers: this.#world };
    return pane === undefined ? undefined : { at: paneAt, timer: pane, timers: this.#pane };
  }

  #awakeMs(): number {
    return (this.#asleepSince ?? this.now) - this.#sleptMs;
  }
}

const epoch = Date.UTC(2026, 10, 23);

function add(timers: Set<Timer>, timer: Timer): () => void {
  timers.add(timer);
  return () => timers.delete(timer);
}

function first(timers: ReadonlySet<Timer>): Timer | undefined {
  let found: Timer | undefined;
  for (const timer of timers) if (found === undefined || timer.at < found.at || (timer.at === found.at && timer.order < found.order)) found = timer;
  return found;
}

/** Lets every promise that can settle do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
