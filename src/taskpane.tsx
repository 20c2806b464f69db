import { createIdentity } from './auth/identity';
import { createClock } from './browser/clock';
import { nextTask, whenIdle } from './browser/idle';
import { createMark, storageAllowed, msalMayKnowSomebody } from './browser/marks';
import { preconnect } from './browser/preconnect';
import { joinSiblings } from './browser/siblings';
import { createStore } from './browser/store';
import { createVault } from './browser/vault';
import { copyText } from './browser/copy';
import { onNetwork, onWaking } from './browser/waking';
import { createCommands, ribbonStateOf } from './commands';
import type { Configuration } from './configuration';
import { parseConfiguration, scopesFor } from './configuration';
import type { Connection, Host } from './excel/host';
import { connect } from './excel/host';
import { watchTheme } from './excel/surroundings';
import type { Finding } from './finding';
import { createFinding, tellingWhatIsMissing } from './finding';
import { createLocateItem } from './graph/driveItems';
import { createSend } from './graph/request';
import { createSessions } from './graph/sessions';
import type { Engine } from './session/engine';
import { createEngine } from './session/engine';
import type { Clock, Vault } from './session/ports';
import { firstChoices } from './session/snapshot';
import type { WorkbookSession } from './session/state';
import { mount } from './ui/mount';
import type { Surroundings } from './ui/pane';

declare const VERSION: string;

/** Nothing is found or sent before Office is there; until then every port waits for it. */
function createHeart(configuration: Configuration, connection: Promise<Connection>, clock: Clock, vault: Vault): { engine: Engine; finding: Finding } {
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
    signedOut: createMark('signedOut', 'device'),
    nestedFailed: createMark('nestedFailed', 'tab'),
  });
  const send = createSend(configuration.graphRoot, identity.token, clock);
  const finding = createFinding({ host, locateItem: createLocateItem(send, clock), reachesAll: wider.get });
  const sessions = tellingWhatIsMissing(createSessions(send, clock), wider.get);
  const { workbooks } = finding;
  return { finding, engine: createEngine({ identity, workbooks, sessions, clock, vault, chance: () => Math.random() }) };
}

/** The heart of a pane that is not configured: it can only say so. */
const idle: Configuration = { clientId: '', authority: 'https://invalid', graphRoot: 'https://invalid' };

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) => commands(command));
  const vault = createVault();
  const { engine, finding } = createHeart(configured ? configuration : idle, connection, clock, vault);
  const held = connection.then((made) => (made.ok ? made.host : null));
  const commands = createCommands(engine, clock, () => void held.then((host) => host?.showPane()));
  const surroundings = createStore<Surroundings>({ language: navigator.language, theme: 'light', closingEndsKeepAlive: false });
  const pane = document.getElementById('pane');
  if (pane === null) return;

  if (configured) preconnect([configuration.authority, configuration.graphRoot]);
  else engine.dispatch({ kind: 'unsupported', reason: configuration });
  onNetwork((online) => engine.dispatch({ kind: 'onlineChanged', online }));
  onWaking(() => {
    engine.dispatch({ kind: 'woke' });
    void finding.lookAround(engine);
  });
  watchTheme((theme) => surroundings.set({ ...surroundings.get(), theme }));
  mount(pane, {
    snapshot: { get: engine.snapshot, subscribe: engine.subscribe },
    surroundings,
    act: engine.dispatch,
    clock,
    copy: copyText,
    version: VERSION,
    graphRoot: configured ? configuration.graphRoot : '',
    forgets: !storageAllowed(),
  }, nextTask);

  tellSiblings(engine);
  const { memory, choices } = vault.load();
  engine.dispatch({ kind: 'started', memory, choices: choices ?? firstChoices });
  void connection.then((made) => {
    if (!made.ok) {
      engine.dispatch({ kind: 'unsupported', reason: made.reason });
      return;
    }
    const { host } = made;
    surroundings.set({ ...surroundings.get(), language: host.language, closingEndsKeepAlive: !host.outlivesPane });
    host.watchVisibility(() => engine.dispatch({ kind: 'woke' }));
    followWith(engine, () => host.showRibbon(ribbonStateOf(engine.snapshot())));
  });
}

/** Calls back now and after each change. */
function followWith(engine: Engine, callback: () => void): void {
  callback();
  engine.subscribe(callback);
}

/** What this pane learns of its session, the other panes that hold it learn too, and the other way round. */
function tellSiblings(engine: Engine): void {
  const siblings = joinSiblings((word) => engine.dispatch({ kind: 'heard', ...word }));
  let told: WorkbookSession | undefined;
  followWith(engine, () => {
    const { state } = engine.snapshot();
    const session = state.kind === 'open' ? state.session : undefined;
    if (session !== undefined && session.aliveAt !== told?.aliveAt) siblings.tell({ sessionId: session.id, aliveAt: session.aliveAt });
    if (told !== undefined && (state.kind === 'lost' || state.kind === 'ready')) siblings.tell({ sessionId: told.id, aliveAt: null });
    told = state.kind === 'closing' ? told : session;
  });
}

start();
