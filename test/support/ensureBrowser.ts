import { spawnSync } from 'node:child_process';
import { browserPath } from './browserPath';
import { askDebian } from './debian';

const fiveMinutesMs = 5 * 60_000;

/**
 * Ensures that a Chromium is available: an installed one, else Playwright's download, else Debian's
 * packages.
 *
 * @returns whether one is available; if not, instructions have been printed.
 */
export function ensureBrowser(): boolean {
  if (browserPath() !== undefined) return true;
  console.log('No Chromium, Chrome or Edge was found: asking Playwright for one.');
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: fiveMinutesMs,
  });
  if (browserPath() !== undefined) return true;
  console.log("Playwright's download did not work: asking Debian for its packages.");
  askDebian(['chromium', 'chromium-headless-shell']);
  if (browserPath() !== undefined) return true;
  console.error(
    'The browser tests need Chromium, Chrome or Edge. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  );
  return false;
}
