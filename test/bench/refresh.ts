import { chromium } from 'playwright';
import { ExcelPage } from '../browser/excelPage';
import { adele } from '../sandbox/identity/accounts';
import { createUserAgent } from '../sandbox/identity/userAgent';
import { startWorld } from '../sandbox/world';
import { browserPath } from '../support/browserPath';
import { median } from './benchStart';

const idleMs = Number(process.env['IDLE_MS'] ?? '60000');

/**
 * Medians (ms) of a Refresh click until the card shows the response and of a bare fetch, and the
 * CPU share of the idle pane.
 */
export async function measureRefresh(
  rounds: number,
): Promise<{ click: number; fetched: number; idle: number }> {
  const world = await startWorld({ mode: 'production', speed: 1 });
  const executablePath = browserPath();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      `--host-resolver-rules=${world.hostResolverRules}`,
      `--ignore-certificate-errors-spki-list=${world.certificate.spkiSha256}`,
    ],
  });
  try {
    const context = await browser.newContext();
    // This script's loader names functions with a helper function that the pages lack.
    await context.addInitScript('globalThis.__name = (value) => value');
    const excelPage = new ExcelPage(await context.newPage(), world);
    await excelPage.open();
    await excelPage.signIn();
    await excelPage.start();
    const [session] = world.graph.sessions.alive();
    const create = world.requests
      .all()
      .find(({ operation, preflight }) => operation === 'create' && !preflight);
    const url = `${world.origins.graph}${create?.path.replace('createSession', 'refreshSession') ?? ''}`;
    const userAgent = createUserAgent({
      fetch: world.fetch,
      identityOrigin: world.origins.identity,
      clientId: world.clientId,
      redirectUri: world.redirectUri,
    });
    const { accessToken } = await userAgent.signIn(adele, ['Files.ReadWrite']);
    const clicks: number[] = [];
    const fetches: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      clicks.push(await excelPage.frame.evaluate(clickRefresh));
      fetches.push(
        await excelPage.frame.evaluate(bareFetch, {
          url,
          accessToken,
          sessionId: session?.id ?? '',
        }),
      );
    }
    const devtools = await context.newCDPSession(excelPage.frame);
    await devtools.send('Performance.enable');
    const taken = async (): Promise<number> =>
      (await devtools.send('Performance.getMetrics')).metrics.find(
        ({ name }) => name === 'TaskDuration',
      )?.value ?? 0;
    // Half a minute after the last click V8 collects garbage for 30 ms; that counts toward the
    // click.
    await excelPage.page.waitForTimeout(Math.min(idleMs, 40_000));
    const before = await taken();
    await excelPage.page.waitForTimeout(idleMs);
    const idle = ((await taken()) - before) / (idleMs / 1000);
    return { click: median(clicks), fetched: median(fetches), idle };
  } finally {
    await browser.close();
    await world.close();
  }
}

/** In the page: clicks Refresh and waits until the activity list has another entry. */
function clickRefresh(): Promise<number> {
  const region = document.querySelector('[aria-label="Activity"], ul') ?? document.body;
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === 'Refresh',
  );
  return new Promise((resolve) => {
    const started = performance.now();
    const times = (): string => region.firstElementChild?.textContent ?? '';
    const before = `${times()}${region.childElementCount}`;
    const observer = new MutationObserver(() => {
      if (`${times()}${region.childElementCount}` === before) return;
      observer.disconnect();
      resolve(performance.now() - started);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    button?.click();
  });
}

/** In the page: sends the same request with a bare fetch. */
async function bareFetch({
  url,
  accessToken,
  sessionId,
}: {
  url: string;
  accessToken: string;
  sessionId: string;
}): Promise<number> {
  const started = performance.now();
  const headers = {
    Authorization: `Bearer ${accessToken}`,
    'workbook-session-id': sessionId,
    'client-request-id': crypto.randomUUID(),
  };
  await fetch(url, { method: 'POST', cache: 'no-store', headers });
  return performance.now() - started;
}
