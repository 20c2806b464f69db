import type { UnsupportedReason } from '../session/failures';
import { isOrganization } from '../session/organization';

/** The deployment's settings, read from the page. README.md describes each one. */
export interface Configuration {
  readonly clientId: string;
  readonly authority: string;
  readonly graphRoot: string;
}

/** Parses the page's configuration block. Returns the reason when a value is missing or invalid. */
export function parseConfiguration(
  text: string | null | undefined,
): Configuration | UnsupportedReason {
  let members: Readonly<Record<string, unknown>>;
  try {
    members = Object(JSON.parse(text ?? '')) as Readonly<Record<string, unknown>>;
  } catch {
    return 'badConfiguration';
  }
  const { clientId, authority, graphRoot } = members;
  if (typeof clientId !== 'string' || clientId.trim() === '') return 'clientIdMissing';
  if (!isClientId(clientId.trim()) || !isHttps(authority) || !isHttps(graphRoot)) {
    return 'badConfiguration';
  }
  // Workbook sessions are not available in China's cloud. Source: Microsoft Graph,
  // workbook-refreshsession.
  if ([graphRoot, authority].some((url) => chinaHosts.test(new URL(url).hostname))) {
    return 'chinaCloud';
  }
  // Without this check Graph and the sign-in service would refuse each request, as of a fault.
  const [tenant = '', ...more] = pathPartsOf(authority);
  if (!isSignInTenant(tenant) || more.length > 0 || !isGraphVersion(pathPartsOf(graphRoot))) {
    return 'badConfiguration';
  }
  return {
    clientId: clientId.trim(),
    authority: trimmed(authority),
    graphRoot: trimmed(graphRoot),
  };
}

/** Source: Microsoft Graph and Microsoft identity platform, national clouds. */
const chinaHosts = /(^|\.)(chinacloudapi|microsoftonline)\.cn$/;
/** True for a GUID, as Microsoft Entra's application IDs are. */
export const isClientId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const isHttps = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).protocol === 'https:';
/** The parts of a URL's path, without empty ones. */
export const pathPartsOf = (url: string): readonly string[] =>
  new URL(url).pathname.split('/').filter((segment) => segment !== '');
/** True for a tenant segment of an authority. Not `consumers`: personal accounts are refused. */
export const isSignInTenant = (segment: string): boolean =>
  /^(?:organizations|common)$/i.test(segment) || isOrganization(segment.toLowerCase());
/** True for the path of Graph's version that the pane speaks. */
export const isGraphVersion = (segments: readonly string[]): boolean =>
  segments.join('/') === 'v1.0';
const trimmed = (url: string): string => url.replace(/\/+$/, '');

/** Scopes to request. Outside the public cloud a scope carries the address of its Graph service. */
export function scopesFor(
  { graphRoot }: Configuration,
  permission: 'Files.ReadWrite' | 'Files.ReadWrite.All' = 'Files.ReadWrite',
): readonly string[] {
  const { origin, hostname } = new URL(graphRoot);
  return [hostname.endsWith('.microsoft.us') ? `${origin}/${permission}` : permission];
}
