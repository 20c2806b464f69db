import type { RouteContext } from '../http';
import type { GraphSettings } from './graphSettings';

/**
 * The response headers that Graph exposes to pages, as in Microsoft's Dev Proxy. `Date` is not
 * exposed.
 */
const exposed = [
  'ETag',
  'Location',
  'Preference-Applied',
  'Content-Range',
  'request-id',
  'client-request-id',
  'ReadWriteConsistencyToken',
  'SdkVersion',
  'WWW-Authenticate',
  'x-ms-client-gcc-tenant',
];

/** The CORS headers of a response. Empty if the request has no origin. */
export function corsHeaders(
  c: RouteContext,
  { exposeRetryAfter }: GraphSettings,
): Record<string, string> {
  if (c.req.header('origin') === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': [
      ...exposed,
      ...(exposeRetryAfter ? ['Retry-After'] : []),
    ].join(', '),
  };
}

/**
 * Answers a preflight request. Graph allows every origin and every requested header. It returns
 * 200; hono's own middleware returns 204.
 */
export const answerPreflight = (c: RouteContext): Response =>
  c.body(null, 200, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE, HEAD, OPTIONS',
    'access-control-allow-headers': c.req.header('access-control-request-headers') ?? '',
  });
