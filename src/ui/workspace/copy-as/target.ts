/** What code of one's own needs: where the workbook is, and its session. */
export interface Target {
  /** For example `https://graph.microsoft.com/v1.0`. */
  readonly graphRoot: string;
  readonly driveId: string;
  readonly itemId: string;
  readonly sessionId: string;
  /** Whether the session saves; `unknown` for one that was opened elsewhere. */
  readonly persistChanges: boolean | 'unknown';
}

/** Code of one language, for the clipboard. */
export interface Snippet {
  /** A proper name, the same in every language. */
  readonly name: string;
  /** A script that reads and writes, waits when the service asks for it, and knows what to do when the session ends. */
  readonly script: (target: Target) => string;
  /** One bare request: the sheets of the workbook. */
  readonly request: (target: Target) => string;
}

/** The path of the workbook below Graph's root. */
export const workbookPath = ({ driveId, itemId }: Target): string =>
  `drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}/workbook`;

/** The address of the workbook. */
export const workbookUrl = (target: Target): string =>
  `${target.graphRoot}/${workbookPath(target)}`;

/** The address of the request that every bare request makes. */
export const sheetsUrl = (target: Target): string => `${workbookUrl(target)}/worksheets`;

/** What a script prints when it has no token. */
export const noToken =
  'GRAPH_TOKEN is not set. It takes an access token with the scope Files.ReadWrite.';

/** What a script prints when it has opened a new session in place of one that ended. */
export const reopened = 'The session had ended. A new one is open.';

/** What a script prints when the session has ended and is not to be opened anew: nothing in it can be had back. */
export function endedWords({ persistChanges }: Target): string {
  const what =
    persistChanges === 'unknown'
      ? 'The session has ended. If it was a scratch copy, its changes are gone.'
      : 'The session has ended. It was a scratch copy: its changes are gone.';
  return `${what} Start a new session in Session Keeper, and copy its code.`;
}

/** What is said of the session in a comment. */
export function kindWords({ persistChanges }: Target): string {
  if (persistChanges === 'unknown') return 'opened elsewhere: whether it saves is unknown';
  return persistChanges ? 'saves its changes' : 'a scratch copy: saves nothing';
}
