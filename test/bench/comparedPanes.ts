import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';
import { embeddedJson } from '../../scripts/build/filling';
import { headerFiles } from '../../scripts/build/headers';
import { testSettings } from '../../scripts/build/settings';
import { typescriptRule } from '../../scripts/build/typescriptRule';
import { root } from '../../scripts/paths';
import { buildForTests } from '../../scripts/tools';
import { buildCommit } from './commitBuild';

/** Measured panes, with a description of each. */
export const comparedPanes = {
  pane: 'the finished build',
  before: 'the build of an earlier commit',
  naive: 'the same packages in one bundle, everything after Office.onReady',
  limit: 'office.js and two buttons, which ask no service',
} as const;
/** Name of a measured pane. */
export type ComparedPane = keyof typeof comparedPanes;

/**
 * Makes the builds of all panes. @throws ProblemError when one cannot be made
 *
 * @param against commit of the earlier build
 * @returns the folder of each build
 */
export async function buildPanes(against: string): Promise<Readonly<Record<ComparedPane, string>>> {
  buildForTests();
  return {
    pane: `${root}dist`,
    before: buildCommit(against),
    naive: await buildReference('naive', 'panes/naivePane.tsx'),
    limit: await buildReference('limit', 'panes/limitPane.ts'),
  };
}

/**
 * Builds a pane of this folder as a new project would: one bundle, webpack's own minimizer. The
 * sandbox serves it with the manifest, the icons and the headers of the finished build.
 */
async function buildReference(name: 'naive' | 'limit', entry: string): Promise<string> {
  const folder = `${root}reports/bench/${name}/dist`;
  rmSync(folder, { recursive: true, force: true });
  const script = await bundle(name, entry, folder);
  for (const file of ['manifest.xml', 'assets', 'blank.html']) {
    cpSync(`${root}dist/${file}`, `${folder}/${file}`, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/taskpane.html`, page(script));
  const files = headerFiles(['taskpane.html', 'blank.html', script], testSettings());
  writeFileSync(`${folder}/staticwebapp.config.json`, files['staticwebapp.config.json'] ?? '');
  return folder;
}

/** The page as Office's documentation has it: office.js first, then the script. */
function page(script: string): string {
  const { clientId, authority, graphRoot } = testSettings();
  const office = /<script id="office"[^>]*\bsrc="([^"]+)"/.exec(
    readFileSync(`${root}src/app/taskpane.html`, 'utf8'),
  )?.[1];
  if (office === undefined) throw new Error('taskpane.html has no script tag of office.js.');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Pane</title>
    <script id="configuration" type="application/json">${embeddedJson({ clientId, authority, graphRoot })}</script>
    <script id="office" src="${office}"></script>
    <script defer src="${script}"></script>
  </head>
  <body><div id="pane"></div></body>
</html>
`;
}

/** @returns the name of the script in the folder */
function bundle(name: string, entry: string, folder: string): Promise<string> {
  const compiler = webpack({
    mode: 'production',
    target: ['web', 'es2022'],
    entry: { [name]: fileURLToPath(new URL(entry, import.meta.url)) },
    context: root,
    performance: { hints: false },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: {
      rules: [typescriptRule],
    },
    output: { path: folder, filename: '[name].[contenthash:8].js' },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const script = stats?.toJson({ all: false, assets: true }).assets?.[0]?.name;
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
      else if (script === undefined) reject(new Error(`The build of ${name} has no script.`));
      else resolve(script);
    });
  });
}
