import { fileURLToPath } from 'node:url';
import type { HeaderFields } from '../../scripts/build/headers';
import type { Certificate } from './certificate';
import { localhostCertificate, makeCertificate } from './certificate';
import type { WorldFetch } from './worldFetch';
import { createFetch } from './worldFetch';
import type { WorldClock } from './worldClock';
import { createWorldClock } from './worldClock';
import { createControl } from './control';
import type { OpenPort } from './openPorts';
import { listen, openPath } from './openPorts';
import type { WorldDescription } from './excelSite';
import { readInjected, scriptAnswer, serveExcelPage } from './excelSite';
import { fileUrl } from './graph/files';
import type { Graph } from './graph/graphServer';
import { createGraph } from './graph/graphServer';
import { readHostHeaders } from './hostHeaders';
import type { HttpApp } from './http';
import { createApp } from './http';
import { accounts } from './identity/accounts';
import { clientsOf, sandboxClientId } from './identity/clients';
import type { IdentityServer } from './identity/identityServer';
import { createIdentityServer } from './identity/identityServer';
import { createUserAgent } from './identity/userAgent';
import type { Origins, Rewrite } from './paneSite';
import {
  fillClientId,
  newerOfficePath,
  rewriteForOrigins,
  serveOffice,
  servePane,
} from './paneSite';
import type { RequestLog } from './requestLog';
import { createRequestLog } from './requestLog';

export interface WorldOptions {
  /**
   * `localhost`: four ports of https://localhost for a user's browser. The build's pages use these
   * origins.
   * `production`: Microsoft's own host names for tests. The browser resolves them to loopback, and
   * the build is served as shipped.
   */
  readonly mode: 'localhost' | 'production';
  /**
   * Ports in `localhost` mode; 0, the default, selects any free port. `production` mode always uses
   * free ports.
   */
  readonly ports?: {
    readonly excel?: number;
    readonly pane?: number;
    readonly identity?: number;
    readonly graph?: number;
  };
  /** Folder of the build; default `dist`. */
  readonly dist?: string;
  /**
   * Client id of the app. In `production` mode it is filled in when the build has none, unless
   * `leaveClientId` is set.
   */
  readonly clientId?: string;
  readonly leaveClientId?: boolean;
  /** Speed of the world's clock; 0 for a clock that tests advance. */
  readonly speed?: number;
  readonly accessTokenSeconds?: number;
  readonly certificate?: Certificate;
}

/** Running world. */
export interface SandboxWorld {
  readonly origins: Origins;
  /** Port of each origin. */
  readonly ports: ReadonlyMap<string, number>;
  readonly paneUrl: string;
  /**
   * First page for users. It leads through every origin, so the browser can show its certificate
   * warnings.
   */
  readonly openUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly certificate: Certificate;
  /** Value for Chromium's `--host-resolver-rules`; only the world is reachable. */
  readonly hostResolverRules: string;
  readonly clock: WorldClock;
  readonly graph: Graph;
  readonly identity: IdentityServer;
  readonly requests: RequestLog;
  /** Sends a request to the world's servers from Node. */
  readonly fetch: WorldFetch;
  close(): Promise<void>;
}

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const production: Origins = {
  excel: 'https://excel.officeapps.live.com',
  pane: 'https://addin.contoso.test',
  identity: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  office: 'https://appsforoffice.microsoft.com',
};
const serverNames = ['excel', 'pane', 'identity', 'graph', 'office'] as const;
type ServerName = (typeof serverNames)[number];

/**
 * Starts a world on loopback.
 * @throws PortTaken when a port is in use.
 */
export async function startWorld(options: WorldOptions): Promise<SandboxWorld> {
  const certificate = options.certificate ?? (await certificateFor(options.mode));
  const openPorts = await listenFor(certificate, options);
  const origins = options.mode === 'production' ? production : localOrigins(openPorts);
  const ports = new Map(serverNames.map((server) => [origins[server], openPorts[server].port]));
  const fetch = createFetch(certificate, ports);
  const clientId = options.clientId ?? sandboxClientId;
  const redirectUri = `${origins.pane}/taskpane.html`;

  const clock = createWorldClock(options.speed);
  const requests = createRequestLog(clock);
  const clients = clientsOf(origins.pane, clientId);
  const { accessTokenSeconds } = options;
  const identity = await createIdentityServer({
    origin: origins.identity,
    clients,
    requests,
    now: () => clock.now(),
    ...(accessTokenSeconds === undefined ? {} : { accessTokenSeconds }),
  });
  const graph = createGraph({ origin: origins.graph, clock, issuer: identity, requests });
  const userAgent = (organization?: string) =>
    createUserAgent({
      fetch,
      identityOrigin: origins.identity,
      clientId,
      redirectUri,
      ...(organization === undefined ? {} : { organization }),
    });
  const control = createControl(
    { clock, graph, identity, requests, userAgent, caFile: certificate.authorityFile },
    origins.excel,
  );
  const page = serveExcelPage(options.dist ?? fromHere('../../dist'), describe(origins, graph));
  const excel = createApp();
  excel.route('/sandbox', control);
  excel.route('/', page);
  setRoutes(openPorts, origins, {
    excel,
    ...paneApps(options, origins, clientId),
    identity: identity.app,
    graph: graph.app,
  });
  const close = async () => {
    await Promise.all([...new Set(Object.values(openPorts))].map((port) => port.close()));
  };
  return {
    origins,
    ports,
    clientId,
    redirectUri,
    certificate,
    clock,
    graph,
    identity,
    requests,
    fetch,
    close,
    paneUrl: `${origins.pane}/taskpane.html`,
    openUrl: origins.excel + openPath,
    hostResolverRules: resolverRules(origins, openPorts),
  };
}

function certificateFor(mode: WorldOptions['mode']): Promise<Certificate> {
  const names = serverNames.map((server) => new URL(production[server]).hostname);
  return mode === 'production' ? makeCertificate(names) : localhostCertificate();
}

/**
 * Opens a port for each server. On localhost the pane's server also serves office.js, so users
 * accept one origin less.
 */
async function listenFor(
  certificate: Certificate,
  { mode, ports = {} }: WorldOptions,
): Promise<Record<ServerName, OpenPort>> {
  const wanted =
    mode === 'production'
      ? [0, 0, 0, 0, 0]
      : [ports.excel ?? 0, ports.pane ?? 0, ports.identity ?? 0, ports.graph ?? 0];
  const [excel, pane, identity, graph, office = pane] = await listen(certificate, wanted);
  if (!excel || !pane || !identity || !graph || !office) throw new Error('A port is missing.');
  return { excel, pane, identity, graph, office };
}

function localOrigins(openPorts: Record<ServerName, OpenPort>): Origins {
  const origin = (server: ServerName) => `https://localhost:${openPorts[server].port}`;
  return {
    excel: origin('excel'),
    pane: origin('pane'),
    identity: origin('identity'),
    graph: origin('graph'),
    office: origin('office'),
  };
}

function paneApps(
  { mode, dist = fromHere('../../dist'), leaveClientId = false }: WorldOptions,
  origins: Origins,
  clientId: string,
): Pick<Record<ServerName, HttpApp>, 'pane' | 'office'> {
  const office = serveOffice(fromHere('../../node_modules/@microsoft/office-js/dist'));
  const untouched: Rewrite = (html) => html;
  if (mode === 'production') {
    const rewrite = leaveClientId ? untouched : fillClientId(clientId);
    return { pane: servePane(dist, rewrite, readHostHeaders(dist)), office };
  }
  const authority = `${origins.identity}/organizations`;
  const configuration = { clientId, authority, graphRoot: `${origins.graph}/v1.0` };
  const pane = createApp();
  pane.get(newerOfficePath, async (c) => scriptAnswer(c, await readInjected()));
  pane.route('/', office);
  // The build's policies name Microsoft's origins; Excel reads the shortcuts across origins.
  const headersOf = (path: string): HeaderFields =>
    path === '/assets/shortcuts.json' ? { 'Access-Control-Allow-Origin': '*' } : {};
  pane.route('/', servePane(dist, rewriteForOrigins(origins, configuration), headersOf));
  return { office, pane };
}

function setRoutes(
  openPorts: Record<ServerName, OpenPort>,
  origins: Origins,
  apps: Record<ServerName, HttpApp>,
): void {
  const chain = ['excel', 'pane', 'identity', 'graph'] as const;
  if (openPorts.office !== openPorts.pane) openPorts.office.answerWith(apps.office);
  chain.forEach((server, index) => {
    const following = chain[index + 1];
    const next = following === undefined ? `${origins.excel}/` : origins[following] + openPath;
    openPorts[server].answerWith(apps[server], next);
  });
}

function resolverRules(origins: Origins, openPorts: Record<ServerName, OpenPort>): string {
  const rules = serverNames.map((server) => {
    const { hostname, port } = new URL(origins[server]);
    return `MAP ${hostname}:${port === '' ? '443' : port} 127.0.0.1:${openPorts[server].port}`;
  });
  return [...new Set(rules), 'MAP * ~NOTFOUND'].join(', ');
}

function describe(origins: Origins, graph: Graph): WorldDescription {
  return {
    paneUrl: `${origins.pane}/taskpane.html`,
    paneOrigin: origins.pane,
    identityOrigin: origins.identity,
    graphOrigin: origins.graph,
    workbooks: graph.drives.flatMap((drive) =>
      drive.files.map((file) => ({ name: file.name, url: fileUrl(drive, file) })),
    ),
    accounts: accounts.map(({ name, userName }) => ({ name, userName })),
  };
}
