import { createIdentity } from '../auth/identity';
import { createClock } from '../browser/clock';
import { nextTask, whenIdle } from '../browser/idle';
import { createLocks } from '../browser/locks';
import { createMark, createSignedOutAccounts, storageAllowed, msalMayKnowSomebody } from '../browser/flags';
import type { BrowserPersistence } from '../browser/persistence';
import { createPersistence } from '../browser/persistence';
import { preconnect } from '../browser/preconnect';
import { createStore } from '../browser/observable';
import { copyText } from '../browser/clipboard';
import { onLeaving, onNetwork, onReturning, onWaking } from '../browser/pageLifecycle';
import { unregisterWorkers } from '../browser/serviceWorkers';
import { createCommands, ribbonStateOf } from './ribbonCommands';
import type { Configuration } from './configuration';
import { parseConfiguration, scopesFor } from './configuration';
import type { Connection, Host } from '../office/host';
import { connect } from '../office/host';
import { languageAtFirst, watchTheme } from '../office/theme';
import type { Finding } from './workbookLocator';
import { createFinding, tellingWhatIsMissing } from './workbookLocator';
import type { LocateItem } from '../graph/driveItems';
import { createSend } from '../graph/request';
import type { Engine } from '../session/store';
import { createEngine } from '../session/store';
import type { Clock, Sessions } from '../session/services';
import { firstChoices } from '../session/appState';
import type { Snapshot } from '../session/state';
import { createThrottleGate } from '../session/throttleGate';
import { mount } from '../ui/mount';
import type { Surroundings } from '../ui/appProps';

declare const VERSION: string;

interface Heart {
  readonly engine: Engine;
  readonly finding: Finding;
}

/** Nothing is found or sent before Office is there; until then every port waits for it. */
function createHeart(configuration: Configuration, connection: Promise<Connection>, clock: Clock, persistence: BrowserPersistence): Heart {
  const host = connection.then((made): Host | null => (made.ok ? made.host : null));
  const wider = createMark('wider', 'tab');
  const identity = createIdentity({
    registration: configuration,
    scopes: scopesFor(configuration),
    widerScopes: scopesFor(configuration, 'Files.ReadWrite.All'),
    wider,
    office: host.then((held) => held?.signIn ?? null),
    clock,
    mayKnowSomebody: msalMayKnowSomebody,
    whenIdle,
    signedOut: createSignedOutAccounts(),
    nestedFailed: createMark('nestedFailed', 'tab'),
  });
  const gate = createThrottleGate(clock, persistence.throttled);
  const send = createSend({ graphRoot: configuration.graphRoot, token: identity.token, clock, gate });
  // What asks Graph is of no use before a token: it comes with MSAL, which is asked for early.
  const locateItem: LocateItem = async (...asked) => {
    const { createLocateItem } = await import(/* webpackChunkName: "msal" */ '../graph/driveItems');
    return createLocateItem(send, clock)(...asked);
  };
  const calls = async (): Promise<Sessions> => {
    const { createSessions } = await import(/* webpackChunkName: "msal" */ '../graph/sessions');
    return createSessions(send, clock);
  };
  const finding = createFinding({ host, locateItem, reachesAll: wider.get });
  const sessions = tellingWhatIsMissing(
    {
      open: async (...asked) => (await calls()).open(...asked),
      refresh: async (...asked) => (await calls()).refresh(...asked),
      close: async (...asked) => (await calls()).close(...asked),
    },
    wider.get,
  );
  const { workbooks } = finding;
  const locks = createLocks();
  const engine = createEngine({ identity, workbooks, sessions, clock, persistence, locks, chance: () => Math.random() });
  gate.subscribe((until) => engine.dispatch({ kind: 'throttled', until }));
  engine.dispatch({ kind: 'throttled', until: gate.until() });
  persistence.onRecord(engine.peerStored);
  onLeaving(engine.leave);
  onReturning(engine.comeBack);
  return { finding, engine };
}

/** The heart of a pane that is not configured: it can only say so. */
const idle: Configuration = { clientId: '', authority: 'https://invalid', graphRoot: 'https://invalid' };

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) => commands(command));
  const persistence = createPersistence();
  const { engine, finding } = createHeart(configured ? configuration : idle, connection, clock, persistence);
  const held = connection.then((made) => (made.ok ? made.host : null));
  const commands = createCommands(engine, clock, () => void held.then((host) => host?.showPane()));
  const surroundings = createStore<Surroundings>({ language: languageAtFirst(), theme: 'light', closingEndsKeepAlive: false });
  const tellStartup = (starts: boolean | undefined): void => {
    if (starts !== undefined) surroundings.set({ ...surroundings.get(), startsWithWorkbook: starts });
  };
  const pane = document.getElementById('pane');
  if (pane === null) return;

  if (configured) preconnect([configuration.authority, configuration.graphRoot]);
  else engine.dispatch({ kind: 'unsupported', reason: configuration });
  onNetwork((online) => engine.dispatch({ kind: 'onlineChanged', online }));
  onWaking(() => {
    engine.dispatch({ kind: 'woke' });
    void finding.lookAround(engine);
  });
  const lookAtTheme = watchTheme(clock, (theme) => surroundings.set({ ...surroundings.get(), theme }));
  onWaking(lookAtTheme);
  mount(pane, {
    snapshot: { get: engine.snapshot, subscribe: engine.subscribe },
    surroundings,
    act: engine.dispatch,
    clock,
    copy: copyText,
    startWithWorkbook: (on) => void held.then((host) => host?.startup?.set(on)).then(tellStartup),
    version: VERSION,
    graphRoot: configured ? configuration.graphRoot : '',
    forgets: !storageAllowed(),
  }, { breathe: nextTask, idle: () => new Promise(whenIdle) });

  void held.then((host) => host?.startup?.get()).then(tellStartup);
  whenIdle(unregisterWorkers);
  engine.dispatch({ kind: 'started', known: persistence.loadKnown(), choices: persistence.loadChoices() ?? firstChoices });
  void connection.then((made) => {
    if (!made.ok) {
      engine.dispatch({ kind: 'unsupported', reason: made.reason });
      return;
    }
    const { host } = made;
    surroundings.set({ ...surroundings.get(), language: host.language, closingEndsKeepAlive: !host.outlivesPane });
    lookAtTheme();
    let visible = true;
    host.watchVisibility((now) => {
      visible = now;
      lookAtTheme();
      engine.dispatch({ kind: 'woke' });
    });
    followWith(engine, () => host.showRibbon(ribbonStateOf(engine.snapshot())));
    showWhenCopyIsLost(engine, () => {
      if (!visible) host.showPane();
    });
  });
}

/** Calls back now and after each change. */
function followWith(engine: Engine, callback: () => void): void {
  callback();
  engine.subscribe(callback);
}

/** Shows the pane when a scratch copy that was kept alive is lost with its changes. */
function showWhenCopyIsLost(engine: Engine, showPane: () => void): void {
  const keepsCopy = ({ state }: Snapshot): boolean =>
    state.kind === 'open' && state.keepAlive.kind === 'on' && state.session.persistChanges === false;
  let kept = false;
  followWith(engine, () => {
    const snapshot = engine.snapshot();
    if (kept && snapshot.state.kind === 'lost') showPane();
    kept = keepsCopy(snapshot);
  });
}

start();
