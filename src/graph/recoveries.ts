import type { EndReason, Need, Recovery } from '../session/failures';
import type { ErrorBody } from './errorBody';

const retry: Recovery = { kind: 'retry' };
const throttled: Recovery = { kind: 'retry', because: 'throttled' };
const locked: Recovery = { kind: 'retry', because: 'locked' };
/**
 * OneDrive says no more than that something is locked, also with `notAllowed` around the code: the
 * file is open in Office (microsoft-graph-explorer-v4#3435, msgraph-sdk-java#365), or an
 * administrator has blocked or archived its site (dust-tt/dust#20377, alcionai/corso#4464). Only the
 * first of these locks passes, and nothing tells them apart.
 */
const fileOrSite: Recovery = { kind: 'retry', because: 'fileOrSite' };
const conflict: Recovery = { kind: 'retry', because: 'conflict' };
const fileOpen: Recovery = { kind: 'retry', because: 'fileOpen' };
const unknown: Recovery = { kind: 'unknown' };
const reauthenticate: Recovery = { kind: 'reauthenticate' };
const ended = (reason: EndReason): Recovery => ({ kind: 'ended', reason });
const forbidden = (need: Need): Recovery => ({ kind: 'forbidden', need });
/** The same request would be refused again, for a reason that only the code tells. */
export const otherRequest = forbidden('otherRequest');
const serviceFault = ended('serviceFault');

/**
 * The meaning of an error: a recovery action, or `checkItem`. A 404 does not say whether the
 * session or the file is gone; requesting the item without the session does.
 */
export type Meaning = Recovery | { readonly kind: 'checkItem' };
const checkItem: Meaning = { kind: 'checkItem' };

/** The recovery action of a request without a session: what was not found is the file. */
export const recoveryOutsideSession = (meaning: Meaning): Recovery =>
  meaning.kind === 'checkItem' ? forbidden('existingFile') : meaning;

/** Codes that a client is required to handle. Source: Microsoft Graph, workbook-error-codes. */
const required: Readonly<Record<string, Meaning>> = {
  accessConflict: locked,
  badRequestUncategorized: otherRequest,
  conflictUncategorized: conflict,
  forbiddenUncategorized: forbidden('permission'),
  gatewayTimeoutUncategorized: retry,
  internalServerErrorUncategorized: serviceFault,
  invalidSessionAccessConflict: ended('conflict'),
  invalidSessionAuthentication: ended('authentication'),
  invalidSessionNotFound: ended('notFound'),
  invalidSessionReCreatable: { kind: 'recreate', certain: true },
  invalidSessionRestricted: ended('restricted'),
  invalidSessionUnexpected: ended('unexpected'),
  invalidSessionUnsupportedWorkbook: ended('unsupportedWorkbook'),
  methodNotAllowedUncategorized: otherRequest,
  notFoundUncategorized: checkItem,
  notImplementedUncategorized: otherRequest,
  payloadTooLargeUncategorized: otherRequest,
  serviceUnavailableUncategorized: retry,
  tooManyRequestsUncategorized: throttled,
  transientFailure: retry,
  unauthorizedUncategorized: reauthenticate,
  unsupportedWorkbook: forbidden('supportedWorkbook'),
};

/** Documented codes that a client may handle, and codes seen in practice (the second block). */
const optional: Readonly<Record<string, Meaning>> = {
  // "You can't perform the requested operation", without a reason.
  accessDenied: forbidden('permission'),
  filteredRangeConflict: otherRequest,
  generalException: otherRequest,
  insertDeleteConflict: otherRequest,
  invalidArgument: otherRequest,
  invalidReference: otherRequest,
  itemAlreadyExists: otherRequest,
  itemNotFound: checkItem,
  methodNotAllowed: otherRequest,
  nonBlankCellOffSheet: otherRequest,
  rangeExceedsLimit: otherRequest,
  requestAborted: otherRequest,
  unsupportedOperation: otherRequest,

  editModeCannotAcquireLock: locked,
  editModeCannotAcquireLockTooManyRequests: locked,
  editModeAccessDenied: forbidden('editRight'),
  // A sensitivity label encrypts the file: its owner is refused, too (microsoft-graph-docs#19404).
  openWorkbookAccessDenied: forbidden('unencryptedFile'),
  genericFileOpenError: fileOpen,
  deploymentInvalidEditSession: ended('notFound'),
  invalidOrTimedOutSession: ended('notFound'),

  // Codes of OneDrive and SharePoint. Source: Microsoft Graph, resources/error and
  // onedrive-error-resources.
  activityLimitReached: throttled,
  serviceNotAvailable: retry,
  resourceLocked: fileOrSite,
  quotaLimitReached: forbidden('storageSpace'),
  insufficientStorage: forbidden('storageSpace'),
  malwareDetected: forbidden('cleanFile'),
};

/** Top-level codes and their status. Source: Microsoft Graph, workbook-error-codes. */
const statusOfTopLevel: Readonly<Record<string, number>> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  payloadTooLarge: 413,
  tooManyRequests: 429,
  internalServerError: 500,
  notImplemented: 501,
  badGateway: 502,
  serviceUnavailable: 503,
  gatewayTimeout: 504,
};

/** The properties of a request that affect the meaning of its failure. */
export interface RequestContext {
  /** True if the request had a workbook-session-id. */
  readonly inSession: boolean;
}

/**
 * The meaning of a failed response. In the documented order: second-level codes (required, then
 * optional) on any level, the deepest first; then the top-level code; then the status. A specific
 * code precedes a general one. Codes are case-insensitive; unknown ones are skipped, and so are
 * those that `isBelieved` excludes.
 *
 * `code` is always the innermost one: the one to search for.
 */
export function meaningOf(
  status: number,
  { codes }: ErrorBody,
  request: RequestContext,
): { meaning: Meaning; code?: string } {
  const innermost = codes.at(-1);
  const code = innermost === undefined ? {} : { code: innermost };
  const believed = codes
    .map((known) => known.toLowerCase())
    .filter((known, level) => isBelieved(known, level, status, request));
  const deepestFirst = [...believed].reverse();
  for (const table of secondLevel) {
    for (const known of deepestFirst) {
      const meaning = table.get(known);
      // `methodNotAllowed` is also a top-level code; both mean the same.
      if (meaning !== undefined) return { meaning, ...code };
    }
  }
  for (const known of believed) {
    const stands = topLevelCodes.get(known);
    if (stands !== undefined) return { meaning: meaningOfStatus(stands, request), ...code };
  }
  return { meaning: meaningOfStatus(status, request), ...code };
}

/**
 * False for a code that the status or the request contradicts. OneDrive sends `generalException`
 * during an outage: as the outermost code, a refusal without a specific need is not believed against
 * the status of a fault. Only a request in a session can lose a session.
 */
function isBelieved(code: string, level: number, status: number, request: RequestContext): boolean {
  const meaning =
    requiredCodes.get(code) ??
    optionalCodes.get(code) ??
    meaningOfStatus(topLevelCodes.get(code) ?? 0, request);
  if (meaning === serviceFault) return request.inSession;
  // OneDrive sends it for a file that is open in Office, too (onedrive-api-docs#912, #1199).
  if (code === 'accessdenied' && status === 423) return false;
  // A 501 says the same as the code.
  const isFault = status === 429 || status >= 500;
  return meaning !== otherRequest || level > 0 || !isFault;
}

/**
 * Statuses after which the same request would be refused again. Any other 4xx does not come from
 * Graph (but from a proxy, say), and says nothing about the request. Source: Microsoft Graph,
 * resources/error.
 */
const refusals: ReadonlySet<number> = new Set([
  400, 402, 405, 406, 411, 412, 413, 415, 416, 422, 501,
]);

function meaningOfStatus(status: number, { inSession }: RequestContext): Meaning {
  switch (status) {
    case 401:
      return reauthenticate;
    case 403:
      return forbidden('permission');
    case 404:
    case 410:
      return checkItem;
    case 409:
      return conflict;
    case 423:
      return fileOrSite;
    case 429:
    case 509:
      return throttled;
    case 504:
      return retry;
    case 507:
      return forbidden('storageSpace');
    // "If you send a request with a session and receive 502 or 503 without a second-level code,
    // recreate the session."
    case 502:
      return inSession ? { kind: 'recreate', certain: false } : unknown;
    case 503:
      return inSession ? { kind: 'recreate', certain: false } : retry;
    default:
      // An unlisted status says nothing about the next request.
      return refusals.has(status) ? otherRequest : unknown;
  }
}

const byLowerCase = <T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(table).map(([code, value]) => [code.toLowerCase(), value]));

const requiredCodes = byLowerCase(required);
const optionalCodes = byLowerCase(optional);
const topLevelCodes = byLowerCase(statusOfTopLevel);

/**
 * True for a code that says no more than a status does. Excel puts such a code inside a specific
 * one (office-js#4506).
 */
const isGeneral = (code: string, meaning: Meaning): boolean =>
  code.endsWith('uncategorized') || meaning === otherRequest || code === 'accessdenied';

const specificIn = (table: ReadonlyMap<string, Meaning>): ReadonlyMap<string, Meaning> =>
  new Map([...table].filter(([code, meaning]) => !isGeneral(code, meaning)));

/** The second-level codes in the order in which they decide. */
const secondLevel: readonly ReadonlyMap<string, Meaning>[] = [
  specificIn(requiredCodes),
  // This code alone tells that the session is lost, so an optional code does not precede it.
  new Map([...requiredCodes].filter(([, meaning]) => meaning === serviceFault)),
  specificIn(optionalCodes),
  requiredCodes,
  optionalCodes,
];
