import type { WorkbookProblem, WorkbookReason } from '../session/failure';
import type { Clock, Outcome } from '../session/ports';
import { failed, succeeded } from '../session/ports';
import type { Workbook } from '../session/state';
import type { Place } from './address';
import { placeOf } from './address';
import { recordOf, textOf } from './errors';
import { judge } from './failures';
import type { Answer, Send } from './request';
import { shareToken } from './shareToken';

const select = '$select=id,name,webUrl,file,parentReference';
const limitMs = 15_000;

export type LocateItem = (address: string | null, signal: AbortSignal) => Promise<Outcome<Workbook, WorkbookProblem>>;

/**
 * Finds the drive item of a workbook by its address: through /shares, which takes plain file URLs in practice, and where
 * that is refused through the site, its libraries and the path. Library names are localised: they are matched by URL.
 */
export function createLocateItem(send: Send, clock: Clock): LocateItem {
  const get = (path: string, signal: AbortSignal): Promise<Answer> => send({ method: 'GET', path, timeLimitMs: limitMs }, signal);

  return async (address, signal) => {
    const place = placeOf(address);
    if (place.kind === 'elsewhere') return failed({ reason: place.reason });
    const shared = await get(`/shares/${shareToken(place.url)}/driveItem?${select}`, signal);
    const found = parseItem(shared, address ?? place.url);
    if (found !== undefined) return checked(found);
    if (place.kind === 'link' || !refused(shared)) return failed(problemOf(shared, clock.now()));
    const item = await byPath(place, get, signal);
    const byItsPath = parseItem(item, address ?? place.url);
    return byItsPath === undefined ? failed(problemOf(item, clock.now())) : checked(byItsPath);
  };
}

/** Answers of /shares after which the path may still lead to the item. */
const refused = (answer: Answer): boolean => answer.kind === 'answered' && [400, 403, 404].includes(answer.status);

const checked = (workbook: Workbook): Outcome<Workbook, WorkbookProblem> =>
  /\.xls$/i.test(workbook.name) ? failed({ reason: 'oldFormat' }) : succeeded(workbook);

async function byPath(
  { host, path }: Extract<Place, { kind: 'online' }>,
  get: (path: string, signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const managed = /^(sites|teams|personal)$/i.test(path[0] ?? '') ? path.slice(0, 2) : [];
  const site = await get(`/sites/${host}${managed.length === 0 ? '' : `:/${encodedPath(managed)}`}?$select=id`, signal);
  const siteId = site.kind === 'answered' && site.status === 200 ? textOf(site.body, 'id') : undefined;
  if (siteId === undefined) return site;
  const drives = await get(`/sites/${encodeURIComponent(siteId)}/drives?$select=id,webUrl`, signal);
  const library = librariesIn(drives).find(({ root }) => root.every((segment, at) => sameName(segment, path[at])));
  if (library === undefined) return drives;
  const rest = path.slice(library.root.length);
  return get(`/drives/${encodeURIComponent(library.id)}/root:/${encodedPath(rest)}?${select}`, signal);
}

const encodedPath = (segments: readonly string[]): string => segments.map(encodeURIComponent).join('/');

const sameName = (a: string, b: string | undefined): boolean => a.normalize().toLowerCase() === b?.normalize().toLowerCase();

/** The libraries of a site with the decoded segments of their URLs, the longest first. */
function librariesIn(answer: Answer): { readonly id: string; readonly root: readonly string[] }[] {
  const value = answer.kind === 'answered' ? recordOf(answer.body)?.['value'] : undefined;
  const drives: unknown[] = Array.isArray(value) ? value : [];
  return drives
    .flatMap((drive) => {
      const id = textOf(drive, 'id');
      const place = placeOf(textOf(drive, 'webUrl') ?? null);
      return id !== undefined && place.kind === 'online' ? [{ id, root: place.path }] : [];
    })
    .sort((a, b) => b.root.length - a.root.length);
}

/** The workbook in an answer with a drive item of a file, or undefined. */
function parseItem(answer: Answer, address: string): Workbook | undefined {
  if (answer.kind !== 'answered' || answer.status !== 200) return undefined;
  const { body } = answer;
  const itemId = textOf(body, 'id');
  const name = textOf(body, 'name');
  const driveId = textOf(recordOf(body)?.['parentReference'], 'driveId');
  if (itemId === undefined || name === undefined || driveId === undefined) return undefined;
  return { driveId, itemId, name, webUrl: textOf(body, 'webUrl') ?? '', address };
}

function problemOf(answer: Answer, now: number): WorkbookProblem {
  const { meaning, failure } = judge(answer, { inSession: false }, now);
  const verdict = meaning.kind === 'look' ? ({ kind: 'forbidden', need: 'existingFile' } as const) : meaning;
  const reasons: Partial<Record<typeof verdict.kind, WorkbookReason>> = { forbidden: 'noAccess', reauthenticate: 'signIn' };
  const reason = meaning.kind === 'look' ? 'notFound' : (reasons[verdict.kind] ?? 'unclear');
  return { reason, failure: failure(verdict) };
}
