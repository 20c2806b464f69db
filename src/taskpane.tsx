import { createIdentity } from './auth/identity';
import { createClock } from './browser/clock';
import { createMark } from './browser/marks';
import { createStore } from './browser/store';
import { createVault } from './browser/vault';
import { copyText } from './browser/copy';
import { onNetwork, onWaking } from './browser/waking';
import type { Configuration } from './configuration';
import { parseConfiguration, scopesFor } from './configuration';
import type { Connection, Host } from './excel/host';
import { connect } from './excel/host';
import { watchTheme } from './excel/surroundings';
import { createLocateItem } from './graph/driveItems';
import { createSend } from './graph/request';
import { createSessions } from './graph/sessions';
import type { Engine } from './session/engine';
import { createEngine } from './session/engine';
import type { Clock, Workbooks } from './session/ports';
import { succeeded } from './session/ports';
import { firstChoices } from './session/snapshot';
import { mount } from './ui/mount';

declare const VERSION: string;

/** Nothing is found or sent before Office is there; until then every port waits for it. */
function createHeart(configuration: Configuration, connection: Promise<Connection>, clock: Clock): Engine {
  const host = connection.then((made): Host | null => (made.ok ? made.host : null));
  const identity = createIdentity({
    registration: configuration,
    scopes: scopesFor(configuration),
    office: host.then((held) => held?.signIn ?? null),
    clock,
    signedOut: createMark('signedOut', 'device'),
    nestedFailed: createMark('nestedFailed', 'tab'),
  });
  const send = createSend(configuration.graphRoot, identity.token, clock);
  const locateItem = createLocateItem(send, clock);
  const workbooks: Workbooks = {
    async locate({ known, link }, signal) {
      const address = link ?? (await (await host)?.documentAddress()) ?? null;
      return known !== null && known.address === address ? succeeded(known) : locateItem(address, signal);
    },
  };
  const sessions = createSessions(send, clock);
  return createEngine({ identity, workbooks, sessions, clock, vault: createVault(), chance: () => Math.random() });
}

/** The heart of a pane that is not configured: it can only say so. */
const idle: Configuration = { clientId: '', authority: 'https://invalid', graphRoot: 'https://invalid' };

function start(): void {
  const clock = createClock();
  const configuration = parseConfiguration(document.getElementById('configuration')?.textContent);
  const configured = typeof configuration !== 'string';
  const connection = connect(document.getElementById('office'), clock, (command) => obey(engine, command));
  const engine: Engine = createHeart(configured ? configuration : idle, connection, clock);
  const surroundings = createStore<{ language: string; theme: 'light' | 'dark' | 'contrast' }>({ language: navigator.language, theme: 'light' });
  const pane = document.getElementById('pane');
  if (pane === null) return;

  if (!configured) engine.dispatch({ kind: 'unsupported', reason: configuration });
  onNetwork((online) => engine.dispatch({ kind: 'onlineChanged', online }));
  onWaking(() => engine.dispatch({ kind: 'woke' }));
  watchTheme((theme) => surroundings.set({ ...surroundings.get(), theme }));
  mount(pane, {
    snapshot: { get: engine.snapshot, subscribe: engine.subscribe },
    surroundings,
    act: engine.dispatch,
    clock,
    copy: copyText,
    version: VERSION,
    graphRoot: configured ? configuration.graphRoot : '',
  });

  const { memory, choices } = createVault().load();
  engine.dispatch({ kind: 'started', memory, choices: choices ?? firstChoices });
  void connection.then((made) => {
    if (!made.ok) engine.dispatch({ kind: 'unsupported', reason: made.reason });
    else surroundings.set({ ...surroundings.get(), language: made.host.language });
  });
}

/** A click on a button of the ribbon is a click on the pane's own. */
function obey(engine: Engine, command: 'refreshSession' | 'toggleKeepAlive'): void {
  const { state } = engine.snapshot();
  if (command === 'refreshSession') engine.dispatch({ kind: 'refreshRequested' });
  else engine.dispatch({ kind: 'keepAliveSet', on: !(state.kind === 'open' && state.keepAlive.kind === 'on') });
}

start();
