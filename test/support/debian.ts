import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const fiveMinutesMs = 5 * 60_000;

/**
 * Installs packages with apt, on Debian and with sufficient rights. One by one, because some
 * releases lack some packages.
 */
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
