import { once } from 'node:events';
import { createServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Certificate } from './certificate';
import type { HttpApp } from './http';
import { createApp } from './http';
import { Misunderstood } from './parse';

/**
 * Open port whose routes are set later. Origins include their ports, and the parts of a world need
 * one another's origins.
 */
export interface OpenPort {
  readonly port: number;
  /** Sets the routes, and the target of the link on `/sandbox/open`. */
  answerWith(app: HttpApp, next?: string): void;
  /** Stops listening and closes every open connection, including pending requests. */
  close(): Promise<void>;
}

/**
 * Serves TLS on loopback only.
 * @param wanted the port; 0 selects any free port.
 * @throws PortTaken when another program uses the port.
 */
export async function openPort({ key, cert }: Certificate, wanted: number): Promise<OpenPort> {
  let app = createApp().all('*', (c) => c.text('The sandbox is starting.', 503));
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  const server = createServer({ key, cert }, (request, response) => {
    void listener(request, response);
  });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new PortTaken(wanted) : error;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    answerWith: (answers, next) => {
      app = withCommonParts(answers, next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Thrown when another program uses the port. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is taken.`);
    this.port = port;
  }
}

/** Opens several ports. If one fails, opens none. */
export async function listen(
  certificate: Certificate,
  ports: readonly number[],
): Promise<OpenPort[]> {
  const opened = await Promise.allSettled(ports.map((port) => openPort(certificate, port)));
  const openPorts = opened.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return openPorts;
  await Promise.all(openPorts.map((port) => port.close()));
  throw failed.reason;
}

/** First page for users who have not yet accepted the certificate. */
export const openPath = '/sandbox/open';

/**
 * Adds the parts common to every origin: error responses, `no-store` (content can change between
 * two requests) and one link of the chain through all origins.
 *
 * A browser shows its warning about a self-signed certificate on a page, never in a frame or a
 * fetch. Some browsers show it for each port. The chain visits every origin, so each warning can be
 * accepted.
 */
function withCommonParts(answers: HttpApp, next: string | undefined): HttpApp {
  const app = createApp();
  app.use(async (c, following) => {
    await following();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  if (next !== undefined) app.get(openPath, (c) => c.redirect(next));
  app.route('/', answers);
  app.onError((error, c) => {
    if (error instanceof Misunderstood) return c.json({ error: error.message }, 400);
    // Reports a defect of the sandbox as such, so it is not mistaken for a response of the emulated
    // service.
    return c.text(`The sandbox failed: ${error.stack ?? error.message}`, 500);
  });
  return app;
}
