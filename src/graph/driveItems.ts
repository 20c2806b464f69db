import type { WorkbookProblem, WorkbookReason } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import type { OnlineLocation, WorkbookLocation } from './address';
import { fileOfLink, parseLocation } from './address';
import { decoded } from './encodings';
import { parseErrorBody, objectOf, textOf } from './errorBody';
import { classify } from './classify';
import { formatProblem } from './fileNames';
import type { Get } from './libraries';
import { hasStatus, itemByPath, itemFields } from './libraries';
import { recoveryOutsideSession, type Meaning } from './recoveries';
import type { GraphResponse, Send } from './request';
import { shareToken } from './shareToken';

const requestLimitMs = 15_000;

/** Locates the drive item at an address, Excel's or the user's. */
export type LocateItem = (
  address: string | null,
  signal: AbortSignal,
) => Promise<Outcome<Workbook, WorkbookProblem>>;

/**
 * Creates the function that locates a workbook's drive item by its address. It uses /shares, which
 * accepts plain file URLs in practice. If that is refused, it uses the site, its libraries and the
 * path.
 */
export function createLocateItem(send: Send, clock: Clock): LocateItem {
  return async (address, signal) => {
    const location = parseLocation(address);
    if (location.kind === 'unsupported') return failed({ reason: location.reason });
    const get: Get = (path) => send({ method: 'GET', path, timeLimitMs: requestLimitMs }, signal);
    const answer = await byUrl(location.url, get);
    const file = location.kind === 'link' ? fileOfLink(location.url) : location;
    if (file !== undefined && mayFallBack(answer)) {
      const final = await byFallbacks(file, answer, get);
      return workbookIn(final, { address: address ?? file.url, location: file }, clock);
    }
    const outcome = workbookIn(answer, { address: address ?? location.url, location }, clock);
    // The service cannot parse the link.
    const isUnreadable = location.kind === 'link' && isInvalidRequest(answer);
    return isUnreadable && !outcome.ok
      ? failed({ ...outcome.failure, reason: 'badLink' })
      : outcome;
  };
}

const byUrl = (url: string, get: Get): Promise<GraphResponse> =>
  get(`/shares/${shareToken(url)}/driveItem?${itemFields}`);

/** Requests the item by its path, then by the path's other reading, after /shares refused. */
async function byFallbacks(
  location: OnlineLocation,
  refusal: GraphResponse,
  get: Get,
): Promise<GraphResponse> {
  const byPath = await itemByPath(location, get);
  // Of two refusals of the file the more specific one is shown: "not allowed" rather than "not
  // found". A site that refuses access says nothing about the file.
  const isRefusalFinal =
    byPath === undefined ||
    (hasStatus(refusal, 200) && !hasStatus(byPath, 200)) ||
    (hasStatus(refusal, 403) && isWithoutItem(byPath));
  const answer = isRefusalFinal ? refusal : byPath;
  if (!isWithoutItem(answer) || location.literalUrl === undefined) return answer;
  const literal = await byUrl(location.literalUrl, get);
  // An unread site does not show that the workbook is missing. Where the service cannot parse this
  // reading of the address, the other one may still be right.
  return hasStatus(literal, 400, 404) ? answer : literal;
}

/** True if the item was not found, also because the site's libraries were not read completely. */
const isWithoutItem = (answer: GraphResponse): boolean =>
  hasStatus(answer, 404) ||
  (answer.kind === 'answered' &&
    answer.status === 200 &&
    textOf(itemIn(answer.body), 'id') === undefined);

/** True if another request may still find the item, or its drive. */
function mayFallBack(answer: GraphResponse): boolean {
  if (answer.kind !== 'answered' || answer.status !== 200) return hasStatus(answer, 400, 403, 404);
  return isWithoutDrive(answer.body);
}

function isWithoutDrive(body: unknown): boolean {
  const item = itemIn(body);
  return textOf(item, 'id') !== undefined && driveIdIn(item) === undefined;
}

/** The item in a body. A shortcut to a file in another drive is replaced by that file. */
function itemIn(body: unknown): Record<string, unknown> {
  const item = objectOf(body) ?? {};
  const remote = objectOf(item['remoteItem']);
  return textOf(remote, 'id') === undefined ? item : { ...item, ...remote };
}

/** The drive of an item. The path of its folder contains it too: `/drives/{drive-id}/root:/…`. */
function driveIdIn(item: Record<string, unknown>): string | undefined {
  const parent = item['parentReference'];
  const [, inPath] = /^\/drives\/([^/]+)\//.exec(textOf(parent, 'path') ?? '') ?? [];
  return textOf(parent, 'driveId') ?? (inPath === undefined ? undefined : decoded(inPath));
}

interface Requested {
  /** The address as given. */
  readonly address: string;
  readonly location: WorkbookLocation;
}

type Located = Outcome<Workbook, WorkbookProblem>;

function workbookIn(
  answer: GraphResponse,
  { address, location }: Requested,
  clock: Clock,
): Located {
  const problem = (): Located => failed(problemOf(answer, clock.now()));
  if (answer.kind !== 'answered' || answer.status !== 200) return problem();
  const item = itemIn(answer.body);
  const itemId = textOf(item, 'id');
  const name =
    textOf(item, 'name') ?? (location.kind === 'online' ? location.path.at(-1) : undefined);
  const driveId = driveIdIn(item);
  if (itemId === undefined || name === undefined || driveId === undefined) return problem();
  const isOther = ['folder', 'package'].some((facet) => objectOf(item[facet]) !== undefined);
  const reason = isOther ? 'badLink' : formatProblem(name);
  if (reason !== undefined) return failed({ reason });
  const webUrl = textOf(item, 'webUrl') ?? '';
  const checkedOut = textOf(item['publication'], 'level') === 'checkout';
  const workbook = { driveId, itemId, name, webUrl, address };
  return succeeded(checkedOut ? { ...workbook, checkedOut } : workbook);
}

function problemOf(answer: GraphResponse, now: number): WorkbookProblem {
  const { meaning, failure } = classify(answer, { inSession: false }, now);
  return { reason: reasonFor(answer, meaning), failure: failure(recoveryOutsideSession(meaning)) };
}

/** The codes in the body of a 400. */
const codesOf400 = (answer: GraphResponse): readonly string[] =>
  answer.kind === 'answered' && answer.status === 400
    ? parseErrorBody(answer.body).codes.map((code) => code.toLowerCase())
    : [];

/** "Invalid hostname for this tenancy": the address belongs to another organization, or to none. */
const isInvalidRequest = (answer: GraphResponse): boolean =>
  codesOf400(answer)[0] === 'invalidrequest';

/**
 * "Tenant does not have a SPO license": the account's organization stores no files
 * (onedrive-api-docs#1773, alcionai/corso#3671). The body has no other code.
 */
const isWithoutSharePoint = (answer: GraphResponse): boolean =>
  codesOf400(answer).join() === 'badrequest';

function reasonFor(answer: GraphResponse, meaning: Meaning): WorkbookReason {
  if (answer.kind === 'noToken' && answer.failure.reason === 'offline') return 'offline';
  if (answer.kind === 'unanswered' && (answer.cause === 'network' || answer.cause === 'offline')) {
    return 'offline';
  }
  if (isInvalidRequest(answer) || isWithoutSharePoint(answer)) return 'otherTenant';
  // Any other refusal says nothing about the account's access.
  if (meaning.kind === 'forbidden' && meaning.need === 'permission') return 'noAccess';
  const reasons: Partial<Record<Meaning['kind'], WorkbookReason>> = {
    checkItem: 'notFound',
    reauthenticate: 'signIn',
  };
  return reasons[meaning.kind] ?? 'unknown';
}
