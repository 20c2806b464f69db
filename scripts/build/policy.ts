import { clouds } from './clouds';
import type { Settings } from './settings';

/** Pages of the build. */
export type BuiltPage = 'taskpane' | 'auth-start' | 'auth-end' | 'redirect' | 'blank' | 'assets';

/**
 * Servers of office.js: the one in the pages, its successor, and those of the US Government's
 * clouds (GCC, GCC High, DoD), from where the public ones are not reached. An administrator can
 * name another one in the finished pages. Sources: Office Add-ins, "Guidance for deploying Office
 * Add-ins on government clouds"; office-js-docs-pr#5882.
 */
const office = [
  'https://appsforoffice.microsoft.com',
  'https://officeapis.public.onecdn.static.microsoft',
  'https://appsforoffice.gcc.cdn.office.net',
  'https://appsforoffice.gcch.cdn.office.net',
  'https://appsforoffice.dod.cdn.office.net',
];
// The policy allows all clouds, because a build's configuration can be changed to another cloud
// afterwards.
const logins = Object.values(clouds).map(({ login }) => login);
const graphs = Object.values(clouds).map(({ graphRoot }) => new URL(graphRoot).origin);

/** Origins to which the sign-in dialog may navigate. */
export function authorities({ authority }: Pick<Settings, 'authority'>): readonly string[] {
  return [...new Set([...logins, new URL(authority).origin])];
}

/**
 * Sites that may embed the pane: Excel on the web, and the Microsoft 365 sites that embed Excel.
 * Excel for the desktop does not use a frame. Sources: office.js's own list of hosts;
 * office-js#3342, office-js-docs-pr#4911; Microsoft Teams, "Tab requirements".
 */
const excelHosts = [
  'https://*.officeapps.live.com',
  'https://*.sharepoint.com',
  'https://*.office.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.teams.microsoft.us',
  'https://*.online.office365.us',
  'https://*.sharepoint.us',
  'https://*.sharepoint-mil.us',
  'https://*.office365.us',
];

/**
 * Content security policy of a page: what it may load and connect to. Sent as a header, and
 * repeated in a meta element of pages with a script.
 */
export function policyOf(
  page: BuiltPage,
  settings: Pick<Settings, 'authority' | 'graphRoot'>,
): string {
  const { origin: login } = new URL(settings.authority);
  const { origin: graph } = new URL(settings.graphRoot);
  const officeScripts = sources('script-src', "'self'", ...office);
  const officeRequests = sources('connect-src', ...office);
  const inStyle = "style-src 'unsafe-inline'";
  // Not for pages with office.js, which assigns plain strings to script URLs and HTML.
  const noMarkup = "require-trusted-types-for 'script'; trusted-types 'none'";
  // Fluent and React insert styles at run time, so inline styles are allowed; inline scripts are
  // not.
  const parts: Readonly<Record<BuiltPage, readonly string[]>> = {
    taskpane: [
      officeScripts,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      sources('connect-src', "'self'", ...logins, login, ...graphs, graph),
      sources('frame-src', "'self'", ...logins, login),
    ],
    'auth-start': [officeScripts, officeRequests, inStyle],
    'auth-end': [officeScripts, officeRequests, inStyle],
    redirect: ["script-src 'self'", inStyle, noMarkup],
    blank: [noMarkup],
    assets: ["img-src 'self'", inStyle, noMarkup],
  };
  return ["default-src 'none'", ...parts[page], "base-uri 'none'", "form-action 'none'"].join('; ');
}

/**
 * The policy on which sites may embed the page; it works as a header only. Sign-in dialogs are
 * windows, not frames.
 */
export function framePolicyOf(page: BuiltPage): string {
  const embedders: Readonly<Record<BuiltPage, string>> = {
    taskpane: `'self' ${excelHosts.join(' ')}`,
    // MSAL uses a hidden frame in the pane to acquire tokens; Excel's page is an ancestor of that
    // frame too.
    blank: `'self' ${excelHosts.join(' ')}`,
    redirect: "'self'",
    'auth-start': "'none'",
    'auth-end': "'none'",
    assets: "'none'",
  };
  return `frame-ancestors ${embedders[page]}`;
}

function sources(directive: string, ...origins: readonly string[]): string {
  return [directive, ...new Set(origins)].join(' ');
}
