import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientMetadata } from 'oidc-provider';
import { send, targetOf } from '../http';
import { declined, pageHeaders } from './interactions';
import type { IdentityOrders } from './orders';
import { approvalPage } from './pages';

/**
 * Looks at an authorisation request before oidc-provider does: gives it Entra's headers, and refuses it by order.
 *
 * @returns whether the request has been answered.
 */
export function answerAuthorize(request: IncomingMessage, response: ServerResponse, orders: IdentityOrders, clients: readonly ClientMetadata[]): boolean {
  const { query } = targetOf(request);
  for (const [name, value] of Object.entries(pageHeaders(query.get('pocd')))) if (name !== 'x-frame-options') response.setHeader(name, value);
  const redirectUri = query.get('redirect_uri') ?? '';
  const known = clients.some((client) => client.client_id === query.get('client_id') && client.redirect_uris?.includes(redirectUri));
  // Nothing is ever sent to an address that the app did not register.
  if (!known) return false;
  return refused(query, response, orders);
}

function refused(query: URLSearchParams, response: ServerResponse, orders: IdentityOrders): boolean {
  const silent = query.get('prompt') === 'none';
  if (orders.take('decline') !== undefined) {
    redirect(response, answerUrl(query, declined));
    return true;
  }
  if (orders.take('adminConsent') !== undefined) {
    if (silent) redirect(response, answerUrl(query, silentConsent));
    else send(response, 200, 'text/html; charset=utf-8', approvalPage(answerUrl(query, approvalNeeded)), pageHeaders(query.get('pocd')));
    return true;
  }
  // The policy is content with whoever signs in with the claims that it asked for.
  if ((query.get('claims') ?? '').includes('capolids')) orders.satisfy('conditionalAccess');
  else if (silent && orders.take('conditionalAccess') !== undefined) {
    redirect(response, answerUrl(query, policyInTheWay));
    return true;
  }
  return false;
}

const silentConsent = { error: 'consent_required', error_description: 'AADSTS65001: The user or administrator has not consented to use the application.' };
const approvalNeeded = { error: 'access_denied', error_description: 'AADSTS90094: The grant requires admin permission.' };
const policyInTheWay = { error: 'interaction_required', error_description: 'AADSTS50076: You must use multi-factor authentication.' };

/** The app's address with the answer in the part that it asked for; MSAL asks for the fragment. */
function answerUrl(query: URLSearchParams, answer: { readonly error: string; readonly error_description: string }): string {
  const values = new URLSearchParams({ ...answer, state: query.get('state') ?? '' }).toString();
  return `${query.get('redirect_uri') ?? ''}${query.get('response_mode') === 'fragment' ? '#' : '?'}${values}`;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' });
  response.end();
}
