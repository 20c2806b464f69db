import type { Place } from './address';
import { recordOf, textOf } from './errors';
import type { GraphResponse } from './request';
import { decodedSegments, encodedPath } from './segments';

export type Get = (path: string) => Promise<GraphResponse>;
type OnlinePlace = Extract<Place, { kind: 'online' }>;

/** What is asked of a drive item. Source: Microsoft Graph, driveitem. */
export const itemFields =
  '$select=id,name,webUrl,file,folder,package,parentReference,publication,remoteItem';

/** A file lies no deeper than in the third subsite of a site: more requests would take too long. */
const deepestSite = 5;
/** The managed paths that every tenant has: below them a site has a name of its own. */
const managedPath = /^(?:sites|teams|personal)$/i;

/**
 * The drive item by its site, its library and its path. Library names are localised: they are
 * matched by URL. A site that has no library for the path may have a subsite that does. Where the
 * first segment is no usual managed path (`portals`, `contentstorage`, a library of the root site),
 * the sites along the path are tried from the root on.
 */
export function itemByPath({ host, path }: OnlinePlace, get: Get): Promise<GraphResponse> {
  const first = managedPath.test(path[0] ?? '') ? 2 : 0;
  // The last two segments are the library's and the file's, at least.
  const deepest = Math.min(deepestSite, path.length - 2);
  return itemFrom(first);

  async function itemFrom(depth: number): Promise<GraphResponse> {
    const site = await siteAt(host, path.slice(0, depth), get);
    const { answer, next } = await itemInSite(site, path, get);
    // A managed path by itself is no site, though there are sites below it; the root may be closed.
    const goesOn = next === 'subsite' || (next === 'refused' && depth < 2);
    if (!goesOn || depth >= deepest) return answer;
    const below = await itemFrom(depth + 1);
    // "Not allowed" says more than "not there".
    return hasStatus(answer, 403) && hasStatus(below, 404) ? answer : below;
  }
}

interface Found {
  readonly answer: GraphResponse;
  /** What may be tried after this answer, if anything. */
  readonly next?: 'subsite' | 'refused';
}

/** The item in a site, by the library whose URL begins the path. */
async function itemInSite(site: GraphResponse, path: readonly string[], get: Get): Promise<Found> {
  if (hasStatus(site, 403, 404)) return { answer: site, next: 'refused' };
  const siteId = siteIdIn(site);
  if (siteId === undefined) return { answer: site };
  const drives = await get(`/sites/${encodeURIComponent(siteId)}/drives?$select=id,webUrl`);
  if (hasStatus(drives, 403, 404)) return { answer: drives, next: 'refused' };
  if (drives.kind !== 'answered' || drives.status !== 200) return { answer: drives };
  const library = librariesIn(drives.body).find(({ root }) => beginsWith(path, root));
  // None of the site's libraries has the file: that is as good as a 404.
  const notThere: GraphResponse = { ...drives, status: 404, body: undefined };
  if (library === undefined) return { answer: notThere, next: 'subsite' };
  const below = encodedPath(path.slice(library.root.length));
  const item = await get(`/drives/${encodeURIComponent(library.id)}/root:/${below}?${itemFields}`);
  return { answer: withDrive(item, library.id) };
}

/** The item with its drive, which the request named, where the answer does not. */
function withDrive(answer: GraphResponse, asked: string): GraphResponse {
  if (answer.kind !== 'answered' || answer.status !== 200) return answer;
  const body = recordOf(answer.body) ?? {};
  const parent = recordOf(body['parentReference']);
  const parentReference = { ...parent, driveId: textOf(parent, 'driveId') ?? asked };
  return { ...answer, body: { ...body, parentReference } };
}

const beginsWith = (path: readonly string[], root: readonly string[]): boolean =>
  root.every((segment, at) => sameName(segment, path[at]));

const siteAt = (host: string, path: readonly string[], get: Get): Promise<GraphResponse> =>
  get(`/sites/${host}${path.length === 0 ? '' : `:/${encodedPath(path)}`}?$select=id`);

const siteIdIn = (answer: GraphResponse): string | undefined =>
  answer.kind === 'answered' && answer.status === 200 ? textOf(answer.body, 'id') : undefined;

export const hasStatus = (answer: GraphResponse, ...statuses: readonly number[]): boolean =>
  answer.kind === 'answered' && statuses.includes(answer.status);

const sameName = (a: string, b: string | undefined): boolean =>
  a.normalize().toLowerCase() === b?.normalize().toLowerCase();

/** The libraries of a site with the decoded segments of their URLs, the longest first. */
function librariesIn(body: unknown): { readonly id: string; readonly root: readonly string[] }[] {
  const value = recordOf(body)?.['value'];
  const drives: unknown[] = Array.isArray(value) ? value : [];
  return drives
    .flatMap((drive) => {
      const id = textOf(drive, 'id');
      const path = /^https:\/\/[^/]+\/(.+)$/.exec(textOf(drive, 'webUrl') ?? '')?.[1];
      return id === undefined || path === undefined ? [] : [{ id, root: decodedSegments(path) }];
    })
    .sort((a, b) => b.root.length - a.root.length);
}
