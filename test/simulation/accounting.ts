import { mayHaveOpened } from '../../src/session/evidence';
import { endingOf } from '../../src/session/records';
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
    // A sign-out removes the records of the account. A live pane writes its own one again, but not
    // while it is reloaded.
    const { state } = pane.store.getState();
    const question = state.kind === 'open' ? state.question : undefined;
    if (kind === 'signOutRequested' || (kind === 'leavingConfirmed' && question === 'signOut')) {
      this.#hasSignedOut = true;
      for (const { session } of this.#records()) {
        const id = session?.id ?? '';
        const isKept = this.#panes().some(
          (one) => one.store.getState().state.kind !== 'resuming' && isShownBy(one, id),
        );
        if (!isKept) this.acknowledge(id);
      }
    }
  }

  /** The page ends: its user has read what it told, or has signed out. */
  ends(pane: SeenPane): void {
    this.#read(pane);
    const { state, awaited } = pane.store.getState();
    if (shownBy(state).kind !== 'signedOut') return;
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
    const ending = endingOf(shownBy(state));
    const told = { unconfirmed, ending };
    const hasUnknown = unconfirmed !== undefined || ending !== undefined;
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

/** What the pane shows, also behind a sign-in. */
const shownBy = (state: SessionState): SessionState =>
  state.kind === 'signingIn' ? state.returnTo : state;

/** True if the pane tells that a session may be open whose id it does not know, or opens one. */
function mayOpenUnseen({ state, unconfirmed, awaited }: AppState): boolean {
  if (state.kind === 'opening') return true;
  if (unconfirmed !== undefined && unconfirmed.sessionId === undefined) return true;
  if (awaited.some(({ sessionId }) => sessionId === undefined)) return true;
  const failure = endingOf(shownBy(state))?.failure;
  return failure !== undefined && mayHaveOpened(failure);
}
