import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPortInUse } from '../../scripts/ports';
import type { Certificate } from '../sandbox/certificate';
import { fillClientId } from '../sandbox/paneSite';
import { freePort } from './freePort';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const environment = {
  ...process.env,
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`,
};

/** True if nginx is installed. */
export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v'], { env: environment, timeout: 10_000 }).status === 0;
}

/** nginx that serves the build with the configuration from the build. */
export interface Nginx {
  readonly port: number;
  /** Output of `nginx -t` for the configuration. */
  readonly recovery: string;
  close(): Promise<void>;
}

/** Serves a copy of `dist`, with the client id filled in, on a free loopback port. */
export async function startNginx(certificate: Certificate, clientId: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'session-keeper-nginx-'));
  const port = await freePort();
  await cp(dist, join(folder, 'dist'), { recursive: true });
  const pane = join(folder, 'dist', 'taskpane.html');
  await writeFile(pane, fillClientId(clientId)(await readFile(pane, 'utf8')));
  await writeFile(join(folder, 'cert.pem'), certificate.cert);
  await writeFile(join(folder, 'key.pem'), certificate.key, { mode: 0o600 });
  await writeFile(join(folder, 'main.conf'), configuration(folder, port));
  const args = ['-p', folder, '-c', join(folder, 'main.conf'), '-e', join(folder, 'error.log')];
  const recovery = spawnSync('nginx', ['-t', ...args], {
    env: environment,
    encoding: 'utf8',
    timeout: 10_000,
  }).stderr;
  const server = spawn('nginx', args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve) => server.once('close', resolve));
  await listening(port, closed);
  return {
    port,
    recovery,
    async close() {
      server.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Minimal configuration around the build's own file: port, certificate, and no paths outside the
 * folder.
 */
function configuration(folder: string, port: number): string {
  const root = process.getuid?.() === 0 ? 'user root;\n' : '';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  return `${root}daemon off;
pid ${folder}/nginx.pid;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  ${places}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${folder}/cert.pem;
    ssl_certificate_key ${folder}/key.pem;
    root ${folder}/dist;
    include ${folder}/dist/nginx.conf;
  }
}
`;
}

/**
 * Resolves once the port accepts connections.
 *
 * @throws Error if nginx ends first.
 */
async function listening(port: number, ended: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort(new Error('nginx has ended.')));
  while (!(await isPortInUse(port))) over.signal.throwIfAborted();
}
