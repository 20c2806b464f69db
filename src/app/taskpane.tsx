import { parseAuthority } from '../auth/authority';
import { createClock } from '../browser/clock';
import { isOldEngine } from '../browser/engine';
import { nextTask, whenIdle } from '../browser/idle';
import { createStorageFlag } from '../browser/flags';
import { storageAllowed } from '../browser/storage';
import { createPersistence } from '../browser/persistence';
import { preconnect } from '../browser/preconnect';
import { createObservable } from '../session/observable';
import { copyText } from '../browser/clipboard';
import { reloadPage } from '../browser/reloadPage';
import { onNetwork, onWake } from '../browser/pageLifecycle';
import { unregisterWorkers } from '../browser/serviceWorkers';
import { createCommands, enablesRibbon } from './ribbonCommands';
import { parseConfiguration } from './configuration';
import { createSessionController, notConfigured } from './sessionController';
import { connect } from '../office/host';
import { initialLanguage, watchTheme } from '../office/theme';
import type { Store } from '../session/store';
import { defaultChoices } from '../session/appState';
import { keyOfTarget } from '../session/records';
import { mount } from '../ui/mount';
import { organizationAtStart } from './organizationAtStart';
import { startUpEnds } from './startUp';
import { watchScratchCopy } from './watchScratchCopy';
import type { HostContext, ShownRefusal } from '../ui/appProps';

declare const VERSION: string;

/** A part that cannot be loaded is requested again, and reported, when it is needed. */
const ignore = (): void => undefined;

function start(): void {
  const clock = createClock();
  const configuration = isOldEngine()
    ? 'oldEngine'
    : parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) =>
    commands(command),
  );
  const hostContext = createObservable<HostContext>({
    language: initialLanguage(),
    theme: 'light',
    closingEndsKeepAlive: false,
  });
  const setRefusal = (what: ShownRefusal['what'], code: string | null): void => {
    const { refusals = [] } = hostContext.get();
    if ((refusals.find((known) => known.what === what)?.code ?? null) === code) return;
    const others = refusals.filter((known) => known.what !== what);
    hostContext.set({
      ...hostContext.get(),
      refusals: code === null ? others : [...others, { what, code }],
    });
  };
  const persistence = createPersistence((code) => setRefusal('storage', code));
  const known = persistence.loadKnown();
  // Who was signed in at the end will probably be signed in silently: MSAL is requested beside
  // office.js, and the views of a signed-in user with it.
  const wasSignedIn = createStorageFlag('wasSignedIn', 'device');
  const signsIn = wasSignedIn.get();
  if (signsIn) {
    void import(/* webpackChunkName: "msal" */ '../auth/msalIdentity').catch(ignore);
  }
  const officeHost = connection.then((result) => (result.ok ? result.host : null));
  const { store, locator, inside } = createSessionController(
    configured ? configuration : notConfigured,
    officeHost,
    clock,
    persistence,
  );
  const commands = createCommands(
    store,
    clock,
    () => void officeHost.then((excel) => excel?.showPane()),
  );
  const startUp = startUpEnds(store, clock);
  const startedUp = (): Promise<void> => startUp.then(() => new Promise(whenIdle));
  const showStartup = (starts: boolean | undefined): void => {
    if (starts !== undefined) hostContext.set({ ...hostContext.get(), startsWithWorkbook: starts });
  };
  const pane = document.getElementById('pane');
  if (pane === null) return;

  if (configured) preconnect([configuration.authority, configuration.graphRoot]);
  else store.dispatch({ kind: 'unsupported', reason: configuration });
  onNetwork((online) => store.dispatch({ kind: 'onlineChanged', online }));
  const lookAgain = (): void => {
    store.dispatch({ kind: 'woke' });
    void locator.checkForMove(store);
  };
  onWake(lookAgain);
  const updateTheme = watchTheme(clock, (theme) =>
    hostContext.set({ ...hostContext.get(), theme }),
  );
  onWake(updateTheme);
  mount(
    pane,
    {
      appState: { get: store.getState, subscribe: store.subscribe },
      hostContext,
      dispatch: store.dispatch,
      clock,
      copy: copyText,
      reload: (failed) => void reloadPage(failed),
      inside,
      startWithWorkbook: (on, refused) =>
        void officeHost.then(async (excel) => {
          const starts = await excel?.startup?.set(on);
          showStartup(starts);
          if (starts !== on) refused();
        }),
      version: VERSION,
      graphRoot: configured ? configuration.graphRoot : '',
      forgets: !storageAllowed(),
    },
    { yieldToMain: nextTask, idle: startedUp, signsIn },
  );

  whenIdle(unregisterWorkers);
  organizationAtStart(persistence.loadOrganization(), known, officeHost, (organization) =>
    store.dispatch({
      kind: 'started',
      known,
      record: known && persistence.record(keyOfTarget(known)),
      choices: { ...(persistence.loadChoices() ?? defaultChoices), ...organization },
      organizationIsFixed:
        configured && parseAuthority(configuration.authority).tenant !== undefined,
    }),
  );
  subscribeNow(store, () => {
    const { state } = store.getState();
    const isSignedIn = 'account' in state && state.kind !== 'resuming';
    if (isSignedIn !== wasSignedIn.get() && (isSignedIn || state.kind === 'signedOut')) {
      wasSignedIn.set(isSignedIn);
    }
  });
  void connection.then((made) => {
    if (!made.ok) {
      store.dispatch({ kind: 'unsupported', reason: made.reason });
      return;
    }
    const { host } = made;
    hostContext.set({
      ...hostContext.get(),
      language: host.language,
      closingEndsKeepAlive: !host.outlivesPane,
    });
    updateTheme();
    host.watchRefusals((what, code) => {
      setRefusal(what, code);
      // Excel does not tell when the pane is closed, so it is not known whether keep-alive goes on.
      if (what === 'visibility' && code !== null) {
        hostContext.set({ ...hostContext.get(), closingEndsKeepAlive: true });
      }
    });
    let visible = host.startsShown;
    // From the beginning: the start itself may find the end of a session, or need a sign-in.
    watchScratchCopy(store, clock, () => {
      if (!visible) host.showPane();
    });
    // Signing in and locating the workbook go first: these calls take Excel some time.
    void startedUp().then(() => {
      void host.startup?.get().then(showStartup);
      host.watchVisibility((now) => {
        visible = now;
        updateTheme();
        lookAgain();
      });
      subscribeNow(store, () => host.showRibbon(enablesRibbon(store.getState())));
    });
  });
}

/** Calls the callback now and after each change of the app state. */
function subscribeNow(store: Store, callback: () => void): void {
  callback();
  store.subscribe(callback);
}

start();
