import type { Settings } from './settings';

/** The pages of the build. */
export type Page = 'taskpane' | 'auth-start' | 'auth-end' | 'redirect' | 'blank' | 'assets';

const office = 'https://appsforoffice.microsoft.com';

/** The authorities whose pages a sign-in may lead to. */
export function authorities({ authority }: Pick<Settings, 'authority'>): readonly string[] {
  return [
    ...new Set([
      'https://login.microsoftonline.com',
      'https://login.microsoftonline.us',
      new URL(authority).origin,
    ]),
  ];
}

/**
 * Who may hold the pane in a frame: Excel on the web, and the sites of Microsoft 365 that hold Excel in turn.
 * Excel for the desktop holds it in no frame. Sources: office.js's own list of hosts; office-js#3342, office-js-docs-pr#4911.
 */
const excelHosts = [
  'https://*.officeapps.live.com',
  'https://*.sharepoint.com',
  'https://*.office.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://teams.microsoft.com',
  'https://*.online.office365.us',
  'https://*.sharepoint.us',
  'https://*.sharepoint-mil.us',
  'https://*.office365.us',
];

/** What a page may load and reach; the same words stand in the headers and, where it has script, in the page itself. */
export function policyOf(page: Page, settings: Pick<Settings, 'authority' | 'graphRoot'>): string {
  const { origin: login } = new URL(settings.authority);
  const { origin: graph } = new URL(settings.graphRoot);
  // A finished build can be turned to another of the clouds by its configuration alone.
  const signIn = ['https://login.microsoftonline.com', 'https://login.microsoftonline.us', login];
  const graphs = [
    'https://graph.microsoft.com',
    'https://graph.microsoft.us',
    'https://dod-graph.microsoft.us',
    graph,
  ];
  const inStyle = "style-src 'unsafe-inline'";
  // Not where office.js is, which sets addresses of scripts and HTML as plain strings.
  const noMarkup = "require-trusted-types-for 'script'; trusted-types 'none'";
  // Fluent and React write styles into the page: styles alone may stand inline, script never.
  const parts: Readonly<Record<Page, readonly string[]>> = {
    taskpane: [
      `script-src 'self' ${office}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self'",
      sources('connect-src', "'self'", ...signIn, ...graphs),
      sources('frame-src', "'self'", ...signIn),
    ],
    'auth-start': [`script-src 'self' ${office}`, `connect-src ${office}`, inStyle],
    'auth-end': [`script-src 'self' ${office}`, `connect-src ${office}`, inStyle],
    redirect: ["script-src 'self'", inStyle, noMarkup],
    blank: [noMarkup],
    assets: ["img-src 'self'", inStyle, noMarkup],
  };
  return ["default-src 'none'", ...parts[page], "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** Who may hold a page in a frame; only a header can say it. The dialogs of sign-in are windows of their own. */
export function framePolicyOf(page: Page): string {
  const holders: Readonly<Record<Page, string>> = {
    taskpane: `'self' ${excelHosts.join(' ')}`,
    // MSAL looks for a sign-in in a hidden frame of the pane; Excel's page is an ancestor of that frame too.
    blank: `'self' ${excelHosts.join(' ')}`,
    redirect: "'self'",
    'auth-start': "'none'",
    'auth-end': "'none'",
    assets: "'none'",
  };
  return `frame-ancestors ${holders[page]}`;
}

function sources(directive: string, ...origins: readonly string[]): string {
  return [directive, ...new Set(origins)].join(' ');
}
