import { mayHaveOpened } from '../../src/session/evidence';
import type { Failure } from '../../src/session/failures';
import type { SessionEvent } from '../../src/session/events';
import type { AppState, SessionState } from '../../src/session/state';
import type { SessionRecord } from '../../src/session/stored';
import type { GraphService } from './graphService';

/** A pane, as far as its user sees it. */
interface SeenPane {
  readonly store: { readonly getState: () => AppState };
}

/** A session with less time left than this (ms) may be forgotten: it ends by itself. */
const briefMs = 20_000;

/** The clicks by which the user has read what the pane tells of a session that may be open. */
const acknowledging: readonly SessionEvent['kind'][] = [
  'dismissed',
  'unconfirmedDismissed',
  'startRequested',
  'attachRequested',
];

/**
 * Checks that no session is forgotten: as long as one lives that a pane has opened, a pane shows it
 * or tells that it may be open, or a record tells the next start.
 */
export class Accounting {
  readonly #service: GraphService;
  readonly #panes: () => readonly SeenPane[];
  readonly #records: () => readonly SessionRecord[];
  /** The sessions that the user knows of and has left. */
  readonly #acknowledged = new Set<string>();
  #hasSignedOut = false;

  constructor(
    service: GraphService,
    panes: () => readonly SeenPane[],
    records: () => readonly SessionRecord[],
  ) {
    this.#service = service;
    this.#panes = panes;
    this.#records = records;
  }

  /** The user acts in this pane. */
  acts(pane: SeenPane, { kind }: SessionEvent): void {
    if (acknowledging.includes(kind)) this.#read(pane);
    // A sign-out removes the records of the account; a live pane writes its own one again, later.
    const { state } = pane.store.getState();
    const question = state.kind === 'open' ? state.question : undefined;
    if (kind === 'signOutRequested' || (kind === 'leavingConfirmed' && question === 'signOut')) {
      this.#hasSignedOut = true;
      for (const { session } of this.#records()) {
        const id = session?.id ?? '';
        const others = this.#panes().filter((other) => other !== pane);
        const isLeftToOthers = others.some((other) => isShownBy(other, id));
        if (isLeftToOthers || !isShownBy(pane, id)) this.acknowledge(id);
      }
    }
  }

  /** The page ends: its user has read what it told, or has signed out. */
  ends(pane: SeenPane): void {
    this.#read(pane);
    const { state, awaited } = pane.store.getState();
    const shown = state.kind === 'signingIn' ? state.returnTo : state;
    if (shown.kind !== 'signedOut') return;
    for (const { sessionId } of awaited) if (sessionId !== undefined) this.acknowledge(sessionId);
  }

  acknowledge(id: string): void {
    this.#acknowledged.add(id);
  }

  /** The sessions that are alive and told of nowhere. */
  forgotten(): readonly string[] {
    const unknown =
      this.#panes().some((pane) => mayOpenUnseen(pane.store.getState())) ||
      this.#records().some(({ session }) => session === null);
    const records = this.#records();
    return this.#service
      .ownSessions(briefMs)
      .filter(
        (id) =>
          !this.#acknowledged.has(id) &&
          !this.#service.isSuperseded(id) &&
          !(this.#hasSignedOut && this.#service.isAbandoned(id)) &&
          !this.#isShown(id) &&
          !records.some(({ session }) => session?.id === id) &&
          !(unknown && !this.#service.delivered.has(id)),
      );
  }

  #isShown(id: string): boolean {
    return this.#panes().some((pane) => isShownBy(pane, id));
  }

  #read(pane: SeenPane): void {
    const { state, unconfirmed } = pane.store.getState();
    const told = { unconfirmed, ended: endOf(state) };
    const hasUnknown = unconfirmed !== undefined || endOf(state) !== undefined;
    for (const id of this.#service.ownSessions(0)) {
      const isUnknown = hasUnknown && !this.#service.delivered.has(id);
      if (isUnknown || mentions(told, id)) this.acknowledge(id);
    }
  }
}

function isShownBy(pane: SeenPane, id: string): boolean {
  const { state, unconfirmed, awaited } = pane.store.getState();
  return mentions({ state, unconfirmed, awaited }, id);
}

const mentions = (value: unknown, id: string): boolean =>
  JSON.stringify(value).includes(JSON.stringify(id));

/** What the state tells of a session or of a start that is over. */
function endOf(state: SessionState): unknown {
  const shown = state.kind === 'signingIn' ? state.returnTo : state;
  return shown.kind === 'lost' ? shown : shown.kind === 'ready' ? shown.ending : undefined;
}

/** True if the pane tells that a session may be open whose id it does not know, or opens one. */
function mayOpenUnseen({ state, unconfirmed, awaited }: AppState): boolean {
  if (state.kind === 'opening') return true;
  if (unconfirmed !== undefined && unconfirmed.sessionId === undefined) return true;
  if (awaited.some(({ sessionId }) => sessionId === undefined)) return true;
  const end = endOf(state) as { readonly failure?: Failure } | undefined;
  return end?.failure !== undefined && mayHaveOpened(end.failure);
}
