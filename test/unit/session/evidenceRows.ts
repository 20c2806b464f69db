import type { Answered } from './answers';
import { bare, codes, noToken, strange, unanswered } from './answers';

const minuteMs = 60_000;
const endMs = 5 * minuteMs;

/** `absent`: taken up after a time without a pane; `reloaded`: after a second without one. */
export type Kind = 'persistent' | 'scratch' | 'attached' | 'absent' | 'reloaded';
export type Tried = 'nothing' | 'signIn';

export type Row = readonly [name: string, answer: Answered, kind: Kind, sinceMs: number, tried: Tried, outcome: string];
const early = 2 * minuteMs;
const late = endMs - 40_000;
const over = endMs;

/** Code × kind of session × time since the last success × what was tried: what is told, and what is done next. */
export const rows: readonly Row[] = [
  // Known: the code says what became of the session.
  ['invalidSessionNotFound', codes(404, 'notFound', 'invalidSessionNotFound'), 'persistent', early, 'nothing', 'notFound: over'],
  ['invalidSessionNotFound', codes(404, 'notFound', 'invalidSessionNotFound'), 'persistent', over, 'nothing', 'expired: over'],
  ['invalidSessionNotFound', codes(404, 'notFound', 'invalidSessionNotFound'), 'absent', early, 'nothing', 'left: over'],
  ['invalidSessionNotFound', codes(404, 'notFound', 'invalidSessionNotFound'), 'reloaded', early, 'nothing', 'notFound: over'],
  ['InvalidOrTimedOutSession', codes(404, 'InvalidOrTimedOutSession'), 'persistent', early, 'nothing', 'expired: over'],
  ['DeploymentInvalidEditSession', codes(404, 'DeploymentInvalidEditSession'), 'persistent', early, 'nothing', 'notFound: over'],
  ['a bare 404, the file is there', bare(404), 'persistent', 4_000, 'nothing', 'notFound: over'],
  ['a bare 404, the file is there', bare(404), 'scratch', endMs, 'nothing', 'notFound: over'],
  ['a bare 404, the file is there', bare(404), 'scratch', 7 * minuteMs, 'nothing', 'expired: over'],
  ['a bare 410, the file is there', bare(410), 'attached', over, 'nothing', 'expired: over'],
  ['a bare 404, the file is gone', bare(404, 'gone'), 'persistent', early, 'nothing', 'fileGone: over'],
  ['a bare 404, the file is gone', bare(404, 'gone'), 'absent', early, 'nothing', 'fileGone: over'],
  ['a bare 404, no answer about the file', bare(404, 'unanswered'), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['invalidSessionRestricted', codes(403, 'forbidden', 'invalidSessionRestricted'), 'absent', early, 'nothing', 'restricted: over'],
  ['invalidSessionAccessConflict', codes(409, 'conflict', 'invalidSessionAccessConflict'), 'persistent', early, 'nothing', 'conflict: over'],
  ['invalidSessionAuthentication', codes(401, 'unauthorized', 'invalidSessionAuthentication'), 'persistent', early, 'nothing', 'authentication: over'],
  ['invalidSessionUnexpected', codes(404, 'notFound', 'invalidSessionUnexpected'), 'persistent', early, 'nothing', 'unexpected: over'],
  ['invalidSessionUnsupportedWorkbook', codes(403, 'forbidden', 'invalidSessionUnsupportedWorkbook'), 'persistent', early, 'nothing', 'unsupportedWorkbook: over'],
  ['internalServerErrorUncategorized', codes(500, 'internalServerError', 'internalServerErrorUncategorized'), 'persistent', early, 'nothing', 'serviceFault: over'],
  // Known: the session is to be opened anew. Only a persistent one of our own is, by itself.
  ['invalidSessionReCreatable', codes(404, 'notFound', 'invalidSessionReCreatable'), 'persistent', early, 'nothing', 'opened anew'],
  ['invalidSessionReCreatable', codes(404, 'notFound', 'invalidSessionReCreatable'), 'scratch', early, 'nothing', 'recreatable: over'],
  ['invalidSessionReCreatable', codes(404, 'notFound', 'invalidSessionReCreatable'), 'attached', early, 'nothing', 'recreatable: over'],
  ['invalidSessionReCreatable', codes(404, 'notFound', 'invalidSessionReCreatable'), 'absent', early, 'nothing', 'left: over'],
  ['invalidSessionReCreatable', codes(404, 'notFound', 'invalidSessionReCreatable'), 'reloaded', early, 'nothing', 'opened anew'],
  ['a bare 503', bare(503), 'persistent', early, 'nothing', 'recreate: tried again'],
  ['a bare 503', bare(503), 'persistent', endMs - 3_000, 'nothing', 'opened anew'],
  ['a bare 502', bare(502), 'scratch', endMs, 'nothing', 'recreate: tried again'],
  ['a bare 502', bare(502), 'scratch', 7 * minuteMs - 3_000, 'nothing', 'recreatable: over'],
  ['a bare 503', bare(503), 'absent', 40 * minuteMs, 'nothing', 'recreate: tried again'],
  // Known: it passes.
  ['tooManyRequests', codes(429, 'tooManyRequests'), 'persistent', early, 'nothing', 'throttled: tried again'],
  ['a bare 429', bare(429), 'persistent', over, 'nothing', 'throttled: tried again'],
  ['serviceUnavailable › transientFailure', codes(503, 'serviceUnavailable', 'transientFailure'), 'persistent', over, 'nothing', 'retry: tried again'],
  ['EditModeCannotAcquireLock', codes(409, 'conflict', 'EditModeCannotAcquireLock'), 'persistent', early, 'nothing', 'locked: tried again'],
  ['a bare 423', bare(423), 'persistent', early, 'nothing', 'locked: tried again'],
  ['a bare 409', bare(409), 'persistent', early, 'nothing', 'conflict: tried again'],
  ['GenericFileOpenError', codes(500, 'GenericFileOpenError'), 'persistent', early, 'nothing', 'fileOpen: tried again'],
  // Known: it would be refused again. A lack of rights is claimed where the code says so, and not for a bare 403.
  ['EditModeAccessDenied', codes(403, 'forbidden', 'EditModeAccessDenied'), 'persistent', early, 'nothing', 'editRight: not tried again, keep-alive off'],
  ['AccessDenied', codes(403, 'AccessDenied'), 'persistent', early, 'nothing', 'permission: not tried again, keep-alive off'],
  ['a bare 403', bare(403), 'scratch', early, 'nothing', 'permission: not tried again, keep-alive off'],
  ['a bare 507', bare(507), 'persistent', early, 'nothing', 'storageSpace: not tried again, keep-alive off'],
  ['malwareDetected', codes(403, 'malwareDetected'), 'persistent', early, 'nothing', 'cleanFile: not tried again, keep-alive off'],
  ['unsupportedWorkbook', codes(400, 'badRequest', 'unsupportedWorkbook'), 'persistent', early, 'nothing', 'supportedWorkbook: not tried again, keep-alive off'],
  ['invalidArgument', codes(400, 'badRequest', 'invalidArgument'), 'persistent', early, 'nothing', 'otherRequest: not tried again, keep-alive off'],
  // The user is needed: the service says so. The refreshes go on beside the question.
  ['a bare 401', bare(401), 'persistent', early, 'nothing', 'reauthenticate: tried again, user asked'],
  ['a bare 401', bare(401), 'persistent', early, 'signIn', 'otherAccount: not tried again, keep-alive off'],
  ['unauthorizedUncategorized', codes(401, 'FileOpenUserUnauthorized', 'unauthorizedUncategorized', 'FileOpenUserUnauthorized'), 'persistent', early, 'nothing', 'reauthenticate: tried again, user asked'],
  ['unauthorizedUncategorized', codes(401, 'FileOpenUserUnauthorized', 'unauthorizedUncategorized', 'FileOpenUserUnauthorized'), 'persistent', early, 'signIn', 'otherAccount: not tried again, keep-alive off'],
  ['interaction required', noToken('interactionRequired'), 'persistent', early, 'nothing', 'interactionRequired: tried again, user asked'],
  ['interaction required', noToken('interactionRequired'), 'persistent', early, 'signIn', 'interactionRequired: tried again, user asked'],
  ['consent of an administrator', noToken('administratorConsent'), 'persistent', early, 'nothing', 'administratorConsent: tried again, user asked'],
  // Unknown: tried again. Only a missing token lets the user be asked, and only when time runs short.
  ['AADSTS90033, temporarily_unavailable', noToken('unknown', 'AADSTS90033'), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['AADSTS90033, temporarily_unavailable', noToken('unknown', 'AADSTS90033'), 'persistent', late, 'nothing', 'unknown: tried again'],
  ['AADSTS90033, temporarily_unavailable', noToken('unknown', 'AADSTS90033'), 'persistent', endMs - 45_001, 'nothing', 'unknown: tried again'],
  ['an empty token', noToken('unknown', 'null_or_empty_token'), 'scratch', early, 'nothing', 'unknown: tried again'],
  ['a sign-in service that does not answer', noToken('timedOut'), 'attached', early, 'nothing', 'timedOut: tried again'],
  ['no network for the sign-in', noToken('offline'), 'persistent', early, 'nothing', 'offline: tried again'],
  ['what a request without a window cannot say', noToken('cancelled'), 'persistent', early, 'nothing', 'cancelled: tried again'],
  ['no answer', unanswered('network'), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['no answer', unanswered('timeout'), 'persistent', over, 'nothing', 'unknown: tried again'],
  ['no answer', unanswered('network'), 'absent', 50 * minuteMs, 'nothing', 'unknown: tried again'],
  ['a redirect', unanswered('redirected'), 'persistent', late, 'nothing', 'unknown: tried again'],
  ['a bare 500', bare(500), 'persistent', late, 'nothing', 'unknown: tried again'],
  ['a code that is not listed', codes(500, 'brandNew', 'brandNewer'), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['a 418, which is none of Graph’s', bare(418), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['a 407 of a proxy', bare(407), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['a 451', bare(451), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['a 302 that was not followed', bare(302), 'persistent', early, 'nothing', 'unknown: tried again'],
  ['a success that says nothing usable', strange, 'persistent', early, 'nothing', 'unknown: tried again'],
];

