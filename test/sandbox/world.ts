import { fileURLToPath } from 'node:url';
import type { Certificate } from './certificate';
import { localhostCertificate, makeCertificate } from './certificate';
import type { WorldFetch } from './client';
import { createFetch } from './client';
import type { WorldClock } from './clock';
import { createClock } from './clock';
import { createControl } from './control';
import type { Door } from './doors';
import { openDoors, openPath } from './doors';
import type { WorldDescription } from './excelPage';
import { readInjected, scriptAnswer, serveExcelPage } from './excelPage';
import { fileUrl } from './graph/files';
import type { Graph } from './graph/server';
import { createGraph } from './graph/server';
import { readHostHeaders } from './hostHeaders';
import type { App } from './http';
import { createApp } from './http';
import { accounts } from './identity/accounts';
import { clientsOf, sandboxClientId } from './identity/clients';
import type { Identity } from './identity/server';
import { createIdentity } from './identity/server';
import { createUserAgent } from './identity/userAgent';
import type { Origins, Rewrite } from './pane';
import { fillClientId, newerOfficePath, rewriteForOrigins, serveOffice, servePane } from './pane';
import type { RequestLog } from './requests';
import { createRequestLog } from './requests';

/** How a world is to be. */
export interface WorldOptions {
  /**
   * `localhost`: for a user's browser, four ports of https://localhost, the build's pages pointed at them.
   * `production`: for tests, Microsoft's own names, which the browser is told to find on loopback; the build as shipped.
   */
  readonly mode: 'localhost' | 'production';
  /** Ports of `localhost`; 0, the default, takes any. In `production` all are free ones. */
  readonly ports?: {
    readonly excel?: number;
    readonly pane?: number;
    readonly identity?: number;
    readonly graph?: number;
  };
  /** The folder of the build; `dist` unless told. */
  readonly dist?: string;
  /** The app's id; in `production` filled into the configuration when the build has none, unless `leaveClientId`. */
  readonly clientId?: string;
  readonly leaveClientId?: boolean;
  /** How fast the world's clock goes; 0 for a clock that tests step. */
  readonly speed?: number;
  readonly accessTokenSeconds?: number;
  readonly certificate?: Certificate;
}

/** A running world. */
export interface World {
  readonly origins: Origins;
  /** The port behind each origin. */
  readonly ports: ReadonlyMap<string, number>;
  readonly paneUrl: string;
  /** Where a user begins: leads through every origin first, so that the browser asks about the certificate where it must. */
  readonly openUrl: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly certificate: Certificate;
  /** For Chromium's `--host-resolver-rules`; nothing but the world can be reached. */
  readonly hostResolverRules: string;
  readonly clock: WorldClock;
  readonly graph: Graph;
  readonly identity: Identity;
  readonly requests: RequestLog;
  /** Asks the world's servers, from Node. */
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
const rooms = ['excel', 'pane', 'identity', 'graph', 'office'] as const;
type Room = (typeof rooms)[number];

/** Builds a world and listens on loopback. @throws DoorTaken when a port is in use. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const certificate = options.certificate ?? (await certificateFor(options.mode));
  const doors = await openRooms(certificate, options);
  const origins = options.mode === 'production' ? production : localOrigins(doors);
  const ports = new Map(rooms.map((room) => [origins[room], doors[room].port]));
  const fetch = createFetch(certificate, ports);
  const clientId = options.clientId ?? sandboxClientId;
  const redirectUri = `${origins.pane}/taskpane.html`;

  const clock = createClock(options.speed);
  const requests = createRequestLog(clock);
  const clients = clientsOf(origins.pane, clientId);
  const { accessTokenSeconds } = options;
  const identity = await createIdentity({
    origin: origins.identity,
    clients,
    requests,
    now: () => clock.now(),
    ...(accessTokenSeconds === undefined ? {} : { accessTokenSeconds }),
  });
  const graph = createGraph({ origin: origins.graph, clock, issuer: identity, requests });
  const userAgent = () =>
    createUserAgent({ fetch, identityOrigin: origins.identity, clientId, redirectUri });
  const control = createControl(
    { clock, graph, identity, requests, userAgent, caFile: certificate.authorityFile },
    origins.excel,
  );
  const page = serveExcelPage(options.dist ?? fromHere('../../dist'), describe(origins, graph));
  const excel = createApp();
  excel.route('/sandbox', control);
  excel.route('/', page);
  answerDoors(doors, origins, {
    excel,
    ...paneApps(options, origins, clientId),
    identity: identity.app,
    graph: graph.app,
  });
  const close = async () => {
    await Promise.all([...new Set(Object.values(doors))].map((door) => door.close()));
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
    hostResolverRules: resolverRules(origins, doors),
  };
}

function certificateFor(mode: WorldOptions['mode']): Promise<Certificate> {
  const names = rooms.map((room) => new URL(production[room]).hostname);
  return mode === 'production' ? makeCertificate(names) : localhostCertificate();
}

/** A door for each room; on localhost the pane's own server gives office.js, so that there is one origin fewer to accept. */
async function openRooms(
  certificate: Certificate,
  { mode, ports = {} }: WorldOptions,
): Promise<Record<Room, Door>> {
  const wanted =
    mode === 'production'
      ? [0, 0, 0, 0, 0]
      : [ports.excel ?? 0, ports.pane ?? 0, ports.identity ?? 0, ports.graph ?? 0];
  const [excel, pane, identity, graph, office = pane] = await openDoors(certificate, wanted);
  if (!excel || !pane || !identity || !graph || !office) throw new Error('A door is missing.');
  return { excel, pane, identity, graph, office };
}

function localOrigins(doors: Record<Room, Door>): Origins {
  const origin = (room: Room) => `https://localhost:${doors[room].port}`;
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
): Pick<Record<Room, App>, 'pane' | 'office'> {
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
  pane.route('/', servePane(dist, rewriteForOrigins(origins, configuration)));
  return { office, pane };
}

function answerDoors(doors: Record<Room, Door>, origins: Origins, apps: Record<Room, App>): void {
  const chain = ['excel', 'pane', 'identity', 'graph'] as const;
  if (doors.office !== doors.pane) doors.office.answerWith(apps.office);
  chain.forEach((room, index) => {
    const following = chain[index + 1];
    const next = following === undefined ? `${origins.excel}/` : origins[following] + openPath;
    doors[room].answerWith(apps[room], next);
  });
}

function resolverRules(origins: Origins, doors: Record<Room, Door>): string {
  const rules = rooms.map((room) => {
    const { hostname, port } = new URL(origins[room]);
    return `MAP ${hostname}:${port === '' ? '443' : port} 127.0.0.1:${doors[room].port}`;
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
