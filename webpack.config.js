import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import { tsImport } from 'tsx/esm/api';
import webpack from 'webpack';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = createRequire(import.meta.url)('./package.json');

/** Modules shared with the commands are TypeScript, which tsx loads. */
const { loadSettings, testSettings } = await tsImport(
  './scripts/build/settings.ts',
  import.meta.url,
);
const { authorities, policyOf } = await tsImport('./scripts/build/policy.ts', import.meta.url);
const { embeddedJson, manifestAt } = await tsImport('./scripts/build/filling.ts', import.meta.url);
const { licencesOf } = await tsImport('./scripts/build/licences.ts', import.meta.url);
const { typescriptRule } = await tsImport('./scripts/build/typescriptRule.ts', import.meta.url);
const { headerFiles } = await tsImport('./scripts/build/headers.ts', import.meta.url);
const { devServerOptions, liveReloadClient } = await tsImport(
  './scripts/build/devServer.ts',
  import.meta.url,
);

/**
 * Emits the packages' licences, and configuration files with the response headers for each host.
 */
const hosting = (settings) => ({
  apply: (compiler) =>
    compiler.hooks.thisCompilation.tap('hosting', (compilation) =>
      compilation.hooks.processAssets.tap(
        { name: 'hosting', stage: webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT },
        (assets) => {
          const modules = [...compilation.modules]
            .flatMap((module) => [module, ...(module.modules ?? [])])
            .map((module) => module.nameForCondition());
          const licences = { 'licences.txt': licencesOf(modules.filter((file) => file !== null)) };
          const written = {
            ...licences,
            ...headerFiles([...Object.keys(assets), ...Object.keys(licences)], settings),
          };
          for (const [name, text] of Object.entries(written)) {
            compilation.emitAsset(name, new webpack.sources.RawSource(text));
          }
        },
      ),
    ),
});

/** Prints a ProblemError and exits; webpack would print a stack trace. */
const exitWith = (error) => {
  if (error.name !== 'ProblemError') throw error;
  console.error(error.message);
  process.exit(1);
};

const readSettings = () => {
  try {
    return loadSettings(here('.env'));
  } catch (error) {
    return exitWith(error);
  }
};

/** `webpack serve`: an in-memory build; an open pane reloads after each change. */
const withDevServer = async ({ entry, ...configuration }) => ({
  ...configuration,
  entry: { ...entry, taskpane: [liveReloadClient, entry.taskpane] },
  devServer: await devServerOptions().catch(exitWith),
});

/** `--env test`: the test build, independent of `.env` and the environment. */
export default (env, options) =>
  env.WEBPACK_SERVE ? withDevServer(build(env, options)) : build(env, options);

function build(env, { mode = 'production' }) {
  const settings = env.test ? testSettings() : readSettings();
  const { addinOrigin, clientId, authority, graphRoot } = settings;
  const production = mode === 'production';
  const page = (name, chunks, parameters = {}) =>
    new HtmlPlugin({
      filename: `${name}.html`,
      template: here(`src/app/${name}.html`),
      chunks,
      scriptLoading: 'defer',
      templateParameters: { ...parameters, policy: policyOf(name, settings) },
      minify: production && { collapseWhitespace: true, removeComments: true, minifyCSS: true },
    });

  return {
    mode,
    target: ['web', 'es2022'],
    devtool: production ? false : 'cheap-module-source-map',
    entry: {
      taskpane: './src/app/taskpane.tsx',
      'auth-start': './src/office/dialogStart.ts',
      'auth-end': './src/office/dialogEnd.ts',
      redirect: './src/auth/redirect.ts',
    },
    output: {
      path: here('dist'),
      filename: '[name].[contenthash:8].js',
      chunkFilename: '[name].[contenthash:8].js',
      clean: true,
      publicPath: '',
      trustedTypes: 'session-keeper',
    },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: {
      parser: { javascript: { exportsPresence: 'error' } },
      rules: [
        // Inlined in taskpane.html by its template, so that the shell needs no request for a style
        // sheet.
        { test: /\.css$/, type: 'asset/source' },
        // Resolves the styles of makeStyles when the pane is built, so that they need no time and no
        // code when it starts. A development build is made sooner without.
        ...(production
          ? [
              {
                test: /\.tsx?$/,
                include: here('src/ui'),
                enforce: 'post',
                loader: '@griffel/webpack-loader',
              },
            ]
          : []),
        typescriptRule,
      ],
    },
    plugins: [
      new webpack.DefinePlugin({ VERSION: JSON.stringify(version) }),
      page('taskpane', ['taskpane'], {
        configuration: embeddedJson({ clientId, authority, graphRoot }),
        version,
      }),
      page('auth-start', ['auth-start'], { authorities: embeddedJson(authorities(settings)) }),
      page('auth-end', ['auth-end']),
      page('redirect', ['redirect']),
      page('blank', []),
      new CopyPlugin({
        patterns: [
          { from: 'assets', to: 'assets', globOptions: { ignore: ['**/readme/**'] } },
          // Azure Static Web Apps takes no build without a default page.
          { from: 'src/app/index.html' },
          {
            from: 'manifest.xml',
            transform: (text) => manifestAt(text.toString(), addinOrigin),
          },
        ],
      }),
      ...(production ? [hosting(settings)] : []),
    ],
    optimization: {
      // Output as small as terser's, in half the time; with passes until nothing changes (0).
      minimizer: [
        new MinimizerPlugin({
          minify: MinimizerPlugin.swcMinify,
          minimizerOptions: { compress: { passes: 0, ecma: 2022 }, module: true, ecma: 2022 },
        }),
      ],
      splitChunks: {
        cacheGroups: {
          // A separate chunk, so that browsers load and compile React in parallel with the pane's
          // code.
          react: {
            test: /[\\/]node_modules[\\/](?:react|react-dom|scheduler)[\\/]/,
            name: 'react',
            chunks: 'initial',
            enforce: true,
          },
          // A view and the packages that only it needs are one request.
          defaultVendors: false,
        },
      },
    },
    performance: { hints: false },
  };
}
