/** The response of a route, before CORS headers, request ids and faults are applied. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. The body is empty if this is absent. */
  readonly body?: unknown;
  /** Sent in Graph's error format. */
  readonly error?: GraphError;
}

/** A Graph error, identified by codes on one or more levels. */
export interface GraphError {
  readonly code: string;
  readonly message: string;
  /** The second-level code, inside `innerError`. */
  readonly innerCode?: string;
  /** The nesting depth of the second-level code. 1 (the default) is `error.innerError.code`. */
  readonly levels?: number;
  /** Graph uses both spellings. */
  readonly spelling?: 'innerError' | 'innererror';
}

/** Request ids that Microsoft uses to find a request in its logs. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** The response body of an error in Graph's format. `at` is in milliseconds since 1970. */
export function errorBody(
  { code, message, innerCode, levels = 1, spelling = 'innerError' }: GraphError,
  ids: RequestIds,
  at: number,
): unknown {
  const date = new Date(at).toISOString().slice(0, 19);
  const trace = { date, 'request-id': ids.requestId, 'client-request-id': ids.clientRequestId };
  let inner: Record<string, unknown> = innerCode === undefined ? {} : { code: innerCode, message };
  for (let level = 1; level < levels; level += 1) {
    inner = { code: 'innerCodeOfNoMeaning', [spelling]: inner };
  }
  return { error: { code, message, [spelling]: { ...inner, ...trace } } };
}

/** An error response without extra headers. */
export function refuse(
  status: number,
  code: string,
  message: string,
  innerCode?: string,
): GraphAnswer {
  return { status, error: { code, message, ...(innerCode === undefined ? {} : { innerCode }) } };
}

export const itemNotFound = () => refuse(404, 'itemNotFound', 'The resource could not be found.');
export const accessDenied = () => refuse(403, 'accessDenied', 'Access denied');
/** Looks like a sign-in error, but means that Excel's service cannot open the file. */
export const noWorkbook = () => refuse(403, 'AccessDenied', 'Could not obtain a WAC access token.');
