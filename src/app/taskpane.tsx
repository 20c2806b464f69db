import { createIdentity } from '../auth/identity';
import { createClock } from '../browser/clock';
import { nextTask, whenIdle } from '../browser/idle';
import { createLocks } from '../browser/locks';
import {
  createStorageFlag,
  createSignedOutAccounts,
  storageAllowed,
  hasCachedAccount,
} from '../browser/flags';
import type { BrowserPersistence } from '../browser/persistence';
import { createPersistence } from '../browser/persistence';
import { preconnect } from '../browser/preconnect';
import { createObservable } from '../browser/observable';
import { copyText } from '../browser/clipboard';
import { onLeaving, onNetwork, onReturning, onWaking } from '../browser/pageLifecycle';
import { unregisterWorkers } from '../browser/serviceWorkers';
import { createCommands, ribbonStateOf } from './ribbonCommands';
import type { Configuration } from './configuration';
import { parseConfiguration, scopesFor } from './configuration';
import type { Connection, Host } from '../office/host';
import { connect } from '../office/host';
import { languageAtFirst, watchTheme } from '../office/theme';
import type { WorkbookLocator } from './workbookLocator';
import { createWorkbookLocator, withMissingPermission } from './workbookLocator';
import type { LocateItem } from '../graph/driveItems';
import { createSend } from '../graph/request';
import type { Store } from '../session/store';
import { createStore } from '../session/store';
import type { Clock, Sessions } from '../session/services';
import { defaultChoices } from '../session/appState';
import type { AppState } from '../session/state';
import { createThrottleGate } from '../session/throttleGate';
import { mount } from '../ui/mount';
import type { HostContext } from '../ui/appProps';

declare const VERSION: string;

interface SessionController {
  readonly store: Store;
  readonly finding: WorkbookLocator;
}

/** Nothing is found or sent before Office is there; until then every port waits for it. */
function createSessionController(
  configuration: Configuration,
  connection: Promise<Connection>,
  clock: Clock,
  persistence: BrowserPersistence,
): SessionController {
  const host = connection.then((made): Host | null => (made.ok ? made.host : null));
  const allFiles = createStorageFlag('wider', 'tab');
  const identity = createIdentity({
    registration: configuration,
    scopes: scopesFor(configuration),
    allFilesScopes: scopesFor(configuration, 'Files.ReadWrite.All'),
    allFiles,
    office: host.then((held) => held?.signIn ?? null),
    clock,
    hasCachedAccount: hasCachedAccount,
    whenIdle,
    signedOut: createSignedOutAccounts(),
    nestedFailed: createStorageFlag('nestedFailed', 'tab'),
  });
  const gate = createThrottleGate(clock, persistence.throttled);
  const send = createSend({
    graphRoot: configuration.graphRoot,
    token: identity.token,
    clock,
    gate,
  });
  // What asks Graph is of no use before a token: it comes with MSAL, which is asked for early.
  const locateItem: LocateItem = async (...asked) => {
    const { createLocateItem } = await import(/* webpackChunkName: "msal" */ '../graph/driveItems');
    return createLocateItem(send, clock)(...asked);
  };
  const calls = async (): Promise<Sessions> => {
    const { createSessions } = await import(/* webpackChunkName: "msal" */ '../graph/sessions');
    return createSessions(send, clock);
  };
  const finding = createWorkbookLocator({ host, locateItem, reachesAll: allFiles.get });
  const sessions = withMissingPermission(
    {
      open: async (...asked) => (await calls()).open(...asked),
      refresh: async (...asked) => (await calls()).refresh(...asked),
      close: async (...asked) => (await calls()).close(...asked),
    },
    allFiles.get,
  );
  const { workbooks } = finding;
  const locks = createLocks();
  const store = createStore({
    identity,
    workbooks,
    sessions,
    clock,
    persistence,
    locks,
    random: () => Math.random(),
  });
  gate.subscribe((until) => store.dispatch({ kind: 'throttled', until }));
  store.dispatch({ kind: 'throttled', until: gate.until() });
  persistence.onRecord(store.peerStored);
  onLeaving(store.leave);
  onReturning(store.comeBack);
  return { finding, store };
}

/** The core of a pane that is not configured: it can only say so. */
const idle: Configuration = {
  clientId: '',
  authority: 'https://invalid',
  graphRoot: 'https://invalid',
};

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) =>
    commands(command),
  );
  const persistence = createPersistence();
  const { store, finding } = createSessionController(
    configured ? configuration : idle,
    connection,
    clock,
    persistence,
  );
  const held = connection.then((made) => (made.ok ? made.host : null));
  const commands = createCommands(store, clock, () => void held.then((host) => host?.showPane()));
  const hostContext = createObservable<HostContext>({
    language: languageAtFirst(),
    theme: 'light',
    closingEndsKeepAlive: false,
  });
  const tellStartup = (starts: boolean | undefined): void => {
    if (starts !== undefined) hostContext.set({ ...hostContext.get(), startsWithWorkbook: starts });
  };
  const pane = document.getElementById('pane');
  if (pane === null) return;

  if (configured) preconnect([configuration.authority, configuration.graphRoot]);
  else store.dispatch({ kind: 'unsupported', reason: configuration });
  onNetwork((online) => store.dispatch({ kind: 'onlineChanged', online }));
  onWaking(() => {
    store.dispatch({ kind: 'woke' });
    void finding.checkForMove(store);
  });
  const lookAtTheme = watchTheme(clock, (theme) =>
    hostContext.set({ ...hostContext.get(), theme }),
  );
  onWaking(lookAtTheme);
  mount(
    pane,
    {
      appState: { get: store.getState, subscribe: store.subscribe },
      hostContext,
      dispatch: store.dispatch,
      clock,
      copy: copyText,
      startWithWorkbook: (on) => void held.then((host) => host?.startup?.set(on)).then(tellStartup),
      version: VERSION,
      graphRoot: configured ? configuration.graphRoot : '',
      forgets: !storageAllowed(),
    },
    { yieldToMain: nextTask, idle: () => new Promise(whenIdle) },
  );

  void held.then((host) => host?.startup?.get()).then(tellStartup);
  whenIdle(unregisterWorkers);
  store.dispatch({
    kind: 'started',
    known: persistence.loadKnown(),
    choices: persistence.loadChoices() ?? defaultChoices,
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
    lookAtTheme();
    let visible = true;
    host.watchVisibility((now) => {
      visible = now;
      lookAtTheme();
      store.dispatch({ kind: 'woke' });
    });
    followWith(store, () => host.showRibbon(ribbonStateOf(store.getState())));
    showWhenCopyIsLost(store, () => {
      if (!visible) host.showPane();
    });
  });
}

/** Calls back now and after each change. */
function followWith(store: Store, callback: () => void): void {
  callback();
  store.subscribe(callback);
}

/** Shows the pane when a scratch copy that was kept alive is lost with its changes. */
function showWhenCopyIsLost(store: Store, showPane: () => void): void {
  const keepsCopy = ({ state }: AppState): boolean =>
    state.kind === 'open' &&
    state.keepAlive.kind === 'on' &&
    state.session.persistChanges === false;
  let kept = false;
  followWith(store, () => {
    const appState = store.getState();
    if (kept && appState.state.kind === 'lost') showPane();
    kept = keepsCopy(appState);
  });
}

start();
