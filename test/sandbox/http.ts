import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificate } from './certificate';

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** A server that listens on loopback. */
export interface Listener {
  readonly port: number;
  /** Stops listening and cuts every open connection, hanging requests included. */
  close(): Promise<void>;
}

/** The request's path, still percent-encoded, and its query. Never normalises `..` away: that is for the reader to judge. */
export function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const [path = '/', ...rest] = (request.url ?? '/').split('?');
  return { path, query: new URLSearchParams(rest.join('?')) };
}

/** Reads the whole body as UTF-8. @throws Error when it is longer than a megabyte: nothing here sends that much. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const limit = 1_048_576;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    length += bytes.length;
    if (length > limit) throw new Error('The request body is longer than a megabyte.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Sends text that nobody may keep: what the sandbox serves changes between two requests. */
export function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { 'cache-control': 'no-store', 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Sends a value as JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** Makes text safe inside HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Decodes percent-encoding as SharePoint does with what people paste: what is no valid encoding stays as it is. */
export function decodeLeniently(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/**
 * Serves `handle` over TLS on loopback only.
 *
 * @param port 0 takes any free port.
 * @throws the listen error, with its `code` (`EADDRINUSE` when the port is taken).
 */
export async function listen(handle: Handler, { key, cert }: Certificate, port: number): Promise<Listener> {
  const server = createServer({ key, cert }, (request, response) => {
    void answer(handle, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(handle: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await handle(request, response);
  } catch (error) {
    // A defect of the sandbox must be seen as such, not as an answer of the service that it plays.
    const words = `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (response.headersSent) response.destroy();
    else send(response, 500, 'text/plain; charset=utf-8', words);
  }
}
