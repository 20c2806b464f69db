import { connect } from 'node:net';

/** The port of the development server; the manifest names it. */
export const devServerPort = 3000;

/** Whether a program listens at a port of this machine. */
export function answersAt(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', timeout: 2_000 });
    const answer = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket
      .once('connect', answer(true))
      .once('timeout', answer(false))
      .once('error', answer(false));
  });
}
