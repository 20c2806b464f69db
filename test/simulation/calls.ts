/** A request as Graph parses it. */
export interface GraphCall {
  readonly what: 'locate' | 'getItem' | 'create' | 'poll' | 'refresh' | 'close';
  readonly token: string;
  /** The id of the drive item; of a look-up, the one that its address leads to. */
  readonly item: string;
  readonly sessionId?: string;
  readonly persistChanges?: boolean;
  readonly operation?: string;
}

/** Parses a request of `fetch`; throws for one that this model of Graph does not support. */
export function parseCall(url: string, { headers, body }: RequestInit): GraphCall {
  const sentHeaders = new Headers(headers);
  const token = (sentHeaders.get('Authorization') ?? '').replace('Bearer ', '');
  const sessionId = sentHeaders.get('workbook-session-id') ?? undefined;
  const { pathname } = new URL(url);
  const of = { token, item: itemOf(pathname) };
  const inSession = sessionId === undefined ? of : { ...of, sessionId };
  if (pathname.endsWith('/createSession')) {
    return {
      what: 'create',
      ...of,
      persistChanges: typeof body === 'string' && body.includes('true'),
    };
  }
  if (pathname.endsWith('/refreshSession')) return { what: 'refresh', ...inSession };
  if (pathname.endsWith('/closeSession')) return { what: 'close', ...inSession };
  const operation = /\/operations\/([^/]+)$/.exec(pathname)?.[1];
  if (operation !== undefined) return { what: 'poll', ...of, operation };
  if (pathname.includes('/shares/')) return { what: 'locate', ...of };
  if (/\/items\/[^/]+$/.test(pathname)) return { what: 'getItem', ...of };
  throw new Error(`This model of Graph does not know ${pathname}.`);
}

/** The id of the item in a path. Source: Microsoft Graph, shares-get (encoded sharing URLs). */
function itemOf(pathname: string): string {
  const share = /\/shares\/u!([^/]+)/.exec(pathname)?.[1];
  if (share !== undefined) return itemAt(Buffer.from(share, 'base64url').toString());
  return /\/items\/([^/]+)/.exec(pathname)?.[1] ?? '';
}

/** The id of the item with this address: the file's name without its ending. */
const itemAt = (address: string): string => /([^/]+)\.xlsx$/.exec(address)?.[1] ?? '';
