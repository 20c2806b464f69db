/** The top-level codes that Graph documents, by status. */
const topLevel: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodNotAllowed',
  409: 'conflict',
  413: 'payloadTooLarge',
  429: 'tooManyRequests',
  500: 'internalServerError',
  501: 'notImplemented',
  502: 'badGateway',
  503: 'serviceUnavailable',
  504: 'gatewayTimeout',
};

/**
 * Every documented second-level code, with the status that the sandbox sends.
 *
 * Source of the codes: Microsoft Graph's page "Error codes for the Excel APIs" (2024). The statuses
 * are not documented. They are guesses from the names, so clients must not rely on them.
 */
export const secondLevel: Readonly<Record<string, number>> = {
  accessConflict: 409,
  badRequestUncategorized: 400,
  conflictUncategorized: 409,
  forbiddenUncategorized: 403,
  gatewayTimeoutUncategorized: 504,
  internalServerErrorUncategorized: 500,
  invalidSessionAccessConflict: 409,
  invalidSessionAuthentication: 401,
  invalidSessionNotFound: 404,
  invalidSessionReCreatable: 404,
  invalidSessionRestricted: 403,
  invalidSessionUnexpected: 500,
  invalidSessionUnsupportedWorkbook: 501,
  methodNotAllowedUncategorized: 405,
  notFoundUncategorized: 404,
  notImplementedUncategorized: 501,
  payloadTooLargeUncategorized: 413,
  serviceUnavailableUncategorized: 503,
  tooManyRequestsUncategorized: 429,
  transientFailure: 503,
  unauthorizedUncategorized: 401,
  unsupportedWorkbook: 501,
  accessDenied: 403,
  filteredRangeConflict: 409,
  generalException: 500,
  insertDeleteConflict: 409,
  invalidArgument: 400,
  invalidReference: 400,
  itemAlreadyExists: 409,
  itemNotFound: 404,
  methodNotAllowed: 405,
  nonBlankCellOffSheet: 409,
  rangeExceedsLimit: 400,
  requestAborted: 500,
  unsupportedOperation: 501,
};

/** Undocumented top-level codes seen in responses, with the status of those responses. */
export const undocumented: Readonly<Record<string, number>> = {
  EditModeCannotAcquireLock: 409,
  EditModeCannotAcquireLockTooManyRequests: 429,
  EditModeAccessDenied: 403,
  AccessDenied: 403,
  GenericFileOpenError: 500,
  UnknownError: 400,
  DeploymentInvalidEditSession: 404,
  InvalidOrTimedOutSession: 404,
  ResponsePayloadSizeLimitExceeded: 400,
};

export function topLevelCode(status: number): string {
  return topLevel[status] ?? 'generalException';
}

/** The status of a top-level code; undefined for an unknown code. */
export function statusOfTopLevel(code: string): number | undefined {
  const documented = Object.entries(topLevel).find(([, known]) => known === code);
  return documented === undefined ? undocumented[code] : Number(documented[0]);
}
