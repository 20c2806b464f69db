import type { ClientMetadata } from 'oidc-provider';
import type { RouteContext } from '../http';
import { declined, pageHeaders } from './interactions';
import type { IdentityOrders } from './signInOrders';
import { approvalPage } from './signInPages';

/**
 * Handles an authorization request before oidc-provider: adds Entra's headers to the response, and
 * refuses the request when an order requires it.
 */
export function refuseAuthorize(
  c: RouteContext,
  orders: IdentityOrders,
  clients: readonly ClientMetadata[],
): Response | undefined {
  const query = new URL(c.req.url).searchParams;
  for (const [name, value] of Object.entries(pageHeaders(query.get('pocd')))) {
    if (name !== 'x-frame-options') c.env.outgoing.setHeader(name, value);
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  const known = clients.some(
    (client) =>
      client.client_id === query.get('client_id') && client.redirect_uris?.includes(redirectUri),
  );
  // Responses are sent only to redirect addresses that the app has registered.
  return known ? refused(c, query, orders) : undefined;
}

function refused(
  c: RouteContext,
  query: URLSearchParams,
  orders: IdentityOrders,
): Response | undefined {
  const silent = query.get('prompt') === 'none';
  if (orders.take('decline') !== undefined) return c.redirect(answerUrl(query, declined));
  if (orders.take('adminConsent') !== undefined) {
    if (silent) return c.redirect(answerUrl(query, silentConsent));
    const page = approvalPage(answerUrl(query, approvalNeeded));
    return c.html(page, 200, pageHeaders(query.get('pocd')));
  }
  // A sign-in with the requested claims satisfies the policy.
  if ((query.get('claims') ?? '').includes('capolids')) orders.satisfy('conditionalAccess');
  else if (silent && orders.take('conditionalAccess') !== undefined) {
    return c.redirect(answerUrl(query, policyInTheWay));
  }
  return undefined;
}

const silentConsent = {
  error: 'consent_required',
  error_description:
    'AADSTS65001: The user or administrator has not consented to use the application.',
};
const approvalNeeded = {
  error: 'access_denied',
  error_description: 'AADSTS90094: The grant requires admin permission.',
};
const policyInTheWay = {
  error: 'interaction_required',
  error_description: 'AADSTS50076: You must use multi-factor authentication.',
};

/**
 * Returns the app's redirect address with the response in the requested part. MSAL requests the
 * fragment.
 */
function answerUrl(
  query: URLSearchParams,
  answer: { readonly error: string; readonly error_description: string },
): string {
  const values = new URLSearchParams({ ...answer, state: query.get('state') ?? '' }).toString();
  return `${query.get('redirect_uri') ?? ''}${query.get('response_mode') === 'fragment' ? '#' : '?'}${values}`;
}
