import { createClock } from '../browser/clock';
import { nextTask, whenIdle } from '../browser/idle';
import { storageAllowed } from '../browser/flags';
import { createPersistence } from '../browser/persistence';
import { preconnect } from '../browser/preconnect';
import { createObservable } from '../session/observable';
import { copyText } from '../browser/clipboard';
import { onNetwork, onWaking } from '../browser/pageLifecycle';
import { unregisterWorkers } from '../browser/serviceWorkers';
import { createCommands, ribbonStateOf } from './ribbonCommands';
import { parseConfiguration } from './configuration';
import { createSessionController, notConfigured } from './sessionController';
import { connect } from '../office/host';
import { languageAtFirst, watchTheme } from '../office/theme';
import type { Store } from '../session/store';
import { defaultChoices } from '../session/appState';
import type { AppState } from '../session/state';
import { mount } from '../ui/mount';
import type { HostContext } from '../ui/appProps';

declare const VERSION: string;

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) =>
    commands(command),
  );
  const persistence = createPersistence();
  const { store, locator, inside } = createSessionController(
    configured ? configuration : notConfigured,
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
    void locator.checkForMove(store);
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
      inside,
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
