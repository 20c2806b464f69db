import type { GraphAnswer } from './answer';
import type { ReceivedCall } from './call';
import { findDrives, findPath, findShare, findSite, showItem, showMe } from './locateRoutes';
import {
  drawChart,
  listCharts,
  listNames,
  listTables,
  listTablesOfSheet,
  showChart,
  showName,
  showTable,
} from './objectRoutes';
import type { Operation } from './faultOrders';
import {
  readCell,
  readNamed,
  readRange,
  readTableRange,
  readUsedRange,
  writeNamed,
  writeRange,
} from './rangeRoutes';
import {
  closeSession,
  createSession,
  operationStatus,
  readSessionInfo,
  refreshSession,
} from './sessionRoutes';
import { calculateWorkbook, listSheets, showSheet } from './sheetRoutes';

export interface Route {
  readonly method: string;
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly answer: (call: ReceivedCall) => GraphAnswer;
}

const item = String.raw`(?:drives/(?<drive>[^/]+)|me/drive)/items/(?<item>[^/:]+)`;
const addressed = String.raw`(?:drives/(?<drive>[^/]+)|me/drive)/(?:items/(?<item>[^/:]+)|root:/(?<path>[^:]+):)`;
const workbook = `${addressed}/workbook`;
/**
 * The key of a member. These parts of a collection are none, and the sandbox lacks them: it must not
 * say that there is no such member.
 */
const key = String.raw`(?!\$count$|(?:[iI]temAt|item)\()[^/]+`;
/** A function without arguments may be called with brackets. */
const call = String.raw`(?:\(\))?`;
const sheet = `${workbook}/worksheets/(?<sheet>${key})`;
const range = String.raw`${sheet}/range(?:\((?:address='(?<address>(?:[^']|'')+)')?\))?`;
const usedRange = String.raw`${sheet}/usedRange(?:\((?:valuesOnly=(?<valuesOnly>true|false))?\))?`;
const cell = String.raw`${sheet}/cell\(row=(?<row>\d+),\s*column=(?<column>\d+)\)`;
const name = `${workbook}/names/(?<name>${key})`;
const table = `${workbook}/tables/(?<table>${key})`;
const chart = `${sheet}/charts/(?<chart>${key})`;
const size = String.raw`(?:width=(?<width>\d+)(?:,\s*height=(?<height>\d+)(?:,\s*fittingMode='(?:fit|fitAndCenter|fill)')?)?)?`;

const routes: readonly Route[] = [
  route('GET', 'me', 'me', showMe),
  route('GET', 'shares', 'shares/(?<token>[^/]+)/driveItem', findShare),
  route('GET', 'site', 'sites/(?<host>[^/:]+):/(?<site>[^:]+):?', findSite),
  route('GET', 'drives', 'sites/(?<site>[^/]+)/drives', findDrives),
  route('GET', 'path', '(?:drives/(?<drive>[^/]+)|me/drive)/root:/(?<path>[^:]+):?', findPath),
  route('GET', 'item', item, showItem),
  route('POST', 'create', `${workbook}/createSession`, createSession),
  route('POST', 'refresh', `${workbook}/refreshSession`, refreshSession),
  route('POST', 'close', `${workbook}/closeSession`, closeSession),
  route('GET', 'operation', `${workbook}/operations/(?<operation>[^/]+)`, operationStatus),
  route(
    'GET',
    'sessionInfo',
    String.raw`${workbook}/sessionInfoResource\(key='(?<key>[^']+)'\)`,
    readSessionInfo,
  ),
  route('GET', 'sheets', `${workbook}/worksheets`, listSheets),
  route('GET', 'sheets', sheet, showSheet),
  route('GET', 'range', range, readRange),
  route('PATCH', 'range', range, writeRange),
  route('GET', 'range', usedRange, readUsedRange),
  route('GET', 'range', cell, readCell),
  route('GET', 'names', `${workbook}/names`, listNames),
  route('GET', 'names', name, showName),
  route('GET', 'names', `${name}/range${call}`, readNamed),
  route('PATCH', 'names', `${name}/range${call}`, writeNamed),
  route('GET', 'tables', `${workbook}/tables`, listTables),
  route('GET', 'tables', `${sheet}/tables`, listTablesOfSheet),
  route('GET', 'tables', table, showTable),
  route(
    'GET',
    'tables',
    `${table}/(?<part>range|headerRowRange|dataBodyRange)${call}`,
    readTableRange,
  ),
  route('GET', 'charts', `${sheet}/charts`, listCharts),
  route('GET', 'charts', chart, showChart),
  route('GET', 'charts', String.raw`${chart}/image(?:\(${size}\))?`, drawChart),
  route('POST', 'calculate', `${workbook}/application/calculate`, calculateWorkbook),
];

/** Operations whose resources have no other method, according to the documentation. */
const complete: readonly Operation[] = [
  'me',
  'shares',
  'create',
  'refresh',
  'close',
  'operation',
  'sessionInfo',
  'calculate',
];

/**
 * Finds the route of a request and the parts of its path.
 *
 * @returns `wrongMethod` if Graph has the resource without this method; undefined if the sandbox
 * lacks it.
 */
export function matchRoute(
  method: string,
  path: string,
): { route: Route; parts: ReceivedCall['parts'] } | 'wrongMethod' | undefined {
  const asked = withoutKeys(path);
  const fitting = routes.flatMap((candidate) => {
    const found = candidate.pattern.exec(asked);
    return found === null ? [] : [{ route: candidate, parts: found.groups ?? {} }];
  });
  const found = fitting.find((candidate) => candidate.route.method === method);
  if (found !== undefined) return found;
  return fitting.some((candidate) => complete.includes(candidate.route.operation))
    ? 'wrongMethod'
    : undefined;
}

/**
 * OData addresses a member of a collection as `names('Total')` or `names/Total`. Converts the first
 * form to the second.
 */
function withoutKeys(path: string): string {
  const key = /\/(drives|items|worksheets|names|tables|charts)\('((?:[^']|'')+)'\)/g;
  return path.replace(
    key,
    (_whole, collection: string, name: string) => `/${collection}/${name.replaceAll("''", "'")}`,
  );
}

function route(
  method: string,
  operation: Operation,
  pattern: string,
  answer: Route['answer'],
): Route {
  return { method, operation, pattern: new RegExp(`^/${pattern}$`, 'su'), answer };
}
