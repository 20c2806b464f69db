import { request as ask } from 'node:https';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { fileURLToPath } from 'node:url';
import { readHostHeaders } from '../sandbox/hostHeaders';
import { hasNginx, startNginx } from '../support/nginx';
import { expect, test } from './worldFixture';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const headersOf = readHostHeaders(dist);
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(dist.length))
  .filter((path) => !['/_headers', '/nginx.conf', '/staticwebapp.config.json'].includes(path));

test('every file of the build has its caching, every page its policy, every script a name of its own content', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const path of files) {
    const headers = headersOf(path);
    expect(headers['cache-control'], path).toBeTruthy();
    // Office replaces an icon that it may not keep by one of its own.
    if (/\.(?:png|svg)$/.test(path)) {
      expect(headers['cache-control'], path).toMatch(/max-age=\d{5}/);
    }
    if (path.endsWith('.html')) {
      expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'/);
    }
    if (path.endsWith('.js')) expect(headers['cache-control'], path).toContain('immutable');
  }
});

test('the files with the headers keep within the limits of their hosts', () => {
  const lines = readFileSync(`${dist}/_headers`, 'utf8').split('\n');
  // Cloudflare Pages: 100 rules, lines of 2,000 characters.
  expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThanOrEqual(100);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(2_000);
  // Azure/static-web-apps#661: 20 kB.
  expect(readFileSync(`${dist}/staticwebapp.config.json`).length).toBeLessThanOrEqual(20_000);
});

test('the licences of all packages in the build are listed with it', () => {
  const text = readFileSync(`${dist}/licences.txt`, 'utf8');
  for (const name of [
    '@azure/msal-browser',
    '@fluentui/react-components',
    '@fluentui/react-icons',
    'react',
    'react-dom',
    'scheduler',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: \\S`, 'm'));
  }
  for (const [, licence] of text.matchAll(/^@?[\w./-]+ \d+\.\d+\.\d+: (.*)$/gm)) {
    expect(licence).toMatch(/^(MIT|BSD-3-Clause|0BSD|Apache-2\.0|ISC)$/);
  }
});

test('the policy in a page equals the one in its header, except for frame-ancestors', () => {
  for (const path of files.filter(
    (each) => /^\/[a-z-]+\.html$/.test(each) && !/^\/(?:blank|index)\./.test(each),
  )) {
    const inPage = /<meta [^>]*content="(default-src[^"]*)"/.exec(
      readFileSync(dist + path, 'utf8'),
    )?.[1];
    expect(
      headersOf(path)['content-security-policy']?.replace(/; frame-ancestors [^;]*/, ''),
      path,
    ).toBe(inPage);
  }
});

test('nginx accepts the configuration of the build and sends its headers with every file', async ({
  world,
}) => {
  test.skip(!hasNginx(), 'There is no nginx on this machine.');
  const nginx = await startNginx(world.certificate, world.clientId);
  try {
    expect(nginx.recovery).toContain('test is successful');
    const sent = (path: string): Promise<IncomingHttpHeaders> =>
      new Promise((resolve, reject) => {
        ask(
          { host: '127.0.0.1', port: nginx.port, path, rejectUnauthorized: false, method: 'HEAD' },
          (response) => resolve(response.headers),
        )
          .once('error', reject)
          .end();
      });
    for (const path of files) {
      const { 'cache-control': caching, ...others } = headersOf(path);
      const answer = await sent(path);
      expect(answer, path).toMatchObject(others);
      // nginx adds no caching to an icon: none is what Microsoft asks for.
      expect(answer['cache-control'], path).toBe(/\.(?:png|svg)$/.test(path) ? undefined : caching);
    }
    expect(await sent('/no-such-file')).toMatchObject({ 'x-content-type-options': 'nosniff' });
  } finally {
    await nginx.close();
  }
});

for (const page of ['taskpane', 'auth-start', 'auth-end', 'redirect', 'blank']) {
  test(`a foreign page cannot hold ${page}.html in a frame`, async ({ excelPage, world }) => {
    const refused: string[] = [];
    excelPage.context.on('console', (message) => refused.push(message.text()));
    await excelPage.context.route('https://hostile.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe src="${world.origins.pane}/${page}.html"></iframe>`,
      }),
    );
    await excelPage.page.goto('https://hostile.example/');
    await expect.poll(() => refused.join('\n')).toContain('frame-ancestors');
    expect(
      excelPage.page.frames().filter((frame) => frame.url().startsWith(world.origins.pane)),
    ).toEqual([]);
  });
}

test('the scripts of the pane would pass Trusted Types; office.js would not', async ({
  excelPage,
  world,
}) => {
  await excelPage.context.route(`${world.paneUrl}*`, async (route) => {
    const answer = await world.fetch(world.paneUrl);
    const headers = {
      'content-type': 'text/html',
      'content-security-policy-report-only': "require-trusted-types-for 'script'",
    };
    await route.fulfill({ headers, body: await answer.text() });
  });
  await excelPage.context.addInitScript(() => {
    const found: string[] = [];
    addEventListener('securitypolicyviolation', ({ sourceFile }) =>
      found.push(new URL(sourceFile).origin),
    );
    Object.assign(window, { found });
  });
  await excelPage.openWithSession();
  await excelPage.card.getByRole('button', { name: 'Close session' }).click();
  await expect(excelPage.card.getByRole('status')).toContainText('Closed');
  const found = await excelPage.frame.evaluate(
    () => (window as unknown as { readonly found: readonly string[] }).found,
  );
  expect([...new Set(found)]).toEqual([world.origins.office]);
});

for (const page of ['redirect', 'blank', 'assets/privacy']) {
  test(`no string becomes markup or script in ${page}.html`, async ({ excelPage, world }) => {
    await excelPage.page.goto(`${world.origins.pane}/${page}.html`);
    const writes = excelPage.page.evaluate(() => {
      document.body.innerHTML = '<b>hostile</b>';
    });
    await expect(writes).rejects.toThrow('TrustedHTML');
    const makesPolicy = excelPage.page.evaluate(() =>
      (
        globalThis as unknown as {
          readonly trustedTypes: { createPolicy(name: string, rules: object): unknown };
        }
      ).trustedTypes.createPolicy('hostile', {}),
    );
    await expect(makesPolicy).rejects.toThrow('disallowed');
  });
}

test('the start page of sign-in leads to the sign-in service only', async ({
  excelPage,
  world,
}) => {
  const goTo = async (target: string): Promise<void> => {
    await excelPage.page.goto('about:blank');
    await excelPage.page.goto(
      `${world.origins.pane}/auth-start.html#${encodeURIComponent(target)}`,
    );
  };
  await goTo(`${world.origins.identity}/organizations/nowhere`);
  await excelPage.page.waitForURL(`${world.origins.identity}/**`);
  const asked: string[] = [];
  excelPage.context.on('request', (request) => asked.push(request.url()));
  for (const target of [
    'https://hostile.example/',
    'javascript:document.title="hostile"',
    'https://login.microsoftonline.com.hostile.example/',
  ]) {
    await goTo(target);
    await excelPage.page.evaluate(() => Office.onReady());
    expect(excelPage.page.url()).toContain('/auth-start.html');
    expect(await excelPage.page.title()).toBe('Session Keeper');
  }
  expect(asked.filter((url) => new URL(url).hostname.endsWith('hostile.example'))).toEqual([]);
});
