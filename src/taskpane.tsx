import { createIdentity } from './auth/identity';
import { createClock } from './browser/clock';
import { nextTask, whenIdle } from './browser/idle';
import { createMark, createSignedOutAccounts, storageAllowed, msalMayKnowSomebody } from './browser/marks';
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
import { languageAtFirst, watchTheme } from './excel/surroundings';
import type { Finding } from './finding';
import { createFinding, tellingWhatIsMissing } from './finding';
import { createLocateItem } from './graph/driveItems';
import type { TokenSource } from './graph/request';
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

interface Heart {
  readonly engine: Engine;
  readonly finding: Finding;
  /** The latest access token. */
  readonly latestToken: () => string | undefined;
}

/** Nothing is found or sent before Office is there; until then every port waits for it. */
function createHeart(configuration: Configuration, connection: Promise<Connection>, clock: Clock, vault: Vault): Heart {
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
  let latest: string | undefined;
  const token: TokenSource = async (asked) => {
    const outcome = await identity.token(asked);
    if (outcome.ok) latest = outcome.value;
    return outcome;
  };
  const send = createSend(configuration.graphRoot, token, clock);
  const finding = createFinding({ host, locateItem: createLocateItem(send, clock), reachesAll: wider.get });
  const sessions = tellingWhatIsMissing(createSessions(send, clock), wider.get);
  const { workbooks } = finding;
  const engine = createEngine({ identity, workbooks, sessions, clock, vault, chance: () => Math.random() });
  return { finding, engine, latestToken: () => latest };
}

/** The heart of a pane that is not configured: it can only say so. */
const idle: Configuration = { clientId: '', authority: 'https://invalid', graphRoot: 'https://invalid' };

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) => commands(command));
  const vault = createVault();
  const { engine, finding, latestToken } = createHeart(configured ? configuration : idle, connection, clock, vault);
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
  tellSiblings(engine);
  if (configured) {
    const leaving = { engine, vault, clock, graphRoot: configuration.graphRoot, token: latestToken, worker: 'worker.js' };
    // Without it a session that is left ends by itself, minutes later.
    whenIdle(() => void import('./leaving').then(({ closeBehind }) => closeBehind(leaving), () => undefined));
  }
  const { choices, ...remembered } = vault.load(clock.now());
  engine.dispatch({ kind: 'started', ...remembered, choices: choices ?? firstChoices });
  void connection.then((made) => {
    if (!made.ok) {
      engine.dispatch({ kind: 'unsupported', reason: made.reason });
      return;
    }
    const { host } = made;
    surroundings.set({ ...surroundings.get(), language: host.language, closingEndsKeepAlive: !host.outlivesPane });
    lookAtTheme();
    host.watchVisibility(() => {
      lookAtTheme();
      engine.dispatch({ kind: 'woke' });
    });
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
