import type { ClientMetadata } from 'oidc-provider';

/** Client id of the sandbox's app registration. */
export const sandboxClientId = '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01';

/** Pages of the pane that are valid redirect addresses. */
const redirectPages = ['/auth-end.html', '/blank.html', '/redirect.html', '/taskpane.html'];

/**
 * Returns the registration of a single-page app at an origin.
 *
 * With the address of nested app authentication (`brk-multihub://host`), oidc-provider requires a
 * native app. A native app may not use https://localhost, so on localhost that address is omitted.
 */
export function clientsOf(paneOrigin: string, clientId: string): ClientMetadata[] {
  const { hostname, host } = new URL(paneOrigin);
  const pages = redirectPages.map((page) => paneOrigin + page);
  const nested = hostname === 'localhost' ? [] : [`brk-multihub://${host}`];
  return [
    {
      client_id: clientId,
      application_type: nested.length > 0 ? 'native' : 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...pages, ...nested],
      post_logout_redirect_uris: pages,
    },
  ];
}
