import type { SessionEvent } from '../../src/session/events';
import type { Store } from '../../src/session/store';
import type { Browser } from './simulatedBrowser';
import type { Pane } from './simulatedPane';
import { newTab } from './simulatedPane';
import type { GraphOutage } from './replies';
import { address, otherAddress, type GraphService } from './graphService';
import type { SignInFault, SignInService } from './signIn';
import type { VirtualTime } from './time';

export interface Day {
  /** The store of the first pane. */
  readonly store: Store;
  readonly browser: Browser;
  readonly service: GraphService;
  readonly signIn: SignInService;
  readonly time: VirtualTime;
}

/** An incident at `atMs` of the day. `which` selects one of the current panes. */
export type Incident = { readonly atMs: number } & (
  | { readonly kind: 'outage'; readonly forMs: number; readonly fault: GraphOutage }
  | { readonly kind: 'signInOutage'; readonly forMs: number; readonly fault: SignInFault }
  /** A fault of the next request. */
  | { readonly kind: 'once'; readonly fault: GraphOutage }
  | { readonly kind: 'offline'; readonly forMs: number }
  /** The browser reports no network, although there is one. */
  | { readonly kind: 'offlineReported'; readonly forMs: number }
  /** After a silent sleep there is no event, and the timers continue where they stopped. */
  | { readonly kind: 'sleep'; readonly forMs: number; readonly silent: boolean }
  | { readonly kind: 'clock'; readonly byMs: number }
  | { readonly kind: 'dropped'; readonly over: 'expired' | 'recreatable' }
  | { readonly kind: 'slow'; readonly latencyMs: number }
  | { readonly kind: 'revoked' }
  | { readonly kind: Click; readonly which: number }
  /** Excel shows the other workbook, as after Save As; the pane notices it now or later. */
  | { readonly kind: 'saveAs'; readonly which: number; readonly notices: boolean }
  /** A pane ends; after `backMs` its tab is reloaded or a new one is opened. */
  | {
      readonly kind: 'gone';
      readonly which: number;
      readonly mode: 'closed' | 'crashed';
      readonly backMs: number;
      readonly sameTab: boolean;
    }
  /** A pane ends as an outage begins, and starts again in the midst of it. */
  | {
      readonly kind: 'goneInOutage';
      readonly fault: GraphOutage | SignInFault;
      readonly forMs: number;
      readonly which: number;
      readonly mode: 'closed' | 'crashed';
      readonly backMs: number;
      readonly sameTab: boolean;
    }
  /** A second pane on the same workbook, for some time. */
  | { readonly kind: 'another'; readonly forMs: number; readonly mode: 'closed' | 'crashed' }
);

export type Click = 'refresh' | 'start' | 'close' | 'keepAlive' | StrayClick;
/** Clicks of a user who leaves, cancels and changes what is under way. */
export type StrayClick =
  | 'ask'
  | 'attach'
  | 'cancel'
  | 'confirm'
  | 'dismiss'
  | 'kind'
  | 'signIn'
  | 'signOut'
  | 'switchAccount';
type Kinds = Incident['kind'];
type Of<K extends Kinds> = Extract<Incident, { kind: K }>;
type Happenings = { readonly [K in Kinds]: (incident: Of<K>) => void };

/** Maximum number of panes at a time. */
const mostPanes = 3;

/** Applies incidents to this day; overlapping ones of a kind end with the last one. */
export function createIncidentRunner(day: Day): (incident: Incident) => void {
  const { browser, service, signIn, time } = day;
  const outage = lasting<GraphOutage>(day, (fault) => (service.fault = fault));
  const signInOutage = lasting<SignInFault>(day, (fault) => (signIn.fault = fault));
  const happenings: Happenings = {
    outage: ({ fault, forMs }) => outage(fault, forMs),
    signInOutage: ({ fault, forMs }) => signInOutage(fault, forMs),
    once: ({ fault }) => (service.nextFault = fault),
    offline: ({ forMs }) => {
      outage({ kind: 'network' }, forMs);
      signInOutage('offline', forMs);
      browser.setOnline(false);
      time.after(forMs, () => browser.setOnline(true));
    },
    offlineReported({ forMs }) {
      browser.setOnline(false);
      time.after(forMs, () => browser.setOnline(true));
    },
    sleep: asleepIn(day),
    clock: ({ byMs }) => {
      time.wallAheadMs += byMs;
      if (byMs > 0) service.watch.clockSetForward();
      else browser.wasSetBack = true;
    },
    dropped: ({ over }) => service.drop(over),
    slow: ({ latencyMs }) => (service.latencyMs = latencyMs),
    revoked: () => signIn.revoke(),
    gone: (incident) => gone(browser, incident),
    goneInOutage({ fault, forMs, ...incident }) {
      if (typeof fault === 'string') signInOutage(fault, forMs);
      else outage(fault, forMs);
      gone(browser, { ...incident, kind: 'gone' });
    },
    another: (incident) => another(browser, incident),
    saveAs: ({ which, notices }) => saveAs(browser, which, notices),
    ...clicksIn(browser),
    ...strayClicksIn(browser),
  };
  const runIncident = <K extends Kinds>(kind: K, incident: Extract<Incident, { kind: K }>): void =>
    happenings[kind](incident);
  return (incident) => runIncident(incident.kind, incident);
}

/** A temporary fault, which a later one replaces. */
function lasting<F>(
  { time }: Day,
  set: (fault: F | undefined) => void,
): (fault: F, forMs: number) => void {
  let count = 0;
  return (fault, forMs) => {
    count += 1;
    const mine = count;
    set(fault);
    time.after(forMs, () => {
      if (mine === count) set(undefined);
    });
  };
}

function asleepIn({ browser, time }: Day): (incident: Of<'sleep'>) => void {
  let count = 0;
  return ({ forMs, silent }) => {
    count += 1;
    const mine = count;
    time.sleep();
    time.after(forMs, () => {
      if (mine !== count) return;
      time.wakeUp();
      if (!silent) for (const { store } of browser.panes) store.dispatch({ kind: 'woke' });
    });
  };
}

/** An action of the user in a pane. */
function clicksIn(browser: Browser): Pick<Happenings, Exclude<Click, StrayClick>> {
  const picked = pickedFrom(browser);
  return {
    refresh: ({ which }) => picked(which)?.act({ kind: 'refreshRequested' }),
    start: ({ which }) => {
      const pane = picked(which);
      const kind = pane?.store.getState().state.kind;
      if (kind === 'ready' || kind === 'lost') pane?.act({ kind: 'startRequested' });
    },
    keepAlive: ({ which }) => {
      const pane = picked(which);
      const state = pane?.store.getState().state;
      pane?.act({
        kind: 'keepAliveSet',
        on: state?.kind === 'open' && state.keepAlive.kind === 'off',
      });
    },
    close: ({ which }) => {
      const pane = picked(which);
      pane?.act({ kind: 'closeRequested' });
      pane?.act({ kind: 'leavingConfirmed' });
    },
  };
}

/** A click on a button that the pane may not show now is ignored, as by the pane. */
function strayClicksIn(browser: Browser): Pick<Happenings, StrayClick> {
  const picked = pickedFrom(browser);
  const acts =
    (event: SessionEvent) =>
    ({ which }: { readonly which: number }): void =>
      picked(which)?.act(event);
  return {
    ask: acts({ kind: 'closeRequested' }),
    cancel: acts({ kind: 'cancelRequested' }),
    confirm: acts({ kind: 'leavingConfirmed' }),
    signIn: acts({ kind: 'signInRequested', another: false }),
    signOut: acts({ kind: 'signOutRequested' }),
    switchAccount: acts({ kind: 'signInRequested', another: true }),
    dismiss({ which }) {
      picked(which)?.act({ kind: 'dismissed' });
      picked(which)?.act({ kind: 'unconfirmedDismissed' });
    },
    kind({ which }) {
      const pane = picked(which);
      const persistChanges = pane?.store.getState().choices.persistChanges === false;
      pane?.act({ kind: 'persistChangesChosen', persistChanges });
    },
    attach({ which }) {
      const pane = picked(which);
      const state = pane?.store.getState().state;
      if (state?.kind !== 'ready') return;
      const sessionId = browser.service.openForScript(state.workbook.itemId);
      pane?.act({ kind: 'attachRequested', sessionId });
    },
  };
}

const pickedFrom =
  (browser: Browser) =>
  (which: number): Pane | undefined =>
    browser.panes[which % Math.max(1, browser.panes.length)];

function saveAs(browser: Browser, which: number, notices: boolean): void {
  const pane = pickedFrom(browser)(which);
  if (pane === undefined) return;
  pane.tab.document = pane.tab.document === address ? otherAddress : address;
  if (notices) void pane.locator.checkForMove(pane.store);
}

function gone(browser: Browser, { which, mode, backMs, sameTab }: Of<'gone'>): void {
  const pane = browser.panes[which % Math.max(1, browser.panes.length)];
  if (pane === undefined || browser.time.asleep) return;
  pane.die(mode);
  const reopen = (): void => {
    // No pane is opened while the computer sleeps.
    if (browser.time.asleep) browser.time.after(60_000, reopen);
    else browser.open(sameTab ? pane.tab : newTab());
  };
  browser.time.after(backMs, reopen);
}

function another(browser: Browser, { forMs, mode }: Of<'another'>): void {
  if (browser.panes.length >= mostPanes || browser.time.asleep) return;
  const pane = browser.open();
  browser.time.after(forMs, () => {
    if (pane.page.isAlive() && browser.panes.length > 1) pane.die(mode);
  });
}
