import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../sandbox/certificate';
import { adele } from '../../sandbox/identity/accounts';
import { sandboxClientId } from '../../sandbox/identity/clients';
import { createUserAgent } from '../../sandbox/identity/userAgent';
import { fileInside } from '../../sandbox/static';
import type { SandboxWorld } from '../../sandbox/world';
import { startWorld } from '../../sandbox/world';

const page = (
  clientId: string,
  authority = 'https://login.microsoftonline.com',
  graph = 'https://graph.microsoft.com',
  office = 'https://appsforoffice.microsoft.com',
) =>
  `<meta content="connect-src ${authority} ${graph}"><script src="${office}/lib/1/hosted/office.js"></script><script id="configuration" type="application/json">{"clientId":"${clientId}","authority":"${authority}/organizations","graphRoot":"${graph}/v1.0"}</script>`;

describe('a world', () => {
  let folder = '';
  let dist = '';
  let local: SandboxWorld;
  let production: SandboxWorld;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'world-'));
    dist = join(folder, 'dist');
    await mkdir(dist);
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(dist, 'taskpane.html'), page(''));
    await writeFile(join(dist, 'taskpane.js'), '"https://graph.microsoft.com"');
    await writeFile(
      join(dist, 'manifest.xml'),
      '<SourceLocation DefaultValue="https://localhost:3000/taskpane.html"/>',
    );
    local = await startWorld({
      mode: 'localhost',
      dist,
      certificate: await makeCertificate(['localhost']),
    });
    production = await startWorld({ mode: 'production', dist });
  });
  afterAll(async () => {
    await Promise.all([local.close(), production.close()]);
    await rm(folder, { recursive: true });
  });

  const text = async (world: SandboxWorld, url: string) => (await world.fetch(url)).text();

  it('on localhost makes the build’s pages use its own origin, and does not change the rest of the build', async () => {
    const { pane, identity, graph } = local.origins;
    expect(await text(local, local.paneUrl)).toBe(page(sandboxClientId, identity, graph, pane));
    expect(await text(local, `${pane}/taskpane.js`)).toBe('"https://graph.microsoft.com"');
    expect(
      (await local.fetch(`${pane}/lib/1/hosted/office.js`)).headers.get('content-type'),
    ).toContain('javascript');
    expect(await text(local, `${local.origins.excel}/manifest.xml`)).toContain(
      `${pane}/taskpane.html`,
    );
  });

  it('under production host names serves the build unchanged, except for a missing client id', async () => {
    expect(await text(production, production.paneUrl)).toBe(page(sandboxClientId));
    await writeFile(join(dist, 'taskpane.html'), page('of my own'));
    expect(await text(production, production.paneUrl)).toBe(page('of my own'));
    await writeFile(join(dist, 'taskpane.html'), page(''));
    const office = await production.fetch(
      'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
    );
    expect(office.headers.get('access-control-allow-origin')).toBe('*');
    expect(production.hostResolverRules).toMatch(
      /MAP graph\.microsoft\.com:443 127\.0\.0\.1:\d+, .*MAP \* ~NOTFOUND$/,
    );
  });

  it('never serves files outside its folders, and disables caching', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%00',
      '/%',
      '/',
    ]) {
      expect(fileInside(dist, path), path).toBeUndefined();
    }
    expect(fileInside(dist, '/a/../taskpane.html')).toBe(join(dist, 'taskpane.html'));
    expect((await local.fetch(`${local.origins.pane}/..%2fsecret.txt`)).status).toBe(404);
    expect((await local.fetch(`${local.origins.excel}/..%2fmain.ts`)).status).toBe(404);
    expect((await local.fetch(local.paneUrl)).headers.get('cache-control')).toBe('no-store');
  });

  it('serves Excel’s page, with its modules as JavaScript', async () => {
    expect(await text(local, `${local.origins.excel}/`)).toContain('<!doctype html>');
    const script = await local.fetch(`${local.origins.excel}/page`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).not.toMatch(/^import type/m);
    expect(
      JSON.parse(await text(local, `${local.origins.excel}/sandbox/world.json`)),
    ).toMatchObject({
      paneUrl: local.paneUrl,
      identityOrigin: local.origins.identity,
      workbooks: expect.arrayContaining([
        {
          name: 'Budget 2026.xlsx',
          url: 'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
        },
      ]) as unknown,
      accounts: [
        { userName: 'adele@contoso.example' },
        { userName: 'alex@contoso.example' },
        { userName: 'someone@outlook.example' },
      ],
    });
  });

  it('redirects the user through every origin and back, so the browser can ask about the certificate', async () => {
    const visited = [local.openUrl];
    for (let url: string | null = local.openUrl; url?.endsWith('/sandbox/open') === true;) {
      url = (await local.fetch(url)).headers.get('location');
      visited.push(url ?? '');
    }
    const { excel, pane, identity, graph } = local.origins;
    expect(visited).toEqual([
      `${excel}/sandbox/open`,
      `${pane}/sandbox/open`,
      `${identity}/sandbox/open`,
      `${graph}/sandbox/open`,
      `${excel}/`,
    ]);
  });

  it('signs in on localhost too, and publishes its keys and its metadata there', async () => {
    const { identity } = local.origins;
    const agent = createUserAgent({
      fetch: local.fetch,
      identityOrigin: identity,
      clientId: local.clientId,
      redirectUri: local.redirectUri,
    });
    expect((await agent.signIn(adele, ['Files.ReadWrite'])).scope).toContain('Files.ReadWrite');
    const description: unknown = JSON.parse(
      await text(local, `${identity}/organizations/v2.0/.well-known/openid-configuration`),
    );
    expect(description).toMatchObject({
      issuer: `${identity}/organizations/v2.0`,
      authorization_endpoint: `${identity}/organizations/oauth2/v2.0/authorize`,
      token_endpoint: `${identity}/organizations/oauth2/v2.0/token`,
      jwks_uri: `${identity}/organizations/discovery/v2.0/keys`,
    });
    expect(
      JSON.parse(await text(local, `${identity}/organizations/discovery/v2.0/keys`)),
    ).toMatchObject({ keys: [{ kid: 'sandbox' }] });
  });

  it('lets its process end at once when it stops, also while an order delays a response', () => {
    const program = `
      const { startWorld } = await import('./test/sandbox/world.ts');
      const world = await startWorld({ mode: 'production', dist: process.argv[1] });
      world.graph.orders.give({
        operation: 'any', when: 'before', fault: { kind: 'delay', ms: 600_000 },
      });
      const cut = world.fetch('https://graph.microsoft.com/v1.0/me').catch(() => undefined);
      while (world.requests.all().length === 0) await new Promise(setImmediate);
      await world.close();
      await cut;`;
    execFileSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program, dist],
      { timeout: 20_000, stdio: 'ignore' },
    );
  });

  it('reports the port in use, and releases all others', async () => {
    const port = Number(new URL(local.origins.graph).port);
    await expect(
      startWorld({ mode: 'localhost', ports: { graph: port }, certificate: local.certificate }),
    ).rejects.toMatchObject({ name: 'PortTaken', port });
  });
});
