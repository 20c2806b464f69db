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

/**
 * Path of the Chromium for the tests: the one in CHROMIUM, else Playwright's, else an installed
 * one; else undefined.
 */
export function browserPath(): string | undefined {
  const named = process.env['CHROMIUM'];
  const places =
    named === undefined
      ? [chromium.executablePath(), ...(installed[process.platform] ?? [])]
      : [named];
  return places.find((place) => existsSync(place));
}

/** Debian's headless Chromium. */
const shell = '/usr/bin/chromium-headless-shell';

/**
 * Path of headless Chromium, which takes a third less time. Undefined selects Playwright's own, if
 * downloaded; else Debian's, else a Chromium with windows. Headless Chromium has no settings, so it
 * cannot block cookies or storage.
 */
export function shellPath(): string | undefined {
  const path = browserPath();
  if (process.env['CHROMIUM'] !== undefined || path === undefined) return path;
  if (path === chromium.executablePath()) return undefined;
  return existsSync(shell) ? shell : path;
}
