import { existsSync, readFileSync } from 'node:fs';
import type { Problem } from '../problems';
import { ProblemError } from '../problems';
import { parseDotenv } from './dotenv';

/** Settings of a build, from the environment or `.env`; README.md describes each one. */
export interface Settings {
  /** Application (client) ID, a GUID; empty without a registered application. */
  readonly clientId: string;
  /** URL of the sign-in service with its tenant segment, without a trailing slash. */
  readonly authority: string;
  /** URL of Microsoft Graph with its version, without a trailing slash. */
  readonly graphRoot: string;
  /** Origin that serves the build: scheme, host and port. */
  readonly addinOrigin: string;
}

type Name = 'CLIENT_ID' | 'AUTHORITY' | 'GRAPH_ROOT' | 'ADDIN_ORIGIN';

interface Rule {
  readonly defaultValue: string;
  readonly example: string;
  /** Returns the normalized value. @throws Error whose message completes "AUTHORITY …". */
  readonly parse: (text: string) => string;
}

const rules: Readonly<Record<Name, Rule>> = {
  CLIENT_ID: {
    defaultValue: '',
    example: '11111111-2222-4333-8444-555555555555',
    parse: parseClientId,
  },
  AUTHORITY: {
    defaultValue: 'https://login.microsoftonline.com/organizations',
    example: 'https://login.microsoftonline.com/organizations',
    parse: parseAuthority,
  },
  GRAPH_ROOT: {
    defaultValue: 'https://graph.microsoft.com/v1.0',
    example: 'https://graph.microsoft.com/v1.0',
    parse: parseGraphRoot,
  },
  ADDIN_ORIGIN: {
    defaultValue: 'https://localhost:3000',
    example: 'https://keeper.contoso.com',
    parse: parseOrigin,
  },
};

/** Whether the text is a GUID, as Microsoft Entra's application IDs are. */
export function isClientId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * Reads the settings from the environment first, then from the text of `.env`. An empty value means
 * the default.
 *
 * @throws ProblemError with one problem for each invalid setting: its name, value, fault and an
 * example
 */
export function readSettings(
  dotenv: string,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const file = parseDotenv(dotenv);
  const problems: Problem[] = [];
  const setting = (name: Name): string => {
    const { defaultValue, example, parse } = rules[name];
    const text = (environment[name] ?? file[name] ?? '').trim();
    if (text === '') return defaultValue;
    try {
      return parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({
        what: `${name} is ${redacted(text)}: it ${reason}.`,
        fix: `Example: ${name}=${example}`,
      });
      return defaultValue;
    }
  };
  const settings = {
    clientId: setting('CLIENT_ID'),
    authority: setting('AUTHORITY'),
    graphRoot: setting('GRAPH_ROOT'),
    addinOrigin: setting('ADDIN_ORIGIN'),
  };
  if (problems.length > 0) throw new ProblemError(problems);
  return settings;
}

/** Settings of the test build: the defaults, independent of `.env` and the environment. */
export function testSettings(): Settings {
  return readSettings('', {});
}

/**
 * Loads the settings of this checkout.
 *
 * @param dotenvFile path of `.env`, which may be missing
 * @throws ProblemError when a setting is invalid
 */
export function loadSettings(dotenvFile: string): Settings {
  return readSettings(existsSync(dotenvFile) ? readFileSync(dotenvFile, 'utf8') : '', process.env);
}

function parseClientId(text: string): string {
  if (!isClientId(text)) throw new Error('must be a GUID');
  return text;
}

/**
 * MSAL requires exactly one path segment, the tenant. URLs copied from the portal often end in
 * /v2.0.
 */
function parseAuthority(text: string): string {
  const url = parseHttps(text);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (segments.length === 0) {
    throw new Error('needs a tenant after the host, such as /organizations');
  }
  if (segments.length > 1) throw new Error('may have only the tenant after the host');
  return `${url.origin}/${segments.join('/')}`;
}

function parseGraphRoot(text: string): string {
  const url = parseHttps(text);
  if (!/^\/v1\.0\/*$/.test(url.pathname)) throw new Error('must end in /v1.0');
  return `${url.origin}/v1.0`;
}

function parseOrigin(text: string): string {
  const url = parseHttps(text);
  if (url.pathname !== '/') throw new Error('must be scheme, host and port, without a path');
  return url.origin;
}

/** Parses an https URL without user name, query and fragment. */
function parseHttps(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || !/^https:\/\//i.test(text)) {
    throw new Error('must start with https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('may not contain a user name or a password');
  }
  if (!/^[\w.:[\]-]+$/.test(url.host)) throw new Error('must name one host');
  if (/[?#]/.test(text)) throw new Error('may not have a query or a fragment');
  return url;
}

/** The value for an error message, with user name and password removed. */
function redacted(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//…@');
}
