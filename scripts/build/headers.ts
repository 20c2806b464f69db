import type { Page } from './policy';
import { framePolicyOf, policyOf } from './policy';
import type { Settings } from './settings';

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** What a host is to send: some headers with everything, and more with some files. No name stands in both. */
export interface Rules {
  readonly everywhere: Headers;
  /** By path, from the root: `/taskpane.html`. */
  readonly files: Readonly<Record<string, Headers>>;
}

const yearSeconds = 31_536_000;
const daySeconds = 86_400;

/**
 * No page sends Cross-Origin-Opener-Policy: with it a sign-in window cannot answer the pane (office-js#6707). No file
 * sends X-Frame-Options, which knows no list; frame-ancestors says it.
 */
const everywhere: Headers = {
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

/** The rules for the files of a finished build, given by their paths without the leading slash. */
export function rulesFor(files: readonly string[], settings: Settings): Rules {
  return {
    everywhere,
    files: Object.fromEntries(
      [...files].sort().map((file) => [`/${file}`, headersOf(file, settings)]),
    ),
  };
}

function headersOf(file: string, settings: Settings): Headers {
  const page = pageOf(file);
  const caching = { 'Cache-Control': cachingOf(file) };
  return page === undefined
    ? caching
    : {
        ...caching,
        'Content-Security-Policy': `${policyOf(page, settings)}; ${framePolicyOf(page)}`,
      };
}

function pageOf(file: string): Page | undefined {
  if (file.startsWith('assets/') && file.endsWith('.html')) return 'assets';
  return /^(?:taskpane|auth-start|auth-end|redirect|blank)(?=\.html$)/.exec(file)?.[0] as
    Page | undefined;
}

/** A name with a hash never means another content; pages and the manifest are asked for anew; Excel may keep icons a day. */
function cachingOf(file: string): string {
  if (/\.[0-9a-f]{8}\.js\b/.test(file)) return `public, max-age=${yearSeconds}, immutable`;
  return file.startsWith('assets/') && !file.endsWith('.html')
    ? `public, max-age=${daySeconds}`
    : 'no-cache';
}

/** For Azure Static Web Apps. */
export function staticWebAppConfig({ everywhere: globalHeaders, files }: Rules): string {
  const routes = Object.entries(files).map(([route, headers]) => ({ route, headers }));
  return `${JSON.stringify({ globalHeaders, routes }, null, 1)}\n`;
}

/** For Netlify, Cloudflare Pages and others that read `_headers`. They join the rules that fit a path. */
export function headersFile({ everywhere: all, files }: Rules): string {
  const block = ([path, headers]: readonly [string, Headers]): string =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return `${[['/*', all] as const, ...Object.entries(files)].map(block).join('\n\n')}\n`;
}

/** For nginx: to be included in a server block. A location that adds a header forgets those around it: so each names all. */
export function nginxConf({ everywhere: all, files }: Rules): string {
  const add = (headers: Headers): readonly string[] =>
    Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  const location = ([path, headers]: readonly [string, Headers]): string =>
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

/** The files that tell three kinds of host the same, by name. */
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
