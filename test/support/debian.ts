import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const fiveMinutesMs = 5 * 60_000;

/** Asks Debian for packages, where there is Debian and the user may: one by one, because not every release has all of them. */
export function askDebian(packages: readonly string[]): void {
  if (!existsSync('/usr/bin/apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['update'],
    ...packages.map((name) => ['install', '-y', '--no-install-recommends', name]),
  ]) {
    const [program = '', ...rest] = [...sudo, 'apt-get', ...args];
    spawnSync(program, rest, {
      stdio: 'inherit',
      timeout: fiveMinutesMs,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}
