import { createIdentity } from '../auth/identity';
import { createSignedOutAccounts, createStorageFlag, hasCachedAccount } from '../browser/flags';
import { whenIdle } from '../browser/idle';
import { createLocks } from '../browser/locks';
import { onLeaving, onReturning } from '../browser/pageLifecycle';
import type { BrowserPersistence } from '../browser/persistence';
import type { LocateItem } from '../graph/driveItems';
import type { Send } from '../graph/request';
import { createSend } from '../graph/request';
import type { Connection, Host } from '../office/host';
import type { InsideReader } from '../session/inside';
import type { Clock, Locks, Sessions } from '../session/services';
import type { Store } from '../session/store';
import { createStore } from '../session/store';
import { createThrottleGate } from '../session/throttleGate';
import type { Configuration } from './configuration';
import { scopesFor } from './configuration';
import type { WorkbookLocator } from './workbookLocator';
import { createWorkbookLocator, withMissingPermission } from './workbookLocator';

export interface SessionController {
  readonly store: Store;
  readonly locator: WorkbookLocator;
  readonly inside: InsideReader;
}

/** Nothing is found or sent before Office is there; until then every port waits for it. */
export function createSessionController(
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
    hasCachedAccount,
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
  const locator = createWorkbookLocator({ host, locateItem, reachesAll: allFiles.get });
  const sessions = withMissingPermission(
    {
      open: async (...asked) => (await calls()).open(...asked),
      refresh: async (...asked) => (await calls()).refresh(...asked),
      close: async (...asked) => (await calls()).close(...asked),
    },
    allFiles.get,
  );
  const { workbooks } = locator;
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
  persistence.onRecord(store.peerUpdated);
  onLeaving(store.pageHidden);
  onReturning(store.pageShown);
  return { locator, store, inside: createLazyReader(send, clock, locks) };
}

/** Reads the workbook by a chunk that comes with the first read. */
function createLazyReader(send: Send, clock: Clock, locks: Locks): InsideReader {
  const reader = async (): Promise<InsideReader> => {
    const { createInsideReader } = await import(/* webpackChunkName: "inside" */ '../graph/inside');
    return createInsideReader(send, clock, locks);
  };
  return {
    outline: async (...asked) => (await reader()).outline(...asked),
    cells: async (...asked) => (await reader()).cells(...asked),
    charts: async (...asked) => (await reader()).charts(...asked),
    chartImage: async (...asked) => (await reader()).chartImage(...asked),
  };
}

/** The core of a pane that is not configured: it can only say so. */
export const notConfigured: Configuration = {
  clientId: '',
  authority: 'https://invalid',
  graphRoot: 'https://invalid',
};
