import type { OnlineLocation } from './address';
import { objectOf, textOf } from './errorBody';
import { listIn } from './members';
import type { GraphResponse } from './request';
import { decodedSegments, encodedPath } from './segments';

/** Sends a GET request to a path below the Graph root, or to a URL of the service. */
export type Get = (path: string) => Promise<GraphResponse>;

/** The properties requested of a drive item. Source: Microsoft Graph, driveitem. */
export const itemFields =
  '$select=id,name,webUrl,file,folder,package,parentReference,publication,remoteItem';

/** Maximum depth of a site, the third subsite: more requests would take too long. */
const maxSiteDepth = 5;
/** The managed paths of every tenant: the next segment is the name of a site. */
const managedPath = /^(?:sites|teams|personal)$/i;
/** Maximum number of pages of a list of libraries that are read. */
const maxPages = 10;

/**
 * Requests a drive item by its site, its library and its path. Library names are localized, so
 * libraries are matched by URL. If a site has no library for the path, a subsite may have one. If
 * the first segment is no usual managed path (`portals`, `contentstorage`, a library of the root
 * site), the sites along the path are tried from the root.
 * @returns undefined if a site refused access to itself or to the list of its libraries. That says
 * nothing about the file: the documented permissions for a site are Sites.*, which the pane does
 * not ask for. Source: Microsoft Graph, site-getbypath.
 */
export function itemByPath(
  { host, path }: OnlineLocation,
  get: Get,
): Promise<GraphResponse | undefined> {
  const first = managedPath.test(path[0] ?? '') ? 2 : 0;
  // The last two segments are at least the library's and the file's.
  const maxDepth = Math.min(maxSiteDepth, path.length - 2);
  return itemFrom(first);

  async function itemFrom(depth: number): Promise<GraphResponse | undefined> {
    const site = await siteAt(host, path.slice(0, depth), get);
    const { answer, next } = await itemInSite(site, path, get);
    // A managed path is not a site itself, though sites are below it; the root may deny access.
    const hasNext = next === 'subsite' || (next === 'refused' && depth < 2);
    if (!hasNext || depth >= maxDepth) return answer;
    const deeper = await itemFrom(depth + 1);
    // An unread site does not show that the workbook is missing.
    return hasStatus(deeper, 404) && !hasStatus(answer, 404) ? answer : deeper;
  }
}

interface LookupResult {
  /** Undefined if the site refused access. */
  readonly answer: GraphResponse | undefined;
  /** What to try next, if anything. */
  readonly next?: 'subsite' | 'refused';
}

/** Requests the item in a site, in the library whose URL starts the path. */
async function itemInSite(
  site: GraphResponse,
  path: readonly string[],
  get: Get,
): Promise<LookupResult> {
  if (hasStatus(site, 403, 404)) return refusalOf(site);
  const siteId = siteIdIn(site);
  if (siteId === undefined) return { answer: site };
  const { answer, drives, isComplete } = await drivesOf(siteId, get);
  const library = librariesIn(drives).find(({ root }) => startsWithSegments(path, root));
  if (library === undefined) {
    if (hasStatus(answer, 403, 404)) return refusalOf(answer);
    if (answer.kind !== 'answered' || answer.status !== 200) return { answer };
    // No library of the site contains the file: equivalent to a 404. An incomplete list shows
    // nothing.
    return {
      answer: isComplete ? { ...answer, status: 404, body: undefined } : answer,
      next: 'subsite',
    };
  }
  const below = encodedPath(path.slice(library.root.length));
  const item = await get(`/drives/${encodeURIComponent(library.id)}/root:/${below}?${itemFields}`);
  return { answer: withDrive(item, library.id) };
}

const refusalOf = (answer: GraphResponse): LookupResult => ({
  answer: hasStatus(answer, 403) ? undefined : answer,
  next: 'refused',
});

interface DriveList {
  /** The last answer that counts: the failure of a page, if there is one. */
  readonly answer: GraphResponse;
  readonly drives: readonly unknown[];
  /** True if all pages were read. */
  readonly isComplete: boolean;
}

/** Requests all pages of a site's drives, the hidden ones too. Source: Microsoft Graph, drive-list. */
async function drivesOf(siteId: string, get: Get): Promise<DriveList> {
  let answer = await get(`/sites/${encodeURIComponent(siteId)}/drives?$select=id,webUrl,system`);
  const drives: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const body = answer.kind === 'answered' && answer.status === 200 ? answer.body : undefined;
    const list = listIn(body);
    drives.push(...(list ?? []));
    const next = textOf(body, '@odata.nextLink');
    if (list === undefined || next === undefined || page === maxPages) {
      return { answer, drives, isComplete: list !== undefined && next === undefined };
    }
    const following = await get(next);
    // A page at another origin is not requested: see Send. The list stays incomplete, as after a
    // page that is refused: the site itself gave access.
    const isForeign = following.kind === 'unanswered' && following.cause === 'foreign';
    if (isForeign || hasStatus(following, 403, 404)) return { answer, drives, isComplete: false };
    answer = following;
  }
}

/** Adds the drive, which the request named, if the response lacks it. */
function withDrive(answer: GraphResponse, requestedDriveId: string): GraphResponse {
  if (answer.kind !== 'answered' || answer.status !== 200) return answer;
  const body = objectOf(answer.body) ?? {};
  const parent = objectOf(body['parentReference']);
  const parentReference = { ...parent, driveId: textOf(parent, 'driveId') ?? requestedDriveId };
  return { ...answer, body: { ...body, parentReference } };
}

const startsWithSegments = (path: readonly string[], root: readonly string[]): boolean =>
  root.every((segment, at) => sameName(segment, path[at]));

const siteAt = (host: string, path: readonly string[], get: Get): Promise<GraphResponse> =>
  get(`/sites/${host}${path.length === 0 ? '' : `:/${encodedPath(path)}`}?$select=id`);

const siteIdIn = (answer: GraphResponse): string | undefined =>
  answer.kind === 'answered' && answer.status === 200 ? textOf(answer.body, 'id') : undefined;

/** True if the response has one of the statuses. A 410 counts as a 404. */
export const hasStatus = (
  answer: GraphResponse | undefined,
  ...statuses: readonly number[]
): boolean =>
  answer?.kind === 'answered' && statuses.includes(answer.status === 410 ? 404 : answer.status);

const sameName = (a: string, b: string | undefined): boolean =>
  a.normalize().toLowerCase() === b?.normalize().toLowerCase();

/** The libraries of a site with the decoded segments of their URLs, the longest first. */
function librariesIn(
  list: readonly unknown[],
): { readonly id: string; readonly root: readonly string[] }[] {
  return list
    .flatMap((drive) => {
      const id = textOf(drive, 'id');
      const path = /^https:\/\/[^/]+\/(.+)$/.exec(textOf(drive, 'webUrl') ?? '')?.[1];
      return id === undefined || path === undefined ? [] : [{ id, root: decodedSegments(path) }];
    })
    .sort((a, b) => b.root.length - a.root.length);
}
