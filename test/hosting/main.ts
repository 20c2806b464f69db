import { spawnSync } from 'node:child_process';
import { ensureBrowser } from '../support/ensureBrowser';
import { hasNginx } from '../support/nginx';

// npm run test:nginx: a slice of the browser tests, with the pane's files served by a real nginx.
const slice = ['wholeWay', 'wayIn', 'signIn', 'locating'];
const tenMinutesMs = 600_000;

if (!hasNginx()) console.log('Skipped: there is no nginx on this machine (Debian: apt-get install nginx-light).');
else if (!ensureBrowser()) process.exitCode = 1;
else {
  const env = { ...process.env, PANE_SERVER: 'nginx' };
  const args = ['node_modules/playwright/cli.js', 'test', '--config', 'test/playwright.config.ts', ...slice];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit', env, timeout: tenMinutesMs }).status ?? 1;
}
