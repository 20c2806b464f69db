import type { TimeSource } from '../../src/browser/clock';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  readonly order: number;
}

/** The clock of one page: its timers end with it. */
export interface SimulatedPage {
  readonly clientId: string;
  readonly source: TimeSource;
  readonly isAlive: () => boolean;
  /** The page crashes: none of its timers fires any more. */
  readonly die: () => void;
}

/**
 * True time (ms), advanced in steps. Timers outside the computer always run; those of its pages
 * stop while it sleeps.
 */
export class VirtualTime {
  now = 0;
  /** The time (ms) by which the computer's wall clock is ahead of true time. */
  wallAheadMs = 0;
  #asleepSince: number | undefined;
  #sleptMs = 0;
  #order = 0;
  #pageCount = 0;
  readonly #world = new Set<Timer>();
  readonly #pages = new Set<Timer>();

  /** The clock of the user's computer. */
  readonly source: TimeSource = {
    wall: () => epoch + this.now + this.wallAheadMs,
    monotonic: () => this.#awakeMs(),
    after: (delayMs, callback) =>
      add(this.#pages, { at: this.#awakeMs() + delayMs, callback, order: (this.#order += 1) }),
  };

  /** Opens a page on that computer. */
  page(): SimulatedPage {
    let alive = true;
    const after: TimeSource['after'] = (delayMs, callback) =>
      this.source.after(delayMs, () => (alive ? callback() : undefined));
    return {
      clientId: `page-${(this.#pageCount += 1)}`,
      source: { ...this.source, after },
      isAlive: () => alive,
      die: () => void (alive = false),
    };
  }

  /** The service's time, ms since the epoch. */
  epochNow(): number {
    return epoch + this.now;
  }

  /** A timer outside the computer. */
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

  /** Advances the time to `end` (ms), timer by timer; promises settle after each. */
  async run(end: number): Promise<void> {
    await settled();
    let timersNow = 0;
    for (;;) {
      const next = this.#next();
      if (next === undefined || next.at > end) break;
      timersNow = next.at > this.now ? 0 : timersNow + 1;
      if (timersNow > mostTimersAtOnce) throw new Error(`time stands still at ${this.now}`);
      this.now = Math.max(this.now, next.at);
      next.timers.delete(next.timer);
      next.timer.callback();
      await settled();
    }
    this.now = end;
  }

  #next(): { readonly at: number; readonly timer: Timer; readonly timers: Set<Timer> } | undefined {
    const world = nextTimer(this.#world);
    const page = this.asleep ? undefined : nextTimer(this.#pages);
    const pageAt = page === undefined ? Infinity : page.at + this.#sleptMs;
    if (world !== undefined && world.at <= pageAt) {
      return { at: world.at, timer: world, timers: this.#world };
    }
    return page === undefined ? undefined : { at: pageAt, timer: page, timers: this.#pages };
  }

  #awakeMs(): number {
    return (this.#asleepSince ?? this.now) - this.#sleptMs;
  }
}

/** More timers than this at one time are an endless loop. */
const mostTimersAtOnce = 10_000;

const epoch = Date.UTC(2026, 10, 23);

function add(timers: Set<Timer>, timer: Timer): () => void {
  timers.add(timer);
  return () => timers.delete(timer);
}

function nextTimer(timers: ReadonlySet<Timer>): Timer | undefined {
  let found: Timer | undefined;
  for (const timer of timers) {
    if (
      found === undefined ||
      timer.at < found.at ||
      (timer.at === found.at && timer.order < found.order)
    ) {
      found = timer;
    }
  }
  return found;
}

/** Waits until every promise that can settle has settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
