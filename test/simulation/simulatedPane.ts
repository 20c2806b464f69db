import { createWorkbookLocator, type WorkbookLocator } from '../../src/app/workbookLocator';
import { createClock } from '../../src/browser/clock';
import { createLocks } from '../../src/browser/locks';
import { createLocateItem } from '../../src/graph/driveItems';
import { createSend } from '../../src/graph/request';
import { createSessions } from '../../src/graph/sessions';
import type { Store } from '../../src/session/store';
import { networkOf } from '../../src/session/network';
import { createStore } from '../../src/session/store';
import type { SessionEvent } from '../../src/session/events';
import { defaultChoices } from '../../src/session/appState';
import { keyOf } from '../../src/session/records';
import { refreshDueAt } from '../../src/session/keepAlive';
import type { Choices, AppState, SessionState } from '../../src/session/state';
import { createThrottleGate } from '../../src/session/throttleGate';
import type { Accounting } from './accounting';
import type { GraphService } from './graphService';
import { address, graphRoot } from './graphService';
import type { SignInService, TokenCache } from './signIn';
import type { LocalStorage, TabStorage } from './simulatedStorage';
import { storageOf } from './simulatedStorage';
import type { SimulatedPage, VirtualTime } from './time';
import type { Resumed, WatchedPane } from './watch';
import type { WebLocks } from './webLocks';

/** The storage of one tab, kept when it is reloaded. */
export interface Tab {
  /** The address of the document that Excel shows in this tab. */
  document: string;
  readonly storage: TabStorage;
  readonly tokens: TokenCache;
}

export const newTab = (): Tab => ({
  document: address,
  storage: new Map(),
  tokens: { throttledUntil: 0 },
});

const excelOf = (tab: Tab) => ({ documentAddress: () => Promise.resolve(tab.document) });

/** The browser that a pane lives in. */
interface PaneBrowser {
  readonly time: VirtualTime;
  readonly service: GraphService;
  readonly signIn: SignInService;
  readonly random: () => number;
  readonly local: LocalStorage;
  readonly locks: WebLocks;
  readonly panes: readonly Pane[];
  readonly online: boolean;
  readonly accounting: Accounting;
  /** Records that a pane shows an open session now, which the service has confirmed if it is held. */
  shown(isHeld: boolean): void;
  /**
   * The time (ms) since any other pane showed a session, or `held` one; 0 if the panes cannot know
   * it.
   */
  absentMs(except: Pane, held: boolean): number;
  /** Cleans up after a page that ended, as a browser does. */
  cleanUp(pane: Pane): void;
}

/**
 * A pane with the real store, calls, gate, locks and clock, in a model of the browser and of the
 * services.
 */
export class Pane implements WatchedPane {
  readonly store: Store;
  readonly locator: WorkbookLocator;
  readonly page: SimulatedPage;
  readonly tab: Tab;
  /** Sessions that have ended according to a response that this pane received. */
  readonly endedSessions = new Set<string>();
  /** The session that the service last confirmed to this pane. */
  verified: string | undefined;
  /** True while a session that the user requested is being opened. */
  askedToStart = false;
  /** The session that this pane resumed from its record. */
  resumed: Resumed | undefined;
  /** One unplanned refresh is allowed: the user's, or the check of a resumed session. */
  #mayRefreshOnce = true;
  readonly #browser: PaneBrowser;
  readonly #startedAt: number;

  constructor(browser: PaneBrowser, tab: Tab, choices: Choices | undefined) {
    const page = browser.time.page();
    const clock = createClock(page.source);
    const storage = storageOf(page, browser.local, tab.storage);
    const gate = createThrottleGate(clock, storage.throttled);
    const token = browser.signIn.tokenSource(page, clock, tab.tokens);
    const send = createSend({
      graphRoot,
      token,
      clock,
      gate,
      network: networkOf(() => this.store),
      fetch: browser.service.fetchOf(this),
    });
    this.locator = createWorkbookLocator({
      host: Promise.resolve(excelOf(tab)),
      locateItem: createLocateItem(send, clock),
      reachesAll: () => true,
      onAddress: () => undefined,
    });
    this.page = page;
    this.tab = tab;
    this.#browser = browser;
    this.#startedAt = browser.time.now;
    this.store = createStore({
      identity: browser.signIn.identity(page, clock, tab.tokens),
      workbooks: {
        ...this.locator.workbooks,
        checkForMove: () => this.locator.checkForMove(this.store),
      },
      sessions: createSessions(send, clock),
      clock,
      persistence: storage,
      locks: createLocks(clock, gate.until, browser.locks.managerFor(page)),
      random: browser.random,
    });
    const { store } = this;
    gate.subscribe((until) => store.dispatch({ kind: 'throttled', until }));
    store.dispatch({ kind: 'throttled', until: gate.until() });
    storage.onRecord((record) => {
      // A session that ended in another pane is checked here.
      const shown = this.shows();
      const isOther = shown !== undefined && record.session?.id !== shown;
      if (record.phase === 'ended' || (record.phase === 'open' && isOther)) {
        this.#mayRefreshOnce = true;
      }
      store.peerUpdated(record);
    });
    this.#follow();
    store.dispatch({ kind: 'onlineChanged', online: browser.online });
    const known = storage.loadKnown();
    store.dispatch({
      kind: 'started',
      known,
      record: known && storage.record(keyOf({ ...known, accountId: known.account.id })),
      choices: choices ?? storage.loadChoices() ?? defaultChoices,
    });
  }

  /** Dispatches an action of the user, unless the computer sleeps. */
  act(event: SessionEvent): void {
    if (!this.page.isAlive() || this.#browser.time.asleep) return;
    if (event.kind === 'startRequested') this.askedToStart = true;
    if (event.kind === 'refreshRequested' || event.kind === 'signInRequested') {
      this.#mayRefreshOnce = true;
    }
    this.#browser.accounting.acts(this, event);
    this.store.dispatch(event);
  }

  /** The session that this pane shows as open. */
  shows(): string | undefined {
    const { state } = this.store.getState();
    return state.kind === 'open' ? state.session.id : undefined;
  }

  /** True if this pane holds a session that the service has confirmed: no absence continues. */
  holds(): boolean {
    const { state } = this.store.getState();
    return state.kind === 'open' && state.unverifiedAfterMs === undefined;
  }

  /** The other panes of this browser. */
  peers(): readonly Pane[] {
    return this.#browser.panes.filter((other) => other !== this);
  }

  hasTurn(): boolean {
    return this.#browser.locks.holds(this.page, ':requests:');
  }

  mayRefresh(): boolean {
    return this.#mayRefreshOnce || this.#browser.locks.holds(this.page, ':record:');
  }

  /** Ends the page: closed (it can store once more) or crashed. */
  die(mode: 'closed' | 'crashed'): void {
    if (mode === 'closed') this.store.pageHidden();
    if (this.shows() !== undefined) this.#browser.shown(this.holds());
    this.#browser.accounting.ends(this);
    this.page.die();
    this.#browser.cleanUp(this);
  }

  /** The part of this time until now that had passed when this pane started. */
  #withoutStart(ms: number): number {
    const sinceStartMs = this.#browser.time.now - this.#startedAt;
    return Math.max(0, ms - sinceStartMs);
  }

  #follow(): void {
    let before: AppState = this.store.getState();
    this.store.subscribe(() => {
      const { state, unconfirmed } = this.store.getState();
      // A pane tells of one session that may be open, the latest.
      const { sessionId: told } = before.unconfirmed ?? {};
      if (told !== undefined && unconfirmed !== undefined && unconfirmed.sessionId !== told) {
        this.#browser.accounting.acknowledge(told);
      }
      if (takesOver(before, state)) this.#mayRefreshOnce = true;
      const wasBusy = before.state.kind !== 'open' || before.state.request.kind !== 'idle';
      if (state.kind === 'open' && state.request.kind === 'idle' && wasBusy) {
        this.#mayRefreshOnce = false;
      }
      // A look-up that failed is repeated beside the reason.
      const wasLocating = ['locating', 'resuming', 'noWorkbook'].includes(before.state.kind);
      if (wasLocating && state.kind === 'open') {
        this.resumed = {
          id: state.session.id,
          absentMs: this.#withoutStart(this.#browser.absentMs(this, false)),
          unheldMs: this.#browser.absentMs(this, true),
        };
      }
      if (state.kind === 'open') this.#browser.shown(this.holds());
      // The pane tells that it is replaced.
      if (state.kind === 'opening' && state.mode.kind === 'recreate') {
        this.#browser.accounting.acknowledge(state.mode.replaced.id);
      }
      if (state.kind !== 'opening' && before.state.kind === 'opening') this.askedToStart = false;
      before = this.store.getState();
    });
  }
}

/** True if this change sends a planned refresh that is overdue: the pane with the lock has not. */
function takesOver(before: AppState, after: SessionState): boolean {
  const { state, throttledUntil } = before;
  if (state.kind !== 'open' || after.kind !== 'open' || state.keepAlive.kind === 'off') {
    return false;
  }
  const waited = state.request.kind === 'idle';
  const dueAt = refreshDueAt({ ...state, isShared: true }, { holdsLock: false, throttledUntil });
  return waited && after.request.kind === 'refreshing' && after.request.sentAt >= dueAt;
}
