import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AuthenticationResult } from '@azure/msal-browser';
import type { MsalAnswer } from './signInBench';
import {
  adeleAccount,
  alexAccount,
  entered,
  errorOf,
  eventually,
  fabrikamId,
  openDesk,
  serverError,
  signedOutIn,
  tokenOf,
} from './signInBench';

afterEach(() => vi.unstubAllGlobals());

describe('a silent token request', () => {
  it('gets a token from MSAL for the account that signed in', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    expect(await desk.click()).toMatchObject({
      ok: true,
      value: { id: adeleAccount.homeAccountId, userName: adeleAccount.username },
    });
    desk.standard.silent = tokenOf(adeleAccount);
    expect(await desk.identity.token({})).toEqual({
      ok: true,
      value: 'token of adele@contoso.example',
    });
    expect(desk.standard.asked.at(-1)).toMatchObject({ how: 'silent', account: adeleAccount });
  });

  it.each([
    ['an unlisted fault', errorOf('brand_new')],
    ['a token that cannot be used', errorOf('null_or_empty_token')],
    ['an empty token', tokenOf(adeleAccount, { accessToken: '' })],
  ])('that fails by %s is unknown: to be tried again', async (_name, answer) => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    desk.standard.silent = answer;
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'unknown' },
    });
  });

  it('returns the previous token while it is valid, if no new one can be requested', async () => {
    for (const answer of [
      errorOf('brand_new'),
      serverError('temporarily_unavailable', 90033),
      'never',
    ] as const) {
      const desk = openDesk();
      desk.standard.window = tokenOf(adeleAccount);
      await desk.click();
      const expiresAt = desk.clock.now() + 300_000;
      desk.standard.silent = tokenOf(adeleAccount, { expiresOn: new Date(expiresAt) });
      await desk.identity.token({});
      desk.standard.silent = answer;
      expect(await desk.settled(desk.identity.token({}))).toEqual({
        ok: true,
        value: 'token of adele@contoso.example',
      });
      // Graph rejected the previous token, or it has expired.
      for (const more of [{ renew: true }, { claims: '{}' }]) {
        expect(await desk.settled(desk.identity.token(more))).toMatchObject({ ok: false });
      }
      await desk.time.run(expiresAt);
      expect(await desk.settled(desk.identity.token({}))).toMatchObject({ ok: false });
    }
  });

  it('returns no token if the service requires interaction, after another account signed in, or after this one signed out', async () => {
    const expiresOn = new Date(Date.UTC(2100, 0));
    const signedInWithToken = async () => {
      const desk = openDesk();
      desk.standard.window = tokenOf(adeleAccount);
      await desk.click();
      desk.standard.silent = tokenOf(adeleAccount, { expiresOn });
      await desk.identity.token({});
      return desk;
    };
    const asked = await signedInWithToken();
    asked.standard.silent = errorOf('interaction_required', {
      name: 'InteractionRequiredAuthError',
    });
    expect(await asked.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    const changed = await signedInWithToken();
    changed.standard.window = tokenOf(alexAccount);
    await changed.click('another');
    changed.standard.silent = errorOf('brand_new');
    expect(await changed.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'unknown' },
    });
  });

  it('that was sent for the user before is no token, and no claim, of the one who has signed in since', async () => {
    const late = async (answer: MsalAnswer) => {
      const desk = await entered();
      let respond: () => void = () => undefined;
      const response = new Promise<void>((resolve) => (respond = resolve));
      desk.standard.silent = async () => {
        await response;
        if (answer instanceof Error) throw answer;
        return answer as AuthenticationResult;
      };
      const token = desk.identity.token({});
      await eventually(() => expect(desk.standard.silentCount).toBe(1));
      desk.standard.window = tokenOf(alexAccount);
      await desk.click('another');
      respond();
      expect(await token).toMatchObject({ ok: false, failure: { reason: 'interactionRequired' } });
      desk.standard.silent = serverError('temporarily_unavailable', 90033);
      return desk;
    };
    const expiresOn = new Date(Date.UTC(2100, 0));
    const desk = await late(tokenOf(adeleAccount, { expiresOn }));
    expect(await desk.identity.token({})).toMatchObject({
      ok: false,
      failure: { reason: 'unavailable' },
    });
    // The same user in another organization is another requester.
    const guest = tokenOf(adeleAccount, { idTokenClaims: { tid: fabrikamId } });
    const elsewhere = await entered();
    let respond: () => void = () => undefined;
    const response = new Promise<void>((resolve) => (respond = resolve));
    elsewhere.standard.silent = () => response.then(() => tokenOf(adeleAccount));
    const token = elsewhere.identity.token({});
    await eventually(() => expect(elsewhere.standard.silentCount).toBe(1));
    elsewhere.standard.window = guest;
    await elsewhere.identity.signIn('another', new AbortController().signal, fabrikamId);
    respond();
    expect(await token).toMatchObject({ ok: false, failure: { reason: 'interactionRequired' } });
    const asked = await late(errorOf('interaction_required', { claims: '{"adele":1}' }));
    await asked.click();
    expect(asked.standard.asked.at(-1)).toMatchObject({ how: 'window', account: alexAccount });
    expect(asked.standard.asked.at(-1)).not.toHaveProperty('claims');
  });

  it('is cancelled after 15 s without a response', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    desk.standard.silent = 'never';
    const asked = desk.time.now;
    expect(await desk.settled(desk.identity.token({}))).toMatchObject({
      ok: false,
      failure: { reason: 'timedOut' },
    });
    expect(desk.time.now - asked).toBeGreaterThanOrEqual(15_000);
    expect(desk.time.now - asked).toBeLessThan(17_000);
  });

  it('requires interaction although the browser reports no network, if the service itself says so', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    await desk.click();
    desk.online = false;
    desk.standard.silent = serverError('invalid_grant', 700084);
    expect(await desk.identity.token({})).toMatchObject({
      failure: { reason: 'interactionRequired', code: 'AADSTS700084' },
    });
  });

  it('requires no interaction while the browser is offline', async () => {
    for (const answer of [
      errorOf('interaction_required', { name: 'InteractionRequiredAuthError' }),
      errorOf('brand_new'),
    ]) {
      const desk = openDesk();
      desk.standard.window = tokenOf(adeleAccount);
      await desk.click();
      desk.online = false;
      desk.standard.silent = answer;
      for (const request of [desk.identity.token({}), desk.silentStart()]) {
        expect(await request).toMatchObject({ ok: false, failure: { reason: 'offline' } });
      }
      desk.online = true;
      desk.standard.silent = tokenOf(adeleAccount);
      expect((await desk.identity.token({})).ok).toBe(true);
    }
  });
});

describe('the first check without an account', () => {
  it('requires a sign-in, offline and online, and loads MSAL only if there may be a cached account', async () => {
    for (const online of [true, false]) {
      for (const [known, made] of [
        [true, 1],
        [false, 0],
      ] as const) {
        const desk = openDesk({ hasCachedAccount: () => known });
        desk.online = online;
        expect(await desk.silentStart()).toMatchObject({
          ok: false,
          failure: { reason: 'interactionRequired' },
        });
        expect(desk.made).toBe(made);
      }
    }
  });
});

describe('a sign-in that completes too late', () => {
  it('is ignored, and its account is removed', async () => {
    const desk = openDesk();
    const cancelling = new AbortController();
    desk.standard.window = () => {
      cancelling.abort();
      return Promise.resolve(tokenOf(adeleAccount));
    };
    const late = desk.identity.signIn('interactive', cancelling.signal);
    expect(await late).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(desk.standard.forgotten).toEqual([adeleAccount]);
    desk.standard.window = tokenOf(adeleAccount);
    const first = desk.click();
    desk.standard.window = tokenOf(alexAccount);
    const second = desk.click('another');
    expect(await first).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
    expect(await second).toMatchObject({ ok: true, value: { id: alexAccount.homeAccountId } });
  });
});

describe('an account that signed out', () => {
  it('is not signed in silently, in any tab; another account is', async () => {
    const device = new Set<string>();
    const first = openDesk({ nested: true, signedOut: signedOutIn(device) });
    first.nested.silent = tokenOf(adeleAccount);
    const entered = await first.silentStart();
    if (!entered.ok) throw new Error('Not signed in.');
    await first.identity.signOut(entered.value);
    expect([...device]).toEqual([adeleAccount.homeAccountId]);

    const second = openDesk({ nested: true, signedOut: signedOutIn(device) });
    second.nested.silent = tokenOf(adeleAccount);
    expect(await second.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    second.nested.silent = tokenOf(alexAccount);
    expect(await second.silentStart()).toMatchObject({
      ok: true,
      value: { id: alexAccount.homeAccountId },
    });
  });

  it('sends no request at the next start of its tab', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    const entered = await desk.click();
    if (!entered.ok) throw new Error('Not signed in.');
    await desk.identity.signOut(entered.value);
    expect(desk.standard.forgotten).toEqual([adeleAccount]);
    const reloaded = openDesk({ signedOut: desk.signedOut });
    expect(await reloaded.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(reloaded.made).toBe(0);
    reloaded.standard.window = tokenOf(adeleAccount);
    reloaded.standard.silent = tokenOf(adeleAccount);
    reloaded.standard.accounts = [adeleAccount];
    await reloaded.click();
    expect((await reloaded.silentStart()).ok).toBe(true);
  });

  it('is skipped among the accounts in MSAL’s cache', async () => {
    const desk = openDesk({ signedOut: signedOutIn(new Set([adeleAccount.homeAccountId])) });
    desk.standard.accounts = [adeleAccount, alexAccount];
    desk.standard.silent = tokenOf(alexAccount);
    expect(await desk.silentStart()).toMatchObject({
      ok: true,
      value: { id: alexAccount.homeAccountId },
    });
    expect(desk.standard.asked).toMatchObject([{ account: alexAccount }]);
    const alone = openDesk({ signedOut: signedOutIn(new Set([adeleAccount.homeAccountId])) });
    alone.standard.accounts = [adeleAccount];
    expect(await alone.silentStart()).toMatchObject({
      ok: false,
      failure: { reason: 'interactionRequired' },
    });
    expect(alone.standard.silentCount).toBe(0);
  });

  it('is accepted again after it signs in by a click, which then has no login hint', async () => {
    const desk = openDesk({
      nested: true,
      person: adeleAccount.username,
      signedOut: signedOutIn(new Set([adeleAccount.homeAccountId])),
    });
    desk.nested.silent = tokenOf(adeleAccount);
    desk.nested.window = tokenOf(adeleAccount);
    await desk.silentStart();
    expect((await desk.click()).ok).toBe(true);
    expect(desk.nested.asked.at(-1)).toMatchObject({
      how: 'window',
      prompt: 'select_account',
      loginHint: undefined,
    });
    expect(desk.signedOut.has(adeleAccount.homeAccountId)).toBe(false);
    expect((await desk.silentStart()).ok).toBe(true);
  });

  it('does not affect the account of another sign-in', async () => {
    const desk = openDesk();
    desk.standard.window = tokenOf(adeleAccount);
    const entered = await desk.click();
    desk.standard.window = tokenOf(alexAccount);
    await desk.click('another');
    if (!entered.ok) throw new Error('Not signed in.');
    await desk.identity.signOut(entered.value);
    expect(desk.signedOut.has(alexAccount.homeAccountId)).toBe(false);
    desk.standard.silent = tokenOf(alexAccount);
    expect((await desk.identity.token({})).ok).toBe(true);
  });
});

describe('Excel’s own account', () => {
  it('is the login hint of a first sign-in, but not of a sign-in after a sign-out in this tab', async () => {
    const desk = openDesk({ person: adeleAccount.username });
    desk.standard.window = tokenOf(adeleAccount);
    const entered = await desk.click();
    expect(desk.standard.asked).toMatchObject([
      { loginHint: adeleAccount.username, prompt: undefined },
    ]);
    if (!entered.ok) throw new Error('Not signed in.');
    await desk.identity.signOut(entered.value);
    await desk.click();
    expect(desk.standard.asked[1]).toMatchObject({
      loginHint: undefined,
      prompt: 'select_account',
    });
  });
});
