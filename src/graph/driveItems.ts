import type { WorkbookProblem, WorkbookReason } from '../session/failure';
import type { Clock, Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import type { Workbook } from '../session/state';
import type { Place } from './address';
import { placeOf } from './address';
import { parseErrorBody, recordOf, textOf } from './errors';
import { judge } from './failures';
import { formatProblem } from './fileNames';
import type { Get } from './libraries';
import { itemByPath, itemFields } from './libraries';
import type { Answer, Send } from './request';
import { shareToken } from './shareToken';

const limitMs = 15_000;

export type LocateItem = (address: string | null, signal: AbortSignal) => Promise<Outcome<Workbook, WorkbookProblem>>;

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
    const last = place.kind === 'online' && isRefused(answer) ? await byOtherWays(place, answer, get) : answer;
    const outcome = workbookIn(last, address ?? place.url, clock);
    // A link that the service cannot even read.
    const unreadable = place.kind === 'link' && !outcome.ok && outcome.failure.reason === 'otherTenant';
    return unreadable ? failed({ ...outcome.failure, reason: 'badLink' }) : outcome;
  };
}

const byUrl = (url: string, get: Get): Promise<Answer> => get(`/shares/${shareToken(url)}/driveItem?${itemFields}`);

/** What is tried after /shares refused: the path, then the name as it stands. */
async function byOtherWays(place: Extract<Place, { kind: 'online' }>, refusal: Answer, get: Get): Promise<Answer> {
  const byPath = await itemByPath(place, get);
  // Of two refusals the one that says more is told: "not allowed" rather than "not there".
  const answer = hasStatus(byPath, 404) && hasStatus(refusal, 403) ? refusal : byPath;
  return hasStatus(answer, 404) && place.literalUrl !== undefined ? byUrl(place.literalUrl, get) : answer;
}

const hasStatus = (answer: Answer, ...statuses: readonly number[]): boolean => answer.kind === 'answered' && statuses.includes(answer.status);

/** After these another way may still lead to the item. */
const isRefused = (answer: Answer): boolean => hasStatus(answer, 400, 403, 404);

function workbookIn(answer: Answer, address: string, clock: Clock): Outcome<Workbook, WorkbookProblem> {
  if (answer.kind !== 'answered' || answer.status !== 200) return failed(problemOf(answer, clock.now()));
  const { body } = answer;
  const itemId = textOf(body, 'id');
  const name = textOf(body, 'name');
  const driveId = textOf(recordOf(body)?.['parentReference'], 'driveId');
  if (itemId === undefined || name === undefined || driveId === undefined) return failed(problemOf(answer, clock.now()));
  const reason = recordOf(recordOf(body)?.['file']) === undefined ? 'badLink' : formatProblem(name);
  if (reason !== undefined) return failed({ reason });
  const checkedOut = textOf(recordOf(body)?.['publication'], 'level') === 'checkout';
  return succeeded({ driveId, itemId, name, webUrl: textOf(body, 'webUrl') ?? '', address, ...(checkedOut ? { checkedOut } : {}) });
}

function problemOf(answer: Answer, now: number): WorkbookProblem {
  const { meaning, failure } = judge(answer, { inSession: false }, now);
  const verdict = meaning.kind === 'look' ? ({ kind: 'forbidden', need: 'existingFile' } as const) : meaning;
  return { reason: reasonFor(answer, meaning.kind), failure: failure(verdict) };
}

function reasonFor(answer: Answer, meaning: ReturnType<typeof judge>['meaning']['kind']): WorkbookReason {
  if (answer.kind === 'noToken' && answer.failure.reason === 'offline') return 'offline';
  if (answer.kind === 'unanswered' && answer.cause === 'network') return 'offline';
  // "Invalid hostname for this tenancy": the address is another organization's, or there is none of that name.
  if (answer.kind === 'answered' && answer.status === 400 && parseErrorBody(answer.body).codes[0] === 'invalidRequest') return 'otherTenant';
  const reasons: Partial<Record<typeof meaning, WorkbookReason>> = { look: 'notFound', forbidden: 'noAccess', reauthenticate: 'signIn' };
  return reasons[meaning] ?? 'unclear';
}
