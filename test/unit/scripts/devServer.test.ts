import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { devServerProcess, processHeader } from '../../../scripts/ports';
import { makeCertificate } from '../../sandbox/certificate';

describe('the development server', () => {
  let server: Server;
  let header: string | undefined;
  const portOf = (): number => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  beforeAll(async () => {
    const { key, cert } = await makeCertificate(['localhost']);
    server = createServer({ key, cert }, (_request, response) => {
      if (header !== undefined) response.setHeader(processHeader, header);
      response.writeHead(404).end();
    });
    await once(server.listen(0, 'localhost'), 'listening');
  });
  afterAll(() => server.close());

  it('tells its process id, so that npm stop ends no other program', async () => {
    header = '4711';
    expect(await devServerProcess(portOf())).toBe(4711);
    for (const other of [undefined, '', '1', '-4711', 'x']) {
      header = other;
      expect(await devServerProcess(portOf())).toBeUndefined();
    }
  });

  it('is none where nothing answers', async () => {
    expect(await devServerProcess(9)).toBeUndefined();
  });
});
