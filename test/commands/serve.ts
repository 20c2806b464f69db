import { once } from 'node:events';
import { createServer } from 'node:https';
import { fileURLToPath } from 'node:url';
import { getHttpsServerOptions } from 'office-addin-dev-certs';
import type { Configuration } from 'webpack';
import webpack from 'webpack';
import serveBuild from 'webpack-dev-middleware';
import { portTakenBy, tell, untrusted } from './checks';
import { answersAt, port } from './facts';
import type { Outcome } from './show';

type Configure = (env: object, options: { readonly mode: 'development' }) => Omit<Configuration, 'entry'> & { readonly entry: Readonly<Record<'taskpane', string>> };

/** In the pane alone: the pages of sign-in may reach nothing but office.js, and the worker is no page. */
const reloader = `${fileURLToPath(import.meta.resolve('webpack-dev-middleware/client'))}?apply=reload&overlay=false&progress=false&logging=warn`;

/** `npm run serve`: builds the pane, serves it from memory, builds it anew after each change, and has an open pane reload. */
export async function serve(stop: AbortSignal, say: (words: string) => void): Promise<Outcome> {
  const taken: Outcome = { status: 1, words: tell([portTakenBy(process.platform)]) };
  if (await answersAt(port)) return taken;
  // Asks the person to trust the certificate, where that has not been done yet.
  const certificate = await getHttpsServerOptions().catch(() => undefined);
  if (certificate === undefined) return { status: 1, words: tell([untrusted]) };
  const { default: configure } = (await import(new URL('../../webpack.config.js', import.meta.url).href)) as { readonly default: Configure };
  const { entry, ...configuration } = configure({}, { mode: 'development' });
  const compiler = webpack({ ...configuration, entry: { ...entry, taskpane: [reloader, entry.taskpane] } });
  const build = serveBuild(compiler, { publicPath: '/', stats: 'errors-warnings', hot: { inject: 'none', cors: false }, headers: { 'Access-Control-Allow-Origin': '*' } });
  const server = createServer(certificate, (request, response) => void build(request, response, () => response.writeHead(404).end()));
  // For this machine alone.
  server.listen(port, 'localhost');
  const listening = await once(server, 'listening').then(() => true, () => false);
  if (listening) say(`The pane is served from https://localhost:${port}, and built anew after each change.`);
  if (listening && !stop.aborted) await once(stop, 'abort');
  server.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    build.close(() => resolve());
  });
  return listening ? { status: 0, words: 'The development server has stopped.' } : taken;
}
