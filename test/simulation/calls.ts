/** A request as Graph parses it. */
export interface GraphCall {
  readonly what: 'locate' | 'getItem' | 'create' | 'poll' | 'refresh' | 'close';
  readonly token: string;
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
  const inSession = sessionId === undefined ? {} : { sessionId };
  if (pathname.endsWith('/createSession')) {
    return {
      what: 'create',
      token,
      persistChanges: typeof body === 'string' && body.includes('true'),
    };
  }
  if (pathname.endsWith('/refreshSession')) return { what: 'refresh', token, ...inSession };
  if (pathname.endsWith('/closeSession')) return { what: 'close', token, ...inSession };
  const operation = /\/operations\/([^/]+)$/.exec(pathname)?.[1];
  if (operation !== undefined) return { what: 'poll', token, operation };
  if (pathname.includes('/shares/')) return { what: 'locate', token };
  if (pathname.endsWith('/items/i')) return { what: 'getItem', token };
  throw new Error(`This model of Graph does not know ${pathname}.`);
}
