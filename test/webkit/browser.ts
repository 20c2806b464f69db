import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { isPortInUse } from '../../scripts/ports';
import { freePort } from '../support/freePort';
import { Driver } from './driver';

const browsers = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
);
const programs = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];

/**
 * Path of WebKitGTK's browser; undefined if the browser, its driver or a virtual display is
 * missing.
 */
export function webkitPath(): string | undefined {
  return programs.every((path) => existsSync(path))
    ? browsers.find((path) => existsSync(path))
    : undefined;
}

/** WebKitGTK on a virtual display. */
export interface WebKit {
  /** Starts a browser with an empty profile, whose only network access is the proxy. */
  start(proxyPort: number): Promise<Driver>;
  close(): Promise<void>;
}

export async function openWebKit(binary: string): Promise<WebKit> {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '1', '-nolisten', 'tcp', '-screen', '0', '1280x900x24'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const env = { ...process.env, DISPLAY: `:${await firstLine(screen.stdout)}`, LANG: 'C.UTF-8' };
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  while (driver.exitCode === null && !(await isPortInUse(port)));
  return {
    start(proxyPort) {
      const args = ['--automation', `--proxy=http://127.0.0.1:${proxyPort}`];
      return Driver.start(`http://127.0.0.1:${port}`, {
        browserName: 'MiniBrowser',
        acceptInsecureCerts: true,
        'webkitgtk:browserOptions': { binary, args },
      });
    },
    async close() {
      await end(driver);
      await end(screen);
    },
  };
}

async function firstLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) return line;
  throw new Error('The screen did not start.');
}

async function end(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  if (child.kill()) await closed;
}
