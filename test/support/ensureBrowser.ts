import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { browserPath } from './browserPath';

/**
 * Sees to a Chromium: one that the machine has, else Playwright's download, else Debian's packages.
 *
 * @returns whether there is one now; if not, a person has been told what to do.
 */
export function ensureBrowser(): boolean {
  if (browserPath() !== undefined) return true;
  console.log('No Chromium, Chrome or Edge was found: asking Playwright for one.');
  run('npx', ['playwright', 'install', 'chromium']);
  if (browserPath() !== undefined) return true;
  if (existsSync('/usr/bin/apt-get')) {
    console.log("Playwright's download did not work: asking Debian for its packages.");
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    // One by one: not every release has the shell.
    for (const command of ['apt-get update', 'apt-get install -y --no-install-recommends chromium', 'apt-get install -y --no-install-recommends chromium-headless-shell']) {
      const [program = '', ...rest] = [...sudo, ...command.split(' ')];
      run(program, rest);
    }
  }
  if (browserPath() !== undefined) return true;
  console.error('The browser tests need Chromium, Chrome or Edge. Install one, or name it: CHROMIUM=/path/to/chromium npm test');
  return false;
}

const fiveMinutesMs = 5 * 60_000;

function run(program: string, args: readonly string[]): void {
  spawnSync(program, args, { stdio: 'inherit', timeout: fiveMinutesMs, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
