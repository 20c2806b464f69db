/** What a route answers, before CORS, ids and faults are laid over it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: an empty body. */
  readonly body?: unknown;
  /** An error, sent in Graph's form. */
  readonly error?: GraphError;
}

/** An error of Graph, told apart by codes on one or more levels. */
export interface GraphError {
  /** The top-level code. */
  readonly code: string;
  readonly message: string;
  /** The second-level code, inside `innerError`. */
  readonly innerCode?: string;
  /** How deep the second-level code lies: 1 (the default) is `error.innerError.code`. */
  readonly levels?: number;
  /** Both spellings occur. */
  readonly spelling?: 'innerError' | 'innererror';
}

/** The ids by which Microsoft finds a request in its logs. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** The body of an error as Graph sends it. `at` is in milliseconds since 1970. */
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

/** A plain refusal. */
export function refuse(status: number, code: string, message: string, innerCode?: string): Answer {
  return { status, error: { code, message, ...(innerCode === undefined ? {} : { innerCode }) } };
}

export const itemNotFound = () => refuse(404, 'itemNotFound', 'The resource could not be found.');
export const accessDenied = () => refuse(403, 'accessDenied', 'Access denied');
/** Reads like a fault of the sign-in and is none: the file is no workbook that Excel's service opens. */
export const noWorkbook = () => refuse(403, 'AccessDenied', 'Could not obtain a WAC access token.');
