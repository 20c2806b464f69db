import { cSharp } from './csharp';
import { curl } from './curl';
import { fetchSnippet } from './fetch';
import { powerShell } from './powerShell';
import { python } from './python';
import { sdk } from './sdk';
import type { Snippet, SessionTarget } from './target';
import { workbookPath } from './target';

export type { Snippet, SessionTarget } from './target';

/** All snippets, in menu order. */
export const snippetsFor: readonly Snippet[] = [
  python,
  powerShell,
  fetchSnippet,
  sdk,
  cSharp,
  curl,
];

/**
 * The session as lines of a `.env` file. The id stands in quotes: a shell that sources the file ends
 * a command at `&`, and leaves SESSION_ID empty. Requests then have no session, and what they write
 * is saved. `docker run --env-file` keeps the quotes, and so its requests are refused. No id of
 * the service contains a quotation mark.
 */
export function envLines({ graphRoot, driveId, itemId, sessionId }: SessionTarget): string {
  return `DRIVE_ID=${driveId}
ITEM_ID=${itemId}
SESSION_ID='${sessionId}'
GRAPH_ROOT=${graphRoot}
`;
}

/**
 * Link to the request in Graph Explorer, with the parameters of its own "share" links. Without the
 * session: its id can contain the address of the user's OneDrive, and links end up in histories and
 * logs.
 */
export function graphExplorerLink(target: SessionTarget): string {
  const { origin, pathname } = new URL(target.graphRoot);
  const version = pathname.split('/').findLast((part) => part !== '') ?? 'v1.0';
  const request = `${workbookPath(target)}/worksheets`;
  const query = new URLSearchParams({ request, method: 'GET', version, GraphUrl: origin });
  return `https://developer.microsoft.com/graph/graph-explorer?${query.toString()}`;
}
