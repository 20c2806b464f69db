import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxWorld } from '../sandbox/world';

/** The servers of a world, reached with a delay. */
export interface DelayedServers {
  /** Value for Chromium's `--host-resolver-rules`, in place of the world's. */
  readonly hostResolverRules: string;
  /** Closes all connections, so that the next request needs a new one. */
  dropConnections(): void;
  close(): Promise<void>;
}

/**
 * Puts a proxy in front of each server of the world, which delays the bytes: every server is
 * `latencyMs` away, there and back. This holds for every request of every page, worker and frame,
 * preflights and office.js among them, and for the connections: one with TLS takes two more round
 * trips. What the HTTP cache answers takes none. The browser's own emulation of a network delays
 * requests only, and only of the targets to which it is attached in time.
 */
export async function delayServers(
  { hostResolverRules, ports }: SandboxWorld,
  latencyMs: number,
): Promise<DelayedServers> {
  const sockets = new Set<Socket>();
  const servers = new Map<number, Server>();
  for (const port of new Set(ports.values())) {
    servers.set(port, await delayServer(port, latencyMs, sockets));
  }
  const dropConnections = () => sockets.forEach((socket) => socket.destroy());
  return {
    hostResolverRules: hostResolverRules.replace(/(?<=127\.0\.0\.1:)\d+/g, (port) => {
      const server = servers.get(Number(port));
      if (server === undefined) throw new Error('A server of the world would not be delayed.');
      return String(portOf(server));
    }),
    dropConnections,
    async close() {
      dropConnections();
      for (const server of servers.values()) {
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return address.port;
}

async function delayServer(port: number, latencyMs: number, sockets: Set<Socket>): Promise<Server> {
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    // Loopback accepts a connection at once; a distant server would do so after one round trip.
    forward(client, upstream, latencyMs / 2, performance.now() + latencyMs);
    forward(upstream, client, latencyMs / 2, 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Passes bytes on in their order, each `delayMs` after it came, or after `fromMs` if later. */
function forward(source: Socket, target: Socket, delayMs: number, fromMs: number): void {
  let last = Promise.resolve();
  const pass = (act: () => void): void => {
    const due = Math.max(performance.now(), fromMs) + delayMs;
    last = last.then(() => wait(Math.max(0, due - performance.now()))).then(act);
  };
  source.on('data', (bytes) =>
    pass(() => {
      if (!target.destroyed) target.write(bytes);
    }),
  );
  source.once('close', () => pass(() => target.destroy()));
}
