import type { RouteContext } from '../http';
import type { IdentityOrders } from './signInOrders';
import type { TokenRefusal } from './signInRefusals';
import {
  consentRequired,
  moreRequired,
  refreshTokenExpired,
  throttledSignIn,
  unavailable,
} from './signInRefusals';

/** Refuses a token request when an order requires it: any request, or only a refresh. */
export function refuseToken(
  c: RouteContext,
  form: URLSearchParams,
  orders: IdentityOrders,
): Response | undefined {
  c.header('access-control-allow-origin', c.req.header('origin') ?? '*');
  if (orders.take('tokenUnavailable') !== undefined) return c.json(unavailable(), 503);
  const slowDown = orders.take('tokenThrottled');
  // Whether Entra exposes Retry-After to pages is undocumented. Here it does not, the stricter
  // case.
  if (slowDown !== undefined) {
    return c.json(throttledSignIn(), 429, { 'retry-after': String(slowDown.retryAfterSeconds) });
  }
  const refused = form.get('grant_type') === 'refresh_token' ? refusedSilently(orders) : undefined;
  return refused && c.json(refused, 400);
}

/**
 * Returns the refusal that an order requires for a silent request, to the token endpoint or through
 * the broker.
 */
export function refusedSilently(orders: IdentityOrders): TokenRefusal | undefined {
  const refusals = {
    refuseRefresh: refreshTokenExpired,
    adminConsent: consentRequired,
    conditionalAccess: moreRequired,
  } as const;
  const ordered = (['refuseRefresh', 'adminConsent', 'conditionalAccess'] as const).find(
    (fault) => orders.take(fault) !== undefined,
  );
  return ordered === undefined ? undefined : refusals[ordered]();
}
