/** The content of a Graph error body, on all its levels. */
export interface ErrorBody {
  /** The codes from the outermost to the innermost level, exactly as sent. */
  readonly codes: readonly string[];
  readonly requestId?: string;
  readonly clientRequestId?: string;
}

const maxLevels = 12;

/**
 * Parses `{error: {code, innerError: {code, innerError: …, request-id}}}`, also with the spelling
 * `innererror`. Any other body has no codes. Source: Microsoft Graph, workbook-error-handling.
 */
export function parseErrorBody(body: unknown): ErrorBody {
  const codes: string[] = [];
  const ids: Record<string, string> = {};
  let level = objectOf(objectOf(body)?.['error']);
  for (let depth = 0; level !== undefined && depth < maxLevels; depth += 1) {
    const code = level['code'];
    if (typeof code === 'string' && code !== '') codes.push(code);
    for (const [name, value] of Object.entries(level)) {
      const isId = name.toLowerCase().endsWith('request-id');
      if (isId && typeof value === 'string' && value !== '') {
        ids[name.toLowerCase()] ??= value;
      }
    }
    level = objectOf(innerErrorOf(level));
  }
  const requestId = ids['request-id'];
  const clientRequestId = ids['client-request-id'];
  return {
    codes,
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientRequestId === undefined ? {} : { clientRequestId }),
  };
}

/**
 * The service's time (ms since the epoch) in the `date` of an error body, or undefined. It is UTC,
 * with or without a zone. Source: Microsoft Graph, resources/error.
 */
export function serviceTime(body: unknown): number | undefined {
  let level = objectOf(objectOf(body)?.['error']);
  for (let depth = 0; level !== undefined && depth < maxLevels; depth += 1) {
    const date = level['date'];
    if (typeof date === 'string') {
      const at = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(date) ? date : `${date}Z`);
      if (!Number.isNaN(at)) return at;
    }
    level = objectOf(innerErrorOf(level));
  }
  return undefined;
}

const innerErrorOf = (level: Record<string, unknown>): unknown =>
  Object.entries(level).find(([name]) => name.toLowerCase() === 'innererror')?.[1];

/** Narrows a value to an object with unknown members; undefined for any other value. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A member that is a non-empty string, or undefined. */
export function textOf(value: unknown, member: string): string | undefined {
  const text = objectOf(value)?.[member];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
