import type { RouteContext } from '../http';
import type { GraphSettings } from './settings';

/** The headers that Graph lets a page read, by Microsoft's own Dev Proxy. `Date` is not among them. */
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

/** The CORS headers of an answer; none for a caller that is no page. */
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
 * Answers a preflight: Graph lets every page call with the headers that it asks for. It answers
 * 200, where hono's own middleware answers 204.
 */
export const answerPreflight = (c: RouteContext): Response =>
  c.body(null, 200, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE, HEAD, OPTIONS',
    'access-control-allow-headers': c.req.header('access-control-request-headers') ?? '',
  });
