import type { BuiltPage } from './policy';
import { framePolicyOf, policyOf } from './policy';
import type { Settings } from './settings';

/** Header values by name. */
export type HeaderFields = Readonly<Record<string, string>>;

/** Response headers: some for every file, others for single files. No name is in both groups. */
export interface Rules {
  readonly everywhere: HeaderFields;
  /** By path from the root: `/taskpane.html`. */
  readonly files: Readonly<Record<string, HeaderFields>>;
  /** Paths of the icons, which have no header of their own. */
  readonly icons: readonly string[];
}

const yearSeconds = 31_536_000;
const daySeconds = 86_400;
const shortcutsFile = 'assets/shortcuts.json';

/**
 * Without Cross-Origin-Opener-Policy: with it, a sign-in window cannot message the pane
 * (office-js#6707). Without X-Frame-Options, which does not support a list of sites;
 * frame-ancestors does.
 */
const everywhere: HeaderFields = {
  'Strict-Transport-Security': `max-age=${yearSeconds}`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': [
    'camera',
    'display-capture',
    'geolocation',
    'hid',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
  ]
    .map((name) => `${name}=()`)
    .join(', '),
};

/** Headers for the files of a build, given by their paths without the leading slash. */
export function rulesFor(files: readonly string[], settings: Settings): Rules {
  return {
    everywhere,
    files: Object.fromEntries(
      [...files]
        .sort()
        .map((file) => [`/${file}`, headersOf(file, settings)] as const)
        .filter(([, headers]) => Object.keys(headers).length > 0),
    ),
    icons: files.filter(isIcon).map((file) => `/${file}`),
  };
}

function headersOf(file: string, settings: Settings): HeaderFields {
  const page = pageOf(file);
  const caching = cachingOf(file);
  // Excel on the web reads the shortcuts from its own origin.
  if (file === shortcutsFile) return { ...caching, 'Access-Control-Allow-Origin': '*' };
  return page === undefined
    ? caching
    : {
        ...caching,
        'Content-Security-Policy': `${policyOf(page, settings)}; ${framePolicyOf(page)}`,
      };
}

const isIcon = (file: string): boolean => /\.(?:png|svg)$/.test(file);

function pageOf(file: string): BuiltPage | undefined {
  if (/^(?:assets\/.*|index)\.html$/.test(file)) return 'assets';
  return /^(?:taskpane|auth-start|auth-end|redirect|blank)(?=\.html$)/.exec(file)?.[0] as
    BuiltPage | undefined;
}

/**
 * The Cache-Control header. Files with a hash in their name never change; pages, the manifest and
 * the shortcuts are revalidated. Icons have none: Office would show an icon of its own instead.
 * Source: Office Add-ins manifest reference, "Image element".
 */
function cachingOf(file: string): HeaderFields {
  if (isIcon(file)) return {};
  return {
    'Cache-Control': /\.[0-9a-f]{8}\.js\b/.test(file)
      ? `public, max-age=${yearSeconds}, immutable`
      : 'no-cache',
  };
}

/**
 * The rules of the files, those of a page for each path at which these hosts serve it: `/a.html`,
 * `/a` and `/a/`, and `/` for the default page. Source: slorber/trailing-slash-guide; Cloudflare,
 * "Serving Pages".
 */
const rulesByPath = (files: Rules['files']): readonly (readonly [string, HeaderFields])[] =>
  Object.entries(files).flatMap(([file, headers]) => {
    const page = file.replace(/\.html$/, '');
    const paths = page === file ? [file] : [file, page, `${page}/`];
    if (file === '/index.html') paths.push('/');
    return paths.map((path) => [path, headers] as const);
  });

/**
 * The rules for hosts that send a Cache-Control with every file. Theirs says that nothing may be
 * used without a request (`max-age=0` or 30 s, `must-revalidate`), after which Excel for Windows
 * shows an icon of its own. One that lets Office keep the icon takes its place. Sources:
 * Azure/static-web-apps#639; office-js#2981.
 */
const withIcons = ({ files, icons }: Rules): Rules['files'] => ({
  ...files,
  ...Object.fromEntries(
    icons.map((path) => [path, { 'Cache-Control': `public, max-age=${daySeconds}` }]),
  ),
});

/** Configuration file of Azure Static Web Apps. */
export function staticWebAppConfig(rules: Rules): string {
  const { everywhere: globalHeaders } = rules;
  const routes = rulesByPath(withIcons(rules)).map(([route, headers]) => ({ route, headers }));
  return `${JSON.stringify({ globalHeaders, routes }, null, 1)}\n`;
}

/**
 * `_headers` file of Netlify, Cloudflare Pages and others, which merge the rules that match a path.
 */
export function headersFile(rules: Rules): string {
  const block = ([path, headers]: readonly [string, HeaderFields]): string =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return `${[['/*', rules.everywhere] as const, ...rulesByPath(withIcons(rules))].map(block).join('\n\n')}\n`;
}

/**
 * nginx configuration, included in a server block. In nginx a location with `add_header` inherits
 * no headers, so each location repeats them all. `always` covers failures too. Caching does not: a
 * script that is missing or unreadable for a moment would stay so for a year.
 */
export function nginxConf({ everywhere: all, files }: Rules): string {
  const add = (headers: HeaderFields): readonly string[] =>
    Object.entries(headers).map(([name, value]) => {
      const scope = name === 'Cache-Control' ? '' : ' always';
      return `add_header ${name} "${value}"${scope};`;
    });
  const location = ([path, headers]: readonly [string, HeaderFields]): string =>
    [`location = ${path} {`, ...add({ ...all, ...headers }).map((line) => `  ${line}`), '}'].join(
      '\n',
    );
  const compress =
    'gzip on;\ngzip_vary on;\ngzip_types application/javascript text/javascript text/xml image/svg+xml;';
  return [
    '# Include this in the server block whose root is this folder.',
    compress,
    add(all).join('\n'),
    ...Object.entries(files).map(location),
    '',
  ].join('\n');
}

/** Header configuration files for three kinds of host, by file name. */
export function headerFiles(
  files: readonly string[],
  settings: Settings,
): Readonly<Record<string, string>> {
  const rules = rulesFor(files, settings);
  return {
    'staticwebapp.config.json': staticWebAppConfig(rules),
    _headers: headersFile(rules),
    'nginx.conf': nginxConf(rules),
  };
}
