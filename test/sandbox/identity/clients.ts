import type { ClientMetadata } from 'oidc-provider';

/** The app registration of the sandbox. */
export const sandboxClientId = '5e5510b0-cafe-4bad-8ace-0e0ce1c0de01';

/** The pages of the pane to which an answer may be sent. */
const redirectPages = ['/auth-end.html', '/blank.html', '/redirect.html', '/taskpane.html'];

/**
 * The registration of a single page app at an origin.
 *
 * The address of nested app authentication (`brk-multihub://host`) makes oidc-provider want a native app, and a
 * native app may not have https://localhost: on localhost that address is left out.
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
