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
