import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MsalAnswer, SignInSetting } from './signInBench';
import {
  accountOf,
  adeleAccount,
  contosoId,
  errorOf,
  fabrikamId,
  openDesk,
  throttledIn,
  origin,
  personalId,
  serverError,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const microsoft = 'https://login.microsoftonline.com';
const fabrikam = 'fabrikam.onmicrosoft.com';
const metadata = { issuer: `${microsoft}/${fabrikamId}/v2.0` };
/** Adele of Contoso as a guest of Fabrikam: the same user with a token of another tenant. */
const guest = { ...adeleAccount, tenantId: fabrikamId };

const listener = (): void => undefined;
/** The members of a tab's window that a pop-up needs. */
const tabWindow = {
  location: { origin },
  addEventListener: listener,
  removeEventListener: listener,
};

/** The ways of signing in, as settings of the bench. */
const ways: readonly (readonly [string, SignInSetting])[] = [
  ['nested', { nested: true }],
  ['dialog', {}],
  ['pop-up', { plainTab: true, window: tabWindow }],
];

/** A pane whose MSAL knows Fabrikam, and answers with the guest's tokens. */
function guestDesk(setting: SignInSetting = {}) {
  const desk = openDesk(setting);
  const asked = setting.nested === true ? desk.nested : desk.standard;
  Object.assign(desk.nested, { metadata });
  Object.assign(desk.standard, { metadata });
  Object.assign(asked, { silent: tokenOf(guest), window: tokenOf(guest) });
  const enter = (
    organization?: string,
    mode: 'silent' | 'interactive' | 'another' = 'interactive',
  ) => desk.identity.signIn(mode, new AbortController().signal, organization);
  return { desk, asked, enter, authorities: () => asked.asked.map(({ authority }) => authority) };
}

describe('a sign-in to another organization', () => {
  it.each(ways)('requests each token of that tenant (%s)', async (_way, setting) => {
    const { desk, asked, enter, authorities } = guestDesk(setting);
    expect(await enter(fabrikam)).toMatchObject({
      ok: true,
      value: { id: adeleAccount.homeAccountId, tenantId: fabrikamId },
    });
    expect((await desk.identity.token({})).ok).toBe(true);
    expect((await desk.identity.token({ renew: true })).ok).toBe(true);
    expect(authorities()).toEqual(Array(3).fill(`${microsoft}/${fabrikam}`));
    expect(asked.fetched).toEqual([
      `${microsoft}/${fabrikam}/v2.0/.well-known/openid-configuration`,
    ]);
  });

  it('is at the configured sign-in service', async () => {
    const { enter, authorities } = guestDesk({
      authority: 'https://login.microsoftonline.us/organizations/',
    });
    await enter(fabrikamId);
    expect(authorities()).toEqual([`https://login.microsoftonline.us/${fabrikamId}`]);
  });

  it.each(ways)('is repeated silently at the next start (%s)', async (_way, setting) => {
    const { desk, asked, enter, authorities } = guestDesk(setting);
    asked.active = guest;
    expect((await enter(fabrikam, 'silent')).ok).toBe(true);
    expect(asked.asked).toMatchObject([{ how: 'silent', account: guest }]);
    expect((await desk.identity.token({})).ok).toBe(true);
    expect(authorities()).toEqual(Array(2).fill(`${microsoft}/${fabrikam}`));
  });

  it('ends with a sign-in to the account’s own', async () => {
    const { desk, asked, enter, authorities } = guestDesk();
    await enter(fabrikam);
    asked.window = tokenOf(adeleAccount);
    asked.silent = tokenOf(adeleAccount);
    expect(await enter(undefined, 'another')).toMatchObject({
      ok: true,
      value: { tenantId: contosoId },
    });
    await desk.identity.token({});
    expect(authorities().slice(1)).toEqual(Array(2).fill(`${microsoft}/organizations`));
  });

  it('that fails leaves the tokens of the one before', async () => {
    const { desk, asked, enter, authorities } = guestDesk();
    asked.window = asked.silent = tokenOf(adeleAccount);
    await enter();
    asked.window = errorOf('user_cancelled');
    expect(await enter(fabrikam)).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect((await desk.identity.token({})).ok).toBe(true);
    expect(authorities().at(-1)).toBe(`${microsoft}/organizations`);
  });

  it('begins with the smaller permission, and without the claims of the one before', async () => {
    const { desk, asked, enter } = guestDesk();
    asked.window = asked.silent = tokenOf(adeleAccount);
    await enter();
    desk.allFiles.set(adeleAccount.homeAccountId);
    asked.silent = errorOf('interaction_required', { claims: '{"nbf":1}' });
    await desk.identity.token({});
    asked.window = asked.silent = tokenOf(guest);
    expect((await enter(fabrikam)).ok).toBe(true);
    expect(asked.asked.at(-1)).toMatchObject({ how: 'window', scopes: ['Files.ReadWrite'] });
    expect(asked.asked.at(-1)).not.toHaveProperty('claims');
    expect(desk.allFiles.get()).toBeNull();
    await desk.identity.token({});
    expect(asked.asked.at(-1)).toMatchObject({ how: 'silent', scopes: ['Files.ReadWrite'] });
  });

  it.each(ways)('refuses a personal account (%s)', async (_way, setting) => {
    const { desk, asked, enter } = guestDesk(setting);
    asked.window = tokenOf(accountOf('sam', personalId));
    desk.standard.window = asked.window;
    expect(await enter(fabrikam)).toMatchObject({
      ok: false,
      failure: { reason: 'personalAccount' },
    });
  });

  it('names its own page for an administrator’s consent', async () => {
    const { asked, enter } = guestDesk();
    asked.window = serverError('access_denied', 90094);
    const outcome = await enter(fabrikam);
    expect(outcome.ok ? '' : outcome.failure.consentLink).toMatch(
      /^https:\/\/login\.microsoftonline\.com\/fabrikam\.onmicrosoft\.com\/v2\.0\/adminconsent\?/,
    );
  });

  it.each<readonly [string, MsalAnswer, unknown, string]>([
    ['the sign-in', serverError('invalid_request', 90002), metadata, 'AADSTS90002'],
    ['its metadata', tokenOf(guest), { error: 'invalid_tenant' }, 'invalid_tenant'],
  ])('that does not exist is a wrong tenant, says %s', async (_where, answer, known, code) => {
    const { asked, enter } = guestDesk();
    Object.assign(asked, { window: answer, metadata: known });
    expect(await enter(fabrikam)).toMatchObject({
      ok: false,
      failure: { reason: 'wrongTenant', code },
    });
    expect(await enter()).toMatchObject(
      answer instanceof Error ? { ok: false, failure: { reason: 'configuration' } } : { ok: true },
    );
  });
});

describe('another tenant’s token in MSAL’s cache', () => {
  const cached = tokenOf(adeleAccount, { fromCache: true });
  /** MSAL that finds the token of the home tenant, unless the cache is not to be read. */
  const readsCache: MsalAnswer = ({ cacheLookupPolicy }) =>
    Promise.resolve(cacheLookupPolicy === undefined ? cached : tokenOf(guest));

  it.each(ways)('is not used: one is requested past the cache (%s)', async (_way, setting) => {
    const { desk, asked, enter } = guestDesk(setting);
    Object.assign(asked, { accounts: [adeleAccount], silent: readsCache });
    expect(await enter(fabrikam, 'silent')).toMatchObject({
      ok: true,
      value: { tenantId: fabrikamId },
    });
    expect(asked.asked).toMatchObject([
      { forceRefresh: false },
      // RefreshTokenAndNetwork. Excel may still answer from its own cache.
      { forceRefresh: false, cacheLookupPolicy: 4 },
    ]);
    expect((await desk.identity.token({})).ok).toBe(true);
    expect([desk.nestedFailed.get(), asked.silentCount]).toEqual([false, 4]);
  });

  it('is not used in the sign-in service’s pause: nothing is sent', async () => {
    const throttled = throttledIn();
    const { desk, asked, enter } = guestDesk({ throttled });
    throttled.save({ until: desk.clock.now() + 60_000, at: desk.clock.now() });
    const paused = guestDesk({ throttled });
    Object.assign(paused.asked, { accounts: [adeleAccount], silent: cached });
    expect(await paused.enter(fabrikam, 'silent')).toMatchObject({
      ok: false,
      failure: { reason: 'unavailable', notBefore: desk.clock.now() + 60_000 },
    });
    expect(paused.asked.asked).toMatchObject([{ cacheLookupPolicy: 1 }]);
    Object.assign(asked, { accounts: [adeleAccount], silent: readsCache });
    expect(await enter(fabrikam, 'silent')).toMatchObject({ ok: true });
  });

  it('is used for the account’s own organization, whatever its tenant', async () => {
    const { asked, enter } = guestDesk();
    Object.assign(asked, { accounts: [adeleAccount], silent: cached });
    expect((await enter(undefined, 'silent')).ok).toBe(true);
    expect([asked.silentCount, asked.fetched]).toEqual([1, []]);
  });
});

describe('an Excel that ignores the tenant', () => {
  it('leaves a click to the Office dialog, as long as the tab is open', async () => {
    const { desk, asked, enter } = guestDesk({ nested: true });
    asked.window = tokenOf(adeleAccount);
    desk.standard.window = desk.standard.silent = tokenOf(guest);
    expect(await enter(fabrikam)).toMatchObject({ ok: true, value: { tenantId: fabrikamId } });
    expect(desk.standard.asked).toMatchObject([
      { how: 'window', authority: `${microsoft}/${fabrikam}` },
    ]);
    expect((await desk.identity.token({})).ok).toBe(true);
    expect([desk.nestedFailed.get(), desk.nested.asked.length]).toEqual([true, 1]);
  });

  it('leads to the question at the next start, not to a token of another tenant', async () => {
    const { desk, asked, enter } = guestDesk({ nested: true });
    asked.silent = tokenOf(adeleAccount);
    expect(await enter(fabrikam, 'silent')).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(desk.nestedFailed.get()).toBe(true);
  });

  it('is left only if the tenant is known', async () => {
    const { desk, asked, enter } = guestDesk({ nested: true });
    Object.assign(asked, {
      silent: tokenOf(adeleAccount),
      metadata: errorOf('no_network_connectivity'),
    });
    expect(await enter(fabrikam, 'silent')).toMatchObject({
      ok: false,
      failure: { reason: 'offline' },
    });
    expect(desk.nestedFailed.get()).toBe(false);
  });
});

describe('a tenant that the configuration names', () => {
  it.each(ways)(
    'is the only one: another is refused without a request (%s)',
    async (_way, setting) => {
      const authority = `${microsoft}/${contosoId}`;
      const { desk, asked, enter, authorities } = guestDesk({ ...setting, authority });
      for (const mode of ['silent', 'interactive', 'another'] as const) {
        expect(await enter(fabrikam, mode)).toMatchObject({
          ok: false,
          failure: { reason: 'wrongTenant' },
        });
      }
      expect([asked.asked, desk.nested.fetched, desk.standard.fetched]).toEqual([[], [], []]);
      asked.window = tokenOf(adeleAccount);
      expect((await enter(contosoId)).ok).toBe(true);
      expect(authorities()).toEqual([authority]);
    },
  );

  it('refuses it also while an account is signed in, which stays signed in', async () => {
    const { desk, asked, enter } = guestDesk({ authority: `${microsoft}/${contosoId}` });
    asked.window = asked.silent = tokenOf(adeleAccount);
    const entering = enter();
    expect((await enter(fabrikam)).ok).toBe(false);
    expect((await entering).ok).toBe(true);
    expect((await desk.identity.token({})).ok).toBe(true);
  });
});

it('Excel’s bridge is not left because the metadata of the organization could not be read', async () => {
  const desk = openDesk({ nested: true });
  const never = new AbortController().signal;
  desk.nested.silent = desk.nested.window = tokenOf(adeleAccount);
  desk.nested.metadata = errorOf('failed_to_parse_response');
  expect((await desk.identity.signIn('silent', never, 'contoso.example')).ok).toBe(false);
  desk.nested.metadata = desk.standard.metadata = {
    issuer: `${microsoft}/${adeleAccount.tenantId}/v2.0`,
  };
  desk.standard.window = tokenOf(adeleAccount);
  expect((await desk.identity.signIn('interactive', never, 'contoso.example')).ok).toBe(true);
  expect(desk.nestedFailed.get()).toBe(false);
});

it.each([false, true])(
  'a token of the cache is renewed where the metadata of its organization could not be read (through Excel: %s)',
  async (nested) => {
    const desk = openDesk({ nested });
    const asked = nested ? desk.nested : desk.standard;
    let reads = 0;
    // The first request for the metadata fails, every later one is answered.
    Object.defineProperty(asked, 'metadata', {
      get: () =>
        (reads += 1) === 1
          ? errorOf('no_network_connectivity')
          : { issuer: `${microsoft}/${fabrikamId}/v2.0` },
    });
    asked.active = adeleAccount;
    asked.accounts = [adeleAccount];
    const isPastCache: boolean[] = [];
    asked.silent = ({ forceRefresh = false, cacheLookupPolicy = 0 }) => {
      isPastCache.push(forceRefresh || cacheLookupPolicy !== 0);
      return Promise.resolve(
        isPastCache.at(-1) === true
          ? tokenOf({ ...adeleAccount, tenantId: fabrikamId })
          : { ...tokenOf(adeleAccount), fromCache: true },
      );
    };
    const { signal } = new AbortController();
    expect((await desk.identity.signIn('silent', signal, fabrikam)).ok).toBe(true);
    expect(isPastCache).toEqual([false, true]);
  },
);
