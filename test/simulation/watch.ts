import { shortAbsenceMs } from '../../src/session/evidence';
import type { WorkbookSession } from '../../src/session/state';
import type { Store } from '../../src/session/store';
import type { SimulatedPage, VirtualTime } from './time';

/** A session that a pane resumed from its record. */
export interface Resumed {
  readonly id: string;
  /** The time (ms) from when another pane showed a session to the start of this one. */
  readonly absentMs: number;
  /** The time (ms) since another pane held a session that the service had confirmed to it. */
  readonly unheldMs: number;
}

/** What the service and the rules know of a pane. */
export interface WatchedPane {
  readonly page: SimulatedPage;
  readonly store: Pick<Store, 'getState'>;
  /** Sessions that have ended according to a response that this pane received. */
  readonly endedSessions: Set<string>;
  /** The session that the service last confirmed to this pane. */
  verified: string | undefined;
  /** The session that this pane resumed from its record. */
  readonly resumed: Resumed | undefined;
  /** True while a session that the user requested is being opened. */
  readonly askedToStart: boolean;
  /** Whether a refresh is expected from this pane now. */
  mayRefresh(): boolean;
  /** True while it is this pane's turn to send a request to the workbook. */
  hasTurn(): boolean;
  /** The session that this pane shows as open. */
  shows(): string | undefined;
  /** The other panes of its browser. */
  peers(): readonly WatchedPane[];
}

/** A request on the network. */
export interface WatchedRequest {
  readonly pane: WatchedPane;
  readonly what: 'locate' | 'getItem' | 'create' | 'poll' | 'refresh' | 'close';
  readonly item: string;
  readonly sessionId?: string;
  readonly persistChanges?: boolean;
}

/**
 * The pane counts from the sending of a request, the service from its arrival, at most this (ms)
 * later.
 */
const marginMs = 15_000;

/** Checks the requests of all panes against the rules; broken ones are added to `violations`. */
export class Watch {
  readonly violations: string[] = [];
  #throttledUntil = 0;
  #clockWasSetForward = false;
  /** The time (ms) until the session's idle timeout. */
  readonly #remainingMs: (sessionId: string) => number;
  /** The pending requests in or for a session. */
  readonly #pending = new Set<WatchedRequest>();
  /** Those that were sent out of turn. */
  readonly #late = new WeakSet<WatchedRequest>();
  readonly #time: VirtualTime;

  constructor(time: VirtualTime, lasts: (sessionId: string) => number) {
    this.#time = time;
    this.#remainingMs = lasts;
  }

  sent(request: WatchedRequest): void {
    const { pane, what, sessionId } = request;
    if (this.#time.now < this.#throttledUntil) {
      this.#note(`${what} although Retry-After lasts until ${this.#throttledUntil}`);
    }
    if (what === 'locate') return;
    this.#sentInTurn(request);
    if (what === 'refresh' && sessionId !== undefined && pane.endedSessions.delete(sessionId)) {
      this.#refreshedAfterEnd(sessionId);
    }
    if (what === 'refresh' && !pane.mayRefresh()) this.#note('refresh by itself without the lock');
    if (what === 'create') this.#created(request);
  }

  /**
   * Checks that one request is sent at a time. Only one that changes nothing, or a close, goes out
   * beside another pane's, after its wait for the turn was too long.
   */
  #sentInTurn(request: WatchedRequest): void {
    const { pane, what, item } = request;
    const mayBeLate = what === 'refresh' || what === 'getItem' || what === 'close';
    const isLate = mayBeLate && !pane.hasTurn();
    const beside = [...this.#pending].filter(
      (other) => other.item === item && !isLate && !this.#late.has(other),
    );
    if (beside.length > 0) this.#note(`${what} beside ${beside.map((other) => other.what).join()}`);
    if (isLate) this.#late.add(request);
    this.#pending.add(request);
  }

  /**
   * Once the clock was set, another pane's record of a session may look later than its end here:
   * this pane checks the session once for each answer that it is over.
   */
  #refreshedAfterEnd(sessionId: string): void {
    if (!this.#clockWasSetForward) this.#note(`refresh in ${sessionId}, which is known to be over`);
  }

  ended(request: WatchedRequest): void {
    this.#pending.delete(request);
  }

  /** The browser cancels the requests of a page that ended. */
  died(pane: WatchedPane): void {
    for (const request of this.#pending) if (request.pane === pane) this.#pending.delete(request);
  }

  /** A pane received a Retry-After, ms. */
  throttled(forMs: number): void {
    this.#throttledUntil = Math.max(
      this.#throttledUntil,
      this.#time.now + Math.min(forMs, 3_600_000),
    );
  }

  /** After the clock was set forward the client cannot know the Retry-After: it is not checked. */
  clockSetForward(): void {
    this.#throttledUntil = 0;
    this.#clockWasSetForward = true;
  }

  /**
   * Checks that a session is opened at the user's request, or in place of one of ours that has
   * ended.
   */
  #created({ pane, persistChanges }: WatchedRequest): void {
    const { state } = pane.store.getState();
    const mode = state.kind === 'opening' ? state.mode : undefined;
    if (mode?.kind === 'recreate') this.#openedAnew(pane, mode.replaced, persistChanges);
    else if (mode?.kind !== 'start' || !pane.askedToStart) {
      this.#note('create that the user did not ask for');
    }
  }

  #openedAnew(
    pane: WatchedPane,
    replaced: WorkbookSession,
    persistChanges: boolean | undefined,
  ): void {
    const { resumed, verified } = pane;
    if (persistChanges !== true || replaced.persistChanges !== true) {
      this.#note('a scratch copy opened anew');
    }
    if (replaced.origin !== 'opened') this.#note('a session of another client opened anew');
    if (!this.#clockWasSetForward && this.#remainingMs(replaced.id) > marginMs) {
      this.#note(`${replaced.id} opened anew, but alive`);
    }
    for (const id of pane.peers().map((peer) => peer.shows())) {
      if (id !== undefined && id !== replaced.id && this.#remainingMs(id) > marginMs) {
        this.#note(`opened anew beside ${id}`);
      }
    }
    if (
      resumed?.id === replaced.id &&
      resumed.absentMs >= shortAbsenceMs &&
      verified !== replaced.id
    ) {
      this.#note('a session opened by itself after an absence');
    }
  }

  #note(rule: string): void {
    this.violations.push(`${rule}, at ${this.#time.now}`);
  }
}
