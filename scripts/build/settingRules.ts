import {
  isClientId,
  isGraphVersion,
  isSignInTenant,
  pathPartsOf,
} from '../../src/app/configuration';

/** Names of the settings in the environment and in `.env`; README.md describes each one. */
export type SettingName = 'CLIENT_ID' | 'AUTHORITY' | 'GRAPH_ROOT' | 'ADDIN_ORIGIN';

/** Why a value is refused: each completes "AUTHORITY is …: it …". */
export const settingFaults = {
  notGuid: 'must be a GUID',
  notHttps: 'must start with https://',
  hasCredentials: 'may not contain a user name or a password',
  notOneHost: 'must name one host',
  hasQuery: 'may not have a query or a fragment',
  tenantMissing: 'needs a tenant after the host, such as /organizations',
  moreThanTenant: 'may have only the tenant after the host',
  notTenant: 'must name the tenant by its ID or its domain',
  notVersion1: 'must end in /v1.0',
  hasPath: 'must be scheme, host and port, without a path',
} as const;
export type SettingFault = keyof typeof settingFaults;

/** The normalized value, or why the text is refused. */
export type ParsedSetting = { readonly value: string } | { readonly fault: SettingFault };

interface Rule {
  readonly defaultValue: string;
  readonly example: string;
  readonly parse: (text: string) => ParsedSetting;
}

/**
 * The rules of the settings, for the build and for the page that sets up a finished build. Pure:
 * they run in Node and in a browser.
 */
export const settingRules: Readonly<Record<SettingName, Rule>> = {
  CLIENT_ID: {
    defaultValue: '',
    example: '11111111-2222-4333-8444-555555555555',
    parse: (text) => (isClientId(text) ? { value: text } : { fault: 'notGuid' }),
  },
  AUTHORITY: {
    defaultValue: 'https://login.microsoftonline.com/organizations',
    example: 'https://login.microsoftonline.com/organizations',
    parse: (text) => parseHttps(text, parseTenant),
  },
  GRAPH_ROOT: {
    defaultValue: 'https://graph.microsoft.com/v1.0',
    example: 'https://graph.microsoft.com/v1.0',
    parse: (text) =>
      parseHttps(text, ({ origin, href }) =>
        isGraphVersion(pathPartsOf(href)) ? { value: `${origin}/v1.0` } : { fault: 'notVersion1' },
      ),
  },
  ADDIN_ORIGIN: {
    defaultValue: 'https://localhost:3000',
    example: 'https://keeper.contoso.com',
    parse: (text) =>
      parseHttps(text, ({ origin, pathname }) =>
        pathname === '/' ? { value: origin } : { fault: 'hasPath' },
      ),
  },
};

/** The value for an error message, with user name and password removed. */
export function redacted(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//…@');
}

/**
 * MSAL requires exactly one path segment, the tenant. URLs copied from the portal often end in
 * /v2.0.
 */
function parseTenant({ origin, href }: URL): ParsedSetting {
  const [tenant, ...more] = pathPartsOf(href);
  if (tenant === undefined) return { fault: 'tenantMissing' };
  if (more.length > 0) return { fault: 'moreThanTenant' };
  return isSignInTenant(tenant) ? { value: `${origin}/${tenant}` } : { fault: 'notTenant' };
}

/** Parses an https URL without user name, query and fragment, and the rest of it by `parse`. */
function parseHttps(text: string, parse: (url: URL) => ParsedSetting): ParsedSetting {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || !/^https:\/\//i.test(text)) return { fault: 'notHttps' };
  if (url.username !== '' || url.password !== '') return { fault: 'hasCredentials' };
  if (!/^[\w.:[\]-]+$/.test(url.host)) return { fault: 'notOneHost' };
  return /[?#]/.test(text) ? { fault: 'hasQuery' } : parse(url);
}
