import type { IncomingHttpHeaders } from 'node:http';
import type { WorldClock } from '../clock';
import type { Answer } from './answer';
import type { Drive } from './files';
import { findDrives, findPath, findShare, findSite, showItem, showMe } from './locateRoutes';
import type { OpeningStore } from './openings';
import type { Operation } from './orders';
import { readRange, writeRange } from './rangeRoutes';
import { closeSession, createSession, pollOperation, readSessionInfo, refreshSession } from './sessionRoutes';
import type { Sessions } from './sessions';
import type { GraphSettings } from './settings';
import type { Caller } from './tokens';

/** What the service is made of. */
export interface Service {
  /** For example `https://graph.microsoft.com/v1.0`. */
  readonly root: string;
  readonly clock: WorldClock;
  readonly drives: readonly Drive[];
  readonly sessions: Sessions;
  readonly openings: OpeningStore;
  readonly settings: GraphSettings;
}

/** A request whose sender is known. */
export interface Call extends Caller {
  readonly service: Service;
  /** The named parts of the path, percent-decoded. */
  readonly parts: Readonly<Record<string, string | undefined>>;
  /** The path below the root, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
}

/** One call of the API. */
export interface Route {
  readonly method: string;
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly answer: (call: Call) => Answer;
}

const item = String.raw`(?:drives/(?<drive>[^/]+)|me/drive)/items/(?<item>[^/:]+)`;
const workbook = `${item}/workbook`;
const range = String.raw`${workbook}/worksheets/(?<sheet>[^/]+)/range\(address='(?<address>[^']+)'\)`;

const routes: readonly Route[] = [
  route('GET', 'me', 'me', showMe),
  route('GET', 'shares', 'shares/(?<token>[^/]+)/driveItem', findShare),
  route('GET', 'site', 'sites/(?<host>[^/:]+):/(?<site>[^:]+):?', findSite),
  route('GET', 'drives', 'sites/(?<site>[^/]+)/drives', findDrives),
  route('GET', 'path', 'drives/(?<drive>[^/]+)/root:/(?<path>[^:]+):?', findPath),
  route('GET', 'item', item, showItem),
  route('POST', 'create', `${workbook}/createSession`, createSession),
  route('POST', 'refresh', `${workbook}/refreshSession`, refreshSession),
  route('POST', 'close', `${workbook}/closeSession`, closeSession),
  route('GET', 'operation', `${workbook}/operations/(?<operation>[^/]+)`, pollOperation),
  route('GET', 'sessionInfo', String.raw`${workbook}/sessionInfoResource\(key='(?<key>[^']+)'\)`, readSessionInfo),
  route('GET', 'range', range, readRange),
  route('PATCH', 'range', range, writeRange),
];

/** The route of a request, and the parts of its path; `wrongMethod` when only the method does not fit. */
export function matchRoute(method: string, path: string): { route: Route; parts: Call['parts'] } | 'wrongMethod' | undefined {
  const fitting = routes.flatMap((candidate) => {
    const found = candidate.pattern.exec(path);
    return found === null ? [] : [{ route: candidate, parts: found.groups ?? {} }];
  });
  return fitting.find((candidate) => candidate.route.method === method) ?? (fitting.length > 0 ? 'wrongMethod' : undefined);
}

function route(method: string, operation: Operation, pattern: string, answer: Route['answer']): Route {
  return { method, operation, pattern: new RegExp(`^/${pattern}$`, 'su'), answer };
}
