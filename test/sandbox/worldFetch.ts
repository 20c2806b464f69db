import { request } from 'node:https';
import type { Certificate } from './certificate';

/** Subset of the options of `fetch` that the sandbox's client supports. */
export interface FetchOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends a request to a server of the world, like `fetch`, but follows no redirects.
 * @throws Error when the connection fails.
 */
export type WorldFetch = (url: string, options?: FetchOptions) => Promise<Response>;

/**
 * Creates a client that trusts one certificate and resolves the world's host names to loopback.
 *
 * @param ports port of each origin.
 */
export function createFetch(
  certificate: Certificate,
  ports: ReadonlyMap<string, number>,
): WorldFetch {
  return (url, { method = 'GET', headers = {}, body = '' } = {}) => {
    const { origin, hostname, host, pathname, search } = new URL(url);
    const port = ports.get(origin);
    if (port === undefined) return Promise.reject(new Error(`The world has no ${origin}.`));
    // Browsers omit the length of preflights and of deletions without a body.
    const bare = body === '' && ['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method);
    const length = bare ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          servername: hostname,
          ca: certificate.authority,
          method,
          path: pathname + search,
          headers: { host, ...headers, ...length },
          agent: false,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve(
              responseOf(incoming.statusCode ?? 0, incoming.rawHeaders, Buffer.concat(chunks)),
            ),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
}

function responseOf(status: number, raw: readonly string[], body: Buffer): Response {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) {
    headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  }
  return new Response(status === 204 || status === 304 ? null : new Uint8Array(body), {
    status,
    headers,
  });
}
