import type { RouteContext } from '../http';
import type { IdentityOrders } from './orders';
import type { TokenRefusal } from './refusals';
import {
  consentRequired,
  moreRequired,
  refreshTokenExpired,
  throttled,
  unavailable,
} from './refusals';

/** Refuses a token by order: any, or the one for a refresh token. */
export function refuseToken(
  c: RouteContext,
  form: URLSearchParams,
  orders: IdentityOrders,
): Response | undefined {
  c.header('access-control-allow-origin', c.req.header('origin') ?? '*');
  if (orders.take('tokenUnavailable') !== undefined) return c.json(unavailable(), 503);
  const slowDown = orders.take('tokenThrottled');
  // Whether Entra lets pages read Retry-After is not documented: here it does not, which is the
  // stricter of the two.
  if (slowDown !== undefined) {
    return c.json(throttled(), 429, { 'retry-after': String(slowDown.retryAfterSeconds) });
  }
  const refused = form.get('grant_type') === 'refresh_token' ? refusedSilently(orders) : undefined;
  return refused && c.json(refused, 400);
}

/**
 * The answer to a request without the user, by order: of the token endpoint, or of the broker that
 * would have asked it.
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
