import type { CryptoKey } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Authenticate } from '../../sandbox/graph/tokens';
import { createAuthenticate } from '../../sandbox/graph/tokens';
import { adele } from '../../sandbox/identity/accounts';

const issuer = 'https://login.example/organizations/v2.0';
const graph = 'https://graph.microsoft.com';

describe('a token at Graph', () => {
  let key: CryptoKey;
  let authenticate: Authenticate;
  let generation = 0;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    key = privateKey;
    authenticate = createAuthenticate({
      issuer,
      jwks: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] },
      tokenGeneration: () => generation,
    });
  });

  const sign = (
    claims: { iss?: string; aud?: string; oid?: string; exp?: number } = {},
    by = key,
  ) =>
    new SignJWT({
      scp: 'Files.ReadWrite openid',
      generation: 0,
      iss: issuer,
      aud: graph,
      oid: adele.oid,
      exp: Math.floor(Date.now() / 1000) + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .sign(by);
  const message = async (token: string | undefined) => {
    const answer = await authenticate(token === undefined ? undefined : `Bearer ${token}`);
    return 'status' in answer
      ? `${answer.status} ${answer.error?.code ?? ''}: ${answer.error?.message ?? ''}`
      : 'accepted';
  };

  it('identifies the user and the granted scopes', async () => {
    expect(await authenticate(`Bearer ${await sign()}`)).toEqual({
      account: adele,
      scopes: ['Files.ReadWrite'],
      tenantId: adele.tid,
    });
  });

  it('is rejected if it has another audience or issuer, is expired, forged or missing', async () => {
    expect(await message(await sign({ aud: 'https://management.azure.com' }))).toBe(
      '401 InvalidAuthenticationToken: Access token validation failure. Invalid audience.',
    );
    expect(await message(await sign({ iss: 'https://evil.example' }))).toBe(
      '401 InvalidAuthenticationToken: Access token validation failure. Invalid issuer.',
    );
    expect(await message(await sign({ exp: Math.floor(Date.now() / 1000) - 1 }))).toBe(
      '401 InvalidAuthenticationToken: Lifetime validation failed, the token is expired.',
    );
    expect(await message(await sign({}, (await generateKeyPair('RS256')).privateKey))).toBe(
      '401 InvalidAuthenticationToken: Access token validation failure. Invalid signature.',
    );
    expect(await message('nonsense')).toBe(
      '401 InvalidAuthenticationToken: Access token validation failure. Invalid signature.',
    );
    expect(await message(undefined)).toBe('401 InvalidAuthenticationToken: Access token is empty.');
    expect(await message(await sign({ oid: 'nobody' }))).toMatch(/^401/);
  });

  it('is rejected with claims once it is revoked', async () => {
    const token = await sign();
    generation = 1;
    const answer = await authenticate(`Bearer ${token}`);
    generation = 0;
    const challenge = 'status' in answer ? (answer.headers?.['www-authenticate'] ?? '') : '';
    expect(challenge).toContain('error="insufficient_claims"');
    const claims = Buffer.from(/claims="([^"]+)"/.exec(challenge)?.[1] ?? '', 'base64').toString();
    expect(JSON.parse(claims)).toMatchObject({ access_token: { nbf: { essential: true } } });
  });
});
