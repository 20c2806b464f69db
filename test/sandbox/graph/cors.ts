import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphSettings } from './settings';

/** The headers that Graph lets a page read, by Microsoft's own Dev Proxy. `Date` is not among them. */
const exposed = ['ETag', 'Location', 'Preference-Applied', 'Content-Range', 'request-id', 'client-request-id', 'ReadWriteConsistencyToken', 'SdkVersion', 'WWW-Authenticate', 'x-ms-client-gcc-tenant'];

/** The CORS headers of an answer; none for a caller that is no page. */
export function corsHeaders(request: IncomingMessage, { exposeRetryAfter }: GraphSettings): Record<string, string> {
  if (request.headers.origin === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': [...exposed, ...(exposeRetryAfter ? ['Retry-After'] : [])].join(', '),
  };
}

/** Answers a preflight: Graph lets every page call with the headers that it asks for. Gives the status. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): number {
  const status = 200;
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE, HEAD, OPTIONS',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'content-length': 0,
  });
  response.end();
  return status;
}
