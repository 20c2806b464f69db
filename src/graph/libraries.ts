import type { Place } from './address';
import { recordOf, textOf } from './errors';
import type { Answer } from './request';
import { decodedSegments, encodedPath } from './segments';

export type Get = (path: string) => Promise<Answer>;

/** What is asked of a drive item. Source: Microsoft Graph, driveitem. */
export const itemFields = '$select=id,name,webUrl,file,parentReference,publication';

/** A file lies no deeper than in the third subsite of a site: nobody waits for more requests. */
const deepestSite = 5;

/**
 * The drive item by its site, its library and its path. Library names are localised: they are matched by URL. A site that
 * has no library for the path may have a subsite that does.
 */
export async function itemByPath({ host, path }: Extract<Place, { kind: 'online' }>, get: Get): Promise<Answer> {
  const managed = /^(sites|teams|personal)$/i.test(path[0] ?? '') ? 2 : 0;
  let answer = await siteAt(host, path.slice(0, managed), get);
  for (let depth = managed; siteIdIn(answer) !== undefined; depth += 1) {
    const drives = await get(`/sites/${encodeURIComponent(siteIdIn(answer) ?? '')}/drives?$select=id,webUrl`);
    if (drives.kind !== 'answered' || drives.status !== 200) return drives;
    const library = librariesIn(drives.body).find(({ root }) => root.every((segment, at) => sameName(segment, path[at])));
    if (library !== undefined) return get(`/drives/${encodeURIComponent(library.id)}/root:/${encodedPath(path.slice(library.root.length))}?${itemFields}`);
    if (depth >= deepestSite || depth + 2 >= path.length) return notThere(drives);
    answer = await siteAt(host, path.slice(0, depth + 1), get);
  }
  return answer;
}

const siteAt = (host: string, path: readonly string[], get: Get): Promise<Answer> =>
  get(`/sites/${host}${path.length === 0 ? '' : `:/${encodedPath(path)}`}?$select=id`);

const siteIdIn = (answer: Answer): string | undefined =>
  answer.kind === 'answered' && answer.status === 200 ? textOf(answer.body, 'id') : undefined;

/** None of the site's libraries has the file: that is as good as a 404. */
const notThere = (answer: Extract<Answer, { kind: 'answered' }>): Answer => ({ ...answer, status: 404, body: undefined });

const sameName = (a: string, b: string | undefined): boolean => a.normalize().toLowerCase() === b?.normalize().toLowerCase();

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
