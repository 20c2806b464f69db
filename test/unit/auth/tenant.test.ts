import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  accountOf,
  adeleAccount,
  contosoId,
  errorOf,
  fabrikamId,
  openDesk,
  personalId,
  serverError,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('a single-tenant authority', () => {
  const ways = ['silent', 'dialog', 'nested silent', 'nested window'] as const;
  const stranger = accountOf('megan', fabrikamId);

  async function enter(
    way: (typeof ways)[number],
    authority: string,
    answer = tokenOf(stranger),
    metadata: unknown = {},
  ) {
    const nested = way.startsWith('nested');
    const desk = openDesk({ nested, authority });
    const asked = nested ? desk.nested : desk.standard;
    asked.accounts = [answer.account];
    Object.assign(asked, { silent: answer, window: answer, metadata });
    // Instead of an account of Excel's that is refused, the dialog lets the user choose another one.
    desk.standard.window = answer;
    return {
      desk,
      asked,
      outcome: await (way.endsWith('silent') ? desk.silentStart() : desk.click()),
    };
  }

  for (const way of ways) {
    it(`rejects an account of another tenant (${way})`, async () => {
      for (const tenant of [contosoId, contosoId.toUpperCase(), `${contosoId}/`]) {
        const { outcome, asked } = await enter(way, `https://login.microsoftonline.com/${tenant}`);
        expect(outcome).toMatchObject({ ok: false, failure: { reason: 'wrongTenant' } });
        expect(asked.forgotten).toEqual(way.startsWith('nested') ? [] : [stranger]);
      }
      expect(
        (await enter(way, `https://login.microsoftonline.com/${contosoId}/`, tokenOf(adeleAccount)))
          .outcome.ok,
      ).toBe(true);
    });

    it(`rejects a personal account, whatever the authority (${way})`, async () => {
      for (const tenant of ['organizations', 'organizations/', 'common', contosoId]) {
        const { outcome } = await enter(
          way,
          `https://login.microsoftonline.com/${tenant}`,
          tokenOf(accountOf('sam', personalId)),
        );
        expect(outcome).toMatchObject({ ok: false, failure: { reason: 'personalAccount' } });
      }
    });

    it(`given as a domain is compared by the tenant id in its metadata (${way})`, async () => {
      const metadata = { issuer: `https://login.microsoftonline.com/${contosoId}/v2.0` };
      const authority = 'https://login.microsoftonline.com/contoso.example/';
      const refused = await enter(way, authority, tokenOf(stranger), metadata);
      expect(refused.outcome).toMatchObject({ ok: false, failure: { reason: 'wrongTenant' } });
      expect(refused.asked.fetched).toEqual([
        'https://login.microsoftonline.com/contoso.example/v2.0/.well-known/openid-configuration',
      ]);
      expect((await enter(way, authority, tokenOf(adeleAccount), metadata)).outcome.ok).toBe(true);
    });
  }

  it('accepts a guest by the token’s tenant, not by the account’s home tenant', async () => {
    const guest = tokenOf(stranger, { idTokenClaims: { tid: contosoId } });
    expect(
      (await enter('nested silent', `https://login.microsoftonline.com/${contosoId}`, guest))
        .outcome.ok,
    ).toBe(true);
  });

  it('uses MSAL’s account data if the token has no tenant', async () => {
    for (const idTokenClaims of [{}, { tid: '' }, { tid: 7 }] as object[]) {
      const enters = async (tenantId: string) =>
        (
          await enter(
            'dialog',
            `https://login.microsoftonline.com/${contosoId}`,
            tokenOf(stranger, { tenantId, idTokenClaims }),
          )
        ).outcome;
      expect(await enters(contosoId)).toMatchObject({ ok: true });
      expect(await enters(fabrikamId)).toMatchObject({
        ok: false,
        failure: { reason: 'wrongTenant' },
      });
    }
  });

  it('is compared regardless of how its id is written', async () => {
    const id = 'abcdef01-2222-4333-8444-5555555555ef';
    for (const [authority, issuer] of [
      [id, id],
      [id.toUpperCase(), id],
      ['contoso.example', id.toUpperCase()],
    ] as const) {
      const metadata = { issuer: `https://login.microsoftonline.com/${issuer}/v2.0` };
      const { outcome } = await enter(
        'dialog',
        `https://login.microsoftonline.com/${authority}`,
        tokenOf(accountOf('adele', id.toUpperCase())),
        metadata,
      );
      expect(outcome.ok).toBe(true);
    }
  });

  it('accepts every tenant if it specifies none', async () => {
    for (const path of [
      'organizations',
      'organizations/',
      'Organizations',
      'common',
      'consumers',
      '',
    ]) {
      expect((await enter('dialog', `https://login.microsoftonline.com/${path}`)).outcome.ok).toBe(
        true,
      );
    }
  });

  it.each<readonly [unknown, string, string]>([
    [errorOf('no_network_connectivity'), 'offline', 'no_network_connectivity'],
    [errorOf('get_request_failed'), 'offline', 'get_request_failed'],
    [{}, 'unknown', 'tenant_not_found'],
    ['<html>', 'unknown', 'tenant_not_found'],
    [{ issuer: 7 }, 'unknown', 'tenant_not_found'],
    [{ issuer: 'no address' }, 'unknown', 'tenant_not_found'],
    [{ issuer: 'mailto:contoso.example' }, 'unknown', 'tenant_not_found'],
    [
      { issuer: 'https://login.microsoftonline.com/organizations/v2.0' },
      'unknown',
      'tenant_not_found',
    ],
  ])('concludes nothing while its metadata is %o', async (metadata, reason, code) => {
    const { outcome } = await enter(
      'nested silent',
      'https://login.microsoftonline.com/contoso.example',
      tokenOf(stranger),
      metadata,
    );
    expect(outcome).toMatchObject({ ok: false, failure: { reason, code } });
  });

  it('waits 15 s for its metadata, and then reports that the time is up', async () => {
    const never = new Promise(() => undefined);
    const desk = openDesk({ authority: 'https://login.microsoftonline.com/contoso.example' });
    desk.standard.silent = tokenOf(adeleAccount);
    desk.standard.accounts = [adeleAccount];
    desk.standard.metadata = never;
    const asked = desk.time.now;
    expect(await desk.settled(desk.silentStart())).toMatchObject({
      ok: false,
      failure: { reason: 'timedOut' },
    });
    expect(desk.time.now - asked).toBeGreaterThanOrEqual(15_000);
    expect(desk.time.now - asked).toBeLessThan(17_000);
  });

  it('requests its metadata once, and checks each token', async () => {
    const { desk, asked } = await enter(
      'nested silent',
      'https://login.microsoftonline.com/contoso.example',
      tokenOf(adeleAccount),
      { issuer: `https://sts/${contosoId}/v2.0` },
    );
    expect((await desk.identity.token({})).ok).toBe(true);
    asked.silent = tokenOf(adeleAccount, { idTokenClaims: { tid: fabrikamId } });
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'wrongTenant' },
    });
    expect(asked.fetched).toHaveLength(1);
  });

  it('cannot check a token without a tenant', async () => {
    const { outcome } = await enter(
      'dialog',
      `https://login.microsoftonline.com/${contosoId}`,
      tokenOf(stranger, { tenantId: '', idTokenClaims: {} }),
    );
    expect(outcome).toMatchObject({ ok: false, failure: { reason: 'unknown' } });
  });

  it('is passed to MSAL with each request, and to the administrator’s link without a trailing slash', async () => {
    const desk = openDesk({ authority: 'https://login.microsoftonline.com/organizations/' });
    desk.standard.window = serverError('access_denied', 90094);
    const outcome = await desk.click();
    expect(desk.standard.configurations.map(({ auth }) => auth.authority)).toEqual([
      'https://login.microsoftonline.com/organizations',
    ]);
    expect(desk.standard.asked.map(({ authority }) => authority)).toEqual([
      'https://login.microsoftonline.com/organizations',
    ]);
    expect(outcome.ok ? '' : outcome.failure.consentLink).toMatch(
      /^https:\/\/login\.microsoftonline\.com\/organizations\/v2\.0\/adminconsent\?/,
    );
  });
});
