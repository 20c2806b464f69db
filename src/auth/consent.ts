import { parseAuthority } from './authority';
import type { Registration } from './types';

/** A scope without its resource is Microsoft Graph's. Source: Microsoft identity platform, scopes-oidc. */
const graph = 'https://graph.microsoft.com';

/**
 * The page on which an administrator agrees for the whole organisation; afterwards it leads to the pane's own.
 * Source: Microsoft identity platform, v2-admin-consent.
 */
export function consentLink(
  { authority, clientId }: Registration,
  scopes: readonly string[],
  origin: string,
): string {
  const url = new URL(`${parseAuthority(authority).url}/v2.0/adminconsent`);
  const scope = scopes.map((name) => (name.includes('://') ? name : `${graph}/${name}`)).join(' ');
  for (const [name, value] of Object.entries({
    client_id: clientId,
    scope,
    redirect_uri: `${origin}/taskpane.html`,
  })) {
    url.searchParams.set(name, value);
  }
  // A plus sign for a space is not understood everywhere.
  return url.href.replaceAll('+', '%20');
}
