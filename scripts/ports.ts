import { Agent, request } from 'node:https';
import { connect } from 'node:net';

/** Port of the development server, as in the manifest. */
export const devServerPort = 3000;

/** Whether a program listens on a port of this machine. */
export function isPortInUse(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', timeout: 2_000 });
    const settle = (inUse: boolean) => () => {
      socket.destroy();
      resolve(inUse);
    };
    socket
      .once('connect', settle(true))
      .once('timeout', settle(false))
      .once('error', settle(false));
  });
}

/** Response header with the process id of the development server. */
export const processHeader = 'Session-Keeper-Process';

/**
 * The process id of the development server that answers at this port of this machine; undefined if
 * none does. Another program has no such header.
 */
export function devServerProcess(port = devServerPort): Promise<number | undefined> {
  return new Promise((resolve) => {
    // Any other method waits for the build.
    const asked = request({
      // With NODE_USE_ENV_PROXY=1 the global agent would ask the proxy for localhost.
      agent: new Agent(),
      method: 'OPTIONS',
      host: 'localhost',
      port,
      rejectUnauthorized: false,
      timeout: 5_000,
    });
    asked
      .once('response', ({ headers }) => {
        const id = Number(headers[processHeader.toLowerCase()]);
        asked.destroy();
        resolve(Number.isInteger(id) && id > 1 ? id : undefined);
      })
      .once('timeout', () => asked.destroy())
      .once('error', () => resolve(undefined))
      .once('close', () => resolve(undefined))
      .end();
  });
}
