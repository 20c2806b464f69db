import { cSharp } from './csharp';
import { curl } from './curl';
import { fetchSnippet } from './fetch';
import { powerShell } from './powerShell';
import { python } from './python';
import { sdk } from './sdk';
import type { Snippet, Target } from './target';
import { workbookPath } from './target';

export type { Snippet, Target } from './target';

/** The languages in which the clipboard can have code for the session. */
export const snippets: readonly Snippet[] = [python, powerShell, fetchSnippet, sdk, cSharp, curl];

/**
 * The session as lines of a `.env` file. A session id has neither spaces nor quotes, and a `#` only counts behind a
 * space: no value needs quotes, which not every reader of such files takes away.
 */
export function envLines({ graphRoot, driveId, itemId, sessionId }: Target): string {
  return `DRIVE_ID=${driveId}
ITEM_ID=${itemId}
SESSION_ID=${sessionId}
GRAPH_ROOT=${graphRoot}
`;
}

/**
 * The bare request in Graph Explorer, by the parameters of its own "share" links. Without the session: an id can hold
 * the address of the user's OneDrive, and links are kept in histories and logs.
 */
export function graphExplorerLink(target: Target): string {
  const { origin, pathname } = new URL(target.graphRoot);
  const version = pathname.split('/').findLast((part) => part !== '') ?? 'v1.0';
  const request = `${workbookPath(target)}/worksheets`;
  const query = new URLSearchParams({ request, method: 'GET', version, GraphUrl: origin });
  return `https://developer.microsoft.com/graph/graph-explorer?${query.toString()}`;
}
