import type { SignInFailure } from '../session/failures';
import { parseAuthority } from './authority';
import type { Registration } from './types';

/**
 * A scope without a resource belongs to Microsoft Graph. Source: Microsoft identity platform,
 * scopes-oidc.
 */
const graph = 'https://graph.microsoft.com';

/**
 * The URL of the page on which an administrator consents for the organization; it redirects to the
 * pane's own page. Source: Microsoft identity platform, v2-admin-consent.
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
  // Not every server decodes a plus sign as a space.
  return url.href.replaceAll('+', '%20');
}

/** Adds the link to a failure that an administrator can resolve. */
export function withConsentLink(
  failure: SignInFailure,
  registration: Registration,
  scopes: readonly string[],
): SignInFailure {
  return failure.reason === 'administratorConsent'
    ? { ...failure, consentLink: consentLink(registration, scopes, window.location.origin) }
    : failure;
}
