import type { JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { TestAccount } from '../identity/accounts';
import { accountByOid } from '../identity/accounts';
import type { GraphScope } from '../identity/scopes';
import { graphAudience, graphScope } from '../identity/scopes';
import type { IdentityServer } from '../identity/identityServer';
import type { GraphAnswer } from './answer';
import { refuse } from './answer';

/** The user of a request and the granted scopes. */
export interface Caller {
  readonly account: TestAccount;
  readonly scopes: readonly GraphScope[];
  /** The tenant of the token: a guest's is not the account's own. */
  readonly tenantId: string;
}

/** Returns the caller, or the response that rejects the token. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | GraphAnswer>;

/** The identity provider whose tokens are accepted. */
export type TokenIssuer = Pick<IdentityServer, 'issuer' | 'jwks' | 'tokenGeneration'>;

/**
 * Verifies access tokens as a resource server must: signature, issuer, audience, lifetime in real
 * time, and revocation.
 */
export function createAuthenticate(issuer: TokenIssuer): Authenticate {
  const keys: JWTVerifyGetKey = createLocalJWKSet({
    keys: issuer.jwks.keys.map((key) => ({ ...key, kty: 'RSA' })),
  });
  return async (authorization) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return unauthorized('Access token is empty.');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.issuer,
        audience: graphAudience,
        algorithms: ['RS256'],
      });
      const account = accountByOid(payload['oid']);
      if (account === undefined) {
        return unauthorized('The user or service principal does not exist.');
      }
      if (payload['generation'] !== issuer.tokenGeneration()) return revoked();
      const scp = typeof payload['scp'] === 'string' ? payload['scp'].split(' ') : [];
      const scopes = scp.map(graphScope).filter((scope) => scope !== undefined);
      const tid = payload['tid'];
      return { account, scopes, tenantId: typeof tid === 'string' ? tid : account.tid };
    } catch (error) {
      return unauthorized(wordsFor(error));
    }
  };
}

/** Graph's message for an invalid token. */
function wordsFor(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return 'Lifetime validation failed, the token is expired.';
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return 'Access token validation failure. Invalid audience.';
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return 'Access token validation failure. Invalid issuer.';
  }
  if (error instanceof errors.JOSEError) {
    return 'Access token validation failure. Invalid signature.';
  }
  throw error;
}

const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

function unauthorized(message: string): GraphAnswer {
  return {
    ...refuse(401, 'InvalidAuthenticationToken', message),
    headers: { 'www-authenticate': challenge },
  };
}

/**
 * Continuous access evaluation: the token was revoked. A new one must be requested with these
 * claims.
 */
function revoked(): GraphAnswer {
  const notBefore = String(Math.floor(Date.now() / 1000));
  const claims = Buffer.from(
    JSON.stringify({ access_token: { nbf: { essential: true, value: notBefore } } }),
  ).toString('base64');
  return {
    ...refuse(
      401,
      'InvalidAuthenticationToken',
      'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    ),
    headers: {
      'www-authenticate': `${challenge}, error="insufficient_claims", claims="${claims}"`,
    },
  };
}
