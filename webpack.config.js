import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import webpack from 'webpack';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = createRequire(import.meta.url)('./package.json');

/** The environment, with what .env adds to it: lines of NAME=value, # for comments. */
function settings() {
  const file = here('.env');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  const pairs = lines.map((line) => /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line)).filter((found) => found !== null);
  return { ...Object.fromEntries(pairs.map(([, name, value]) => [name, value])), ...process.env };
}

/** The certificate that Office trusts; asks the person to trust it where that has not been done yet. */
async function developerCertificate() {
  const { getHttpsServerOptions } = await import('office-addin-dev-certs');
  return getHttpsServerOptions();
}

/** JSON that cannot end the script element it stands in. */
const embedded = (value) => JSON.stringify(value, null, 2).replaceAll('<', '\\u003c');

export default async ({ WEBPACK_SERVE = false } = {}, { mode = 'production' }) => {
  const {
    ADDIN_ORIGIN = 'https://localhost:3000',
    CLIENT_ID = '',
    AUTHORITY = 'https://login.microsoftonline.com/organizations',
    GRAPH_ROOT = 'https://graph.microsoft.com/v1.0',
  } = settings();
  const configuration = { clientId: CLIENT_ID, authority: AUTHORITY, graphRoot: GRAPH_ROOT };
  const connect = [...new Set([AUTHORITY, GRAPH_ROOT].map((url) => new URL(url).origin))];
  const authorities = [...new Set(['https://login.microsoftonline.com', 'https://login.microsoftonline.us', new URL(AUTHORITY).origin])];
  const production = mode === 'production';
  const page = (name, chunks, parameters = {}) =>
    new HtmlPlugin({
      filename: `${name}.html`,
      template: here(`src/${name}.html`),
      chunks,
      scriptLoading: 'defer',
      templateParameters: parameters,
      minify: production && { collapseWhitespace: true, removeComments: true, minifyCSS: true },
    });

  return {
    mode,
    target: ['web', 'es2022'],
    devtool: production ? false : 'cheap-module-source-map',
    entry: { taskpane: './src/taskpane.tsx', 'auth-start': './src/excel/dialogStart.ts', 'auth-end': './src/excel/dialogEnd.ts', redirect: './src/auth/redirect.ts', worker: './src/worker.ts' },
    output: {
      path: here('dist'),
      // A service worker is known by its address, which must stay.
      filename: ({ chunk }) => (chunk?.name === 'worker' ? 'worker.js' : '[name].[contenthash:8].js'),
      chunkFilename: '[name].[contenthash:8].js',
      clean: true,
      publicPath: '',
    },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: {
      rules: [
        // Written into taskpane.html by its template: the shell is painted without a request for a style sheet.
        { test: /\.css$/, type: 'asset/source' },
        {
          test: /\.tsx?$/,
          loader: 'swc-loader',
          options: { jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } } },
        },
      ],
    },
    plugins: [
      new webpack.DefinePlugin({ VERSION: JSON.stringify(version) }),
      page('taskpane', ['taskpane'], { configuration: embedded(configuration), connect: connect.join(' '), version }),
      page('auth-start', ['auth-start'], { authorities: embedded(authorities) }),
      page('auth-end', ['auth-end']),
      page('redirect', ['redirect']),
      page('blank', []),
      new CopyPlugin({
        patterns: [
          { from: 'assets', to: 'assets', globOptions: { ignore: ['**/readme/**'] } },
          { from: 'manifest.xml', transform: (text) => text.toString().replaceAll('https://localhost:3000', new URL(ADDIN_ORIGIN).origin) },
        ],
      }),
    ],
    optimization: {
      splitChunks: {
        cacheGroups: {
          // Beside the pane's own code, not in front of it: browsers read and compile the two at the same time.
          react: { test: /[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, name: 'react', chunks: 'initial', enforce: true },
        },
      },
    },
    performance: { hints: false },
    devServer: {
      port: 3000,
      server: WEBPACK_SERVE ? { type: 'https', options: await developerCertificate() } : 'https',
      hot: false,
      client: { overlay: false },
      headers: { 'Access-Control-Allow-Origin': '*' },
    },
  };
};
