import type { WorkbookLocation } from './address';
import { objectOf, textOf } from './errorBody';
import { listIn } from './members';
import type { GraphResponse } from './request';
import { decodedSegments, encodedPath } from './segments';

/** Sends a GET request to a path below the Graph root. */
export type Get = (path: string) => Promise<GraphResponse>;
type OnlineLocation = Extract<WorkbookLocation, { kind: 'online' }>;

/** The properties requested of a drive item. Source: Microsoft Graph, driveitem. */
export const itemFields =
  '$select=id,name,webUrl,file,folder,package,parentReference,publication,remoteItem';

/** Maximum depth of a site, the third subsite: more requests would take too long. */
const maxSiteDepth = 5;
/** The managed paths of every tenant: the next segment is the name of a site. */
const managedPath = /^(?:sites|teams|personal)$/i;

/**
 * Requests a drive item by its site, its library and its path. Library names are localized, so
 * libraries are matched by URL. If a site has no library for the path, a subsite may have one. If
 * the first segment is no usual managed path (`portals`, `contentstorage`, a library of the root
 * site), the sites along the path are tried from the root.
 */
export function itemByPath({ host, path }: OnlineLocation, get: Get): Promise<GraphResponse> {
  const first = managedPath.test(path[0] ?? '') ? 2 : 0;
  // The last two segments are at least the library's and the file's.
  const maxDepth = Math.min(maxSiteDepth, path.length - 2);
  return itemFrom(first);

  async function itemFrom(depth: number): Promise<GraphResponse> {
    const site = await siteAt(host, path.slice(0, depth), get);
    const { answer, next } = await itemInSite(site, path, get);
    // A managed path is not a site itself, though sites are below it; the root may deny access.
    const hasNext = next === 'subsite' || (next === 'refused' && depth < 2);
    if (!hasNext || depth >= maxDepth) return answer;
    const deeper = await itemFrom(depth + 1);
    // "Not allowed" is more specific than "not found", which an unread site does not show.
    return hasStatus(deeper, 404) && !hasStatus(answer, 404) ? answer : deeper;
  }
}

interface LookupResult {
  readonly answer: GraphResponse;
  /** What to try next, if anything. */
  readonly next?: 'subsite' | 'refused';
}

/** Requests the item in a site, in the library whose URL starts the path. */
async function itemInSite(
  site: GraphResponse,
  path: readonly string[],
  get: Get,
): Promise<LookupResult> {
  if (hasStatus(site, 403, 404)) return { answer: site, next: 'refused' };
  const siteId = siteIdIn(site);
  if (siteId === undefined) return { answer: site };
  const drives = await get(`/sites/${encodeURIComponent(siteId)}/drives?$select=id,webUrl`);
  if (hasStatus(drives, 403, 404)) return { answer: drives, next: 'refused' };
  if (drives.kind !== 'answered' || drives.status !== 200) return { answer: drives };
  const list = listIn(drives.body);
  const library = librariesIn(list ?? []).find(({ root }) => startsWithSegments(path, root));
  if (library === undefined) {
    // No library of the site contains the file: equivalent to a 404. An incomplete list shows
    // nothing.
    const isComplete = list !== undefined && textOf(drives.body, '@odata.nextLink') === undefined;
    const answer = isComplete ? { ...drives, status: 404, body: undefined } : drives;
    return { answer, next: 'subsite' };
  }
  const below = encodedPath(path.slice(library.root.length));
  const item = await get(`/drives/${encodeURIComponent(library.id)}/root:/${below}?${itemFields}`);
  return { answer: withDrive(item, library.id) };
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

/** True if the response has one of the statuses. */
export const hasStatus = (answer: GraphResponse, ...statuses: readonly number[]): boolean =>
  answer.kind === 'answered' && statuses.includes(answer.status);

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
