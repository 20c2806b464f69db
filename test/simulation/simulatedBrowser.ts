import { Accounting } from './accounting';
import type { Choices } from '../../src/session/state';
import type { GraphService } from './graphService';
import type { Tab } from './simulatedPane';
import { newTab, Pane } from './simulatedPane';
import type { SignInService } from './signIn';
import { LocalStorage, recordsIn } from './simulatedStorage';
import type { VirtualTime } from './time';
import { WebLocks } from './webLocks';

interface Parts {
  readonly time: VirtualTime;
  readonly service: GraphService;
  readonly signIn: SignInService;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** The browser of one user, with the panes on one workbook that live in it. */
export class Browser {
  readonly time: VirtualTime;
  readonly service: GraphService;
  readonly signIn: SignInService;
  readonly random: () => number;
  readonly local = new LocalStorage();
  readonly locks = new WebLocks();
  readonly accounting: Accounting;
  panes: readonly Pane[] = [];
  online = true;
  /** After the clock was set back, the panes cannot know for how long there was none. */
  wasSetBack = false;
  #shownAt = 0;
  #heldAt = 0;

  constructor({ time, service, signIn, random }: Parts) {
    this.time = time;
    this.service = service;
    this.signIn = signIn;
    this.random = random;
    this.accounting = new Accounting(
      service,
      () => this.panes,
      () => recordsIn(this.local),
    );
  }

  open(tab: Tab = newTab(), choices?: Choices): Pane {
    const pane = new Pane(this, tab, choices);
    this.panes = [...this.panes, pane];
    return pane;
  }

  /** Records that a pane shows an open session now, which the service has confirmed if it is held. */
  shown(isHeld: boolean): void {
    this.#shownAt = this.time.now;
    if (isHeld) this.#heldAt = this.time.now;
  }

  /**
   * The time (ms) since any other pane showed a session, or `held` one; 0 if the panes cannot know
   * it.
   */
  absentMs(except: Pane, held: boolean): number {
    const isShown = this.panes.some(
      (pane) => pane !== except && (held ? pane.holds() : pane.shows() !== undefined),
    );
    return isShown || this.wasSetBack ? 0 : this.time.now - (held ? this.#heldAt : this.#shownAt);
  }

  setOnline(online: boolean): void {
    this.online = online;
    for (const { store } of this.panes) store.dispatch({ kind: 'onlineChanged', online });
  }

  /** Cleans up after a page that ended, as a browser does. */
  cleanUp(pane: Pane): void {
    this.panes = this.panes.filter((other) => other !== pane);
    this.service.watch.died(pane);
    this.local.cleanUp(pane.page);
    this.locks.release(pane.page);
  }
}
