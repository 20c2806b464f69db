import type { Certificate } from './certificate';
import type { Handler } from './http';
import { listen, send, targetOf } from './http';

/** A port that is open before it is known who answers there: origins contain ports, and the parts of a world know one another's origins. */
export interface Door {
  readonly port: number;
  /** Says who answers from now on. */
  answerWith(handle: Handler): void;
  close(): Promise<void>;
}

/** Opens a door. @throws DoorTaken when somebody else listens at the port. */
export async function openDoor(certificate: Certificate, port: number): Promise<Door> {
  let answer: Handler = (_request, response) => send(response, 503, 'text/plain; charset=utf-8', 'The sandbox is starting.');
  try {
    const listener = await listen((request, response) => answer(request, response), certificate, port);
    return {
      ...listener,
      answerWith: (handle) => {
        answer = handle;
      },
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new DoorTaken(port);
    throw error;
  }
}

/** Somebody else listens at the port. */
export class DoorTaken extends Error {
  override readonly name = 'DoorTaken';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is taken.`);
    this.port = port;
  }
}

/** Opens several doors, or none. */
export async function openDoors(certificate: Certificate, ports: readonly number[]): Promise<Door[]> {
  const opened = await Promise.allSettled(ports.map((port) => openDoor(certificate, port)));
  const doors = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed === undefined) return doors;
  await Promise.all(doors.map((door) => door.close()));
  throw failed.reason;
}

/** Where a person begins who has yet to accept the certificate. */
export const openPath = '/sandbox/open';

/**
 * Adds a link of the chain that leads once through every origin and back to the first.
 *
 * A browser asks about a self-signed certificate on a page, never in a frame or a fetch, and some ask for each
 * port: so the person is led through all of them, and answers only where the browser asks.
 */
export function withNextDoor(handle: Handler, next: string): Handler {
  return (request, response) => {
    if (targetOf(request).path !== openPath) return handle(request, response);
    response.writeHead(302, { location: next, 'cache-control': 'no-store' }).end();
  };
}
