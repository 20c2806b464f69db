import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { SandboxWorld } from '../sandbox/world';

/**
 * Proxy that maps the host names of a world to its ports and refuses all others. WebKit has no
 * switch for host mapping, but accepts a proxy.
 */
export async function openProxy({
  ports,
}: SandboxWorld): Promise<{ readonly port: number; close(): void }> {
  const portOf = new Map(
    [...ports].map(([origin, port]) => [`${new URL(origin).hostname}:443`, port]),
  );
  const server: Server = createServer((_request, response) => response.writeHead(403).end());
  server.on('connect', ({ url = '' }, client) => {
    const port = portOf.get(url);
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const place = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      place.pipe(client).pipe(place);
    });
    place.on('error', () => client.destroy());
    client.on('error', () => place.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
