import { setTimeout as wait } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Frame } from 'playwright';
import { chromium } from 'playwright';
import { ExcelPage } from '../browser/excelPage';
import { renewOffice } from '../browser/renewOffice';
import { adele } from '../sandbox/identity/accounts';
import type { SandboxWorld } from '../sandbox/world';
import { startWorld } from '../sandbox/world';
import { browserPath } from '../support/browserPath';
import { partitionedStorage } from '../support/partitionedStorage';
import { delayServers } from './latency';
import type { PaneWatch } from './paneWatch';
import { watchPane } from './paneWatch';

/** A world that serves one build, at a distance. */
export interface PaneStage {
  readonly world: SandboxWorld;
  /** Value for Chromium's `--host-resolver-rules`. */
  readonly hostResolverRules: string;
  /** Closes the connections to distant servers. */
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a world with a build. @param latencyMs time to each server and back */
export async function openPaneStage(dist: string, latencyMs: number): Promise<PaneStage> {
  const world = await startWorld({ mode: 'production', speed: 1, dist });
  const delayed = latencyMs === 0 ? undefined : await delayServers(world, latencyMs);
  return {
    world,
    hostResolverRules: (delayed ?? world).hostResolverRules,
    dropConnections: () => delayed?.dropConnections(),
    async close() {
      await delayed?.close();
      await world.close();
    },
  };
}

/** A user with a browser profile of their own. */
export interface BenchUser {
  /** In Excel, with single sign-on. */
  readonly isSignedIn: boolean;
  /** Runs with the user's browser, which is started for it: its processes are new. */
  readonly inBrowser: <Result>(
    run: (context: BrowserContext) => Promise<Result>,
  ) => Promise<Result>;
  /** Deletes the profile. */
  readonly leave: () => Promise<void>;
}

/** Creates a user who has never opened the pane. */
export async function newUser(
  { world, hostResolverRules }: PaneStage,
  isSignedIn: boolean,
): Promise<BenchUser> {
  const profile = await mkdtemp(join(tmpdir(), 'session-keeper-bench-'));
  // A Chromium with windows: the headless one ignores requests to open connections early.
  const executablePath = browserPath();
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      ...(executablePath === undefined ? {} : { executablePath }),
      ignoreDefaultArgs: [...partitionedStorage.ignoreDefaultArgs],
      args: [
        ...partitionedStorage.args,
        '--no-sandbox',
        // As in a browser with windows: the pane has a process of its own.
        '--site-per-process',
        `--host-resolver-rules=${hostResolverRules}`,
        `--ignore-certificate-errors-spki-list=${world.certificate.spkiSha256}`,
      ],
    });
  return {
    isSignedIn,
    async inBrowser(run) {
      const context = await launch();
      try {
        // This script's loader names functions with a function that the pages lack.
        const loaders = 'globalThis.__name ??= (value) => value;';
        await context.addInitScript({ content: `${loaders} (${watchPane.toString()})();` });
        if (isSignedIn) await renewOffice({ context, world });
        return await run(context);
      } finally {
        await context.close();
      }
    },
    leave: () => rm(profile, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** An open pane, with the DevTools of its frame. */
export interface OpenedPane {
  readonly excelPage: ExcelPage;
  readonly frame: Frame;
  readonly devtools: CDPSession;
  /** Calls a function of {@link PaneWatch} in the pane. @returns ms */
  measure<Name extends keyof PaneWatch>(
    name: Name,
    ...args: Parameters<PaneWatch[Name]>
  ): Promise<number>;
  /** Reloads the pane; resolves when the new page has replaced the old one. */
  reload(): Promise<void>;
}

/**
 * Opens Excel in a new tab, and the pane in it. The frame first shows an empty page of the build:
 * its process must exist before it can be slowed, and Chromium keeps the process for the pane.
 */
export async function openMeasuredPane(
  { world, dropConnections }: PaneStage,
  context: BrowserContext,
  { isSignedIn, slowdown }: { readonly isSignedIn: boolean; readonly slowdown: number },
): Promise<OpenedPane> {
  const excelPage = new ExcelPage(await context.newPage(), world);
  const empty = `${world.origins.pane}/blank.html`;
  await excelPage.open({ pane: empty, ...(isSignedIn ? { naa: '1' } : {}) });
  const frame = await frameAt(excelPage, empty);
  if (isSignedIn) await keepToken(excelPage);
  const devtools = await context.newCDPSession(frame);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const navigate = async (script: string): Promise<void> => {
    const arrived = excelPage.page.waitForEvent('framenavigated', (each) => each === frame);
    await devtools.send('Runtime.evaluate', { expression: script });
    await arrived;
  };
  // The browser has just been started, and has work of its own left.
  await wait(500);
  // The first request of a day finds no connection.
  dropConnections();
  await navigate(`location.replace('/taskpane.html' + location.search)`);
  return {
    excelPage,
    frame,
    devtools,
    measure: (name, ...args) => evaluate(devtools, `paneWatch.${name}(...${JSON.stringify(args)})`),
    reload: () => navigate('location.reload()'),
  };
}

/**
 * Lets Excel give the pane a token that it already has. The sandbox's Excel requests a new one each
 * time, which takes its server 80 ms: as long as a pane's own work, and different each time.
 */
async function keepToken({ page, world: { clientId } }: ExcelPage): Promise<void> {
  await page.evaluate(
    async ({ account, body }) => {
      const response = await fetch('/sandbox/tokens', { method: 'POST', body });
      const token = { ...((await response.json()) as object), properties: null };
      const initContext = { sdkName: 'sandbox', sdkVersion: '1', capabilities: {} };
      window.excel.setBroker(({ method }) =>
        method === 'GetInitContext' ? { initContext } : { token, account },
      );
    },
    {
      account: {
        environment: 'login.microsoftonline.com',
        username: adele.userName,
        localAccountId: adele.oid,
        tenantId: adele.tid,
        clientId,
      },
      body: JSON.stringify({ userName: adele.userName, scope, silent: true }),
    },
  );
}

const scope = 'Files.ReadWrite openid profile offline_access';

async function frameAt({ page }: ExcelPage, url: string): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('Excel has no frame for the pane.');
  await frame.waitForURL((each) => each.href.startsWith(url));
  return frame;
}

const patienceMs = 30_000;

/** Evaluates by DevTools: Playwright's own way brings a script of its own into the page. */
async function evaluate(devtools: CDPSession, expression: string): Promise<number> {
  const timeout = new AbortController();
  const answer = devtools.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  const late = wait(patienceMs, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`${expression} has no result after ${patienceMs} ms.`);
  });
  const { result, exceptionDetails } = await Promise.race([answer, late]).finally(() =>
    timeout.abort(),
  );
  if (exceptionDetails !== undefined || typeof result.value !== 'number') {
    throw new Error(`${expression} failed: ${exceptionDetails?.exception?.description ?? ''}`);
  }
  return result.value;
}
