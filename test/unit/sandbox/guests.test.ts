import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adele, alex, fabrikamTenantId, tenantId } from '../../sandbox/identity/accounts';
import { createUserAgent } from '../../sandbox/identity/userAgent';
import type { Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

const everything = ['Files.ReadWrite.All'];

describe('an organization of the sandbox', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.world.close());

  const agentAt = (organization: string) => {
    const { fetch, origins, clientId, redirectUri } = scene.world;
    const identityOrigin = origins.identity;
    return createUserAgent({ fetch, identityOrigin, clientId, redirectUri, organization });
  };
  const metadataOf = async (organization: string) => {
    const path = `${organization}/v2.0/.well-known/openid-configuration`;
    const answer = await scene.world.fetch(`${scene.world.origins.identity}/${path}`);
    return { status: answer.status, body: JSON.parse(await answer.text()) as unknown };
  };

  it('signs in its guest with its own tenant id, by each of its names', async () => {
    for (const name of ['fabrikam.onmicrosoft.com', 'fabrikam.example', fabrikamTenantId]) {
      const { accessToken, idToken } = await agentAt(name).signIn(adele, everything);
      for (const token of [accessToken, idToken]) {
        expect(decodeJwt(token)).toMatchObject({ oid: adele.oid, tid: fabrikamTenantId });
      }
    }
    const home = await agentAt('contoso.example').signIn(adele, everything);
    expect(decodeJwt(home.idToken)).toMatchObject({ tid: tenantId });
  });

  it('gives a guest its tokens for a refresh token of the home tenant, and no one else', async () => {
    const redeem = async (account: typeof adele) => {
      const { refreshToken } = await agentAt('organizations').signIn(account, everything);
      return agentAt('fabrikam.example').refresh(refreshToken, everything);
    };
    expect(decodeJwt((await redeem(adele)).accessToken)).toMatchObject({ tid: fabrikamTenantId });
    await expect(redeem(alex)).rejects.toMatchObject({ code: 'invalid_grant' });
  });

  it('shows who is no guest why there is no sign-in', async () => {
    await expect(agentAt('fabrikam.example').signIn(alex, everything)).rejects.toMatchObject({
      code: 'page',
    });
  });

  it('has its tenant id in its OpenID metadata; an unknown one has Entra’s error', async () => {
    expect(await metadataOf('fabrikam.example')).toMatchObject({
      status: 200,
      body: { issuer: `${scene.world.origins.identity}/${fabrikamTenantId}/v2.0` },
    });
    expect(await metadataOf('nowhere.example')).toMatchObject({
      status: 400,
      body: { error: 'invalid_tenant' },
    });
  });

  it('gives its files for its own tokens only', async () => {
    const { accessToken } = await agentAt('fabrikam.example').signIn(adele, everything);
    const asGuest = { headers: { authorization: `Bearer ${accessToken}` } };
    const [theirs, ours] = [scene.item('Joint plan.xlsx'), scene.item('Budget 2026.xlsx')];
    const statusOf = async (...asked: Parameters<Scene['call']>) =>
      (await scene.call(...asked)).status;
    expect(await statusOf('GET', theirs, asGuest)).toBe(200);
    expect(await statusOf('GET', ours, asGuest)).toBe(404);
    expect(await statusOf('GET', theirs)).toBe(404);
    expect(await statusOf('GET', ours)).toBe(200);
  });
});
