/** The workbook and the session that a snippet addresses. */
export interface SessionTarget {
  /** For example `https://graph.microsoft.com/v1.0`. */
  readonly graphRoot: string;
  readonly driveId: string;
  readonly itemId: string;
  readonly sessionId: string;
  /** Whether the session saves; `unknown` for one that was opened elsewhere. */
  readonly persistChanges: boolean | 'unknown';
}

/** A snippet in one language. */
export interface Snippet {
  /** Proper name, the same in every language. */
  readonly name: string;
  /**
   * A script that reads and writes cells, obeys Retry-After, and handles the end of the session.
   */
  readonly script: (target: SessionTarget) => string;
  /**
   * A single request for the workbook's sheets. It says what was answered also where that is not
   * JSON: the 404 of an ended session may have no body.
   */
  readonly request: (target: SessionTarget) => string;
}

/** Path of the workbook below Graph's root. */
export const workbookPath = ({ driveId, itemId }: SessionTarget): string =>
  `drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}/workbook`;

/** URL of the workbook. */
export const workbookUrl = (target: SessionTarget): string =>
  `${target.graphRoot}/${workbookPath(target)}`;

/** URL of the single request. */
export const sheetsUrl = (target: SessionTarget): string => `${workbookUrl(target)}/worksheets`;

/** Output of a script without a token. */
export const noToken =
  'GRAPH_TOKEN is not set. It takes an access token with the scope Files.ReadWrite.';

/** Output of a script that opened a new session after the old one ended. */
export const reopened = 'The session had ended. A new one is open.';

/** Output of a script whose session ended and cannot be replaced, because its changes are lost. */
export function endedText({ persistChanges }: SessionTarget): string {
  const what =
    persistChanges === 'unknown'
      ? 'The session has ended. If it was a scratch copy, its changes are gone.'
      : 'The session has ended. It was a scratch copy: its changes are gone.';
  return `${what} Start a new session in Session Keeper, and copy its code.`;
}

/** Comment on the session's kind. */
export function kindComment({ persistChanges }: SessionTarget): string {
  if (persistChanges === 'unknown') return 'opened elsewhere: whether it saves is unknown';
  return persistChanges ? 'saves its changes' : 'a scratch copy: saves nothing';
}
