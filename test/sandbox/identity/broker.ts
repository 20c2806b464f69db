import { z } from 'zod';
import { Misunderstood, understand } from '../parse';
import { accounts } from './accounts';
import type { IdentityServer } from './identityServer';
import { refusedSilently } from './token';
import type { TokenAnswer, UserAgent } from './userAgent';
import { SignInRefused } from './userAgent';

/**
 * Dependencies of the broker: the identity provider with its orders, and a factory that creates a
 * browser for each sign-in.
 */
export interface BrokerWorld {
  readonly identity: Pick<IdentityServer, 'orders'>;
  readonly userAgent: (organization?: string) => UserAgent;
}

/** Scopes that are never part of an access token. */
const withoutToken = ['openid', 'profile', 'offline_access'];

const bodySchema = z.strictObject({
  userName: z.string(),
  scope: z.string(),
  silent: z.boolean().default(false),
  organization: z.string().optional(),
});

/**
 * Signs a user in on behalf of Excel, for a host that supports nested app authentication. Returns
 * the token endpoint's JSON: a token, or `error` and `error_description` when the provider refused.
 * `error` is `no_network` when the provider is unreachable. Orders can cause the error `unlisted`
 * or an empty token.
 *
 * @throws Misunderstood when the body does not name an existing account.
 */
export async function giveBrokerToken(
  { identity, userAgent }: BrokerWorld,
  body: unknown,
): Promise<object> {
  const { userName, scope, silent, organization } = understand(bodySchema, body, 'The body');
  const account = accounts.find((candidate) => candidate.userName === userName);
  if (account === undefined) {
    throw new Misunderstood(
      `"userName" must be one of ${accounts.map((known) => known.userName).join(', ')}.`,
    );
  }
  const { orders } = identity;
  if (orders.take('brokerEmptyToken') !== undefined) {
    return { access_token: '', id_token: '', expires_in: 0, scope };
  }
  if (orders.take('brokerUnlistedError') !== undefined) {
    return { error: 'unlisted', error_description: 'The host has a fault of its own.' };
  }
  const refused = silent ? refusedSilently(orders) : undefined;
  if (refused !== undefined) return refused;
  try {
    return tokenBody(
      await userAgent(organization).signIn(
        account,
        scope.split(' ').filter((name) => !withoutToken.includes(name)),
      ),
    );
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    return { error: error.code, error_description: error.message };
  }
}

const tokenBody = ({ accessToken, idToken, expiresInSeconds, scope }: TokenAnswer) => ({
  access_token: accessToken,
  id_token: idToken,
  expires_in: expiresInSeconds,
  scope,
});
