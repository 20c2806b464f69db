import { createIdentity } from '../auth/identity';
import {
  createSignedOutAccounts,
  createAccountMark,
  createStorageFlag,
  hasCachedAccount,
} from '../browser/flags';
import { whenIdle } from '../browser/idle';
import { createLocks } from '../browser/locks';
import { onPageHide, onPageRestore } from '../browser/pageLifecycle';
import type { BrowserPersistence } from '../browser/persistence';
import type { LocateItem } from '../graph/driveItems';
import type { GraphRequests } from '../graph/graphRequests';
import type { Host } from '../office/host';
import type { Failure } from '../session/failures';
import type { InsideReader } from '../session/inside';
import { clientFault, failed, guarded, type Clock, type Outcome } from '../session/services';
import type { Store } from '../session/store';
import { networkOf } from '../session/network';
import { createStore } from '../session/store';
import { createThrottleGate } from '../session/throttleGate';
import type { Configuration } from './configuration';
import { scopesFor } from './configuration';
import { stateLeaves } from './startUp';
import type { WorkbookLocator } from './workbookLocator';
import { createWorkbookLocator, withMissingPermission } from './workbookLocator';

/** The session's store, and the locator that follows Excel's workbook. */
export interface SessionController {
  readonly store: Store;
  readonly locator: WorkbookLocator;
  readonly inside: InsideReader;
}

/**
 * Composition root of the session: creates the services and the store that uses them, and connects
 * the store to the browser's events. Services that need Office wait for `host`.
 */
export function createSessionController(
  configuration: Configuration,
  host: Promise<Host | null>,
  clock: Clock,
  persistence: BrowserPersistence,
): SessionController {
  const allFiles = createAccountMark('wider', 'tab');
  const reachesAll = (): boolean => allFiles.get() !== null;
  const identity = createIdentity({
    registration: configuration,
    scopes: scopesFor(configuration),
    allFilesScopes: scopesFor(configuration, 'Files.ReadWrite.All'),
    allFiles,
    office: host.then((excel) => excel?.signIn ?? null),
    clock,
    hasCachedAccount,
    whenIdle,
    signedOut: createSignedOutAccounts(),
    nestedFailed: createStorageFlag('nestedFailed', 'tab'),
    throttled: persistence.signInThrottled,
  });
  const gate = createThrottleGate(clock, persistence.throttled);
  const locks = createLocks(clock, gate.until);
  const graphContext = {
    graphRoot: configuration.graphRoot,
    token: identity.token,
    clock,
    gate,
    network: networkOf(() => store),
  };
  // Every request needs a token, so these modules load in MSAL's chunk, which is requested early.
  const loadModule = () => import(/* webpackChunkName: "msal" */ '../graph/graphRequests');
  let requests: GraphRequests | undefined;
  const graph = async (): Promise<GraphRequests> => {
    const { createGraphRequests } = await loadModule();
    return (requests ??= createGraphRequests(graphContext, locks));
  };
  const locateItem: LocateItem = async (...asked) => (await graph()).locateItem(...asked);
  const suggest = async (address: string | null): Promise<void> => {
    const organization = (await loadModule()).suggestOrganization(address);
    store.dispatch({ kind: 'organizationSuggested', organization });
  };
  const locator = createWorkbookLocator({
    host,
    locateItem,
    reachesAll,
    // Without the chunk there is no sign-in either.
    onAddress: (address) => whenIdle(() => void suggest(address).catch(() => undefined)),
  });
  const sessions = withMissingPermission(
    {
      open: async (...asked) => (await graph()).sessions.open(...asked),
      refresh: async (...asked) => (await graph()).sessions.refresh(...asked),
      close: async (...asked) => (await graph()).sessions.close(...asked),
    },
    reachesAll,
  );
  const store = createStore({
    identity,
    workbooks: { ...locator.workbooks, checkForMove: () => locator.checkForMove(store) },
    sessions,
    clock,
    persistence,
    locks,
    random: () => Math.random(),
  });
  gate.subscribe((until) => store.dispatch({ kind: 'throttled', until }));
  store.dispatch({ kind: 'throttled', until: gate.until() });
  persistence.onRecord(store.peerUpdated);
  // Where an account is signed in, looking up the workbook reports its address.
  void stateLeaves(store, 'starting', 'resuming').then(() => {
    if (store.getState().state.kind === 'signedOut') whenIdle(() => void locator.reportAddress());
  });
  onPageHide(store.pageHidden);
  onPageRestore(store.pageShown);
  return {
    locator,
    store,
    inside: createLazyReader(async () => (await graph()).loadInside(), clock),
  };
}

/**
 * Reads the workbook by a chunk that comes with the first read. If it does not come, no request is
 * sent, as without a token.
 */
function createLazyReader(reader: () => Promise<InsideReader>, clock: Clock): InsideReader {
  const read = async <T>(
    ask: (loaded: InsideReader) => Promise<Outcome<T, Failure>>,
  ): Promise<Outcome<T, Failure>> => {
    const loaded = await reader().catch(() => undefined);
    return loaded === undefined
      ? failed({ recovery: { kind: 'unknown' }, signIn: 'notLoaded', at: clock.now() })
      : guarded(() => ask(loaded), clientFault(clock));
  };
  return {
    outline: (...asked) => read((loaded) => loaded.outline(...asked)),
    cells: (...asked) => read((loaded) => loaded.cells(...asked)),
    charts: (...asked) => read((loaded) => loaded.charts(...asked)),
    chartImage: (...asked) => read((loaded) => loaded.chartImage(...asked)),
  };
}

/**
 * Placeholder configuration for a pane without a valid one; the pane then only shows the reason.
 */
export const notConfigured: Configuration = {
  clientId: '',
  authority: 'https://invalid',
  graphRoot: 'https://invalid',
};
