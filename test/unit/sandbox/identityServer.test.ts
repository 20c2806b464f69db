import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adele, alex, personalTenantId, someone, tenantId } from '../../sandbox/identity/accounts';
import type { Scene } from './sandboxClient';
import { openScene } from './sandboxClient';

const files = ['https://graph.microsoft.com/Files.ReadWrite'];

describe('the identity provider', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.control('DELETE', '/orders'));
  afterAll(() => scene.world.close());

  const order = (fault: string, times?: number) =>
    scene.control('POST', '/orders', { service: 'identity', fault, times });
  const authorize = (more: Readonly<Record<string, string>> = {}) => {
    const query = {
      client_id: scene.world.clientId,
      redirect_uri: scene.world.redirectUri,
      response_type: 'code',
      response_mode: 'fragment',
      scope: 'openid Files.ReadWrite',
      state: 'mine',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      ...more,
    };
    return scene.world.fetch(
      `${scene.world.origins.identity}/organizations/oauth2/v2.0/authorize?${new URLSearchParams(query).toString()}`,
    );
  };

  it('signs in the selected user, with the same token claims as Entra', async () => {
    for (const [account, tid] of [
      [adele, tenantId],
      [alex, tenantId],
      [someone, personalTenantId],
    ] as const) {
      const { accessToken, idToken } = await scene.userAgent().signIn(account, files);
      expect(decodeJwt(idToken)).toMatchObject({
        oid: account.oid,
        tid,
        name: account.name,
        preferred_username: account.userName,
        ver: '2.0',
      });
      expect(decodeJwt(accessToken)).toMatchObject({
        aud: 'https://graph.microsoft.com',
        iss: scene.world.identity.issuer,
        scp: 'Files.ReadWrite',
      });
    }
  });

  it('refreshes repeatedly for all consented scopes, in either spelling, and for no others', async () => {
    const agent = scene.userAgent();
    const { refreshToken } = await agent.signIn(adele, files);
    expect((await agent.refresh(refreshToken, files)).scope).toContain(
      'https://graph.microsoft.com/Files.ReadWrite',
    );
    expect((await agent.refresh(refreshToken, ['Files.ReadWrite'])).scope).toContain(
      'Files.ReadWrite',
    );
    await expect(agent.refresh(refreshToken, ['Files.ReadWrite.All'])).rejects.toMatchObject({
      code: 'invalid_grant',
      message: expect.stringContaining('AADSTS65001') as string,
    });
    const more = await agent.signIn(adele, ['Files.ReadWrite.All']);
    expect((await agent.refresh(more.refreshToken, ['Files.ReadWrite'])).scope).toContain(
      'Files.ReadWrite',
    );
  });

  it('serves pages that cannot be framed, isolated from their opener unless pocd changes this', async () => {
    const page = async (more: Readonly<Record<string, string>>) => {
      const sent = await authorize(more);
      const cookie = sent.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      return scene.world.fetch(
        new URL(sent.headers.get('location') ?? '', scene.world.origins.identity).href,
        { headers: { cookie } },
      );
    };
    const plain = await page({});
    expect(plain.headers.get('x-frame-options')).toBe('DENY');
    expect(plain.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const html = await plain.text();
    expect(html).toContain('<h1>Sign in</h1>');
    expect(html).toContain('Adele Vance <small>adele@contoso.example</small>');
    expect(html).not.toMatch(/(?:src|href)="https?:/);
    expect((await page({ pocd: '1' })).headers.get('cross-origin-opener-policy')).toBeNull();
    const hinted = await (await page({ login_hint: alex.userName })).text();
    expect(hinted.indexOf('Alex')).toBeLessThan(hinted.indexOf('Adele'));
  });

  it('does not answer a request with the hint of another account than the signed-in one', async () => {
    const agent = scene.userAgent();
    const { idToken } = await agent.signIn(adele, files);
    const silently = (hint: unknown) =>
      agent.signIn(adele, files, { prompt: 'none', login_hint: String(hint) });
    await expect(silently(adele.userName)).resolves.toBeDefined();
    await expect(silently(decodeJwt(idToken)['login_hint'])).resolves.toBeDefined();
    await expect(silently(alex.userName)).rejects.toMatchObject({
      code: 'login_required',
      message: expect.stringContaining('AADSTS50058') as string,
    });
    // The page lets the user choose any account, and asks once.
    const another = scene.userAgent().signIn(someone, files, { login_hint: alex.userName });
    await expect(another).resolves.toBeDefined();
  });

  it('sends nothing to an unregistered address', async () => {
    await order('decline');
    const reply = await authorize({ redirect_uri: 'https://evil.example/' });
    expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
  });

  it('can reject refresh tokens a given number of times', async () => {
    const agent = scene.userAgent();
    const { refreshToken } = await agent.signIn(adele, files);
    await order('refuseRefresh', 1);
    await expect(agent.refresh(refreshToken, files)).rejects.toMatchObject({
      code: 'invalid_grant',
      message: expect.stringContaining('AADSTS700084') as string,
    });
    await expect(agent.refresh(refreshToken, files)).resolves.toBeDefined();
  });

  it('can decline consent, and require an administrator', async () => {
    await order('decline', 1);
    await expect(scene.userAgent().signIn(adele, files)).rejects.toMatchObject({
      code: 'access_denied',
      message: expect.stringContaining('AADSTS65004') as string,
    });
    await order('adminConsent');
    await expect(scene.userAgent().signIn(adele, files)).rejects.toMatchObject({
      message: 'Need admin approval',
    });
    expect((await authorize({ prompt: 'none' })).headers.get('location')).toMatch(
      /taskpane\.html#error=consent_required&.*AADSTS65001.*&state=mine$/,
    );
  });

  it('can require more by policy, until a user signs in with its claims', async () => {
    const agent = scene.userAgent();
    const { refreshToken } = await agent.signIn(adele, files);
    await order('conditionalAccess');
    await expect(agent.refresh(refreshToken, files)).rejects.toMatchObject({
      code: 'interaction_required',
    });
    await agent.signIn(adele, files, {
      claims: '{"access_token":{"capolids":{"essential":true}}}',
    });
    await expect(agent.refresh(refreshToken, files)).resolves.toBeDefined();
  });

  it('can disable its token endpoint, for a number of requests or a period of world time', async () => {
    const agent = scene.userAgent();
    const { refreshToken } = await agent.signIn(adele, files);
    await order('tokenUnavailable', 1);
    await expect(agent.refresh(refreshToken, files)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      message: expect.stringContaining('AADSTS90033') as string,
    });
    await expect(agent.refresh(refreshToken, files)).resolves.toBeDefined();
    await scene.control('POST', '/orders', {
      service: 'identity',
      fault: 'tokenUnavailable',
      forMs: 60_000,
    });
    scene.world.clock.advance(59_999);
    await expect(agent.signIn(adele, files)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
    });
    scene.world.clock.advance(1);
    await expect(agent.signIn(adele, files)).resolves.toBeDefined();
  });

  it.each([
    [{ times: 1 }, '60'],
    [{ forMs: 90_000 }, '90'],
    [{ times: 1, retryAfterSeconds: 7 }, '7'],
  ])('can request a delay (%o)', async (term, seconds) => {
    await scene.control('POST', '/orders', {
      service: 'identity',
      fault: 'tokenThrottled',
      ...term,
    });
    const body = new URLSearchParams({ grant_type: 'refresh_token' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await scene.world.fetch(
      `${scene.world.origins.identity}/organizations/oauth2/v2.0/token`,
      { method: 'POST', headers, body },
    );
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, seconds]);
    expect(await reply.text()).toContain('AADSTS90055');
  });

  it('can go offline', async () => {
    await order('offline', 1);
    await expect(authorize()).rejects.toThrow();
    expect((await authorize()).status).toBe(303);
  });
});
