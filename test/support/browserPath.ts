import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The Chromium to test with: named by CHROMIUM, else Playwright's own, else one that the machine has; or undefined. */
export function browserPath(): string | undefined {
  const named = process.env['CHROMIUM'];
  const places =
    named === undefined
      ? [chromium.executablePath(), ...(installed[process.platform] ?? [])]
      : [named];
  return places.find((place) => existsSync(place));
}

/** Debian's Chromium without windows. */
const shell = '/usr/bin/chromium-headless-shell';

/**
 * The Chromium that nobody sees, which takes a third less time: undefined is Playwright's own, which came with its download;
 * else Debian's, else the one with windows. It has no settings, and so cannot deny cookies or storage.
 */
export function shellPath(): string | undefined {
  const path = browserPath();
  if (process.env['CHROMIUM'] !== undefined || path === undefined) return path;
  if (path === chromium.executablePath()) return undefined;
  return existsSync(shell) ? shell : path;
}
