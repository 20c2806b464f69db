import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  adeleAccount,
  alexAccount,
  entered,
  errorOf,
  eventually,
  openDesk,
  origin,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

const authority = 'https://login.microsoftonline.com/organizations';
const never = 'never' as const;

describe('a token request', () => {
  it('has the scopes, the account’s authority, and one correlation id per page', async () => {
    const desk = await entered();
    await desk.identity.token({});
    await desk.identity.token({});
    const [first, second] = desk.standard.asked.slice(1);
    expect(first).toMatchObject({
      scopes: ['Files.ReadWrite'],
      authority,
      account: adeleAccount,
      forceRefresh: false,
    });
    expect(first).not.toHaveProperty('claims');
    expect(first?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.correlationId).toBe(first?.correlationId);
  });

  it('skips the cached token that Graph rejected, and passes Graph’s claims', async () => {
    const desk = await entered();
    await desk.identity.token({ renew: true, claims: '{"access_token":{}}' });
    expect(desk.standard.asked.at(-1)).toMatchObject({
      forceRefresh: true,
      claims: '{"access_token":{}}',
    });
  });

  it('has an empty redirect page for the hidden frame if sign-in uses a dialog, and none otherwise', async () => {
    const dialog = await entered();
    await dialog.identity.token({});
    expect(dialog.standard.asked.at(-1)).toMatchObject({ redirectUri: `${origin}/blank.html` });
    const nested = await entered({ nested: true });
    await nested.identity.token({});
    expect(nested.nested.asked.at(-1)).not.toHaveProperty('redirectUri');
  });

  it('uses MSAL’s active account before all other cached accounts', async () => {
    const desk = openDesk();
    Object.assign(desk.standard, {
      accounts: [alexAccount, adeleAccount],
      active: adeleAccount,
      silent: tokenOf(adeleAccount),
    });
    expect(await desk.silentStart()).toMatchObject({
      ok: true,
      value: { id: adeleAccount.homeAccountId },
    });
    expect(desk.standard.asked).toMatchObject([{ account: adeleAccount }]);
  });

  it('sets its account as MSAL’s active account', async () => {
    expect((await entered()).standard.active).toEqual(adeleAccount);
  });

  it('to Excel has no account if none is known', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = tokenOf(adeleAccount);
    expect((await desk.silentStart()).ok).toBe(true);
    expect(desk.nested.asked).toMatchObject([{ how: 'silent', account: undefined, authority }]);
    expect(desk.nested.asked[0]).not.toHaveProperty('account', null);
  });

  it('to Excel is cancelled after 8 s without a response', async () => {
    const desk = await entered({ nested: true });
    desk.nested.silent = never;
    const asked = desk.time.now;
    expect(await desk.settled(desk.identity.token({}))).toMatchObject({
      ok: false,
      failure: { reason: 'timedOut' },
    });
    expect(desk.time.now - asked).toBeGreaterThanOrEqual(8_000);
    expect(desk.time.now - asked).toBeLessThan(10_000);
  });

  it('resolves with the cached token until its expiry, to the millisecond', async () => {
    const desk = await entered();
    const expiresAt = desk.clock.now() + 5_000;
    desk.standard.silent = tokenOf(adeleAccount, { expiresOn: new Date(expiresAt) });
    await desk.identity.token({});
    desk.standard.silent = errorOf('brand_new');
    await desk.time.run(desk.time.now + 4_999);
    expect((await desk.identity.token({})).ok).toBe(true);
    await desk.time.run(desk.time.now + 1);
    expect((await desk.identity.token({})).ok).toBe(false);
  });

  it('does not resolve with a token of unknown expiry', async () => {
    const desk = await entered();
    await desk.identity.token({});
    desk.standard.silent = errorOf('brand_new');
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'unknown' },
    });
  });

  it('is rejected before a sign-in', async () => {
    for (const known of [true, false]) {
      const desk = openDesk({ hasCachedAccount: () => known });
      expect(await desk.identity.token({})).toEqual({
        ok: false,
        failure: { reason: 'interactionRequired', at: desk.clock.now() },
      });
      await desk.silentStart();
      expect(await desk.identity.token({})).toMatchObject({
        ok: false,
        failure: { reason: 'interactionRequired' },
      });
      expect(desk.standard.asked).toEqual([]);
    }
  });

  it('is sent to Excel only for an account that signed in', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.silent = errorOf('', { name: 'InteractionRequiredAuthError' });
    await desk.silentStart();
    desk.nested.silent = tokenOf(adeleAccount);
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(desk.nested.silentCount).toBe(1);
  });

  it('reports the reason for an empty token', async () => {
    const desk = await entered();
    desk.standard.silent = tokenOf(adeleAccount, { accessToken: '' });
    expect(await desk.identity.token({})).toEqual({
      ok: false,
      failure: { reason: 'unknown', code: 'empty_token', at: desk.clock.now() },
    });
  });
});

describe('an interactive sign-in', () => {
  it('is for the signed-in account, unless another one is requested', async () => {
    const desk = await entered({ person: alexAccount.username });
    await desk.click();
    await desk.click('another');
    expect(desk.standard.asked.slice(1)).toMatchObject([
      {
        how: 'window',
        account: adeleAccount,
        loginHint: undefined,
        prompt: undefined,
        scopes: ['Files.ReadWrite'],
        authority,
      },
      { how: 'window', account: undefined, loginHint: undefined, prompt: 'select_account' },
    ]);
    expect(desk.standard.asked[1]).not.toHaveProperty('claims');
  });

  it('lets the user choose an account if Excel does not report the user', async () => {
    const desk = openDesk();
    await desk.click();
    expect(desk.standard.asked).toMatchObject([
      { account: undefined, loginHint: undefined, prompt: 'select_account' },
    ]);
  });

  it('replaces one that is still pending', async () => {
    const desk = await entered();
    expect(desk.standard.asked[0]).toMatchObject({ overrideInteractionInProgress: true });
  });

  it.each(['silent sign-in', 'token', 'token that Graph refused', 'renewed token'] as const)(
    'passes the claims of a %s that failed, once',
    async (what) => {
      const claims = '{"id_token":{}}';
      const desk = what === 'silent sign-in' ? openDesk() : await entered();
      desk.standard.accounts = [adeleAccount];
      desk.standard.window = tokenOf(adeleAccount);
      // Graph may refuse a token that was renewed for its claims, too.
      desk.standard.silent =
        what === 'renewed token'
          ? tokenOf(adeleAccount)
          : what === 'token that Graph refused'
            ? errorOf('interaction_required')
            : errorOf('interaction_required', { claims });
      if (what === 'silent sign-in') await desk.silentStart();
      else await desk.identity.token(what === 'token' ? {} : { claims });
      if (what === 'renewed token') await desk.silentStart();
      await desk.click();
      await desk.click();
      const [first, second] = desk.standard.asked.filter(({ how }) => how === 'window').slice(-2);
      expect(first).toMatchObject({ claims });
      expect(second).not.toHaveProperty('claims');
    },
  );

  it('still has those claims after a failure without claims, but not after a sign-out', async () => {
    const desk = openDesk();
    desk.standard.accounts = [adeleAccount];
    const claims = '{"id_token":{}}';
    desk.standard.silent = errorOf('interaction_required', { claims });
    await desk.silentStart();
    desk.standard.silent = errorOf('interaction_required');
    await desk.silentStart();
    desk.standard.window = tokenOf(adeleAccount);
    const first = await desk.click();
    expect(desk.standard.asked.at(-1)).toMatchObject({ claims });
    desk.standard.silent = errorOf('interaction_required', { claims });
    await desk.identity.token({});
    if (first.ok) await desk.identity.signOut(first.value);
    await desk.click();
    expect(desk.standard.asked.at(-1)).not.toHaveProperty('claims');
  });

  it('has no claims of the account before: another one is asked for, or Excel’s has changed', async () => {
    const desk = await entered();
    await desk.identity.token({ claims: '{"id_token":{}}' });
    desk.standard.window = tokenOf(alexAccount);
    await desk.click('another');
    expect(desk.standard.asked.at(-1)).not.toHaveProperty('claims');

    await desk.identity.token({ claims: '{"id_token":{}}' });
    desk.standard.silent = tokenOf(adeleAccount);
    await desk.silentStart();
    await desk.click();
    expect(desk.standard.asked.at(-1)).not.toHaveProperty('claims');
  });

  it('still has the claims where a window for another account returns the same one', async () => {
    const desk = await entered();
    const claims = '{"id_token":{}}';
    await desk.identity.token({ claims });
    await desk.click('another');
    await desk.click();
    expect(desk.standard.asked.at(-1)).toMatchObject({ claims });
  });

  it('cancelled by the user disables Excel’s bridge, which shows no window and does not respond', async () => {
    const desk = openDesk({ nested: true });
    desk.nested.window = never;
    const cancelling = new AbortController();
    void desk.click('interactive', cancelling.signal);
    await eventually(() => expect(desk.nested.asked).toHaveLength(1));
    expect(desk.nestedFailed.get()).toBe(false);
    cancelling.abort();
    expect(desk.nestedFailed.get()).toBe(true);
    desk.standard.window = tokenOf(adeleAccount);
    expect((await desk.click()).ok).toBe(true);
    expect(desk.standard.asked).toHaveLength(1);
  });

  it('that has completed cannot be cancelled: the bridge is kept', async () => {
    const desk = openDesk({ nested: true });
    const cancelling = new AbortController();
    desk.nested.window = tokenOf(adeleAccount);
    expect((await desk.click('interactive', cancelling.signal)).ok).toBe(true);
    cancelling.abort();
    expect(desk.nestedFailed.get()).toBe(false);
  });

  it('cancelled in a dialog does not disable Excel’s bridge', async () => {
    const desk = openDesk();
    desk.standard.window = never;
    const cancelling = new AbortController();
    void desk.click('interactive', cancelling.signal);
    await eventually(() => expect(desk.standard.asked).toHaveLength(1));
    cancelling.abort();
    expect(desk.nestedFailed.get()).toBe(false);
  });
});
