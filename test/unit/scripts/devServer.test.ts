import { once } from 'node:events';
import { createServer, globalAgent, type Server } from 'node:https';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { devServerProcess, processHeader } from '../../../scripts/ports';
import { portProblem, requirePort } from '../../../scripts/portProblems';
import { describeProblems, ProblemError } from '../../../scripts/problems';
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

  it('is asked directly, also where Node sends its requests to a proxy', async () => {
    header = '4711';
    const proxied = vi.spyOn(globalAgent, 'createConnection').mockImplementation(() => {
      throw new Error('The proxy knows no localhost.');
    });
    expect(await devServerProcess(portOf())).toBe(4711);
    expect(proxied).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('is refused a port that another program has, with one command', async () => {
    const attempt = requirePort(portOf());
    await expect(attempt).rejects.toThrow(ProblemError);
    await expect(attempt).rejects.toThrow(/^Port 3000 is taken .*\n {4}npm stop .*$/);
  });

  it('is refused a port that the system keeps, with one command', () => {
    const told = (platform: NodeJS.Platform): string =>
      describeProblems([portProblem('refused', platform)]);
    expect(told('win32')).toMatch(
      /^This machine refuses port 3000.*Hyper-V.*\n {4}net stop winnat.*net start winnat.*administrator.*$/,
    );
    expect(told('darwin')).toMatch(/^This machine refuses port 3000.*\n {4}.*$/);
    expect(told('darwin')).not.toMatch(/Hyper-V|winnat/);
  });

  it('is given a port that is free', async () => {
    const free = createServer();
    await once(free.listen(0, 'localhost'), 'listening');
    const address = free.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => free.close(resolve));
    await expect(requirePort(port)).resolves.toBeUndefined();
  });

  it('is none where nothing answers', async () => {
    expect(await devServerProcess(9)).toBeUndefined();
  });
});
