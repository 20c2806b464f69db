import { fileURLToPath } from 'node:url';
import type { Configuration } from 'webpack-dev-server';
import { isCertificateTrusted, untrusted } from '../certificates';
import { requirePort } from '../portProblems';
import { devServerPort, processHeader } from '../ports';
import { ProblemError } from '../problems';

/**
 * Client module that reloads a page after each build. webpack-dev-server would add it to every
 * entry, but only the task pane can use it: the policy of the sign-in pages allows connections to
 * office.js only.
 */
export const liveReloadClient = `${fileURLToPath(import.meta.resolve('webpack-dev-server/client/index.js'))}?${new URLSearchParams(
  {
    protocol: 'wss:',
    hostname: 'localhost',
    port: String(devServerPort),
    pathname: '/ws',
    logging: 'warn',
    overlay: 'false',
    hot: 'false',
    'live-reload': 'true',
  },
).toString()}`;

/**
 * Options of webpack-dev-server: HTTPS with the development certificate, on localhost only.
 *
 * @throws ProblemError when this machine does not trust the certificate, or refuses the port
 */
export async function devServerOptions(): Promise<Configuration> {
  if (!(await isCertificateTrusted())) throw new ProblemError([untrusted]);
  await requirePort();
  const { getHttpsServerOptions } = await import('office-addin-dev-certs');
  return {
    host: 'localhost',
    port: devServerPort,
    server: { type: 'https', options: await getHttpsServerOptions() },
    client: false,
    hot: false,
    liveReload: true,
    static: false,
    headers: { 'Access-Control-Allow-Origin': '*', [processHeader]: String(process.pid) },
    devMiddleware: { stats: 'errors-warnings' },
  };
}
