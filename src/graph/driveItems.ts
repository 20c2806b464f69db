import type { WorkbookProblem, WorkbookReason } from '../session/failures';
import type { Clock, Outcome } from '../session/services';
import { failed, succeeded } from '../session/services';
import type { Workbook } from '../session/state';
import type { Place } from './address';
import { placeOf } from './address';
import { decoded } from './encodings';
import { parseErrorBody, recordOf, textOf } from './errors';
import { classify } from './classify';
import { formatProblem } from './fileNames';
import type { Get } from './libraries';
import { hasStatus, itemByPath, itemFields } from './libraries';
import type { GraphResponse, Send } from './request';
import { shareToken } from './shareToken';

const limitMs = 15_000;

export type LocateItem = (
  address: string | null,
  signal: AbortSignal,
) => Promise<Outcome<Workbook, WorkbookProblem>>;

/**
 * Finds the drive item of a workbook by its address: through /shares, which takes plain file URLs in practice, and where
 * that is refused through the site, its libraries and the path.
 */
export function createLocateItem(send: Send, clock: Clock): LocateItem {
  return async (address, signal) => {
    const place = placeOf(address);
    if (place.kind === 'elsewhere') return failed({ reason: place.reason });
    const get: Get = (path) => send({ method: 'GET', path, timeLimitMs: limitMs }, signal);
    const answer = await byUrl(place.url, get);
    const isLast = place.kind === 'link' || !isUnusable(answer);
    const last = isLast ? answer : await byOtherWays(place, answer, get);
    const outcome = workbookIn(last, { address: address ?? place.url, place }, clock);
    // A link that the service cannot even read.
    const unreadable =
      place.kind === 'link' && !outcome.ok && outcome.failure.reason === 'otherTenant';
    return unreadable ? failed({ ...outcome.failure, reason: 'badLink' }) : outcome;
  };
}

const byUrl = (url: string, get: Get): Promise<GraphResponse> =>
  get(`/shares/${shareToken(url)}/driveItem?${itemFields}`);

/** What is tried after /shares refused: the path, then the name as it stands. */
async function byOtherWays(
  place: Extract<Place, { kind: 'online' }>,
  refusal: GraphResponse,
  get: Get,
): Promise<GraphResponse> {
  const byPath = await itemByPath(place, get);
  // Of two refusals the one that says more is told: "not allowed" rather than "not there".
  const isMore = hasStatus(refusal, 200) && !hasStatus(byPath, 200);
  const answer = isMore || (hasStatus(refusal, 403) && hasStatus(byPath, 404)) ? refusal : byPath;
  return hasStatus(answer, 404) && place.literalUrl !== undefined
    ? byUrl(place.literalUrl, get)
    : answer;
}

/** After these another way may still lead to the item, or to the drive that holds it. */
function isUnusable(answer: GraphResponse): boolean {
  if (answer.kind !== 'answered' || answer.status !== 200) return hasStatus(answer, 400, 403, 404);
  return isWithoutDrive(answer.body);
}

function isWithoutDrive(body: unknown): boolean {
  const item = itemIn(body);
  return textOf(item, 'id') !== undefined && driveIdIn(item) === undefined;
}

/** The item of a body. A shortcut to a file in another drive stands for that file. */
function itemIn(body: unknown): Record<string, unknown> {
  const item = recordOf(body) ?? {};
  const remote = recordOf(item['remoteItem']);
  return textOf(remote, 'id') === undefined ? item : { ...item, ...remote };
}

/** The drive of an item. The path of its folder names it too: `/drives/{drive-id}/root:/…`. */
function driveIdIn(item: Record<string, unknown>): string | undefined {
  const parent = item['parentReference'];
  const [, inPath] = /^\/drives\/([^/]+)\//.exec(textOf(parent, 'path') ?? '') ?? [];
  return textOf(parent, 'driveId') ?? (inPath === undefined ? undefined : decoded(inPath));
}

interface Asked {
  /** What was asked for, as it came. */
  readonly address: string;
  readonly place: Place;
}

type Located = Outcome<Workbook, WorkbookProblem>;

function workbookIn(answer: GraphResponse, { address, place }: Asked, clock: Clock): Located {
  const unusable = (): Located => failed(problemOf(answer, clock.now()));
  if (answer.kind !== 'answered' || answer.status !== 200) return unusable();
  const item = itemIn(answer.body);
  const itemId = textOf(item, 'id');
  const name = textOf(item, 'name') ?? (place.kind === 'online' ? place.path.at(-1) : undefined);
  const driveId = driveIdIn(item);
  if (itemId === undefined || name === undefined || driveId === undefined) return unusable();
  const isOther = ['folder', 'package'].some((facet) => recordOf(item[facet]) !== undefined);
  const reason = isOther ? 'badLink' : formatProblem(name);
  if (reason !== undefined) return failed({ reason });
  const webUrl = textOf(item, 'webUrl') ?? '';
  const checkedOut = textOf(item['publication'], 'level') === 'checkout';
  const workbook = { driveId, itemId, name, webUrl, address };
  return succeeded(checkedOut ? { ...workbook, checkedOut } : workbook);
}

function problemOf(answer: GraphResponse, now: number): WorkbookProblem {
  const { meaning, failure } = classify(answer, { inSession: false }, now);
  const recovery =
    meaning.kind === 'look' ? ({ kind: 'forbidden', need: 'existingFile' } as const) : meaning;
  return { reason: reasonFor(answer, meaning.kind), failure: failure(recovery) };
}

function reasonFor(
  answer: GraphResponse,
  meaning: ReturnType<typeof classify>['meaning']['kind'],
): WorkbookReason {
  if (answer.kind === 'noToken' && answer.failure.reason === 'offline') return 'offline';
  if (answer.kind === 'unanswered' && answer.cause === 'network') return 'offline';
  // "Invalid hostname for this tenancy": the address is another organization's, or there is none of that name.
  if (
    answer.kind === 'answered' &&
    answer.status === 400 &&
    parseErrorBody(answer.body).codes[0] === 'invalidRequest'
  ) {
    return 'otherTenant';
  }
  const reasons: Partial<Record<typeof meaning, WorkbookReason>> = {
    look: 'notFound',
    forbidden: 'noAccess',
    reauthenticate: 'signIn',
  };
  return reasons[meaning] ?? 'unknown';
}
